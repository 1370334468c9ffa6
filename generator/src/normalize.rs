//! Normalizing: any supported document becomes one shape, OpenAPI 3.0's, in which every keyword holds what it must.
//!
//! A [`Value`] tree comes in and goes out. The types of `openapiv3` drop in silence what they don't know, so this
//! is the stage in which nothing may be lost: each keyword is checked against the grammar, and what is unknown
//! or has the wrong shape is reported and taken out, so that it can't fail a larger piece. References stay as they
//! are; [`lower`](crate::lower) resolves them.

mod conform;
mod grammar;
mod version;

use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// Makes `document` conform to OpenAPI 3.0, or gives `None` when it isn't a document of a version that is supported.
pub fn normalize(mut document: Value, found: &mut Diagnostics) -> Option<Value> {
    match version::check(&document) {
        Ok(()) => {
            conform::object(&mut document, &grammar::DOCUMENT, &Pointer::root(), found);
            Some(document)
        }
        Err(diagnostic) => {
            found.push(*diagnostic);
            None
        }
    }
}
