//! Relocating: an API whose places are those of one tree becomes the same API with the places of another.
//!
//! Normalizing moves pieces, and people want to see them where they wrote them. Nothing but pointers is touched.

use super::{Api, Shape};
use crate::pointer::Pointer;

impl Api {
    /// The API with each of its pointers replaced by what `origin` gives for it.
    #[must_use]
    pub fn relocated(mut self, origin: &dyn Fn(&Pointer) -> Pointer) -> Self {
        for pointer in self.pointers() {
            *pointer = origin(pointer);
        }
        self
    }

    fn pointers(&mut self) -> impl Iterator<Item = &mut Pointer> {
        let types = self
            .types
            .iter_mut()
            .flat_map(|def| std::iter::once(&mut def.at).chain(def.shape.pointers()));
        let operations = self.operations.iter_mut().flat_map(|operation| {
            let parameters = operation.parameters.iter_mut();
            let callbacks = operation.callbacks.iter_mut();
            std::iter::once(&mut operation.at)
                .chain(parameters.map(|parameter| &mut parameter.at))
                .chain(callbacks.map(|hook| &mut hook.at))
        });
        let examples = self.examples.iter_mut().map(|example| &mut example.at);
        let skipped = self.skipped.iter_mut().map(|skipped| &mut skipped.at);
        let webhooks = self.webhooks.iter_mut().map(|hook| &mut hook.at);
        let rules = self.rules.iter_mut().map(|set| &mut set.at);
        types
            .chain(rules)
            .chain(operations)
            .chain(webhooks)
            .chain(examples)
            .chain(skipped)
    }
}

impl Shape {
    /// The places of what stands in the definition itself.
    pub(super) fn pointers(&mut self) -> impl Iterator<Item = &mut Pointer> {
        let (fields, headers) = match self {
            Self::Object(object) => (object.fields.as_mut_slice(), [].as_mut_slice()),
            Self::Headers(headers) => ([].as_mut_slice(), headers.as_mut_slice()),
            _ => ([].as_mut_slice(), [].as_mut_slice()),
        };
        let fields = fields.iter_mut().map(|field| &mut field.at);
        fields.chain(headers.iter_mut().map(|header| &mut header.at))
    }
}
