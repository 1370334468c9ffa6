//! Collections: paths below which each item has a path of its own, or whose items have an `id`. The document goes in, and
//! what its items are told apart by comes out.

use serde_json::Value;

use super::path;
use super::place::{Answer, Place};
use crate::document::Document;
use crate::example;

/// A path whose items have identities.
pub(super) struct Collection {
    /// The property that tells items apart: the parameter of the items' paths, or `id`.
    pub(super) identity: String,
    /// What the document shows as one.
    shown: Option<Value>,
}

impl Collection {
    /// The collection at a path of the document, if there is one for objects with properties of these names.
    pub(super) fn at(document: &Document, template: &str, names: &[&str]) -> Option<Self> {
        let member = path::member(document, template);
        let item = path::asked(document, template).and_then(|list| {
            let find = |answer: Answer<'_>| match (member, answer.place(names)) {
                // What stands at the top of an answer isn't in the list that is there, too.
                (None, Some(Place::InList(list))) => Some(Place::InList(list)),
                (None, _) => None,
                (Some((_, name)), _) => answer.list_of(&[name, "id"]),
            };
            item_of(document, list, find)
        });
        let alone = member.and_then(|(path, name)| {
            let top = || Place::Alone(String::new());
            let find = |answer: Answer<'_>| Some(answer.place(&[name, "id"]).unwrap_or_else(top));
            item_of(document, path, find)
        });
        let candidates = member.map(|(_, name)| name).into_iter().chain(["id"]);
        let found = candidates.into_iter().find_map(|name| {
            let mut shown = [&item, &alone].into_iter().flatten();
            let shown = shown.find_map(|item| item.get(name))?;
            Some(Collection {
                identity: name.to_owned(),
                shown: Some(shown.clone()),
            })
        });
        let unnamed = || Collection {
            identity: "id".to_owned(),
            shown: None,
        };
        found.or_else(|| member.is_some().then(unnamed))
    }

    /// The identity that this text is, of the type that the document shows.
    pub(super) fn identity_of(&self, text: &str) -> Value {
        let number = || text.parse::<i64>().ok().map(Value::from);
        let is_number = self.shown.as_ref().is_some_and(Value::is_number);
        is_number
            .then(number)
            .flatten()
            .unwrap_or_else(|| Value::from(text))
    }

    /// Identities for items that are made, one after the other: numbers, digits, or UUIDs where the document shows one.
    pub(super) fn made(&self) -> impl Iterator<Item = Value> {
        let made = (1_u64..).map(|turn| match &self.shown {
            Some(Value::Number(_)) => Value::from(turn),
            Some(Value::String(shown)) if is_uuid(shown) => {
                Value::from(format!("00000000-0000-4000-8000-{turn:012x}"))
            }
            _ => Value::from(turn.to_string()),
        });
        // The one that the document shows is another item.
        made.filter(|made| Some(made) != self.shown.as_ref())
    }
}

/// The text of an identity, as it stands in a path.
pub(super) fn text(identity: &Value) -> Option<String> {
    match identity {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// What the document shows as an item when it is asked for the path.
fn item_of(
    document: &Document,
    path: &str,
    find: impl FnOnce(Answer<'_>) -> Option<Place>,
) -> Option<Value> {
    let operation = document.operation("get", path)?;
    let (schema, body) = example::usual(&operation)?;
    let answer = Answer {
        document,
        schema,
        body: &body,
    };
    let place = find(answer)?;
    body.pointer(&place.item()).cloned()
}

fn is_uuid(text: &str) -> bool {
    let groups = text.split('-').map(str::len);
    groups.eq([8, 4, 4, 4, 12])
}
