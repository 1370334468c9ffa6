//! Listed values: what the values that a schema lists become, by their JSON types.
//!
//! A schema with an `enum`, or a union of schemas that list values, comes in; an open enum goes out, or a union with
//! an enum for each JSON type. A value is named by `x-enum-varnames`, by the title of its branch, or by itself. That
//! null is listed is told elsewhere, and a list of booleans or fractions stays a matter of docs.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::Lowering;
use super::draft::{Draft, Scope};
use super::name::{self, Case};
use super::{docs, kind, width};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Branch, Docs, Enum, Listed, Name, Number, Shape, Type, TypeId, Union, Variant};
use crate::pointer::Pointer;

/// The extensions that name values, as a list beside `enum` or as an object by value.
const NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// The extensions that describe values, in the same two forms.
const DESCRIPTIONS: [&str; 2] = ["x-enum-descriptions", "x-enumDescriptions"];

/// The longest title that is taken for a name.
const LONGEST_TITLE: usize = 60;

/// One value of a list.
pub(super) struct Entry {
    value: Value,
    name: Option<String>,
    docs: Docs,
    at: Pointer,
}

/// The values that the schema at `at` lists, null aside.
pub(super) fn entries(schema: &Value, at: &Pointer) -> Vec<Entry> {
    let values = kind::values(schema);
    let entry = |(index, value): (usize, &Value)| {
        let told = |keywords| told(schema, keywords, index, &text(value));
        Entry {
            value: value.clone(),
            name: told(NAMES),
            docs: Docs {
                description: told(DESCRIPTIONS),
                ..Docs::default()
            },
            at: at.child("enum").index(index),
        }
    };
    let values = values.iter().enumerate();
    values
        .filter(|(_, value)| !value.is_null())
        .map(entry)
        .collect()
}

/// The values that the branches of a union list, each once: that two branches have the same is no mistake.
pub(super) fn entries_of_branches<'v>(
    branches: impl Iterator<Item = (&'v Value, Pointer)>,
) -> Vec<Entry> {
    let mut known = BTreeSet::new();
    let entries = branches.flat_map(|(branch, at)| entries_of_branch(branch, &at));
    entries
        .filter(|entry| known.insert(text(&entry.value)))
        .collect()
}

/// The values that a branch of a union lists; what it says of itself it says of its only one.
fn entries_of_branch(branch: &Value, at: &Pointer) -> Vec<Entry> {
    let mut entries = entries(branch, at);
    if let [only] = entries.as_mut_slice() {
        let said = docs::annotations(branch);
        let title = said
            .title
            .filter(|title| !title.is_empty() && title.len() <= LONGEST_TITLE);
        only.name = only.name.take().or(title);
        only.docs.description = only.docs.description.take().or(said.description);
        only.docs.deprecated = said.deprecated;
    }
    entries
}

/// Makes what is said of values by their position be said by the values themselves, since combining schemas takes
/// values out of the list.
pub(super) fn key_by_value(schema: &mut Map<String, Value>) {
    let Some(Value::Array(values)) = schema.get("enum") else {
        return;
    };
    let texts: Vec<String> = values.iter().map(text).collect();
    for keyword in NAMES.into_iter().chain(DESCRIPTIONS) {
        if let Some(said @ Value::Array(_)) = schema.get_mut(keyword) {
            let list = said.as_array().filter(|list| list.len() == texts.len());
            let by_value = texts
                .iter()
                .cloned()
                .zip(list.into_iter().flatten().cloned());
            *said = by_value.collect::<Map<_, _>>().into();
        }
    }
}

