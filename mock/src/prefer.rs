//! The `Prefer` header (RFC 7240) with the preferences that Stoplight Prism made known: `code=404` and `example=name`.
//!
//! Other preferences, `dynamic` among them, have no effect.

use http::HeaderMap;

/// Which of the declared answers the client asks for.
#[derive(Debug, Default)]
pub(crate) struct Prefer {
    /// The status.
    pub(crate) code: Option<String>,
    /// The name of an example.
    pub(crate) example: Option<String>,
}

impl Prefer {
    /// Reads all `prefer` headers; of one preference given twice, the first counts (RFC 7240, section 2).
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let mut prefer = Prefer::default();
        let preferences = headers
            .get_all("prefer")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split([',', ';']))
            .filter_map(|preference| preference.split_once('='));
        for (name, value) in preferences {
            let value = value.trim().trim_matches('"').to_owned();
            match name.trim().to_ascii_lowercase().as_str() {
                "code" => prefer.code = prefer.code.or(Some(value)),
                "example" => prefer.example = prefer.example.or(Some(value)),
                _ => {}
            }
        }
        prefer
    }
}
