//! Mappings: the values of a discriminator's `mapping` are references too, or names of components (OpenAPI 3.0.3,
//! "Discriminator Object").

use serde_json::Value;

use super::{Bundler, section};
use crate::files;
use crate::normalize::grammar::SCHEMA;
use crate::pointer::Pointer;

/// Where schemas have their names, in whole documents.
const NAMED: [&str; 2] = ["/components/schemas", "/definitions"];

impl Bundler<'_> {
    /// Follows what the discriminator of `schema`, which stands at `at`, leads to in other files.
    pub(super) fn mapping(&mut self, schema: &mut Value, at: &Pointer) {
        let mapping = schema.pointer_mut("/discriminator/mapping");
        let Some(mapping) = mapping.and_then(Value::as_object_mut) else {
            return;
        };
        let Some(section) = section::of(&SCHEMA, self.version) else {
            return;
        };
        let inner: Pointer = at.child("discriminator").child("mapping");
        for (key, value) in mapping {
            let Some(reference) = value.as_str().and_then(|text| self.reference(text, at)) else {
                continue;
            };
            match self.lead(&reference, (&SCHEMA, section), at) {
                Ok((lead, _)) => *value = lead.into(),
                Err(refused) => {
                    let place = self.copies.original(&inner.child(key));
                    let at = place.clone();
                    let refused = refused.map(|it| it.relocated(&|_| at.clone()));
                    self.refuse(place, refused);
                }
            }
        }
    }

    /// The reference that `text` is, or stands for as the name of a component of the file that it is in.
    fn reference(&mut self, text: &str, at: &Pointer) -> Option<String> {
        let is_file = |ending: &&str| text.ends_with(*ending);
        if text.contains(['#', '/']) || [".yaml", ".yml", ".json"].iter().any(is_file) {
            return Some(text.to_owned());
        }
        let (address, _) = files::split(&self.copies.original(at))?;
        let tree = self.library.get(&address, self.found).ok()?;
        let mut named = NAMED.iter().filter_map(|section| {
            let at: Pointer = section.parse().ok()?;
            let at = at.child(text);
            tree.pointer(at.as_str()).map(|_| format!("#{at}"))
        });
        named.next()
    }
}
