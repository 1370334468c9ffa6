//! Laws of the names in whole documents: everything in every scope has a name of its own, Rust accepts it, and nothing
//! that is added to a document renames what was there.
//!
//! Documents are made of pieces that don't want each other's names; what becomes of those that do is in `name.rs`.

use std::collections::{BTreeMap, BTreeSet};

use bindery::ir::{Api, Section, Shape};
use bindery::{Document, Source};
use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};
use proptest::sample::select;
use serde_json::{Value, json};

/// Wire names that are taken in one place or another: keywords, sections, the prelude, and what templates say.
const WORDS: [&str; 18] = [
    "pet",
    "type",
    "self",
    "gen",
    "operations",
    "responses",
    "parameters",
    "request_bodies",
    "webhooks",
    "callbacks",
    "elsewhere",
    "properties",
    "new",
    "Box",
    "Unrecognized",
    "404",
    "größe",
    "$ref-like",
];

/// Something that a document may have, at places that are named by words.
#[derive(Debug, Clone, PartialEq)]
struct Piece {
    place: Vec<String>,
    value: Value,
}

/// An object with an object, a list of objects and an enum in it, so that there is something to name at each depth.
fn schema(word: &str) -> Value {
    json!({
        "type": "object",
        "properties": {
            word: {"type": "object", "properties": {"list": {"type": "array", "items": {"type": "object", "properties": {"deep": {"type": "string", "enum": ["x"]}}}}}},
            "one": {"oneOf": [{"type": "object", "title": word, "required": ["a"], "properties": {"a": {"type": "string"}}}, {"type": "integer"}]},
        },
    })
}

fn content(word: &str) -> Value {
    json!({"content": {"application/json": {"schema": schema(word)}}})
}

fn response(word: &str) -> Value {
    let mut response = content(word);
    response["description"] = "Said.".into();
    response
}

fn operation(word: &str) -> Value {
    let mut operation = json!({
        "operationId": word,
        "parameters": [{"name": word, "in": "query", "schema": {"type": "string", "enum": ["x"]}}],
        "requestBody": content(word),
        "responses": {"200": response(word), "default": response(word)},
    });
    let called = json!({"{$url}": {"post": {"requestBody": content(word), "responses": {"204": {"description": "Done."}}}}});
    operation["callbacks"] = json!({ word: called });
    operation
}

fn piece() -> impl Strategy<Value = Piece> {
    let word = || select(WORDS.to_vec());
    (0..9, word(), word()).prop_map(|(kind, name, word)| {
        let place = |place: &[&str]| place.iter().map(ToString::to_string).collect();
        let path = format!("/{name}");
        let (place, value) = match kind {
            0 => (place(&["components", "schemas", name]), schema(word)),
            1 => (
                place(&["components", "schemas", "Growing", "properties", name]),
                schema(word),
            ),
            2 => (place(&["components", "responses", name]), response(word)),
            3 => (place(&["components", "requestBodies", name]), content(word)),
            4 => (
                place(&["components", "parameters", name]),
                json!({"name": word, "in": "query", "schema": {"type": "string", "enum": ["x"]}}),
            ),
            5 => (place(&["paths", &path, "get"]), operation(name)),
            6 => (
                place(&["paths", &path, "parameters"]),
                json!([{"name": word, "in": "query", "schema": {"type": "string", "enum": ["x"]}}]),
            ),
            7 => (place(&["webhooks", name]), json!({"post": content(word)})),
            _ => (
                place(&[
                    "paths",
                    "/all",
                    "post",
                    "responses",
                    "4XX",
                    "content",
                    "application/json",
                    "schema",
                    "properties",
                    name,
                ]),
                schema(word),
            ),
        };
        Piece { place, value }
    })
}

/// Different pieces, the last of which is to be added.
fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    proptest::collection::vec(piece(), 1..8).prop_map(|pieces| {
        let mut places = BTreeSet::new();
        let mut distinct = pieces;
        distinct.retain(|piece| places.insert(piece.place.clone()));
        distinct
    })
}

