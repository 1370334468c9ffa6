//! Text of a document, made harmless for terminals.
//!
//! In comes any text; out goes the same with control characters, and those that turn the direction of writing, as
//! `\u{..}`. Markup isn't a matter of terminals and stays.

/// Messages are cut after so many characters: a document's keys may be megabytes long.
const LONGEST: usize = 1000;

/// A message, help or path. Line feeds stay, because messages may have several lines.
pub(super) fn escape(text: &str) -> String {
    let cut = text.char_indices().nth(LONGEST);
    let (shown, tail) = match cut {
        Some((at, _)) => (text.get(..at).unwrap_or_default(), "..."),
        None => (text, ""),
    };
    let lines: Vec<_> = shown.split('\n').map(line).collect();
    lines.join("\n") + tail
}

/// A line of the document. Tabs stay, because the renderer aligns them.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_harmful(character) {
            out.extend(character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    out
}

/// Control characters move the cursor and more. The marks, embeddings, overrides and isolates of the bidirectional
/// algorithm (UAX 9, section 2) reorder what is read; the others are invisible, or break the line in some terminals.
fn is_harmful(character: char) -> bool {
    match character {
        '\t' => false,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{feff}' => true,
        other => other.is_control(),
    }
}
