//! What is set is read back: an operation, its request and the document's answer come in, the answer of an API that
//! remembers goes out.
//!
//! The rules are told where users read them, at the top of this crate. Whatever an answer gets certainly fits its schema.

mod collection;
mod fitted;
mod path;
mod place;
mod store;
mod target;

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value};

use crate::example;
use crate::operation::Operation;
use crate::problem::problem;
use crate::recorded::Recorded;
use crate::reply::Reply;
use crate::response;
use collection::Collection;
use place::{Answer, Place};
use store::{Entry, Store};
use target::Target;

type Object = Map<String, Value>;

/// What was set and deleted.
#[derive(Default)]
pub(crate) struct Memory(Mutex<Store>);

impl Memory {
    /// The answer to a request, made of the document's.
    ///
    /// # Errors
    /// The refusal of one for what was deleted.
    pub(crate) fn answer(
        &self,
        operation: &Operation<'_>,
        request: &Recorded,
        documented: Reply,
    ) -> Result<Reply, Reply> {
        if !(200..300).contains(&documented.status()) {
            return Ok(documented);
        }
        let path = path::of(operation.path(), &request.path_parameters);
        let body = match operation.method() {
            "get" => self.read(operation, &path, &documented)?,
            "post" | "put" | "patch" => self.write(operation, request, &path, &documented),
            "delete" => {
                self.forget(operation, request, path);
                None
            }
            _ => None,
        };
        Ok(match body {
            Some(body) => documented.json(body),
            None => documented,
        })
    }

    /// Forgets everything.
    pub(crate) fn clear(&self) {
        *self.lock() = Store::default();
    }

    /// The body of the answer to a `GET`, if anything is remembered.
    fn read(
        &self,
        operation: &Operation<'_>,
        path: &str,
        documented: &Reply,
    ) -> Result<Option<Value>, Reply> {
        let store = self.lock();
        let (own, below) = (store.get(path), store.below(path));
        if own.is_none() && below.is_empty() {
            return Ok(None);
        }
        let Some(body) = json(documented) else {
            return Ok(None);
        };
        let answer = Answer {
            document: operation.document(),
            schema: example::schema(operation, documented),
            body: &body,
        };
        match own {
            Some(Entry::Set(object)) if below.is_empty() => {
                let names: Vec<&str> = object.keys().map(String::as_str).collect();
                Ok(answer.place(&names).and_then(|it| answer.with(&it, object)))
            }
            Some(Entry::Gone) if below.is_empty() => gone(operation, answer),
            _ => Ok(listed(operation, answer, own, &below)),
        }
    }

    /// Remembers an object, and gives the body of the answer if that shows it.
    fn write(
        &self,
        operation: &Operation<'_>,
        request: &Recorded,
        path: &str,
        documented: &Reply,
    ) -> Option<Value> {
        let Some(Value::Object(sent)) = request.json() else {
            self.show(operation, path, documented);
            return None;
        };
        let mut store = self.lock();
        let target = Target::of(operation, request, path, &sent, &store)?;
        let mut object = match store.get(&target.path) {
            Some(Entry::Set(object)) if target.is_change => object.clone(),
            None if operation.method() == "patch" => shown(operation, &sent).unwrap_or_default(),
            _ => Object::new(),
        };
        object.extend(sent);
        object.extend(target.identity);
        store.put(target.path, Entry::Set(object.clone()));
        let body = json(documented)?;
        let answer = Answer {
            document: operation.document(),
            schema: example::schema(operation, documented),
            body: &body,
        };
        let names: Vec<&str> = object.keys().map(String::as_str).collect();
        answer.with(&answer.place(&names)?, &object)
    }

    /// Takes for there again what was deleted and is shown by an answer to what can't be remembered, such as XML.
    fn show(&self, operation: &Operation<'_>, path: &str, documented: &Reply) {
        let item = || {
            let collection = Collection::at(operation.document(), operation.path(), &["id"])?;
            let id = collection::text(json(documented)?.get(&collection.identity)?)?;
            Some(format!("{path}/{}", path::segment(&id)))
        };
        let mut store = self.lock();
        for path in item().into_iter().chain([path.to_owned()]) {
            if store.get(&path) == Some(&Entry::Gone) {
                store.forget(&path);
            }
        }
    }

