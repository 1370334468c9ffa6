//! Security definitions become security schemes.
//!
//! One definition comes in, one scheme goes out; flows get the names of 3.0, and the URLs that a flow of 3.0 must have.
//! From OpenAPI 2.0, "Security Scheme Object".

use serde_json::{Map, Value, json};

/// The scheme that a definition is in 3.0.
pub(super) fn scheme(definition: Value) -> Value {
    let Value::Object(mut map) = definition else {
        return definition;
    };
    match map.get("type").and_then(Value::as_str) {
        Some("basic") => {
            map.insert("type".to_owned(), "http".into());
            map.insert("scheme".to_owned(), "basic".into());
        }
        Some("oauth2") => {
            let flows = flows(&mut map);
            map.insert("flows".to_owned(), flows);
        }
        _ => {}
    }
    map.into()
}

fn flows(map: &mut Map<String, Value>) -> Value {
    let (name, urls): (&str, &[&str]) =
        match map.shift_remove("flow").as_ref().and_then(Value::as_str) {
            Some("password") => ("password", &["tokenUrl"]),
            Some("application") => ("clientCredentials", &["tokenUrl"]),
            Some("accessCode") => ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
            _ => ("implicit", &["authorizationUrl"]),
        };
    let mut flow = Map::new();
    for keyword in ["authorizationUrl", "tokenUrl"] {
        let url = map.shift_remove(keyword);
        if urls.contains(&keyword) {
            flow.insert(keyword.to_owned(), url.unwrap_or_else(|| "".into()));
        }
    }
    let scopes = map.shift_remove("scopes");
    flow.insert("scopes".to_owned(), scopes.unwrap_or_else(|| json!({})));
    json!({ name: flow })
}
