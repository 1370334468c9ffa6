//! JSON text, through serde_json.
//!
//! In comes the text; out goes the value, or the parser's error with its place. Comments and trailing commas, which
//! some tools allow, are errors.

use serde::de::DeserializeSeed;
use serde_json::Value;
use serde_json::error::Category;

use super::node::{Node, Path};
use super::reading::Reading;
use crate::diagnostic::{Diagnostic, Place};
use crate::position::Span;
use crate::source::Source;

/// Reads the text as JSON.
pub(super) fn read(source: &Source, reading: &mut Reading) -> Result<Value, Diagnostic> {
    let mut deserializer = serde_json::Deserializer::from_str(source.text());
    let node = Node {
        reading,
        path: Path::Root,
    };
    let value = node.deserialize(&mut deserializer);
    value
        .and_then(|value| deserializer.end().map(|()| value))
        .map_err(|error| syntax_error(&error, source))
}

fn syntax_error(error: &serde_json::Error, source: &Source) -> Diagnostic {
    let text = error.to_string();
    let problem = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(problem, _)| problem);
    if error.classify() == Category::Eof {
        return unfinished(problem, source.text());
    }
    let place = Place::Span(Span::at(offset(error, source)));
    let diagnostic = Diagnostic::invalid(place, format!("invalid JSON: {problem}")).error();
    match help(problem, source.text()) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The parser says `EOF while parsing an object`.
fn unfinished(problem: &str, text: &str) -> Diagnostic {
    let within = problem
        .rsplit_once("parsing ")
        .map_or("a value", |(_, within)| within);
    let end = Place::Span(Span::at(text.trim_end().len()));
    Diagnostic::invalid(
        end,
        format!("invalid JSON: the document ends within {within}"),
    )
    .label("nothing follows")
    .help("look for what is never closed, or get the rest of the document")
    .error()
}

/// The character that the parser stopped at. It counts columns in bytes, up to and with that character.
fn offset(error: &serde_json::Error, source: &Source) -> usize {
    let text = source.text();
    let start = source
        .positions()
        .line(error.line())
        .map_or(text.len(), |line| line.start);
    text.floor_char_boundary((start + error.column()).saturating_sub(1))
}

fn help(problem: &str, text: &str) -> Option<&'static str> {
    if !text.trim_start().starts_with(['{', '[']) {
        return Some("if the document is YAML, give it the extension `.yaml`");
    }
    match problem {
        "trailing comma" => Some("remove the comma before this bracket"),
        "trailing characters" => Some("the document is complete before this: remove the rest"),
        "key must be a string" => Some("write the key in double quotes"),
        "expected value" => Some("JSON has no comments, no single quotes and no missing values"),
        "number out of range" => {
            Some("write the number in quotes if it is meant as a string, or leave it out")
        }
        _ if problem.starts_with("control character") => {
            Some("write it as an escape, such as `\\n` or `\\t`")
        }
        _ => None,
    }
}
