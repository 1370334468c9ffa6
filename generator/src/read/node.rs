//! One value of a document, as serde's deserializers hand it over.
//!
//! In come the visits of a YAML or a JSON parser; out goes a [`Value`]. It is written by hand because serde_json's own
//! would let the last of two equal keys win, fail on large integers, and follow aliases without end.

mod key;
mod path;

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::map::{Entry, Map};
use serde_json::{Number, Value};

use super::reading::Reading;
use super::{MAX_DEPTH, too_deep};
use crate::diagnostic::{Diagnostic, Place};
use key::Key;
pub(super) use path::Path;

/// A value to be read, and where it is.
pub(super) struct Node<'r, 'p> {
    pub(super) reading: &'r mut Reading,
    pub(super) path: Path<'p>,
}

impl<'de> DeserializeSeed<'de> for Node<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.reading.count(&self.path)?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest number is what JSON readers make of it"
    )]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "the nearest number is what JSON readers make of it"
    )]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        if let Some(number) = Number::from_f64(value) {
            return Ok(Value::Number(number));
        }
        let place = Place::Value(self.path.pointer());
        self.reading.found(
            Diagnostic::invalid(place, "JSON has no number for infinity or NaN")
                .help("leave it out, or quote it if it is meant as a string"),
        );
        Ok(Value::Null)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        self.reading.count_text(value, || self.path.pointer())?;
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Value, A::Error> {
        self.enter()?;
        let depth = self.path.depth() + 1;
        let mut list = Vec::new();
        loop {
            let path = Path::Index(&self.path, list.len(), depth);
            match seq.next_element_seed(Node {
                reading: &mut *self.reading,
                path,
            })? {
                Some(item) => list.push(item),
                None => return Ok(Value::Array(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Value, A::Error> {
        self.enter()?;
        let depth = self.path.depth() + 1;
        let mut object = Map::new();
        let mut merged = None;
        while let Some(key) = map.next_key_seed(Key)? {
            let path = Path::Key(&self.path, &key, depth);
            self.reading.count_text(&key, || path.pointer())?;
            let value = map.next_value_seed(Node {
                reading: &mut *self.reading,
                path,
            })?;
            if self.reading.merges && key == "<<" {
                if merged.replace(value).is_some() {
                    self.reading.duplicate(self.path.pointer().child(&key));
                }
                continue;
            }
            match object.entry(key) {
                Entry::Vacant(entry) => {
                    entry.insert(value);
                }
                Entry::Occupied(entry) => self
                    .reading
                    .duplicate(self.path.pointer().child(entry.key())),
            }
        }
        self.merge(&mut object, merged);
        Ok(Value::Object(object))
    }

    /// A YAML value with a custom tag, which serde hands over as an enum.
    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Value, A::Error> {
        let (tag, content) = data.variant::<String>()?;
        let place = Place::Value(self.path.pointer());
        self.reading.found(
            Diagnostic::invalid(
                place,
                format!("the tag `!{tag}` has no meaning in an OpenAPI document"),
            )
            .help("remove the tag, or quote the text if it begins with `!`"),
        );
        content.newtype_variant_seed(self)
    }
}

impl Node<'_, '_> {
    /// Goes one level down.
    fn enter<E: Error>(&mut self) -> Result<(), E> {
        if self.path.depth() < MAX_DEPTH {
            return Ok(());
        }
        let place = Place::Value(self.path.pointer());
        Err(self.reading.stop(too_deep(place)))
    }

    /// Adds what `<<` names: the keys of the mapping itself win, then those of earlier mappings.
    fn merge(self, object: &mut Map<String, Value>, merged: Option<Value>) {
        let mappings = match merged {
            None => return,
            Some(Value::Array(list)) => list,
            Some(single) => vec![single],
        };
        for mapping in mappings {
            let Value::Object(entries) = mapping else {
                let place = Place::Value(self.path.pointer().child("<<"));
                self.reading.found(
                    Diagnostic::invalid(place, "`<<` merges a mapping or a list of mappings")
                        .help("write `<<: *name`, where `&name` is the anchor of a mapping"),
                );
                return;
            };
            for (key, value) in entries {
                object.entry(key).or_insert(value);
            }
        }
    }
}
