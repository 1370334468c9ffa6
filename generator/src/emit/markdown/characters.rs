//! Characters that must not get into Rust source.
//!
//! In: text of any kind. Out: the same with what cannot be seen spelled out, so that a reviewer
//! sees what is there and rustc does not refuse it (`text_direction_codepoint_in_comment`, a bare
//! carriage return). Not done: look-alike letters.

use std::borrow::Cow;
use std::fmt::Write;

const TAB: usize = 4;

/// The description as the parser gets it: line feeds only, and no tabs, which keep their place as
/// spaces (CommonMark, "Tabs").
pub(super) fn source(text: &str) -> String {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let mut out = String::with_capacity(text.len());
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push('\n');
        }
        expand_tabs(line, &mut out);
    }
    visible(&out).into_owned()
}

fn expand_tabs(line: &str, out: &mut String) {
    let mut column = 0;
    for character in line.chars() {
        let width = if character == '\t' {
            TAB - column % TAB
        } else {
            1
        };
        match character {
            '\t' => out.extend(std::iter::repeat_n(' ', width)),
            _ => out.push(character),
        }
        column += width;
    }
}

/// Spells control and bidirectional formatting characters as `(U+202E)`. Character references can
/// bring them back after the source was cleaned (`&#x202E;`), so this is applied to what the parser
/// gives as well.
pub(in crate::emit) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{feff}' => {}
            '\t' => out.push(' '),
            hidden if is_hidden(hidden) => {
                let _ = write!(out, "(U+{:04X})", u32::from(hidden));
            }
            shown => out.push(shown),
        }
    }
    Cow::Owned(out)
}

/// The bidirectional ones are rustc's list; marks such as U+200E are left, since right-to-left
/// prose needs them.
fn is_hidden(character: char) -> bool {
    match character {
        '\n' => false,
        '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{feff}' => true,
        other => other.is_control(),
    }
}
