//! A string that fits a schema: what its format shows, or its pattern describes, as long as `minLength` and `maxLength`
//! say.

use fastrand::Rng;
use serde_json::Value;

use super::pattern;

/// How much `minLength` may ask for.
const LONGEST: usize = 10_000;

/// How much longer than it must be a string by chance may be.
const VARIETY: usize = 12;

/// The string for a schema of type `string`.
pub(super) fn build(schema: &Value, dice: Option<&mut Rng>) -> String {
    let format = schema.get("format").and_then(Value::as_str);
    let encoding = schema.get("contentEncoding").and_then(Value::as_str);
    if let Some(text) = format.or(encoding).and_then(of_format) {
        return text.to_owned();
    }
    let length = |keyword: &str| {
        let length = schema.get(keyword).and_then(Value::as_u64)?;
        usize::try_from(length).ok()
    };
    let least = length("minLength").unwrap_or(0).min(LONGEST);
    let most = length("maxLength").unwrap_or(usize::MAX).max(least);
    let described = schema.get("pattern").and_then(Value::as_str);
    if let Some(text) = described.and_then(|described| pattern::text(described, least, most)) {
        return text;
    }
    if let Some(dice) = dice {
        let length = dice.usize(least..=most.min(least.saturating_add(VARIETY)));
        return std::iter::repeat_with(|| dice.lowercase())
            .take(length)
            .collect();
    }
    let word = "string";
    word.chars()
        .cycle()
        .take(word.len().max(least).min(most))
        .collect()
}

/// Whether a text is what clients read of this format, as far as that is easily seen: documents show made-up UUIDs.
pub(super) fn is_readable(schema: &Value, text: &str) -> bool {
    match schema.get("format").and_then(Value::as_str) {
        Some("uuid") => {
            let groups: Vec<&str> = text.split('-').collect();
            let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
            let is_hex = |group: &&str| group.bytes().all(|byte| byte.is_ascii_hexdigit());
            lengths == [8, 4, 4, 4, 12] && groups.iter().all(is_hex)
        }
        _ => true,
    }
}

/// An example of a format of the OpenAPI Format Registry or of JSON Schema (2020-12 Validation, section 7.3).
fn of_format(format: &str) -> Option<&'static str> {
    let text = match format {
        "date-time" | "datetime" => "2019-08-24T14:15:22Z",
        "date" => "2019-08-24",
        "time" => "14:15:22Z",
        "duration" => "P1D",
        "uuid" | "guid" => "497f6eca-6276-4993-bfeb-53cbbbba6f08",
        "email" | "idn-email" => "user@example.com",
        "uri" | "url" | "iri" => "http://example.com",
        "uri-reference" | "iri-reference" => "/path",
        "uri-template" => "http://example.com/{id}",
        "hostname" | "idn-hostname" => "example.com",
        "ip" | "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "cidr" => "192.0.2.0/24",
        "password" => "secret",
        "byte" | "base64" | "base64url" => "c3RyaW5n",
        "binary" => "",
        "json-pointer" => "/string",
        "regex" => ".*",
        "int32" | "int64" | "uint64" | "decimal" => "0",
        _ => return None,
    };
    Some(text)
}