/// The API of a document with these pieces, all shared ones of which are in use.
fn api(pieces: &[Piece]) -> Api {
    let mut document = json!({
        "openapi": "3.1.0",
        "info": {"title": "Stability", "version": "1"},
        "paths": {"/all": {"post": {"operationId": "all", "responses": {"4XX": {"description": "Failed.", "content": {"application/json": {"schema": {"type": "object", "properties": {"z": {"type": "string"}}}}}}}}}},
        "components": {"schemas": {"Growing": {"type": "object", "properties": {"z": {"type": "string"}}}}},
    });
    for Piece { place, value } in pieces {
        let mut at = &mut document;
        for key in place {
            at = &mut at[key.as_str()];
        }
        *at = value.clone();
        let Some(section) = place.get(1) else {
            continue;
        };
        let reference = json!({"$ref": format!("#/components/{section}/{}", place[place.len() - 1].replace('~', "~0"))});
        let user =
            &mut document["paths"][format!("/uses/{section}/{}", place[place.len() - 1])]["put"];
        match section.as_str() {
            "responses" => user["responses"] = json!({"200": reference}),
            "requestBodies" => user["requestBody"] = reference,
            "parameters" => user["parameters"] = json!([reference]),
            _ => *user = Value::Null,
        }
    }
    let source = Source::new("stability.json", document.to_string().into_bytes());
    let document = Document::of(source.expect("it is text"));
    let api = document.api().cloned();
    api.unwrap_or_else(|| panic!("{}", document.report(bindery::render::Style::Plain)))
}

/// What everything is called, by what it is and where it stands.
fn names(api: &Api) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut name = |kind: &str, at: &dyn std::fmt::Display, rust: String| {
        let key = format!("{kind} {at}");
        assert_eq!(names.insert(key.clone(), rust), None, "{key}");
    };
    for def in &api.types {
        let path = [def.module.as_slice(), std::slice::from_ref(&def.name.rust)].concat();
        name(&format!("type {}", def.name.wire), &def.at, path.join("::"));
        if let Shape::Object(object) = &def.shape {
            for field in &object.fields {
                name(
                    &format!("field of {}", def.at),
                    &field.at,
                    field.name.rust.clone(),
                );
            }
        }
    }
    for operation in &api.operations {
        name("function", &operation.at, operation.name.rust.clone());
        name("call", &operation.at, operation.call.clone());
        for it in &operation.parameters {
            name(
                &format!("argument of {}", operation.at),
                &it.at,
                it.name.rust.clone(),
            );
        }
        for it in &operation.callbacks {
            name(
                "callback",
                &it.at,
                format!("{}::{}", operation.name.rust, it.name.rust),
            );
        }
    }
    for it in &api.webhooks {
        name("webhook", &it.at, it.name.rust.clone());
    }
    names
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_added_renames_nothing(pieces in pieces()) {
        let (_, before) = pieces.split_last().expect("there is one at least");
        let (before, after) = (names(&api(before)), names(&api(&pieces)));
        for (what, name) in before {
            prop_assert_eq!(after.get(&what), Some(&name), "{}", what);
        }
    }

    #[test]
    fn every_scope_has_different_names_that_rust_accepts(pieces in pieces()) {
        let api = api(&pieces);
        let mut taken = BTreeSet::new();
        let sections = Section::ALL.map(|section| (Vec::new(), section.module().to_owned()));
        taken.extend(sections);
        for def in &api.types {
            for name in [&def.name.rust, &def.inner] {
                prop_assert!(taken.insert((def.module.clone(), name.clone())), "{name} in {:?}", def.module);
                prop_assert!(syn::parse_str::<syn::Ident>(name).is_ok(), "{name}");
            }
        }
        for (what, name) in names(&api) {
            let last = name.rsplit("::").next().unwrap_or_default();
            prop_assert!(syn::parse_str::<syn::Ident>(last).is_ok(), "{what}: {name}");
        }
    }
}
