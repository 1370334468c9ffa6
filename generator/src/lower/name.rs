//! Names: the only maker of Rust identifiers.
//!
//! Wire names come in, [`Name`]s go out: valid Rust, ASCII, unique within one scope. A name depends on its
//! own wire name and on those that would collide with it, never on the order of arrival, so adding something
//! to a document renames nothing else unless both want the same identifier. Nothing is renamed on the wire.

use std::collections::{BTreeMap, BTreeSet};

use deunicode::deunicode;
use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use crate::ir::Name;

/// How many bytes of a wire name become an identifier. The longest known ones are half as long.
const LONGEST: usize = 300;

/// How an identifier is spelled, by what it names (Rust API guidelines, C-CASE).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// A type: `UpperCamelCase`.
    Type,
    /// An enum's variant: `UpperCamelCase`.
    Variant,
    /// A field, function, argument or module: `snake_case`.
    Value,
    /// A constant: `SCREAMING_SNAKE_CASE`.
    Constant,
}

impl Case {
    /// The identifier that `wire` has when nothing else wants it.
    ///
    /// Characters outside ASCII are transliterated, so that no lint and no Unicode normalization can object;
    /// a leading sign is spelled (`-created` is `MinusCreated`), and so is a name made of symbols alone
    /// (`>=` is `GtEq`); a keyword gets an underscore at its end.
    pub fn identifier(self, wire: &str) -> String {
        let words = words(&deunicode(shortened(wire)));
        let cased = match self {
            Case::Type | Case::Variant => words.to_upper_camel_case(),
            Case::Value => words.to_snake_case(),
            Case::Constant => words.to_shouty_snake_case(),
        };
        self.legalize(cased)
    }

    fn legalize(self, cased: String) -> String {
        let starts_with_digit = cased.starts_with(|first: char| first.is_ascii_digit());
        let name = match self {
            Case::Type if starts_with_digit => format!("T{cased}"),
            Case::Variant if starts_with_digit => format!("V{cased}"),
            Case::Constant if starts_with_digit => format!("N{cased}"),
            Case::Value if cased.chars().all(|c| c.is_ascii_digit() || c == '_') => {
                format!("n{cased}")
            }
            Case::Value if starts_with_digit => format!("_{cased}"),
            _ => cased,
        };
        if is_keyword(&name) {
            format!("{name}_")
        } else {
            name
        }
    }

    /// The `nth` identifier for a wire name whose own was taken.
    fn numbered(self, identifier: &str, nth: usize) -> String {
        match self {
            Case::Type | Case::Variant => format!("{identifier}{nth}"),
            Case::Value | Case::Constant => format!("{identifier}_{nth}"),
        }
    }
}

/// Names all of `wires`, which share a scope in which the `reserved` identifiers are taken.
///
/// Out come as many names as came in, in the same order, with different identifiers. Of several wire names
/// that want one identifier, the one that is spelled like it has it, else the shortest, else the first by
/// alphabet; the others are numbered in that order.
pub fn assign(case: Case, reserved: &[&str], wires: &[&str]) -> Vec<Name> {
    let wanted: Vec<String> = wires.iter().map(|wire| case.identifier(wire)).collect();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, identifier) in wanted.iter().enumerate() {
        groups.entry(identifier).or_default().push(index);
    }
    let mut taken: BTreeSet<String> = reserved.iter().map(ToString::to_string).collect();
    taken.extend(wanted.iter().cloned());

    let mut names: Vec<String> = wanted.clone();
    for (identifier, mut group) in groups {
        let plain = identifier.trim_end_matches('_');
        group.sort_by_key(|&index| (wires[index] != plain, wires[index].len(), wires[index]));
        let is_reserved = reserved.contains(&identifier);
        let spelled = is_reserved.then(|| format!("{identifier}_"));
        let numbered = (2..).map(|nth| case.numbered(plain, nth));
        let mut spellings = spelled.into_iter().chain(numbered);
        for &index in group.iter().skip(usize::from(!is_reserved)) {
            names[index] = free(&mut spellings, &mut taken);
        }
    }
    let named = wires.iter().zip(names);
    named
        .map(|(wire, rust)| Name {
            wire: (*wire).to_owned(),
            rust,
        })
        .collect()
}

/// The first of endless `spellings` that nothing has taken, which it takes.
fn free(spellings: &mut impl Iterator<Item = String>, taken: &mut BTreeSet<String>) -> String {
    let unused = spellings.find(|spelling| !taken.contains(spelling));
    let name = unused.unwrap_or_default();
    taken.insert(name.clone());
    name
}

/// The part of a wire name that an identifier is made of: nobody writes more.
fn shortened(wire: &str) -> &str {
    wire.get(..wire.floor_char_boundary(LONGEST))
        .unwrap_or(wire)
}

/// The words that heck is to join: symbols are spelled where they would otherwise be lost.
fn words(ascii: &str) -> String {
    if ascii.is_empty() {
        return "empty".to_owned();
    }
    if !ascii.contains(|c: char| c.is_ascii_alphanumeric()) {
        return ascii.chars().map(symbol).collect::<Vec<_>>().join(" ");
    }
    let signs = ascii.chars().take_while(|c| "+-<>=!~*".contains(*c));
    let spelled: Vec<String> = signs.map(symbol).collect();
    let rest: String = ascii
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    format!("{} {}", spelled.join(" "), rest)
}

fn symbol(symbol: char) -> String {
    let word = match symbol {
        '+' => "plus",
        '-' => "minus",
        '<' => "lt",
        '>' => "gt",
        '=' => "eq",
        '!' => "not",
        '~' => "tilde",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '|' => "pipe",
        '&' => "and",
        '%' => "percent",
        '^' => "caret",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '_' => "underscore",
        ' ' => "space",
        '\'' => "quote",
        '"' => "double quote",
        '`' => "backtick",
        '(' => "open paren",
        ')' => "close paren",
        '[' => "open bracket",
        ']' => "close bracket",
        '{' => "open brace",
        '}' => "close brace",
        other => return format!("u{:04x}", u32::from(other)),
    };
    word.to_owned()
}

/// Whether Rust refuses `name` as a plain identifier; `gen` became a keyword with edition 2024.
fn is_keyword(name: &str) -> bool {
    name == "gen" || syn::parse_str::<syn::Ident>(name).is_err()
}
