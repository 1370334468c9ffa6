//! YAML text, through serde_yaml.
//!
//! In comes the text; out goes the value, or the parser's error with its place. Which scalars are numbers, booleans or
//! null is left to the parser, which goes by the core schema of YAML 1.2: `no` and `0777` are strings.

mod syntax;

use serde::de::DeserializeSeed;
use serde_json::Value;

use super::node::{Node, Path};
use super::reading::Reading;
use super::{empty, survey};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::Source;

/// Reads the text as YAML.
pub(super) fn read(source: &Source, reading: &mut Reading) -> Result<Value, Diagnostic> {
    if survey::is_needed(source.text()) {
        survey::survey(source)?;
    }
    let mut documents = serde_yaml::Deserializer::from_str(source.text());
    let first = documents.next().ok_or_else(empty)?;
    let node = Node {
        reading,
        path: Path::Root,
    };
    let value = node
        .deserialize(first)
        .map_err(|error| syntax::diagnostic(&error, source))?;
    if documents.next().is_some() {
        survey::survey(source)?;
        return Err(survey::several(Place::Document));
    }
    // Comments alone, or a lone `---`, are no document.
    if value.is_null() {
        Err(empty())
    } else {
        Ok(value)
    }
}
