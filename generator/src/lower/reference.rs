//! References: `$ref`, followed within the document (OpenAPI 3.0.3, "Reference Object"; RFC 6901).

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::Lowering;
use super::schema::Use;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Type, TypeId};
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
            return Use {
                ty: Type::Named(id),
                nullable: self.drafts[id.0].nullable,
            };
        }
        let place = Place::Value(at.child("$ref"));
        let exists = reference
            .parse::<Pointer>()
            .is_ok_and(|pointer| self.document.pointer(&pointer.to_string()).is_some());
        let diagnostic = if exists {
            let message = format!("a reference to `{reference}` is not supported yet");
            Diagnostic::unsupported(place, message)
                .help("move the schema into `components/schemas` and refer to it there")
        } else {
            self.unresolved(reference, place)
        };
        Use::new(self.untyped(diagnostic))
    }

    /// Follows `value` as long as it is a reference; where that fails, that is reported.
    pub(super) fn follow(
        &mut self,
        value: &'a Value,
        at: &Pointer,
    ) -> Option<(&'a Value, Pointer)> {
        let (mut value, mut at) = (value, at.clone());
        let mut passed = Vec::new();
        while let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            let place = Place::Value(at.child("$ref"));
            let target = reference
                .strip_prefix('#')
                .and_then(|_| reference.parse::<Pointer>().ok());
            let found = target
                .and_then(|target| Some((self.document.pointer(&target.to_string())?, target)));
            let Some((next, target)) = found else {
                let diagnostic = self.unresolved(reference, place);
                self.found.push(diagnostic);
                return None;
            };
            if passed.contains(&target) {
                self.found.push(Diagnostic::invalid(
                    place,
                    format!("the reference `{reference}` leads back to itself"),
                ));
                return None;
            }
            passed.push(target.clone());
            (value, at) = (next, target);
        }
        Some((value, at))
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
            return Diagnostic::unsupported(place, message)
                .help("references to other files are not supported yet");
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

/// The one of `candidates` that `name` may have been meant to be.
pub(super) fn nearest<'n>(
    name: &str,
    candidates: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    let scored = candidates.map(|candidate| (strsim::jaro_winkler(name, candidate), candidate));
    let best = scored
        .filter(|(score, _)| *score > 0.85)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, candidate)| candidate)
}
