//! OpenAPI 3.1: its documents become those of 3.0.
//!
//! A document that conforms to the grammar of 3.1 or 3.2 comes in, and one in the shape of 3.0 goes out. Schemas are
//! by far the most of it; they have a module of their own. Keywords that only narrow values, such as `contains`, and
//! from which no type follows, are left where they are: nobody reads them.

mod anchors;
mod conditions;
mod null;
mod schema;
mod structure;
mod types;

use serde_json::{Map, Value, json};

use super::grammar::{self, Object};
use super::origins::Origins;
use super::version::Version;
use super::walk::walk;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

/// The dialects that are known to say what this module reads (OpenAPI 3.1.1, "Specifying Schema Dialects").
const DIALECTS: [&str; 2] = [
    "https://json-schema.org/draft/2020-12/schema",
    "https://spec.openapis.org/oas/3.",
];

/// Rewrites `document` into the shape of 3.0.
pub(super) fn rewrite(
    document: &mut Value,
    version: Version,
    origins: &mut Origins,
    found: &mut Diagnostics,
) {
    anchors::resolve(document, version, found);
    without_client_certificates(document, found);
    root(document, origins, found);
    walk(
        document,
        &grammar::DOCUMENT,
        version,
        &Pointer::root(),
        &mut |value, object, at| piece(value, object, at, origins),
    );
}

fn piece(value: &mut Value, object: &'static Object, at: &Pointer, origins: &mut Origins) {
    if object.is_schema() {
        return schema::rewrite(value, at, origins);
    }
    let Value::Object(map) = value else { return };
    match object.name {
        // As of 3.1 an operation doesn't have to declare its responses.
        "an operation" => {
            map.entry("responses").or_insert_with(|| json!({}));
        }
        // As of 3.2 a response may have a summary instead of a description.
        "a response" => {
            if let Some(summary) = map.shift_remove("summary")
                && map.get("description").is_some_and(|text| text == "")
            {
                map.insert("description".to_owned(), summary);
            }
        }
        // 3.2 tells the example as data apart from the example as text.
        "an example" => {
            if let Some(data) = map.shift_remove("dataValue") {
                map.entry("value").or_insert(data);
            }
        }
        _ => {}
    }
}

fn root(document: &mut Value, origins: &mut Origins, found: &mut Diagnostics) {
    let at = Pointer::root();
    let Value::Object(map) = document else { return };
    map.insert("openapi".to_owned(), "3.0.4".into());
    map.entry("paths").or_insert_with(|| json!({}));
    if let Some(webhooks) = map.shift_remove("webhooks") {
        map.insert("x-bindery-webhooks".to_owned(), webhooks);
        origins.moved(&at.child("webhooks"), &at.child("x-bindery-webhooks"));
    }
    if let Some(Value::String(dialect)) = map.shift_remove("jsonSchemaDialect")
        && !DIALECTS.iter().any(|known| dialect.starts_with(known))
    {
        let message = format!("the schema dialect `{dialect}` is not supported yet");
        let place = Place::Value(at.child("jsonSchemaDialect"));
        found.push(
            Diagnostic::unsupported(place, message)
                .note("schemas are read as JSON Schema 2020-12 here"),
        );
    }
}

/// Takes `mutualTLS` out of the schemes and of what operations require: a certificate is shown when a connection is
/// made, so it is nothing that a request could carry.
fn without_client_certificates(document: &mut Value, found: &mut Diagnostics) {
    let schemes = document.pointer_mut("/components/securitySchemes");
    let Some(Value::Object(schemes)) = schemes else {
        return;
    };
    let at: Pointer = ["components", "securitySchemes"].into_iter().collect();
    let mut taken = Vec::new();
    schemes.retain(|name, scheme| {
        let is_request = scheme.get("type").and_then(Value::as_str) != Some("mutualTLS");
        if !is_request {
            taken.push(name.clone());
            let place = Place::Value(at.child(name).child("type"));
            let diagnostic =
                Diagnostic::unsupported(place, "client certificates are the transport's business");
            found.push(diagnostic.help("give the client a transport that shows the certificate"));
        }
        is_request
    });
    if !taken.is_empty() {
        walk(
            document,
            &grammar::DOCUMENT,
            Version::V3_1,
            &Pointer::root(),
            &mut |value, _, _| {
                if let Some(Value::Array(alternatives)) = value.get_mut("security") {
                    let alternatives = alternatives.iter_mut().filter_map(Value::as_object_mut);
                    alternatives.for_each(|names: &mut Map<_, _>| {
                        names.retain(|name, _| !taken.contains(name));
                    });
                }
            },
        );
    }
}
