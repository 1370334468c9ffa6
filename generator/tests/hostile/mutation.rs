//! Mutations: changes of a document that keep the rest of it, so that they are found deep inside of the pipeline.

use bindery::Pointer;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Map, Value, json};

/// One change. Places are chosen among those that the document has when it is applied.
#[derive(Clone, Debug)]
pub(crate) enum Mutation {
    Replace(Index, Value),
    Remove(Index),
    Copy(Index, Index),
    Rename(Index, String),
    /// A reference to a place takes the place of another one.
    Refer(Index, Index),
    /// What stands at a place goes so deep into others.
    Nest(Index, Keyword, usize),
    /// A keyword is added, with a value.
    Add(Index, String, Value),
}

/// A keyword that schemas stand in.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Keyword {
    Items,
    Property,
    AllOf,
    OneOf,
    Additional,
}

/// Words that mean something, in OpenAPI or in Rust, or are odd.
const WORDS: [&str; 44] = [
    "",
    "a",
    "type",
    "self",
    "Self",
    "crate",
    "_",
    "r#fn",
    "String",
    "Option",
    "Vec",
    "$ref",
    "allOf",
    "oneOf",
    "anyOf",
    "properties",
    "required",
    "items",
    "enum",
    "format",
    "nullable",
    "default",
    "example",
    "discriminator",
    "name",
    "in",
    "content",
    "schema",
    "parameters",
    "responses",
    "200",
    "2XX",
    "default ",
    "x-a",
    "x-bindery-place",
    "a/b~c",
    "#/a",
    "\"; fn x(){} //",
    "*/",
    "\u{202e}",
    "a\r\nb\0",
    "`{}`",
    "<script>",
    "\u{1F980}\u{65E5}",
];

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => select(&WORDS[..]).prop_map(ToOwned::to_owned),
        1 => "\\PC{0,12}",
        1 => (select(&WORDS[..]), 1_usize..400).prop_map(|(word, times)| word.repeat(times)),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(json!(null)),
        Just(json!(true)),
        Just(json!(-1)),
        Just(json!(0)),
        Just(json!(u64::MAX)),
        Just(json!(1.5)),
        Just(json!(1e308)),
        Just(json!([])),
        Just(json!({})),
        word().prop_map(Value::String),
        select(
            &[
                "object", "array", "string", "integer", "number", "boolean", "null", "file"
            ][..]
        )
        .prop_map(|ty| json!(ty)),
        select(&["object", "array", "string", "integer"][..]).prop_map(|ty| json!({ "type": ty })),
    ];
    scalar.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::Array),
            vec((word(), inner), 0..3)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn keyword() -> impl Strategy<Value = Keyword> {
    select(
        &[
            Keyword::Items,
            Keyword::Property,
            Keyword::AllOf,
            Keyword::OneOf,
            Keyword::Additional,
        ][..],
    )
}

/// Some changes, to be applied one after the other.
pub(crate) fn mutations() -> impl Strategy<Value = Vec<Mutation>> {
    let at = any::<Index>;
    let mutation = prop_oneof![
        3 => (at(), value()).prop_map(|(at, value)| Mutation::Replace(at, value)),
        1 => at().prop_map(Mutation::Remove),
        2 => (at(), at()).prop_map(|(from, to)| Mutation::Copy(from, to)),
        2 => (at(), word()).prop_map(|(at, name)| Mutation::Rename(at, name)),
        3 => (at(), at()).prop_map(|(at, target)| Mutation::Refer(at, target)),
        1 => (at(), keyword(), 1_usize..30).prop_map(|(at, keyword, times)| Mutation::Nest(at, keyword, times)),
        2 => (at(), word(), value()).prop_map(|(at, key, value)| Mutation::Add(at, key, value)),
    ];
    vec(mutation, 1..6)
}

impl Mutation {
    /// Changes `document`, unless there is no such place.
    pub(crate) fn apply(&self, document: &mut Value) {
        let places = places(document);
        let at = |index: &Index| index.get(&places).clone();
        match self {
            Self::Replace(place, value) => put(document, &at(place), value.clone()),
            Self::Remove(place) => _ = take(document, &at(place)),
            Self::Copy(from, to) => {
                let copy = document
                    .pointer(at(from).as_str())
                    .cloned()
                    .unwrap_or_default();
                put(document, &at(to), copy);
            }
            Self::Rename(place, name) => {
                let place = at(place);
                if let (Some(value), Some(parent)) = (take(document, &place), place.parent()) {
                    add(document, &parent, name, value);
                }
            }
            Self::Refer(place, target) => {
                let reference = format!("#{}", at(target).as_str().replace('%', "%25"));
                put(document, &at(place), json!({ "$ref": reference }));
            }
            Self::Nest(place, keyword, times) => {
                let place = at(place);
                let inner = document
                    .pointer(place.as_str())
                    .cloned()
                    .unwrap_or_default();
                let nested = (0..*times).fold(inner, |inner, _| keyword.around(inner));
                put(document, &place, nested);
            }
            Self::Add(place, key, value) => add(document, &at(place), key, value.clone()),
        }
    }
}

impl Keyword {
    fn around(self, inner: Value) -> Value {
        match self {
            Self::Items => json!({ "type": "array", "items": inner }),
            Self::Property => json!({ "type": "object", "properties": { "a": inner } }),
            Self::AllOf => {
                json!({ "allOf": [inner, { "properties": { "b": { "type": "string" } } }] })
            }
            Self::OneOf => json!({ "oneOf": [inner, { "type": "string" }] }),
            Self::Additional => json!({ "additionalProperties": inner }),
        }
    }
}

/// All places of a document, the root aside.
fn places(document: &Value) -> Vec<Pointer> {
    let mut places = vec![Pointer::root()];
    collect(document, &Pointer::root(), &mut places);
    places
}

fn collect(value: &Value, at: &Pointer, places: &mut Vec<Pointer>) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                places.push(at.child(key));
                collect(inner, &at.child(key), places);
            }
        }
        Value::Array(items) => {
            for (index, inner) in items.iter().enumerate() {
                places.push(at.index(index));
                collect(inner, &at.index(index), places);
            }
        }
        _ => {}
    }
}

fn put(document: &mut Value, at: &Pointer, value: Value) {
    // A document that isn't of any version is told so and nothing else.
    let is_version = ["", "/openapi", "/swagger"].contains(&at.as_str());
    if let Some(place) = document.pointer_mut(at.as_str()).filter(|_| !is_version) {
        *place = value;
    }
}

fn take(document: &mut Value, at: &Pointer) -> Option<Value> {
    let is_version = ["/openapi", "/swagger"].contains(&at.as_str());
    match document
        .pointer_mut(at.parent()?.as_str())
        .filter(|_| !is_version)?
    {
        Value::Object(map) => map.shift_remove(at.last()?.as_ref()),
        Value::Array(items) => {
            let index = at
                .last()?
                .parse()
                .ok()
                .filter(|index| *index < items.len())?;
            Some(items.remove(index))
        }
        _ => None,
    }
}

fn add(document: &mut Value, at: &Pointer, key: &str, value: Value) {
    match document.pointer_mut(at.as_str()) {
        Some(Value::Object(map)) => _ = map.insert(key.to_owned(), value),
        Some(Value::Array(items)) => {
            items.push(Value::Object(Map::from_iter([(key.to_owned(), value)])))
        }
        _ => {}
    }
}
