//! Swagger 2.0: its documents become those of OpenAPI 3.0.
//!
//! A document that conforms to the grammar of 2.0 comes in, and one in the shape of 3.0 goes out: what is shared moves
//! into `components`, body and form parameters become request bodies, and media types, which 2.0 has beside
//! operations, go into the content. What isn't OpenAPI, such as examples and `x-` extensions, is carried along as it is.
//! From OpenAPI 2.0, "Specification", against OpenAPI 3.0.3.

mod body;
mod content;
mod operation;
mod parameter;
mod response;
mod schema;
mod security;
mod server;

use serde_json::{Map, Value, json};

use super::grammar;
use super::origins::Origins;
use super::version::Version;
use super::walk::walk;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::pointer::Pointer;

/// What all parts of a document are rewritten with.
struct Conversion<'a> {
    origins: &'a mut Origins,
    found: &'a mut Diagnostics,
    /// The media types of operations that don't say any themselves.
    consumes: Vec<String>,
    produces: Vec<String>,
    /// The parameters that operations refer to, as they were.
    parameters: Map<String, Value>,
    /// How many values may still be copied to where they are referred to.
    budget: usize,
}

/// Media types that are told once for all stand with every operation afterwards, so there is an end to them.
const MAX_MEDIA_TYPES: usize = 100;

/// A document that shares its body parameters grows by no more than this many values.
const BUDGET: usize = 2_000_000;

/// Rewrites `document` into the shape of 3.0.
pub(super) fn rewrite(document: &mut Value, origins: &mut Origins, found: &mut Diagnostics) {
    let root = Pointer::root();
    walk(
        document,
        &grammar::v2::DOCUMENT,
        Version::V2,
        &root,
        &mut |value, object, _| {
            if let Value::Object(map) = value
                && object.is_schema()
            {
                schema::rewrite(map);
            }
        },
    );
    let Value::Object(map) = document else { return };
    map.shift_remove("swagger");
    map.insert("openapi".to_owned(), "3.0.4".into());
    if let Some(servers) = server::servers(map) {
        origins.wrapped(&root.child("host"), &root.child("servers"));
        map.insert("servers".to_owned(), servers);
    }
    let mut conversion = Conversion {
        consumes: media_types(map, "consumes", found),
        produces: media_types(map, "produces", found),
        parameters: members(map, "parameters"),
        budget: BUDGET,
        origins,
        found,
    };
    let components = conversion.components(map);
    map.insert("components".to_owned(), components);
    if let Some(Value::Object(paths)) = map.get_mut("paths") {
        let at = root.child("paths");
        for (path, item) in paths.iter_mut().filter(|(path, _)| path.starts_with('/')) {
            conversion.path_item(item, &at.child(path));
        }
    }
}

impl Conversion<'_> {
    /// What is shared, in the sections that it has in 3.0 (OpenAPI 3.0.3, "Components Object").
    fn components(&mut self, document: &mut Map<String, Value>) -> Value {
        let root = Pointer::root();
        let components = root.child("components");
        let schemas = members(document, "definitions");
        self.origins
            .moved(&root.child("definitions"), &components.child("schemas"));
        let responses = self.shared_responses(members(document, "responses"));
        let schemes = members(document, "securityDefinitions");
        let schemes = schemes
            .into_iter()
            .map(|(name, scheme)| (name, security::scheme(scheme)));
        let schemes: Map<String, Value> = schemes.collect();
        self.origins.moved(
            &root.child("securityDefinitions"),
            &components.child("securitySchemes"),
        );
        let (parameters, bodies) = self.shared_parameters();
        json!({
            "schemas": schemas,
            "responses": responses,
            "parameters": parameters,
            "requestBodies": bodies,
            "securitySchemes": schemes,
        })
    }

    fn shared_responses(&mut self, responses: Map<String, Value>) -> Map<String, Value> {
        let from: Pointer = Pointer::root().child("responses");
        let to: Pointer = ["components", "responses"].into_iter().collect();
        self.origins.moved(&from, &to);
        let produces = self.produces.clone();
        let responses = responses.into_iter().map(|(name, mut response)| {
            self.response(&mut response, &to.child(&name), &produces);
            (name, response)
        });
        responses.collect()
    }

    /// Form parameters have no place among the components: they become parts of the bodies that refer to them.
    fn shared_parameters(&mut self) -> (Map<String, Value>, Map<String, Value>) {
        let (mut parameters, mut bodies) = (Map::new(), Map::new());
        let from = Pointer::root().child("parameters");
        let to = Pointer::root().child("components");
        for (name, mut parameter) in self.parameters.clone() {
            let from = from.child(&name);
            match parameter::location(&parameter) {
                Some("formData") => {}
                Some("body") => {
                    let to = to.child("requestBodies").child(&name);
                    self.origins.moved(&from, &to);
                    let consumes = self.consumes.clone();
                    bodies.insert(name, self.body(parameter, &to, &consumes));
                }
                _ => {
                    let to = to.child("parameters").child(&name);
                    self.origins.moved(&from, &to);
                    self.parameter(&mut parameter, &to);
                    parameters.insert(name, parameter);
                }
            }
        }
        (parameters, bodies)
    }
}

/// Takes the media types of operations that don't say any out of the document.
fn media_types(
    document: &mut Map<String, Value>,
    keyword: &str,
    found: &mut Diagnostics,
) -> Vec<String> {
    let mut media_types = content::media_types(document.shift_remove(keyword)).unwrap_or_default();
    if media_types.len() > MAX_MEDIA_TYPES {
        media_types.truncate(MAX_MEDIA_TYPES);
        let place = Place::Value(Pointer::root().child(keyword).index(MAX_MEDIA_TYPES));
        let message = format!("no more than {MAX_MEDIA_TYPES} media types are read here");
        found.push(Diagnostic::unsupported(place, message));
    }
    media_types
}

/// Takes a section out of the document; without it, it is empty.
fn members(document: &mut Map<String, Value>, section: &str) -> Map<String, Value> {
    match document.shift_remove(section) {
        Some(Value::Object(members)) => members,
        _ => Map::new(),
    }
}
