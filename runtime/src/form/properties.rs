//! Properties: an object's names and values, in the order in which it is written.
//!
//! The order matters in a multipart body that is no form: the first part of `multipart/related` is its root (RFC 2387).
//! A `serde_json::Value` would sort them.

use std::fmt::{self, Formatter};

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

/// The properties of `object`, which are none for a null.
///
/// # Errors
/// A message, when `object` can't be written or isn't an object.
pub(crate) fn properties<T: Serialize + ?Sized>(
    object: &T,
) -> Result<Vec<(String, Value)>, String> {
    let unwritten = |error: serde_json::Error| format!("the body can't be written: {error}");
    let json = serde_json::to_vec(object).map_err(unwritten)?;
    let properties = serde_json::from_slice::<Option<Properties>>(&json);
    let properties =
        properties.map_err(|_| "a form can't be written of what isn't an object".to_owned())?;
    Ok(properties.map_or_else(Vec::new, |properties| properties.0))
}

struct Properties(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Properties;

    fn expecting(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Properties, A::Error> {
        let mut properties = Vec::new();
        while let Some(property) = map.next_entry()? {
            properties.push(property);
        }
        Ok(Properties(properties))
    }
}
