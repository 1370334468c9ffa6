//! Patterns: regular expressions of ECMA-262 for an engine that needs linear time.
//!
//! A pattern as a document has it comes in (JSON Schema 2020-12 Validation, section 6.3.3; ECMA-262, section 22.2.1,
//! with the leniency of annex B); the same for `regex-lite` goes out, or the reason why there is none. Both mean ASCII
//! by `\d`, `\w` and `\b`; white space is spelled out. `.` stays, though it takes a carriage return here.
//! The engine has the last word, and is the one that the runtime has.

use std::iter::Peekable;
use std::str::Chars;

/// What `\s` is besides ASCII (ECMA-262, sections 12.2 and 12.3).
const SPACES: &str =
    r"\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}";

/// How much of memory a compiled pattern may need: a tenth of what the runtime allows it.
const MOST_BYTES: usize = 1 << 20;

/// The characters that mean something outside of classes.
const SIGNS: &str = r"\^$.|?*+()[]{}";

/// The pattern for the engine.
///
/// # Errors
/// Why it can't be checked.
pub(super) fn engine(pattern: &str) -> Result<String, String> {
    if is_delimited(pattern) {
        return Err("has delimiters, which are no part of a pattern".to_owned());
    }
    let mut translation = Translation {
        rest: pattern.chars().peekable(),
        engine: String::new(),
        before: Before::Nothing,
    };
    while let Some(c) = translation.rest.next() {
        translation.token(c)?;
    }
    let engine = translation.engine;
    let mut builder = regex_lite::RegexBuilder::new(&engine);
    match builder.size_limit(MOST_BYTES).build() {
        Ok(_) => Ok(engine),
        Err(error) => Err(error.to_string()),
    }
}

/// Whether a pattern is written as a literal of JavaScript, which nothing in a text would match.
fn is_delimited(pattern: &str) -> bool {
    let inner = pattern.strip_prefix('/').and_then(|it| it.rsplit_once('/'));
    inner.is_some_and(|(inner, flags)| {
        let are_flags = flags.chars().all(|c| "dgimsuvy".contains(c));
        !inner.is_empty() && are_flags
    })
}

struct Translation<'p> {
    rest: Peekable<Chars<'p>>,
    engine: String,
    before: Before,
}

/// What a quantifier would be about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Atom,
    Quantifier,
}

/// One element of a class, and whether it is a set of characters that can't begin or end a range.
struct Element {
    engine: String,
    is_set: bool,
}

