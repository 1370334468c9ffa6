//! Schemas of 2.0, which are those of 3.0 but for four keywords.
//!
//! One schema comes in and goes out. `x-nullable` and `x-example` are what authors write for lack of a keyword.
//! From OpenAPI 2.0, "Schema Object".

use serde_json::{Map, Value, json};

/// Makes a schema one of 3.0.
pub(super) fn rewrite(map: &mut Map<String, Value>) {
    rename(map, "x-nullable", "nullable");
    rename(map, "x-example", "example");
    if let Some(Value::String(property)) = map.get("discriminator") {
        let property = property.clone();
        map.insert(
            "discriminator".to_owned(),
            json!({ "propertyName": property }),
        );
    }
    if map.get("type").is_some_and(|name| name == "file") {
        map.insert("type".to_owned(), "string".into());
        map.insert("format".to_owned(), "binary".into());
    }
}

fn rename(map: &mut Map<String, Value>, extension: &str, keyword: &str) {
    if map.contains_key(keyword) {
        return;
    }
    if let Some(value) = map.shift_remove(extension)
        && (keyword != "nullable" || value.is_boolean())
    {
        map.insert(keyword.to_owned(), value);
    }
}
