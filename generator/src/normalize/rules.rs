//! Rules: what the grammar can't say, because it is about two keywords at once or about another place.
//!
//! A document that conforms to the grammar comes in, in the words of its author; what breaks a rule is reported, and
//! taken out or completed where the rest could not be read otherwise. Rules whose breach costs an operation are left to
//! [`lower`](crate::lower), which knows what it costs.

mod mapping;
mod parameter;
mod types;
mod values;

use serde_json::Value;

use super::version::Version;
use super::walk::walk;
use crate::diagnostic::Diagnostics;
use crate::pointer::Pointer;

/// Checks `document`, which is of this `version`.
pub(super) fn check(document: &mut Value, version: Version, found: &mut Diagnostics) {
    let mut mappings = Vec::new();
    let root = Pointer::root();
    walk(
        document,
        version.grammar(),
        version,
        &root,
        &mut |value, object, at| {
            let Value::Object(map) = value else { return };
            if map.contains_key("$ref") {
                return;
            }
            if object.describes_values() {
                types::check(map, version, at, found);
                values::check(map, at, found);
            }
            match object.name {
                "a parameter" | "a header" if version > Version::V2 => {
                    parameter::check(map, object, at, found);
                }
                "a schema" => mappings.extend(mapping::of(map, at)),
                _ => {}
            }
        },
    );
    for mapping in mappings {
        found.extend(mapping.check(document));
    }
}
