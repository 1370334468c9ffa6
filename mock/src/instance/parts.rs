//! Objects with all their properties, and arrays of one element or as many as must be.
//!
//! What a value is for decides on what is left out where it may be.

use serde_json::{Map, Value};

use super::{Builder, Purpose};
use crate::check::schema::{self as check, allows_null, is_scalar};
use crate::document::is_true;

/// How many schemas may have been visited before optional objects and arrays are left out.
const ENOUGH: usize = 2_000;

/// How many references and combinations may be open inside each other before optional objects and arrays are left out.
const DEEP: usize = 6;

/// How many elements `minItems` may ask for.
const MOST_ITEMS: u64 = 100;

impl Builder<'_> {
    /// An object.
    pub(super) fn object(&mut self, schema: &Value) -> Option<Value> {
        let required: Vec<&str> = check::required(schema).collect();
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut object = Map::new();
        for (name, property) in properties.into_iter().flatten() {
            let must = required.contains(&name.as_str());
            if !must && (self.purpose == Purpose::LeastRequest || self.is_left_out(property)) {
                continue;
            }
            match self.value(property) {
                Some(value) => _ = object.insert(name.clone(), value),
                None if !must => {}
                None if allows_null(property) || check::has_type(property, "null") => {
                    _ = object.insert(name.clone(), Value::Null)
                }
                None => return None,
            }
        }
        self.additional(schema, &required, &mut object)?;
        let name = self.open.last().cloned().unwrap_or_default();
        Some(self.tagged(Value::Object(object), schema, schema, &name))
    }

    /// Adds required properties that nothing describes, and one entry to what is only a map.
    fn additional(
        &mut self,
        schema: &Value,
        required: &[&str],
        object: &mut Map<String, Value>,
    ) -> Option<()> {
        let anything = Value::Bool(true);
        let additional = schema.get("additionalProperties").filter(|s| s.is_object());
        for name in required {
            if !object.contains_key(*name) {
                let value = self.value(additional.unwrap_or(&anything))?;
                object.insert((*name).to_owned(), value);
            }
        }
        if let Some(additional) = additional
            && object.is_empty()
            && !self.is_left_out(additional)
            && let Some(value) = self.value(additional)
        {
            object.insert("key".to_owned(), value);
        }
        Some(())
    }

    /// Whether an optional part is left out: what only the other direction has, and what is large when there is enough
    /// already.
    fn is_left_out(&self, schema: &Value) -> bool {
        let resolved = self.document.resolve(schema);
        let foreign = match self.purpose {
            Purpose::Answer => "writeOnly",
            Purpose::WholeRequest | Purpose::LeastRequest => "readOnly",
        };
        let is_foreign = [schema, resolved]
            .iter()
            .any(|schema| is_true(schema.get(foreign)));
        is_foreign || self.has_enough() && !is_scalar(resolved)
    }

    fn has_enough(&self) -> bool {
        self.visited > ENOUGH || self.open.len() > DEEP
    }

    /// An array.
    pub(super) fn array(&mut self, schema: &Value) -> Option<Value> {
        let least = schema.get("minItems").and_then(Value::as_u64).unwrap_or(0);
        let most = schema.get("maxItems").and_then(Value::as_u64);
        let mut values = Vec::new();
        if let Some(Value::Array(first)) = schema.get("prefixItems") {
            for schema in first {
                values.push(self.value(schema)?);
            }
        }
        let Some(items) = schema.get("items") else {
            return Some(Value::Array(values));
        };
        let wanted = least
            .max(1)
            .min(most.unwrap_or(1).max(least))
            .min(MOST_ITEMS);
        if least == 0 && self.is_left_out(items) {
            return Some(Value::Array(values));
        }
        let wanted = self.more_items(wanted, most);
        match self.value(items) {
            Some(value) => {
                while (values.len() as u64) < wanted {
                    let another = self.dice.is_some().then(|| self.value(items)).flatten();
                    values.push(another.unwrap_or_else(|| value.clone()));
                }
            }
            None if least == 0 => {}
            None => return None,
        }
        Some(Value::Array(values))
    }
}
