//! Examples: kept with the type that they are examples of, so that tests can hold the bindings to them.

use std::collections::BTreeSet;

use openapiv3::Schema;
use serde_json::Value;

use super::Lowering;
use super::docs;
use crate::ir::{Example, Type};
use crate::pointer::Pointer;

impl Lowering<'_> {
    /// The examples of a schema (OpenAPI 3.0.3, "Schema Object").
    pub(super) fn schema_example(&mut self, schema: &Schema, at: &Pointer, ty: Type) {
        if let Some(value) = &schema.schema_data.example {
            self.examples.push(Example {
                at: at.child("example"),
                ty: ty.clone(),
                value: value.clone(),
            });
        }
        let further = schema.schema_data.extensions.get(docs::FURTHER_EXAMPLES);
        for (index, value) in docs::further_examples(further).iter().enumerate() {
            self.examples.push(Example {
                at: at.child(docs::FURTHER_EXAMPLES).index(index),
                ty: ty.clone(),
                value: value.clone(),
            });
        }
    }

    /// The `example` and `examples` of a media type or a parameter that stands at `at`.
    pub(super) fn examples_at(&mut self, at: &Pointer, ty: &Type) {
        let Some(holder) = self.document.pointer(&at.to_string()) else {
            return;
        };
        if let Some(value) = holder.get("example") {
            self.examples.push(Example {
                at: at.child("example"),
                ty: ty.clone(),
                value: value.clone(),
            });
        }
        let Some(examples) = holder.get("examples").and_then(Value::as_object) else {
            return;
        };
        for (name, example) in examples {
            let place = at.child("examples").child(name);
            let Some((example, place)) = self.follow(example, &place) else {
                continue;
            };
            if let Some(value) = example.get("value") {
                self.examples.push(Example {
                    at: place.child("value"),
                    ty: ty.clone(),
                    value: value.clone(),
                });
            }
        }
    }
}

/// The examples without those that are come upon again, because several operations share what they stand in.
pub(super) fn distinct(mut examples: Vec<Example>) -> Vec<Example> {
    let mut known = BTreeSet::new();
    examples.retain(|example| known.insert((example.at.clone(), example.ty.clone())));
    examples
}
