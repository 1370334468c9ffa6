//! Collecting: finds all operations of a document and gives them their names.
//!
//! All names are known before the first operation is lowered. A name comes from the `operationId`, or from the
//! method and the path alone, so that adding an operation renames no other.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Lowering;
use super::name::{self, Case};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::Name;
use crate::pointer::Pointer;

/// The methods of a path item (OpenAPI 3.0.3, "Path Item Object").
pub(super) const METHODS: [(&str, &str); 8] = [
    ("get", "GET"),
    ("put", "PUT"),
    ("post", "POST"),
    ("delete", "DELETE"),
    ("options", "OPTIONS"),
    ("head", "HEAD"),
    ("patch", "PATCH"),
    ("trace", "TRACE"),
];

/// What the generated client has of its own, and so no operation may be called.
const CLIENT_METHODS: [&str; 4] = ["builder", "new", "clone", "into_inner"];
const CLIENT_TYPES: [&str; 1] = ["Client"];

/// An operation that was found, with its names.
pub(super) struct Found<'a> {
    pub(super) name: Name,
    /// The type of its call.
    pub(super) call: String,
    pub(super) method: &'static str,
    pub(super) path: &'a str,
    pub(super) operation: &'a Value,
    /// The path item that it stands in, which may have been referred to.
    pub(super) item: &'a Value,
    pub(super) item_at: Pointer,
    pub(super) at: Pointer,
}

impl Found<'_> {
    /// Whether it stands in its path's own item, and not in one that the path refers to.
    fn is_own(&self) -> bool {
        self.item_at == Pointer::root().child("paths").child(self.path)
    }
}

impl<'a> Lowering<'a> {
    /// All operations, in the document's order.
    pub(super) fn collect(&mut self) -> Vec<Found<'a>> {
        let mut collected = self.unnamed_operations();
        self.disown_duplicates(&mut collected);
        let wires: Vec<&str> = collected
            .iter()
            .map(|found| found.name.wire.as_str())
            .collect();
        let methods = name::assign(Case::Value, &CLIENT_METHODS, &wires);
        let functions: Vec<&str> = methods.iter().map(|name| name.rust.as_str()).collect();
        let calls = name::assign(Case::Type, &CLIENT_TYPES, &functions);
        for (found, (method, call)) in collected.iter_mut().zip(methods.into_iter().zip(calls)) {
            if found.is_own() {
                self.operation_names
                    .insert(found.at.clone(), method.clone());
            }
            found.name = method;
            found.call = call.rust;
        }
        collected
    }

    fn unnamed_operations(&mut self) -> Vec<Found<'a>> {
        let at = Pointer::root().child("paths");
        let paths = self.document.get("paths").and_then(Value::as_object);
        let mut collected = Vec::new();
        for (path, item) in paths
            .into_iter()
            .flatten()
            .filter(|(path, _)| path.starts_with('/'))
        {
            let Some((item, item_at)) = self.follow(item, &at.child(path)) else {
                continue;
            };
            for (keyword, operation) in item.as_object().into_iter().flatten() {
                let Some(method) = method(keyword) else {
                    continue;
                };
                let id = operation
                    .get("operationId")
                    .and_then(Value::as_str)
                    .filter(|id| !id.is_empty());
                let wire = id.map_or_else(|| format!("{method} {path}"), ToOwned::to_owned);
                let name = Name {
                    wire,
                    rust: String::new(),
                };
                let (item_at, at) = (item_at.clone(), item_at.child(keyword));
                collected.push(Found {
                    name,
                    call: String::new(),
                    method,
                    path,
                    operation,
                    item,
                    item_at,
                    at,
                });
            }
        }
        collected
    }

    /// Gives an operation whose id another has already a name from its method and path. Of paths that share a path
    /// item, the one that it stands in has the id.
    fn disown_duplicates(&mut self, collected: &mut [Found<'a>]) {
        let mut owners: BTreeMap<String, Pointer> = BTreeMap::new();
        let mut claims: Vec<&mut Found<'a>> = collected.iter_mut().collect();
        claims.sort_by_key(|found| !found.is_own());
        for found in claims {
            let Some(owner) = owners.get(&found.name.wire) else {
                owners.insert(found.name.wire.clone(), found.at.clone());
                continue;
            };
            if *owner != found.at {
                let place = |at: &Pointer| Place::Value(at.child("operationId"));
                let message = format!("the operationId `{}` is used twice", found.name.wire);
                let diagnostic = Diagnostic::invalid(place(&found.at), message)
                    .label("this operation is named for its method and path instead")
                    .also(place(owner), "first used here")
                    .help("an operationId must be unique in its document");
                self.found.push(diagnostic);
            }
            found.name.wire = format!("{} {}", found.method, found.path);
        }
    }
}

fn method(keyword: &str) -> Option<&'static str> {
    let method = METHODS.into_iter().find(|(lower, _)| *lower == keyword);
    method.map(|(_, method)| method)
}