impl Translation<'_> {
    fn token(&mut self, c: char) -> Result<(), String> {
        let before = match c {
            '\\' => self.escape()?,
            '[' => self.class()?,
            '(' => self.group()?,
            '{' if self.is_quantifier() => self.quantifier(c)?,
            '*' | '+' | '?' => self.quantifier(c)?,
            '{' | '}' | ']' => self.literal(c),
            '^' | '$' | '|' => self.copied(c, Before::Nothing),
            _ => self.copied(c, Before::Atom),
        };
        self.before = before;
        Ok(())
    }

    fn copied(&mut self, c: char, before: Before) -> Before {
        self.engine.push(c);
        before
    }

    fn literal(&mut self, c: char) -> Before {
        if SIGNS.contains(c) {
            self.engine.push('\\');
        }
        self.copied(c, Before::Atom)
    }

    /// `*`, or a `{` that has been found to begin `{2,}`.
    fn quantifier(&mut self, c: char) -> Result<Before, String> {
        self.engine.push(c);
        match (self.before, c) {
            (Before::Quantifier, '?') => return Ok(Before::Nothing),
            (Before::Atom, _) => {}
            _ => return Err(format!("`{c}` has nothing before it that it could repeat")),
        }
        while c == '{'
            && let Some(c) = self.rest.next()
        {
            self.engine.push(c);
            if c == '}' {
                break;
            }
        }
        Ok(Before::Quantifier)
    }

    /// Whether what follows a `{` makes a quantifier of it; any other brace is one.
    fn is_quantifier(&self) -> bool {
        let inner: String = self.rest.clone().take_while(|c| *c != '}').collect();
        let is_closed = self.rest.clone().any(|c| c == '}');
        let is_count = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        let (least, most) = inner.split_once(',').unwrap_or((&inner, ""));
        is_closed && !least.is_empty() && is_count(least) && is_count(most)
    }

    /// `(`, `(?:` or `(?<name>`; what looks around needs more than linear time.
    fn group(&mut self) -> Result<Before, String> {
        self.engine.push('(');
        if self.rest.next_if_eq(&'?').is_none() {
            return Ok(Before::Nothing);
        }
        match self.rest.next() {
            Some(':') => self.engine.push_str("?:"),
            Some('=' | '!') => return Err("looks around".to_owned()),
            Some('<') if self.rest.peek().is_some_and(|c| "=!".contains(*c)) => {
                return Err("looks around".to_owned());
            }
            Some('<') => while self.rest.next().is_some_and(|c| c != '>') {},
            _ => return Err("has a group that ECMA-262 doesn't know".to_owned()),
        }
        Ok(Before::Nothing)
    }

    fn escape(&mut self) -> Result<Before, String> {
        let c = self.rest.next().ok_or("ends with a backslash")?;
        match c {
            'b' | 'B' => {
                self.engine.extend(['\\', c]);
                return Ok(Before::Nothing);
            }
            's' => self.engine.push_str(&format!(r"[\s{SPACES}]")),
            'S' => self.engine.push_str(&format!(r"[^\s{SPACES}]")),
            _ => {
                let element = self.escaped(c)?;
                self.engine.push_str(&element.engine);
            }
        }
        Ok(Before::Atom)
    }

    /// What stands for a character or a set of them in and outside of a class.
    fn escaped(&mut self, c: char) -> Result<Element, String> {
        let engine = match c {
            'd' | 'D' | 'w' | 'W' => {
                return Ok(Element {
                    engine: format!("\\{c}"),
                    is_set: true,
                });
            }
            't' | 'n' | 'v' | 'f' | 'r' => format!("\\{c}"),
            '0' if !self.rest.peek().is_some_and(char::is_ascii_digit) => r"\x00".to_owned(),
            'x' => self.code_point(2)?,
            'u' if self.rest.next_if_eq(&'{').is_some() => {
                let digits = std::iter::from_fn(|| self.rest.next_if(|c| *c != '}'));
                let digits = digits.collect();
                self.rest.next();
                code_point(digits)?
            }
            'u' => self.code_point(4)?,
            'p' | 'P' => return Err("names a class of Unicode".to_owned()),
            '1'..='9' | 'k' => return Err("refers back to a group".to_owned()),
            c if c.is_ascii_alphanumeric() => {
                return Err(format!("`\\{c}` is nothing that ECMA-262 knows"));
            }
            c if c.is_ascii_punctuation() => format!("\\{c}"),
            c => c.to_string(),
        };
        Ok(Element {
            engine,
            is_set: false,
        })
    }

    fn code_point(&mut self, length: usize) -> Result<String, String> {
        code_point(self.rest.by_ref().take(length).collect())
    }

    /// A class, whose opening bracket has been read.
    fn class(&mut self) -> Result<Before, String> {
        let is_negated = self.rest.next_if_eq(&'^').is_some();
        self.engine.push_str(if is_negated { "[^" } else { "[" });
        if self.rest.peek() == Some(&']') {
            return Err("has an empty class".to_owned());
        }
        loop {
            let c = self.rest.next().ok_or("has a class without an end")?;
            if c == ']' {
                self.engine.push(']');
                return Ok(Before::Atom);
            }
            let from = self.element(c, is_negated)?;
            self.engine.push_str(&from.engine);
            if self.rest.peek() != Some(&'-') {
                continue;
            }
            let mut ahead = self.rest.clone();
            ahead.next();
            if ahead.peek() == Some(&']') || from.is_set {
                continue;
            }
            self.rest.next();
            let c = self.rest.next().ok_or("has a class without an end")?;
            let to = self.element(c, is_negated)?;
            // A range that ends with a set is none.
            let dash = if to.is_set { "\\-" } else { "-" };
            self.engine.push_str(&format!("{dash}{}", to.engine));
        }
    }

    fn element(&mut self, c: char, is_negated: bool) -> Result<Element, String> {
        let set = |engine: String| Element {
            engine,
            is_set: true,
        };
        if c != '\\' {
            // Brackets, signs of set operations, and a dash that is no range.
            let engine = if "[]&~-".contains(c) {
                format!("\\{c}")
            } else {
                c.to_string()
            };
            return Ok(Element {
                engine,
                is_set: false,
            });
        }
        match self.rest.next().ok_or("ends with a backslash")? {
            'b' => Ok(Element {
                engine: r"\x08".to_owned(),
                is_set: false,
            }),
            's' => Ok(set(format!(r"\s{SPACES}"))),
            // The engine's has more in it, so that its complement would have less.
            'S' if is_negated => Err(r"has `\S` in a negated class".to_owned()),
            'S' => Ok(set(r"\S".to_owned())),
            c => self.escaped(c),
        }
    }
}

/// A character by its number in hexadecimal digits.
fn code_point(digits: String) -> Result<String, String> {
    let number = u32::from_str_radix(&digits, 16).ok();
    let is_hexadecimal = digits.chars().all(|c| c.is_ascii_hexdigit());
    match number.and_then(char::from_u32).filter(|_| is_hexadecimal) {
        Some(_) => Ok(format!(r"\x{{{digits}}}")),
        None => Err(format!("`{digits}` is the number of no character")),
    }
}
