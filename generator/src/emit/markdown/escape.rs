//! Backslashes.
//!
//! In: plain text and where it stands. Out: the same with backslashes before what Markdown could
//! read as its own (CommonMark, "Backslash escapes"). Not done: being right about every case, which
//! only the parser is; `spelling` asks it.

/// How readily a backslash is put.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Care {
    /// Only where one is nearly always needed.
    Bare,
    /// Wherever a delimiter could be one.
    Careful,
    /// Before all punctuation.
    Strict,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Escape {
    pub(super) care: Care,
    pub(super) starts_block: bool,
    pub(super) starts_line: bool,
    pub(super) ends_line: bool,
    pub(super) in_link: bool,
    pub(super) in_cell: bool,
}

impl Escape {
    pub(super) fn write(self, text: &str, out: &mut String) {
        let at = if self.starts_line {
            self.block_marker(text)
        } else {
            None
        };
        let mut before = None;
        for (index, character) in text.char_indices() {
            let after = text.get(index + character.len_utf8()..).unwrap_or_default();
            if at == Some(index) || self.is_special(before, character, after) {
                out.push('\\');
            }
            out.push(character);
            before = Some(character);
        }
    }

    fn is_special(self, before: Option<char>, character: char, after: &str) -> bool {
        let next = after.chars().next();
        match character {
            _ if self.care == Care::Strict => character.is_ascii_punctuation(),
            '[' if self.care == Care::Bare && next == Some(']') => self.in_link,
            '`' | '[' => true,
            ']' => self.in_link,
            '|' => self.in_cell || self.care == Care::Careful,
            '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
            '<' => next.is_none_or(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '&' => is_reference(after),
            '*' | '_' | '~' => self.care == Care::Careful && could_delimit(before, character, next),
            '!' | '#' => self.care == Care::Careful && next.is_none(),
            _ => false,
        }
    }

    /// Where the backslash goes if the line would begin a block: a heading, a list, a quote, a
    /// rule, a fence.
    fn block_marker(self, line: &str) -> Option<usize> {
        let first = line.chars().next().filter(char::is_ascii)?;
        let ends_word = |rest: &str| rest.starts_with(' ') || (rest.is_empty() && self.ends_line);
        let after_run = line.trim_start_matches(first);
        let marks = match first {
            '0'..='9' => return self.ordered_marker(line, ends_word),
            '#' => ends_word(after_run),
            '>' => true,
            '-' | '+' | '*' => line.get(1..).is_some_and(ends_word) || is_rule(line, first),
            '_' | '~' => is_rule(line, first) || line.starts_with("~~~"),
            '=' => is_rule(line, first) || line == "==" || line == "=",
            _ => self.care == Care::Careful && first.is_ascii_punctuation(),
        };
        (marks && !matches!(first, '`' | '[' | '\\' | '<')).then_some(0)
    }

    /// Within a paragraph only `1.` begins a list, so that `2026. ` at the start of a line needs no
    /// backslash.
    fn ordered_marker(self, line: &str, ends_word: impl Fn(&str) -> bool) -> Option<usize> {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = line.len() - rest.len();
        let marks = digits < 10 && rest.strip_prefix(['.', ')']).is_some_and(ends_word);
        let begins = self.starts_block
            || self.care == Care::Careful
            || line.starts_with("1.")
            || line.starts_with("1)");
        (marks && begins && self.care != Care::Strict).then_some(digits)
    }
}

fn is_rule(line: &str, mark: char) -> bool {
    line.chars().all(|c| c == mark || c == ' ')
}

/// A delimiter next to space on both sides delimits nothing, nor does an underscore within a word.
fn could_delimit(before: Option<char>, character: char, next: Option<char>) -> bool {
    let spaced = before.is_some_and(char::is_whitespace) && next.is_some_and(char::is_whitespace);
    let in_word =
        before.is_some_and(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
    !(spaced || character == '_' && in_word)
}

/// Whether `&` and this make a character reference (CommonMark, "Entity and numeric character
/// references").
fn is_reference(after: &str) -> bool {
    after.split_once(';').is_some_and(|(name, _)| {
        let name = name.strip_prefix('#').unwrap_or(name);
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric())
    })
}

/// A link destination in which no ampersand begins a character reference.
pub(super) fn references(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for (index, character) in url.char_indices() {
        match character {
            '&' if url.get(index + 1..).is_some_and(is_reference) => out.push_str("&amp;"),
            _ => out.push(character),
        }
    }
    out
}
