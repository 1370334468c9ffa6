//! Where in an answer a resource stands: the answer, its schema and what is known of the resource go in, a JSON pointer
//! comes out.
//!
//! Resources stand at the top of an answer, or in one of its properties (`{"data": ..}`), alone or in a list.

use serde_json::Value;

use crate::check::schema::child_pointer;
use crate::document::{Document, reference};

/// How many schemas are looked at for one place.
const MOST: usize = 200;

/// An answer as the document has it.
#[derive(Clone, Copy)]
pub(super) struct Answer<'a> {
    pub(super) document: &'a Document,
    pub(super) schema: Option<&'a Value>,
    pub(super) body: &'a Value,
}

/// Where a resource stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Place {
    /// It is the object at this pointer.
    Alone(String),
    /// It is an item of the list at this pointer.
    InList(String),
}

impl<'a> Answer<'a> {
    /// The first place where a property of one of these names may stand.
    pub(super) fn place(self, names: &[&str]) -> Option<Place> {
        let mut places = self.places().into_iter();
        places.find(|place| {
            let pointer = place.item();
            names.iter().any(|name| self.declares(&pointer, name))
        })
    }

    /// The first list of objects.
    pub(super) fn list(self) -> Option<Place> {
        let is_list = |place: &Place| match place {
            Place::Alone(_) => false,
            Place::InList(list) => {
                let items = self.body.pointer(list).and_then(Value::as_array);
                items.is_some_and(|items| items.iter().all(Value::is_object))
            }
        };
        self.places().into_iter().find(is_list)
    }

    /// The first list whose objects may have a property of one of these names, or else the first of any objects.
    pub(super) fn list_of(self, names: &[&str]) -> Option<Place> {
        let mut places = self.places().into_iter();
        let declaring = places.find(|place| {
            let has_one = || names.iter().any(|name| self.declares(&place.item(), name));
            matches!(place, Place::InList(_)) && has_one()
        });
        declaring.or_else(|| self.list())
    }

    /// Whether an object at a pointer may have a property of this name by its schema's own word; where there is no schema,
    /// as the example has it.
    pub(super) fn declares(self, pointer: &str, name: &str) -> bool {
        let Some(schema) = self.schema else {
            return self
                .body
                .pointer(pointer)
                .is_some_and(|it| it.get(name).is_some());
        };
        let mut schemas = self.parts(vec![schema]);
        for segment in pointer.split('/').skip(1) {
            let segment = segment.replace("~1", "/").replace("~0", "~");
            let inner = schemas.iter().filter_map(|schema| {
                let property = schema.get("properties").and_then(|all| all.get(&segment));
                let is_index = segment.bytes().all(|byte| byte.is_ascii_digit());
                property.or_else(|| schema.get("items").filter(|_| is_index))
            });
            schemas = self.parts(inner.collect());
        }
        schemas.iter().any(|schema| {
            let properties = schema.get("properties");
            properties.is_some_and(|all| all.get(name).is_some())
        })
    }

    fn places(self) -> Vec<Place> {
        let place = |pointer: String, value: &Value| match value {
            Value::Object(_) => Some(Place::Alone(pointer)),
            Value::Array(_) => Some(Place::InList(pointer)),
            _ => None,
        };
        let properties = self.body.as_object().into_iter().flatten();
        let inner = properties.filter_map(|(name, value)| place(child_pointer("", name), value));
        place(String::new(), self.body)
            .into_iter()
            .chain(inner)
            .collect()
    }

    /// The schemas that hold together, or one of which does, with what they refer to.
    fn parts(self, schemas: Vec<&'a Value>) -> Vec<&'a Value> {
        let mut parts = schemas;
        let mut next = 0;
        while let Some(schema) = parts.get(next).copied().filter(|_| next < MOST) {
            next += 1;
            let target = reference(schema).and_then(|it| self.document.referenced(it));
            let inner = ["allOf", "oneOf", "anyOf"].into_iter().flat_map(|keyword| {
                let schemas = schema.get(keyword).and_then(Value::as_array);
                schemas.into_iter().flatten()
            });
            parts.extend(target.into_iter().chain(inner));
            parts.truncate(MOST);
        }
        parts
    }
}

impl Place {
    /// Where the resource stands, or the first of those in the list.
    pub(super) fn item(&self) -> String {
        match self {
            Place::Alone(pointer) => pointer.clone(),
            Place::InList(list) => format!("{list}/0"),
        }
    }
}
