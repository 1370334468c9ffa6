//! Servers: `schemes`, `host` and `basePath` become URLs.
//!
//! The keywords go out of the map that they come in with. From OpenAPI 2.0, "Swagger Object".

use serde_json::{Map, Value, json};

use super::content::media_types as texts;

/// The servers of a document, if it names any; without a host they are relative to where the document is served.
pub(super) fn servers(document: &mut Map<String, Value>) -> Option<Value> {
    let schemes = texts(document.shift_remove("schemes")).unwrap_or_default();
    let mut text = |keyword: &str| match document.shift_remove(keyword) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    };
    let (host, base) = (text("host"), text("basePath"));
    let base = base.unwrap_or_default();
    let Some(host) = host.filter(|host| !host.is_empty()) else {
        return (!base.is_empty()).then(|| json!([{ "url": base }]));
    };
    let mut http: Vec<&str> = schemes
        .iter()
        .map(String::as_str)
        .filter(|scheme| ["http", "https"].contains(scheme))
        .collect();
    // The first server is the one that is used unless another is chosen, and credentials may be sent to it.
    http.sort_by_key(|scheme| *scheme != "https");
    if http.is_empty() {
        http.push("https");
    }
    let servers = http
        .iter()
        .map(|scheme| json!({ "url": format!("{scheme}://{host}{base}") }));
    Some(servers.collect())
}
