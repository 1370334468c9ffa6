//! References: `$ref`, followed within the document (OpenAPI 3.0.3, "Reference Object"; RFC 6901).

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::Lowering;
use super::schema::Use;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Type, TypeId};
use crate::nearest::nearest;
use crate::pointer::Pointer;

/// How many references in a row are followed.
const MOST_HOPS: usize = 100;

/// After so many findings nobody is told what may have been meant, because to look for it takes time.
const MOST_PROPOSALS: usize = 1_000;

impl<'a> Lowering<'a> {
    /// The component schema that `reference` names.
    pub(super) fn component(&self, reference: &str) -> Option<TypeId> {
        let pointer = reference.starts_with('#').then(|| reference.parse().ok());
        self.component_at(&pointer??)
    }

    /// The type of the schema that `reference`, which stands at `at`, leads to.
    pub(super) fn referenced_schema(&mut self, reference: &str, at: &Pointer) -> Use {
        let found = match self.component(reference) {
            Some(id) => Ok(self.component_use(id)),
            None => self.place_of(reference, at),
        };
        found.unwrap_or_else(|diagnostic| Use {
            ty: self.untyped(diagnostic),
            nullable: true,
        })
    }

    /// The type of a schema that `reference`, which stands at `at`, may lead to the middle of something for.
    fn place_of(&mut self, reference: &str, at: &Pointer) -> Result<Use, Diagnostic> {
        let (_, target) = self.target(reference, at)?;
        if let Some(id) = self.component_at(&target) {
            return Ok(self.component_use(id));
        }
        let place = Place::Value(at.child("$ref"));
        if !self.is_schema(&target) {
            let message = format!("the reference `{reference}` leads to no schema");
            return Err(Diagnostic::invalid(place, message));
        }
        self.place(&target).ok_or_else(|| {
            let message = format!("`{reference}` is defined by nothing but itself");
            Diagnostic::invalid(place, message).help("move the schema into `components/schemas`")
        })
    }

    fn component_use(&self, id: TypeId) -> Use {
        let schema = self.document.pointer(self.drafts[id.0].at.as_str());
        Use {
            ty: Type::Named(id),
            nullable: schema.is_some_and(|schema| self.accepts_null(schema)),
        }
    }

    /// Follows `value` as long as it is a reference; where that fails, that is reported.
    pub(super) fn follow(
        &mut self,
        value: &'a Value,
        at: &Pointer,
    ) -> Option<(&'a Value, Pointer)> {
        let followed = self.followed(value, at);
        followed
            .map_err(|diagnostic| self.found.push(diagnostic))
            .ok()
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
            if passed.len() == MOST_HOPS {
                let message = format!("this is the end of {MOST_HOPS} references in a row");
                return Err(Diagnostic::unsupported(place, message)
                    .help("refer to what they lead to in the end"));
            }
            let Some(further) = next.get("$ref").and_then(Value::as_str) else {
                return Ok((next, target));
            };
            passed.push(target.clone());
            (reference, at) = (further.to_owned(), target);
        }
    }

    /// Follows `value`, which stands at `at`, as long as it is a reference.
    ///
    /// # Errors
    /// When a reference leads nowhere.
    pub(super) fn followed(
        &self,
        value: &'a Value,
        at: &Pointer,
    ) -> Result<(&'a Value, Pointer), Diagnostic> {
        match value.get("$ref").and_then(Value::as_str) {
            Some(reference) => self.target(reference, at),
            None => Ok((value, at.clone())),
        }
    }

    /// Follows references and reads what they lead to, which is called `what`.
    ///
    /// # Errors
    /// When a reference leads nowhere, or not to what is expected there.
    pub(super) fn resolve<T: DeserializeOwned>(
        &self,
        value: &'a Value,
        at: &Pointer,
        what: &str,
    ) -> Result<(T, Pointer), Diagnostic> {
        let (value, at) = self.followed(value, at)?;
        Ok((parse(&outline(value), &at, what)?, at))
    }

    fn unresolved(&self, reference: &str, place: Place) -> Diagnostic {
        let Some(fragment) = reference.strip_prefix('#') else {
            let message = format!("the reference `{reference}` leads out of the document");
            return Diagnostic::unsupported(place, message);
        };
        let message = format!("the reference `{reference}` leads nowhere");
        let diagnostic = Diagnostic::invalid(place, message);
        let diagnostic = match reference.parse() {
            Ok(target) => diagnostic.missing(target),
            Err(_) => diagnostic,
        };
        let Some((section, name)) = fragment.rsplit_once('/') else {
            return diagnostic;
        };
        let siblings = self.document.pointer(section).and_then(Value::as_object);
        let names = siblings.filter(|_| self.found.len() < MOST_PROPOSALS);
        match names.and_then(|names| nearest(name, names.keys().map(String::as_str))) {
            Some(near) => diagnostic.help(format!("did you mean `#{section}/{near}`?")),
            None => diagnostic
                .label("there is nothing at this place")
                .help("define it there, or correct the reference"),
        }
    }
}

/// Reads one piece of the document, which is called `what`.
///
/// # Errors
/// When it can't be read as a `T`. Normalizing has taken out what doesn't fit the grammar, so that something is missing.
pub(super) fn parse<T: DeserializeOwned>(
    value: &Value,
    at: &Pointer,
    what: &str,
) -> Result<T, Diagnostic> {
    T::deserialize(value).map_err(|error| {
        let message = format!("this is not {what}");
        Diagnostic::invalid(Place::Value(at.clone()), message).note(error.to_string())
    })
}

/// A piece without what stands deeper in it and is looked at on its own: that there are schemas stays, and what they say
/// doesn't matter.
pub(super) fn outline(value: &Value) -> Value {
    let Value::Object(map) = value else {
        return value.clone();
    };
    let outlined = map.iter().map(|(keyword, value)| {
        let inner = match (keyword.as_str(), value) {
            ("schema", Value::Object(_)) => Value::Object(Map::new()),
            ("content" | "headers", Value::Object(inner)) => inner
                .iter()
                .map(|(name, value)| (name.clone(), outline(value)))
                .collect(),
            _ => value.clone(),
        };
        (keyword.clone(), inner)
    });
    outlined.collect()
}
