//! What a client asks for beside its request, as Stoplight Prism has it: the preferences (RFC 7240) `code=404`,
//! `example=name` and `dynamic=true` of the header `Prefer`, or `__code`, `__example` and `__dynamic` of the query.
//!
//! Other preferences have no effect.

use crate::recorded::Recorded;

/// Which of the declared answers the client asks for.
#[derive(Debug, Default)]
pub(crate) struct Prefer {
    /// The status.
    pub(crate) code: Option<String>,
    /// The name of an example.
    pub(crate) example: Option<String>,
    /// Whether the body is to be made up by chance rather than to be an example.
    pub(crate) dynamic: bool,
}

impl Prefer {
    /// Reads the query, then all `prefer` headers; of one preference given twice, the first counts (RFC 7240, section 2).
    pub(crate) fn read(request: &Recorded) -> Self {
        let query = request.query.iter();
        let asked =
            query.filter_map(|(name, value)| Some((name.strip_prefix("__")?, value.as_str())));
        let preferred = request
            .headers
            .get_all("prefer")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split([',', ';']))
            .filter_map(|preference| preference.split_once('='));
        let mut dynamic = None;
        let mut prefer = Prefer::default();
        for (name, value) in asked.chain(preferred) {
            let value = value.trim().trim_matches('"').to_owned();
            match name.trim().to_ascii_lowercase().as_str() {
                "code" => prefer.code = prefer.code.or(Some(value)),
                "example" => prefer.example = prefer.example.or(Some(value)),
                "dynamic" => dynamic = dynamic.or(Some(value == "true")),
                _ => {}
            }
        }
        prefer.dynamic = dynamic.unwrap_or_default();
        prefer
    }

    /// Whether the client asks for anything.
    pub(crate) fn asks(&self) -> bool {
        self.code.is_some() || self.example.is_some() || self.dynamic
    }
}
