//! Values for `oneOf` and `anyOf`, and the discriminator that names the one that was taken.
//!
//! Only the first alternative that fits is ever shown.

use serde_json::Value;

use super::{Builder, kind, merge};
use crate::document::reference;

impl Builder<'_> {
    /// The first alternative that fits together with what stands beside the alternatives; null is the last choice.
    /// Where the document contradicts itself, what stands beside them alone, or else the first that could be built.
    pub(super) fn alternative(
        &mut self,
        schema: &Value,
        keyword: &str,
        alternatives: &[Value],
    ) -> Option<Value> {
        let mut common = schema.clone();
        common.as_object_mut()?.shift_remove(keyword);
        let (nulls, mut others): (Vec<&Value>, Vec<&Value>) = alternatives
            .iter()
            .partition(|alternative| kind(alternative) == "null");
        self.shuffle(&mut others);
        let mut first = None;
        for alternative in others.into_iter().chain(nulls) {
            let Some(value) = self.combined(&common, alternative) else {
                continue;
            };
            let reference = reference(alternative).unwrap_or_default();
            let value = self.tagged(value, schema, alternative, reference);
            if self.fits(schema, &value) {
                return Some(value);
            }
            first = first.or(Some(value));
        }
        let first = first?;
        let alone = self.value(&common).filter(|value| self.fits(schema, value));
        alone.or(Some(first))
    }

    fn combined(&mut self, common: &Value, alternative: &Value) -> Option<Value> {
        if !merge::has_parts(common) {
            return self.value(alternative);
        }
        let reference = reference(alternative);
        let is_open = reference.is_some_and(|reference| self.is_open(reference));
        if is_open {
            return None;
        }
        self.merged(&[common, alternative], reference)
    }

    /// Writes the name of the schema at the reference into the property that tells schemas apart (OpenAPI 3.0.4,
    /// "Discriminator Object"), unless the value then no longer fits.
    pub(super) fn tagged(
        &self,
        value: Value,
        holder: &Value,
        schema: &Value,
        reference: &str,
    ) -> Value {
        let Some(tag) = discriminator(holder, reference) else {
            return value;
        };
        let mut tagged = value.clone();
        if let Some(object) = tagged.as_object_mut() {
            object.insert(tag.0.to_owned(), Value::String(tag.1.to_owned()));
        }
        if self.fits(schema, &tagged) {
            tagged
        } else {
            value
        }
    }
}

/// The property that tells schemas apart, and the value in it that means the schema at the reference.
fn discriminator<'s>(holder: &'s Value, reference: &'s str) -> Option<(&'s str, &'s str)> {
    let discriminator = holder.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?;
    let name = reference
        .rsplit('/')
        .next()
        .filter(|name| !name.is_empty())?;
    let mapping = discriminator.get("mapping").and_then(Value::as_object);
    let mapped = mapping.into_iter().flatten().find(|(_, target)| {
        target
            .as_str()
            .is_some_and(|target| target == reference || target == name)
    });
    Some((property, mapped.map_or(name, |(value, _)| value)))
}
