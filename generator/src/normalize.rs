//! Normalizing: any supported document becomes one shape, OpenAPI 3.0's, in which every keyword holds what it must.
//!
//! A [`Value`] tree comes in and goes out, with the places that its pieces had. The types of `openapiv3` drop in
//! silence what they don't know, so this is the stage in which nothing may be lost: each keyword is checked against
//! the grammar of the document's version, and what is unknown or has the wrong shape is reported and taken out, so
//! that it can't fail a larger piece. What 3.0 can't say stays in keys that begin with `x-bindery-`. References are
//! turned to where their targets went, but not followed; [`lower`](crate::lower) resolves them.

mod bundle;
mod conform;
mod grammar;
mod origins;
mod references;
mod rules;
mod v2;
mod v3_1;
mod version;
mod walk;

use serde_json::Value;

use crate::diagnostic::Diagnostics;
pub use bundle::{Bundle, bundle};
pub use origins::Origins;
use version::Version;

/// Makes `document` conform to OpenAPI 3.0, or gives `None` when it isn't a document of a version that is supported.
pub fn normalize(mut document: Value, found: &mut Diagnostics) -> Option<(Value, Origins)> {
    let version = version::of(&document).map_err(|diagnostic| found.push(*diagnostic));
    let version = version.ok()?;
    conform::document(&mut document, version.grammar(), version, found);
    rules::check(&mut document, version, found);
    let mut origins = Origins::default();
    match version {
        Version::V2 => v2::rewrite(&mut document, &mut origins, found),
        Version::V3_0 => {}
        Version::V3_1 | Version::V3_2 => {
            v3_1::rewrite(&mut document, version, &mut origins, found);
        }
    }
    if !origins.is_empty() {
        references::follow(&mut document, version, &origins);
    }
    Some((document, origins))
}
