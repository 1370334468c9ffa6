//! References: `$ref`, followed within the document (OpenAPI 3.0.3, "Reference Object"; RFC 6901).

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Lowering;
use super::schema::Use;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Type, TypeId};
use crate::nearest::nearest;
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// Reads one piece of the document, or reports why it can't be read.
    pub(super) fn parse<T: DeserializeOwned>(&mut self, value: &Value, at: &Pointer) -> Option<T> {
        let parsed = T::deserialize(value);
        parsed
            .map_err(|error| {
                self.found.push(Diagnostic::invalid(
                    Place::Value(at.clone()),
                    error.to_string(),
                ))
            })
            .ok()
    }

    /// The component schema that `reference` names.
    pub(super) fn component(&self, reference: &str) -> Option<TypeId> {
        let pointer: Pointer = reference
            .starts_with('#')
            .then(|| reference.parse().ok())??;
        let parent = pointer
            .parent()
            .filter(|parent| parent.as_str() == "/components/schemas");
        parent.and_then(|_| self.components.get(pointer.last()?.as_ref()).copied())
    }

    /// The type of the schema that `reference`, which stands at `at`, leads to.
    pub(super) fn referenced_schema(&mut self, reference: &str, at: &Pointer) -> Use {
        if let Some(id) = self.component(reference) {
            let schema = self.document.pointer(self.drafts[id.0].at.as_str());
            let nullable = schema.is_some_and(|schema| self.accepts_null(schema));
            return Use {
                ty: Type::Named(id),
                nullable,
            };
        }
        let untyped = Use {
            ty: Type::Untyped,
            nullable: true,
        };
        let target = match self.target(reference, at) {
            Ok((_, target)) => target,
            Err(diagnostic) => {
                self.untyped(diagnostic);
                return untyped;
            }
        };
        self.place(&target).unwrap_or_else(|| {
            let message = format!("a reference to `{reference}` is not supported yet");
            let diagnostic = Diagnostic::unsupported(Place::Value(at.child("$ref")), message);
            self.untyped(
                diagnostic.help("move the schema into `components/schemas` and refer to it there"),
            );
            untyped
        })
    }

    /// Follows `value` as long as it is a reference; where that fails, that is reported.
    pub(super) fn follow(
        &mut self,
        value: &'a Value,
        at: &Pointer,
    ) -> Option<(&'a Value, Pointer)> {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self
                .target(reference, at)
                .map_err(|diagnostic| self.found.push(diagnostic))
                .ok(),
            None => Some((value, at.clone())),
        }
    }

    /// What `reference`, which stands at `at`, leads to in the end: never a reference itself.
    pub(super) fn target(
        &self,
        reference: &str,
        at: &Pointer,
    ) -> Result<(&'a Value, Pointer), Diagnostic> {
        let (mut reference, mut at) = (reference.to_owned(), at.clone());
        let mut passed = Vec::new();
        loop {
            let place = Place::Value(at.child("$ref"));
            let target: Option<Pointer> = reference
                .starts_with('#')
                .then(|| reference.parse().ok())
                .flatten();
            let found =
                target.and_then(|target| Some((self.document.pointer(target.as_str())?, target)));
            let Some((next, target)) = found else {
                return Err(self.unresolved(&reference, place));
            };
            if passed.contains(&target) {
                let message = format!("the reference `{reference}` leads back to itself");
                return Err(Diagnostic::invalid(place, message));
            }
            let Some(further) = next.get("$ref").and_then(Value::as_str) else {
                return Ok((next, target));
            };
            passed.push(target.clone());
            (reference, at) = (further.to_owned(), target);
        }
    }

    /// Follows references and reads what they lead to.
    pub(super) fn resolve<T: DeserializeOwned>(
        &mut self,
        value: &'a Value,
        at: &Pointer,
    ) -> Option<(T, Pointer)> {
        let (value, at) = self.follow(value, at)?;
        Some((self.parse(value, &at)?, at))
    }

    fn unresolved(&self, reference: &str, place: Place) -> Diagnostic {
        let Some(fragment) = reference.strip_prefix('#') else {
            let message = format!("the reference `{reference}` leads out of the document");
            return Diagnostic::unsupported(place, message);
        };
        let diagnostic =
            Diagnostic::invalid(place, format!("the reference `{reference}` leads nowhere"));
        let Some((section, name)) = fragment.rsplit_once('/') else {
            return diagnostic;
        };
        let siblings = self.document.pointer(section).and_then(Value::as_object);
        match siblings.and_then(|siblings| nearest(name, siblings.keys().map(String::as_str))) {
            Some(near) => diagnostic.help(format!("did you mean `#{section}/{near}`?")),
            None => diagnostic
                .label("there is nothing at this place")
                .help("define it there, or correct the reference"),
        }
    }
}
