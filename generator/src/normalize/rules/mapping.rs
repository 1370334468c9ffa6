//! Mappings: that the values of a discriminator lead to schemas (OpenAPI 3.0.3, "Discriminator Object").

use serde_json::{Map, Value};

use crate::diagnostic::{Diagnostic, Place};
use crate::nearest::nearest;
use crate::normalize::references::local;
use crate::pointer::Pointer;

/// One row of a mapping.
pub(super) struct Mapping {
    target: String,
    at: Pointer,
}

/// The mappings of the schema `map`, which stands at `at`.
pub(super) fn of(map: &Map<String, Value>, at: &Pointer) -> Vec<Mapping> {
    let mapping = map.get("discriminator").and_then(|it| it.get("mapping"));
    let rows = mapping.and_then(Value::as_object).into_iter().flatten();
    let at = at.child("discriminator").child("mapping");
    let rows = rows.filter_map(|(tag, target)| {
        Some(Mapping {
            target: target.as_str()?.to_owned(),
            at: at.child(tag),
        })
    });
    rows.collect()
}

impl Mapping {
    /// What there is to say if it leads nowhere in `document`. What leads to another file has been looked at.
    pub(super) fn check(&self, document: &Value) -> Option<Diagnostic> {
        let schemas = document
            .pointer("/components/schemas")
            .and_then(Value::as_object);
        let is_name = !self.target.contains(['/', '#'])
            && !self.target.contains(".yaml")
            && !self.target.contains(".json");
        let leads = match local(&self.target) {
            Some(pointer) => document.pointer(pointer.as_str()).is_some(),
            None if is_name => schemas.is_some_and(|schemas| schemas.contains_key(&self.target)),
            None => true,
        };
        if leads {
            return None;
        }
        let message = format!("the mapping to `{}` leads nowhere", self.target);
        let diagnostic = Diagnostic::invalid(Place::Value(self.at.clone()), message);
        let name = self.target.rsplit('/').next().unwrap_or_default();
        let names = schemas.into_iter().flatten().map(|(name, _)| name.as_str());
        Some(match nearest(name, names) {
            Some(near) => diagnostic.help(format!("did you mean `#/components/schemas/{near}`?")),
            None => diagnostic
                .label("no value selects this")
                .help("write a reference to a schema: `'#/components/schemas/Name'`"),
        })
    }
}