    fn forget(&self, operation: &Operation<'_>, request: &Recorded, path: String) {
        if !is_asked(operation) {
            return;
        }
        let mut store = self.lock();
        match (store.get(&path), named(request)) {
            (Some(Entry::Set(object)), Some(names)) => {
                let kept = object.iter().filter(|(name, _)| !names.contains(name));
                let kept = kept.map(|(name, value)| (name.clone(), value.clone()));
                let entry = match kept.collect::<Object>() {
                    nothing if nothing.is_empty() => Entry::Gone,
                    kept => Entry::Set(kept),
                };
                store.put(path, entry);
            }
            _ => {
                store.forget_below(&path);
                store.put(path, Entry::Gone);
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Store> {
        // Nothing panics while it is held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Memory").finish_non_exhaustive()
    }
}

/// The object that the document shows where these properties are changed.
fn shown(operation: &Operation<'_>, sent: &Object) -> Option<Object> {
    let document = operation.document();
    let asked = document.operation("get", path::asked(document, operation.path())?)?;
    let (schema, body) = example::usual(&asked)?;
    let answer = Answer {
        document,
        schema,
        body: &body,
    };
    let names: Vec<&str> = sent.keys().map(String::as_str).collect();
    match answer.place(&names)? {
        Place::Alone(pointer) => body.pointer(&pointer)?.as_object().cloned(),
        Place::InList(_) => None,
    }
}

/// Whether what an operation sets or deletes can be asked for, alone or in a list.
fn is_asked(operation: &Operation<'_>) -> bool {
    let parent = path::parent(operation.path()).map(|(parent, _)| parent);
    let mut paths = [Some(operation.path()), parent].into_iter().flatten();
    paths.any(|path| path::asked(operation.document(), path).is_some())
}

/// The list with what was set in it, and without what was deleted.
fn listed(
    operation: &Operation<'_>,
    answer: Answer<'_>,
    own: Option<&Entry>,
    below: &[(&str, &Entry)],
) -> Option<Value> {
    let collection = Collection::at(operation.document(), operation.path(), &["id"])?;
    let Some(Place::InList(list)) = answer.list_of(&[&collection.identity]) else {
        return None;
    };
    let is_known = |item: &Value| {
        let id = item.get(&collection.identity).and_then(collection::text);
        let id = id.map(|id| path::segment(&id));
        below.iter().any(|(known, _)| Some(*known) == id.as_deref())
    };
    // Once the whole collection was deleted, only what came later is there.
    let shown = answer.body.pointer(&list).and_then(Value::as_array);
    let shown = shown.filter(|_| own.is_none()).into_iter().flatten();
    let shown = shown.filter(|item| !is_known(item)).cloned().collect();
    let set: Vec<&Object> = below
        .iter()
        .filter_map(|(_, entry)| match entry {
            Entry::Set(object) => Some(object),
            Entry::Gone => None,
        })
        .collect();
    answer.with_list(&list, shown, &set)
}

/// What is left where something was deleted: an empty list, or a refusal where the document has one.
fn gone(operation: &Operation<'_>, answer: Answer<'_>) -> Result<Option<Value>, Reply> {
    let is_item = path::parent(operation.path()).is_some();
    match answer.list().filter(|_| !is_item) {
        Some(Place::InList(list)) => Ok(answer.with_list(&list, Vec::new(), &[])),
        _ if response::describing(&operation.responses(), 404).is_some() => {
            Err(problem(404, "it was deleted"))
        }
        _ => Ok(None),
    }
}

/// The names in a body that is nothing but a list of them.
fn named(request: &Recorded) -> Option<Vec<String>> {
    let Value::Object(body) = request.json()? else {
        return None;
    };
    let mut properties = body.into_iter();
    let (Some((_, Value::Array(names))), None) = (properties.next(), properties.next()) else {
        return None;
    };
    let names = names
        .into_iter()
        .map(|name| name.as_str().map(str::to_owned));
    names.collect()
}

fn json(reply: &Reply) -> Option<Value> {
    serde_json::from_slice(reply.body()).ok()
}
