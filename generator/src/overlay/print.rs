//! Printing: an effective document as a file again.
//!
//! A document and the language of its text come in, text in that language goes out. Values and the order of keys are
//! those of the document; comments, anchors and how values were written are not kept (Overlay 1.1.0, "Comments in OpenAPI
//! Descriptions").

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Place};
use crate::source::Format;

/// The texts that YAML 1.1 takes for booleans (<https://yaml.org/type/bool.html>), in lower case, and for keys that mean
/// something (<https://yaml.org/type/value.html>, <https://yaml.org/type/merge.html>).
const WORDS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "=", "<<"];

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

/// The document as YAML 1.2 that readers of 1.1 take for the same. The printer leaves texts plain that mean something else
/// to them, such as `no` and `2017-05-24`, and writes `1e21`, which to them is a text. So both are printed with characters
/// around them that the document doesn't have, for which quotes, or nothing, are put in.
fn yaml(document: &Value) -> Result<String, serde_yaml::Error> {
    let text = serde_yaml::to_string(document)?;
    let mut unused = ('\u{e000}'..='\u{f8ff}').filter(|it| !text.contains(*it));
    let (Some(quote), Some(nothing)) = (unused.next(), unused.next()) else {
        return Ok(text);
    };
    let mut marked = document.clone();
    mark(&mut marked, quote, nothing);
    let text = serde_yaml::to_string(&marked)?;
    Ok(text.replace(quote, "'").replace(nothing, ""))
}

fn mark(value: &mut Value, quote: char, nothing: char) {
    match value {
        Value::String(text) if is_ambiguous(text) => *text = format!("{quote}{text}{quote}"),
        Value::Number(number) => {
            if let Some((digits, exponent)) = number.to_string().split_once('e') {
                let point = if digits.contains('.') { "" } else { ".0" };
                let sign = if exponent.starts_with(['+', '-']) {
                    ""
                } else {
                    "+"
                };
                *value = format!("{nothing}{digits}{point}e{sign}{exponent}{nothing}").into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mark(item, quote, nothing)),
        Value::Object(map) => {
            let entries = std::mem::take(map).into_iter();
            map.extend(entries.map(|(key, mut value)| {
                mark(&mut value, quote, nothing);
                match is_ambiguous(&key) {
                    true => (format!("{quote}{key}{quote}"), value),
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
    let is_word = WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    let is_of_a_number = |it: u8| it.is_ascii_digit() || b"_:.+-TtZz ".contains(&it);
    let is_number = text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first))
        && text.bytes().any(|it| it.is_ascii_digit())
        && text.bytes().all(is_of_a_number);
    // No reader takes `3.0.3` for a number.
    let is_version = text.bytes().filter(|it| *it == b'.').count() > 1 && !text.contains(':');
    let is_plain = || serde_yaml::to_string(text).is_ok_and(|plain| plain.trim_end() == text);
    (is_word || (is_number && !is_version)) && is_plain()
}
