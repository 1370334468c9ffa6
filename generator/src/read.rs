//! Text to a tree of values.
//!
//! In comes a [`Source`]; out goes one [`Value`] with every key in its order, or the reasons why there is none: all
//! duplicate keys, tags and impossible numbers at once, and syntax errors where the parser meets them. Merge keys are
//! applied and aliases followed. Nothing is known of OpenAPI here: a list or a number at the root is returned as such.
//!
//! A document can't make this use unbounded time or memory. It is refused when it nests deeper than [`MAX_DEPTH`], when
//! its aliases make more than [`MAX_NODES`] values or [`MAX_TEXT`] bytes of text of it, or when its keys are so long that
//! the places of its values alone have more than [`MAX_PLACES`] bytes.

mod json;
mod node;
mod reading;
mod survey;
mod yaml;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;
use crate::source::{Format, Source};
use reading::Reading;

/// How deep mappings and lists may nest; both parsers give up a little later.
pub const MAX_DEPTH: usize = 120;

/// How many values a document may have, with those that aliases repeat. The largest known one has a million.
pub const MAX_NODES: usize = 2_000_000;

/// How many bytes of text all keys and strings may have together, with those that aliases repeat.
pub const MAX_TEXT: usize = 256 * 1024 * 1024;

/// How many bytes the pointers of all values may have together: each is made at least once, and a key is a part of
/// those of all values below it. The largest known document has a tenth of this.
pub const MAX_PLACES: usize = 256 * 1024 * 1024;

/// Reads a document.
///
/// Scalars are those of the YAML 1.2 core schema, or of JSON. All keys become strings as they are written (`200:` is
/// `"200"`), integers beyond 64 bits become floating-point numbers, and `<<` merges mappings as in
/// [YAML 1.1](https://yaml.org/type/merge.html).
///
/// # Errors
/// When the text has a syntax error, is empty, has more than one document, a key twice in one mapping, a number JSON
/// doesn't have (`.inf`), a custom tag, or is beyond one of the limits. Every diagnostic is an error.
pub fn read(source: &Source) -> Result<Value, Diagnostics> {
    let mut reading = Reading::new(source.format());
    let result = if source.text().trim().is_empty() {
        Err(empty())
    } else {
        match source.format() {
            Format::Json => json::read(source, &mut reading),
            Format::Yaml => yaml::read(source, &mut reading),
        }
    };
    reading.finish(result, source)
}

fn empty() -> Diagnostic {
    Diagnostic::invalid(Place::Document, "the document is empty").error()
}

fn too_deep(place: Place) -> Diagnostic {
    Diagnostic::unsupported(
        place,
        format!("the document nests deeper than {MAX_DEPTH} levels"),
    )
    .label("this is one level too many")
    .help("move inner schemas to `components` and refer to them with `$ref`")
    .error()
}

fn too_large(pointer: &Pointer, limit: &str) -> Diagnostic {
    Diagnostic::unsupported(
        Place::Value(pointer.clone()),
        format!("the document has more than {limit}"),
    )
    .label("reading stopped here")
    .help("use `$ref` for what is repeated: it is one value, however often it is used")
    .error()
}