impl Lowering<'_> {
    /// The enum of these values.
    pub(super) fn listed(&mut self, of: Listed, entries: Vec<Entry>) -> Shape {
        let entries = self.distinct(of, entries);
        let mut names: BTreeMap<&str, usize> = BTreeMap::new();
        for name in entries.iter().filter_map(|entry| entry.name.as_deref()) {
            *names.entry(name).or_default() += 1;
        }
        // A name that several values have says nothing.
        let is_own = |name: &&str| !name.is_empty() && names.get(name) == Some(&1);
        let label = |entry: &Entry| {
            let own = entry.name.as_deref().filter(is_own);
            own.map_or_else(|| label(&entry.value), ToOwned::to_owned)
        };
        let labels: Vec<String> = entries.iter().map(label).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let names = name::assign(Case::Variant, &["Unrecognized"], &labels);
        let variant = |(entry, name): (Entry, Name)| Variant {
            name: Name {
                wire: text(&entry.value),
                ..name
            },
            value: entry.value,
            docs: entry.docs,
        };
        let variants = entries.into_iter().zip(names).map(variant).collect();
        Shape::Enum(Enum { of, variants })
    }

    /// The union of the values of several JSON types that a schema lists: an enum for the texts, one for the integers.
    pub(super) fn mixed(&mut self, id: TypeId, schema: &Value, at: &Pointer) -> Shape {
        let has_fractions = kind::values(schema)
            .iter()
            .any(|value| value.is_number() && width::integer(value).is_none());
        let mut groups: Vec<(&str, Vec<Entry>)> = Vec::new();
        for entry in entries(schema, at) {
            let label = match &entry.value {
                Value::String(_) => "Text",
                Value::Bool(_) => "Boolean",
                _ if has_fractions => "Number",
                _ => "Integer",
            };
            match groups.iter_mut().find(|(other, _)| *other == label) {
                Some((_, group)) => group.push(entry),
                None => groups.push((label, vec![entry])),
            }
        }
        let labels: Vec<&str> = groups.iter().map(|(label, _)| *label).collect();
        let names = name::assign(Case::Variant, &["Unrecognized"], &labels);
        let groups = groups.into_iter().zip(names);
        let branches = groups.map(|((label, group), name)| Branch {
            name,
            ty: match label {
                "Text" => self.listed_inside(id, label, Listed::Strings, group),
                "Boolean" => Type::Boolean,
                "Number" => Type::Number(Number::F64),
                _ => self.listed_inside(id, label, kind::integers(schema), group),
            },
            tags: Vec::new(),
        });
        let branches = branches.collect();
        Shape::Union(Union {
            tag: None,
            branches,
        })
    }

    /// A named enum of these values, inside of the type `owner`.
    fn listed_inside(
        &mut self,
        owner: TypeId,
        label: &str,
        of: Listed,
        entries: Vec<Entry>,
    ) -> Type {
        let shape = self.listed(of, entries);
        let at = self.drafts[owner.0].at.clone();
        let id = TypeId(self.drafts.len());
        let draft = Draft::new(Scope::Type(owner), label, at);
        self.drafts.push(Draft { shape, ..draft });
        Type::Named(id)
    }

    /// The values that are of the enum's type, each once. A scalar in a list of strings is one without its quotes; what
    /// else is of another type is left out, as was said when the document was read.
    fn distinct(&mut self, of: Listed, entries: Vec<Entry>) -> Vec<Entry> {
        let mut known = BTreeSet::new();
        let mut distinct = Vec::new();
        for entry in entries {
            let value = match (of, &entry.value) {
                (Listed::Strings, Value::Array(_) | Value::Object(_)) => None,
                (Listed::Strings, value) => Some(Value::String(text(value))),
                (Listed::Integers(_), value) => width::integer(value).map(|integer| {
                    i64::try_from(integer).map_or_else(|_| value.clone(), Value::from)
                }),
            };
            let Some(value) = value else { continue };
            if known.insert(text(&value)) {
                distinct.push(Entry { value, ..entry });
            } else {
                let message = format!("`{}` is listed twice", text(&value));
                let place = Place::Value(entry.at);
                self.found.push(Diagnostic::invalid(place, message));
            }
        }
        distinct
    }
}

/// What an extension says of the value at `index`: a list of another length tells nothing.
fn told(schema: &Value, keywords: [&str; 2], index: usize, text: &str) -> Option<String> {
    let length = kind::values(schema).len();
    let said = |keyword: &str| match schema.get(keyword)? {
        Value::Array(list) if list.len() == length => list.get(index)?.as_str(),
        Value::Object(by_value) => by_value.get(text)?.as_str(),
        _ => None,
    };
    keywords.into_iter().find_map(said).map(ToOwned::to_owned)
}

/// A value as text: a string as it is, anything else as JSON.
fn text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), ToOwned::to_owned)
}

/// What a value is called that has no name.
fn label(value: &Value) -> String {
    match value {
        Value::Number(number) if !number.to_string().starts_with('-') => format!("value {number}"),
        value => text(value),
    }
}
