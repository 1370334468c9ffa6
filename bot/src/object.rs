//! A JSON object of Meta's that is read property by property, as leniently as Meta writes: ids are strings or numbers, and
//! so are codes and times.

use std::borrow::Cow;
use std::fmt::{self, Debug, Formatter};

use serde_json::{Map, Value};

/// A part of an event or of an error, with everything that came.
#[derive(Clone, Copy, PartialEq)]
pub struct Object<'e>(&'e Map<String, Value>);

impl<'e> Object<'e> {
    pub(crate) fn new(map: &'e Map<String, Value>) -> Self {
        Self(map)
    }

    /// A property as it came.
    #[must_use]
    pub fn get(self, name: &str) -> Option<&'e Value> {
        self.0.get(name)
    }

    /// All properties.
    #[must_use]
    pub fn properties(self) -> &'e Map<String, Value> {
        self.0
    }

    /// A property that is a string.
    #[must_use]
    pub fn text(self, name: &str) -> Option<&'e str> {
        self.get(name)?.as_str()
    }

    /// A property that is an id, as a string, also where a number came.
    #[must_use]
    pub fn id(self, name: &str) -> Option<Cow<'e, str>> {
        id(self.get(name)?)
    }

    /// A property that is an integer, also where its digits came as a string.
    #[must_use]
    pub fn integer(self, name: &str) -> Option<i64> {
        let value = self.get(name)?;
        value.as_i64().or_else(|| value.as_str()?.parse().ok())
    }

    /// Whether a property is `true`.
    #[must_use]
    pub fn flag(self, name: &str) -> bool {
        self.get(name).and_then(Value::as_bool) == Some(true)
    }

    /// A property that is an object.
    #[must_use]
    pub fn object(self, name: &str) -> Option<Object<'e>> {
        self.get(name)?.as_object().map(Object)
    }

    /// The objects of a property that is a list; none without it.
    pub fn objects(self, name: &str) -> impl Iterator<Item = Object<'e>> + use<'e> {
        let items = self.get(name).and_then(Value::as_array);
        items
            .into_iter()
            .flatten()
            .filter_map(|item| item.as_object().map(Object))
    }

    /// The ids of a property that is a list; none without it.
    pub fn ids(self, name: &str) -> impl Iterator<Item = Cow<'e, str>> + use<'e> {
        let items = self.get(name).and_then(Value::as_array);
        items.into_iter().flatten().filter_map(id)
    }
}

fn id(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(id) => Some(Cow::Borrowed(id)),
        Value::Number(id) => Some(Cow::Owned(id.to_string())),
        _ => None,
    }
}

/// Shows the names of its properties: what they are may be what a user wrote.
impl Debug for Object<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}
