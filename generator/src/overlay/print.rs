//! Printing: an effective document as a file again.
//!
//! A document and the language of its text come in, text in that language goes out. Values and the order of keys are
//! those of the document; comments, anchors and how values were written are not kept (Overlay 1.1.0, "Comments in OpenAPI
//! Descriptions").

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Place};
use crate::source::Format;

/// The words that YAML 1.1 takes for booleans (<https://yaml.org/type/bool.html>), in lower case.
const BOOLEANS: [&str; 6] = ["y", "n", "yes", "no", "on", "off"];

/// The document as text that ends with a line feed.
///
/// # Errors
/// When it can't be written in that language.
pub fn print(document: &Value, format: Format) -> Result<String, Diagnostic> {
    let text = match format {
        Format::Json => serde_json::to_string_pretty(document)
            .map(|text| text + "\n")
            .map_err(|error| error.to_string()),
        Format::Yaml => yaml(document).map_err(|error| error.to_string()),
    };
    text.map_err(|error| {
        let message = format!("the effective document can't be written: {error}");
        Diagnostic::unsupported(Place::Document, message).error()
    })
}

/// The document as YAML 1.2 that readers of 1.1 take for the same: the printer leaves texts plain that mean something
/// else to them, such as `no` and `2017-05-24`. These are printed with a character around them that the document doesn't
/// have, which quotes take the place of.
fn yaml(document: &Value) -> Result<String, serde_yaml::Error> {
    let text = serde_yaml::to_string(document)?;
    let marks = '\u{e000}'..='\u{f8ff}';
    let Some(mark) = marks.into_iter().find(|mark| !text.contains(*mark)) else {
        return Ok(text);
    };
    let mut marked = document.clone();
    mark_ambiguous(&mut marked, mark);
    Ok(serde_yaml::to_string(&marked)?.replace(mark, "'"))
}

fn mark_ambiguous(value: &mut Value, mark: char) {
    let marked = |text: &str| format!("{mark}{text}{mark}");
    match value {
        Value::String(text) if is_ambiguous(text) => *text = marked(text),
        Value::Array(items) => items.iter_mut().for_each(|item| mark_ambiguous(item, mark)),
        Value::Object(map) => {
            let entries = std::mem::take(map).into_iter();
            map.extend(entries.map(|(key, mut value)| {
                mark_ambiguous(&mut value, mark);
                match is_ambiguous(&key) {
                    true => (marked(&key), value),
                    false => (key, value),
                }
            }));
        }
        _ => {}
    }
}

/// Whether YAML 1.1 may take the plain text for a boolean, a number or a date, and YAML 1.2 doesn't (those texts are
/// quoted by the printer). Neither has a quote in it.
fn is_ambiguous(text: &str) -> bool {
    let is_word = BOOLEANS.iter().any(|word| text.eq_ignore_ascii_case(word));
    let is_of_a_number = |it: u8| it.is_ascii_digit() || b"_:.+-TtZz ".contains(&it);
    let is_number = text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first))
        && text.bytes().any(|it| it.is_ascii_digit())
        && text.bytes().all(is_of_a_number);
    // No reader takes `3.0.3` for a number.
    let is_version = text.bytes().filter(|it| *it == b'.').count() > 1 && !text.contains(':');
    let is_plain = || serde_yaml::to_string(text).is_ok_and(|plain| plain.trim_end() == text);
    (is_word || (is_number && !is_version)) && is_plain()
}
