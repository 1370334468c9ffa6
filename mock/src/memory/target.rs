//! Where what is sent belongs: an operation and what is sent to it go in, a path and an identity come out.

use serde_json::Value;

use super::collection::{self, Collection};
use super::store::Store;
use super::{Object, path};
use crate::operation::Operation;
use crate::recorded::Recorded;

/// Where what is sent belongs.
pub(super) struct Target {
    pub(super) path: String,
    /// What it is told apart by.
    pub(super) identity: Option<(String, Value)>,
    /// Whether it changes what is there, rather than replacing it.
    pub(super) is_change: bool,
}

impl Target {
    /// Nothing where nobody could read it.
    pub(super) fn of(
        operation: &Operation<'_>,
        request: &Recorded,
        path: &str,
        sent: &Object,
        store: &Store,
    ) -> Option<Self> {
        let (document, template) = (operation.document(), operation.path());
        let names: Vec<&str> = sent.keys().map(String::as_str).collect();
        let method = operation.method();
        if let Some(collection) = Collection::at(document, template, &names) {
            let item = |id: Value| {
                let path = format!("{path}/{}", path::segment(&collection::text(&id)?));
                Some((path, id))
            };
            let told = sent.get(&collection.identity).cloned().and_then(item);
            let (path, id) = match (told, method) {
                (Some(told), _) => told,
                (None, "post") => collection
                    .made()
                    .filter_map(item)
                    .find(|(path, _)| store.get(path).is_none())?,
                (None, _) => return None,
            };
            return Some(Target {
                path,
                identity: Some((collection.identity, id)),
                is_change: method == "patch",
            });
        }
        super::is_asked(operation).then(|| Target {
            path: path.to_owned(),
            identity: own_identity(operation, request),
            is_change: method != "put",
        })
    }
}

/// The identity that an item has by its path.
fn own_identity(operation: &Operation<'_>, request: &Recorded) -> Option<(String, Value)> {
    let (parent, name) = path::parent(operation.path())?;
    let collection = Collection::at(operation.document(), parent, &[])?;
    let id = collection.identity_of(request.path_parameters.get(name)?);
    Some((collection.identity, id))
}
