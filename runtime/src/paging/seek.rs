//! Seeking: a JSON text and a pointer go in, what it leads to comes out. The text is read once and nothing else of it is
//! kept, so that large pages cost no more than their bytes. A text that can't be read has nothing anywhere.

use std::fmt::{self, Formatter};

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// What is wanted of the value that the pointer leads to.
#[derive(Clone, Copy)]
enum Wanted<'p> {
    Value,
    /// How many items it has.
    Length,
    /// What this pointer leads to in its last item.
    OfLast(&'p str),
}

/// The value at a pointer; null where there is none.
pub(super) fn value(json: &[u8], pointer: &str) -> Value {
    seek(json, pointer, Wanted::Value)
}

/// How many items the list at a pointer has.
pub(super) fn length(json: &[u8], pointer: &str) -> i64 {
    seek(json, pointer, Wanted::Length)
        .as_i64()
        .unwrap_or_default()
}

/// The value at `inner` in the last item of the list at a pointer; null where there is none.
pub(super) fn of_last(json: &[u8], pointer: &str, inner: &str) -> Value {
    seek(json, pointer, Wanted::OfLast(inner))
}

fn seek(json: &[u8], pointer: &str, wanted: Wanted<'_>) -> Value {
    let seek = Seek { pointer, wanted };
    let found = seek.deserialize(&mut serde_json::Deserializer::from_slice(json));
    found.unwrap_or_default()
}

#[derive(Clone, Copy)]
struct Seek<'p> {
    pointer: &'p str,
    wanted: Wanted<'p>,
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        match (self.pointer, self.wanted) {
            ("", Wanted::Value) => serde::Deserialize::deserialize(deserializer),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    /// Of several properties of one name the last one counts, as everywhere.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let steps = self.pointer.strip_prefix('/').unwrap_or_default();
        let (step, rest) = match steps.find('/') {
            Some(at) => steps.split_at(at),
            None => (steps, ""),
        };
        // `~1` goes first, so that `~01` is read as `~1` and not as `/` (RFC 6901, section 4).
        let step = step.replace("~1", "/").replace("~0", "~");
        let mut found = Value::Null;
        while let Some(name) = map.next_key::<String>()? {
            if name == step && !self.pointer.is_empty() {
                found = map.next_value_seed(Seek {
                    pointer: rest,
                    ..self
                })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        match self.wanted {
            Wanted::OfLast(pointer) if self.pointer.is_empty() => {
                let mut last = Value::Null;
                let wanted = Wanted::Value;
                while let Some(found) = list.next_element_seed(Seek { pointer, wanted })? {
                    last = found;
                }
                Ok(last)
            }
            _ => {
                let mut length = 0;
                while list.next_element::<IgnoredAny>()?.is_some() {
                    length += 1;
                }
                let is_wanted = self.pointer.is_empty();
                Ok(if is_wanted {
                    length.into()
                } else {
                    Value::Null
                })
            }
        }
    }

    fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_str<E>(self, _: &str) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
}
