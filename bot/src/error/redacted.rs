//! What of Graph's texts is fit for a log: a text goes in, one short line comes out, without what looks like a token.
//!
//! Which tokens there are isn't known here, so anything is left out that has the form of one: what would be lost of an
//! honest text that looks so is of no use in a log either.

use std::fmt::{self, Debug, Display, Formatter, Write};

/// How many characters are shown at most.
const LIMIT: usize = 300;

/// From how many letters and digits in a row on a word may be a token. Trace ids and the ids of messages are shorter, or
/// have other signs in them.
const TOKEN: usize = 32;

/// A text as logs may have it.
pub(super) struct Redacted<'t>(pub(super) &'t str);

impl Display for Redacted<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let mut left = LIMIT;
        for (number, word) in self
            .0
            .split(is_gap)
            .filter(|word| !word.is_empty())
            .enumerate()
        {
            if number > 0 {
                formatter.write_char(' ')?;
                left = left.saturating_sub(1);
            }
            for piece in word.split_inclusive(|sign| !is_of_token(sign)) {
                let shown = piece.trim_end_matches(|sign| !is_of_token(sign));
                let text = if is_token(shown) { "***" } else { shown };
                let rest = piece.get(shown.len()..).unwrap_or_default();
                for sign in text.chars().chain(rest.chars()) {
                    if left == 0 {
                        return formatter.write_char('…');
                    }
                    left -= 1;
                    formatter.write_char(sign)?;
                }
            }
        }
        Ok(())
    }
}

impl Debug for Redacted<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.to_string(), formatter)
    }
}

/// Line breaks and control characters could make a log say something else.
fn is_gap(sign: char) -> bool {
    sign.is_whitespace() || sign.is_control()
}

/// The signs of tokens; `|` stands between an app's id and its secret, which are a token together.
fn is_of_token(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '|' | '%')
}

fn is_token(word: &str) -> bool {
    let is_of_app = word.split_once('|').is_some_and(|(app, rest)| {
        !rest.is_empty() && app.bytes().all(|byte| byte.is_ascii_digit())
    });
    let begins = ["EAA", "IGAA", "IGQ"]
        .iter()
        .any(|start| word.starts_with(start));
    word.len() >= TOKEN || is_of_app || (begins && word.len() >= 12)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Redacted(text).to_string()
    }

    #[test]
    fn tokens_of_all_forms_are_left_out() {
        assert_eq!(
            shown("Malformed access token EAAGm0PX4ZCps"),
            "Malformed access token ***"
        );
        assert_eq!(shown("token=123456789|abcDEF_x."), "token=***.");
        let long = "a".repeat(40);
        assert_eq!(
            shown(&format!("https://x/y?access_token={long}&limit=2")),
            "https://x/y?access_token=***&limit=2"
        );
        assert_eq!(
            shown("(#100) No matching user found"),
            "(#100) No matching user found"
        );
        assert_eq!(shown("EAAT is a word"), "EAAT is a word");
    }

    #[test]
    fn a_line_stays_one_short_line() {
        assert_eq!(shown("one\r\ntwo\u{1b}[31m"), "one two [31m");
        let long = shown(&"word ".repeat(1000));
        assert!(
            long.ends_with('…') && long.chars().count() <= LIMIT + 1,
            "{long}"
        );
        let letters = shown(&"ä".repeat(1000));
        assert_eq!(letters.chars().count(), LIMIT + 1);
    }
}
