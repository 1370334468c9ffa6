//! Formats and patterns, as far as a text is certainly one of them: the forms that everybody agrees on.

use regex_lite::Regex;
use serde_json::Value;

const DATE: &str = r"\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)";
const TIME: &str =
    r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)";
const OCTET: &str = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)";
const LABELS: &str =
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?(?:\.[A-Za-z][A-Za-z0-9]{0,30})*";

/// Whether a text certainly is of a `format`, or matches a `pattern`, as the keyword says.
pub(super) fn is_of(keyword: &str, told: &str, text: &str) -> bool {
    match keyword {
        "pattern" => Regex::new(told).is_ok_and(|pattern| pattern.is_match(text)),
        _ => of_format(told).is_none_or(|form| {
            let form = form.and_then(|form| Regex::new(&format!("^(?:{form})$")).ok());
            form.is_some_and(|form| form.is_match(text))
        }),
    }
}

/// The form of a format: none at all where nobody looks at it, and none that is known here where some do.
fn of_format(format: &str) -> Option<Option<String>> {
    let form = match format {
        "date" => DATE.to_owned(),
        "time" => TIME.to_owned(),
        "date-time" => format!("{DATE}T{TIME}"),
        "uuid" => "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}".to_owned(),
        "email" => format!(r"[A-Za-z0-9_]+(?:[.+-][A-Za-z0-9_]+)*@{LABELS}\.[A-Za-z]{{2,10}}"),
        "hostname" => LABELS.to_owned(),
        "ipv4" => format!(r"(?:{OCTET}\.){{3}}{OCTET}"),
        "uri" | "url" => {
            let rest = r"(?:[A-Za-z0-9._~/=&?-]|%[0-9A-Fa-f]{2})*";
            format!(r"https?://{LABELS}(?::\d{{1,4}})?(?:[/?]{rest})?")
        }
        "duration"
        | "idn-email"
        | "idn-hostname"
        | "ipv6"
        | "iri"
        | "iri-reference"
        | "json-pointer"
        | "regex"
        | "relative-json-pointer"
        | "uri-reference"
        | "uri-template" => {
            return Some(None);
        }
        _ => return None,
    };
    Some(Some(form))
}

/// Whether a number is in the range of a `format`; other values have none.
pub(super) fn number_is_of(value: &Value, format: &str) -> bool {
    match (format, value.as_i64()) {
        ("int32", Some(number)) => i32::try_from(number).is_ok(),
        ("int32" | "int64", None) => !value.is_number(),
        _ => true,
    }
}
