//! Anchors: references by `$id`, `$anchor` and `$dynamicAnchor` become references by JSON pointer.
//!
//! A document comes in before anything in it has moved, and goes out with references of one kind only. A reference
//! to an `$id` that no schema of the document has stays as it is: it leads out of the document.
//! From JSON Schema 2020-12 Core, sections 8.2 and 8.3.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::normalize::grammar;
use crate::normalize::references::{fragment, local};
use crate::normalize::version::Version;
use crate::normalize::walk::walk;
use crate::pointer::Pointer;

/// The keywords without which every reference is by pointer already.
const KEYWORDS: [&str; 4] = ["$id", "$anchor", "$dynamicAnchor", "$dynamicRef"];

/// The names that schemas of the document give themselves. Every look-up is by key, however many names there are.
#[derive(Default)]
struct Names {
    /// `$id`, without an empty fragment.
    ids: BTreeMap<String, Pointer>,
    /// The schemas with the same last segment in their `$id`.
    files: BTreeMap<String, Vec<Pointer>>,
    /// The schemas that have an `$id`, which makes them roots of their own.
    resources: BTreeSet<Pointer>,
    /// `$anchor` and `$dynamicAnchor`, which is an anchor as well, by resource.
    anchors: BTreeMap<(Pointer, String), Pointer>,
    dynamic: BTreeMap<String, Vec<Pointer>>,
    /// Whether there is anything to resolve at all; few documents have it.
    are_used: bool,
}

/// Turns all references of `document` into pointers, as far as their targets are in it.
pub(super) fn resolve(document: &mut Value, version: Version, found: &mut Diagnostics) {
    let names = names(document, version);
    if !names.are_used {
        return;
    }
    walk(
        document,
        &grammar::DOCUMENT,
        version,
        &Pointer::root(),
        &mut |value, object, at| {
            if let Value::Object(map) = value
                && object.is_schema()
            {
                dynamic_reference(map, &names, at, found);
                if let Some(Value::String(reference)) = map.get_mut("$ref")
                    && let Some(pointer) = names.target(reference, at)
                {
                    *reference = fragment(&pointer);
                }
            }
        },
    );
}

fn names(document: &mut Value, version: Version) -> Names {
    let mut names = Names::default();
    walk(
        document,
        &grammar::DOCUMENT,
        version,
        &Pointer::root(),
        &mut |value, object, at| {
            if !object.is_schema() {
                return;
            }
            names.add(value, at);
        },
    );
    names
}

impl Names {
    /// Where `reference`, which stands at `at`, leads, if it has to be written otherwise.
    fn target(&self, reference: &str, at: &Pointer) -> Option<Pointer> {
        let (id, rest) = reference.split_once('#').unwrap_or((reference, ""));
        let resource = if id.is_empty() {
            self.resource(at)
        } else {
            self.ids.get(id).or_else(|| self.relative(id))?.clone()
        };
        if rest.is_empty() {
            return Some(resource);
        }
        if !rest.starts_with('/') {
            return self.anchors.get(&(resource, rest.to_owned())).cloned();
        }
        // Within a schema that has an `$id`, `#/..` is relative to it by the letter. Documents that mean the root are
        // far more common, and what begins with `/components` can mean nothing else.
        let pointer = local(&format!("#{rest}"))?;
        let is_relative = !resource.is_root() && !rest.starts_with("/components/");
        is_relative
            .then(|| pointer.rebased(&Pointer::root(), &resource))
            .flatten()
    }

    /// The innermost schema around `at` that has an `$id`; the root where there is none.
    fn resource(&self, at: &Pointer) -> Pointer {
        let mut around = Some(at.clone());
        while let Some(place) = around {
            if self.resources.contains(&place) {
                return place;
            }
            around = place.parent();
        }
        Pointer::root()
    }

    /// The one schema whose `$id` has the same last segment as `id`.
    fn relative(&self, id: &str) -> Option<&Pointer> {
        match self.files.get(last_segment(id)).map(Vec::as_slice) {
            Some([only]) => Some(only),
            _ => None,
        }
    }

    fn add(&mut self, schema: &Value, at: &Pointer) {
        let text = |keyword: &str| Some(schema.get(keyword)?.as_str()?.to_owned());
        if let Some(id) = text("$id") {
            let id = id.strip_suffix('#').unwrap_or(&id);
            let file = last_segment(id).to_owned();
            self.files.entry(file).or_default().push(at.clone());
            self.ids.entry(id.to_owned()).or_insert_with(|| at.clone());
            self.resources.insert(at.clone());
        }
        self.are_used |= KEYWORDS.iter().any(|keyword| schema.get(keyword).is_some());
        let dynamic = text("$dynamicAnchor");
        for name in text("$anchor").into_iter().chain(dynamic.clone()) {
            let key = (self.resource(at), name);
            self.anchors.entry(key).or_insert_with(|| at.clone());
        }
        if let Some(name) = dynamic {
            self.dynamic.entry(name).or_default().push(at.clone());
        }
    }
}

fn last_segment(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// A `$dynamicRef` is a `$ref` as long as there is nothing to choose between.
fn dynamic_reference(
    map: &mut Map<String, Value>,
    names: &Names,
    at: &Pointer,
    found: &mut Diagnostics,
) {
    let Some(Value::String(reference)) = map.shift_remove("$dynamicRef") else {
        return;
    };
    let name = reference
        .rsplit_once('#')
        .map_or("", |(_, fragment)| fragment);
    let only = match names.dynamic.get(name).map(Vec::as_slice) {
        Some([only]) => Some(fragment(only)),
        None => Some(reference.clone()),
        Some(_) => None,
    };
    if let Some(target) = only {
        map.entry("$ref").or_insert(target.into());
        return;
    }
    let message = format!("`{name}` is the `$dynamicAnchor` of several schemas");
    let diagnostic = Diagnostic::unsupported(Place::Value(at.child("$dynamicRef")), message);
    found.push(diagnostic.note("values stay untyped JSON here"));
}
