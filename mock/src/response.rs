//! One declared response, and which one a status belongs to.
//!
//! Links are not served.

use serde_json::Value;

use crate::media::MediaType;

/// A view of a Response Object and of its key.
#[derive(Debug, Clone)]
pub(crate) struct Response<'d> {
    /// The key: `200`, `2XX` or `default`.
    pub(crate) status: &'d str,
    /// The bodies it may have; none where it has no body.
    pub(crate) content: Vec<MediaType<'d>>,
    /// The headers that it declares.
    pub(crate) headers: Option<&'d Value>,
    /// The names under which it answers although it has no example of a body, in `x-microcks-refs`.
    pub(crate) refs: Vec<&'d str>,
}

impl<'d> Response<'d> {
    /// The lowest status it stands for; a `default` response stands for 200 when nothing better is declared.
    /// `None` for a key that is no final status: 1xx can't be an answer.
    pub(crate) fn code(&self) -> Option<u16> {
        if self.status == "default" {
            return Some(200);
        }
        let digits = self.status.replace(['X', 'x'], "0");
        digits
            .parse()
            .ok()
            .filter(|code| digits.len() == 3 && (200..600).contains(code))
    }

    /// Whether the key is a status or a range of the hundred that begins with the digit.
    fn is_of_class(&self, digit: char) -> bool {
        self.status.starts_with(digit) && self.code().is_some()
    }
}

/// The names of all examples, in document order and each once.
pub(crate) fn example_names<'d>(responses: &[Response<'d>]) -> Vec<&'d str> {
    let mut names = Vec::new();
    for response in responses {
        let content = response.content.iter();
        let examples = content.flat_map(|media| media.examples.iter().map(|example| example.name));
        for name in examples.chain(response.refs.iter().copied()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// The response with the lowest status of a class, such as `'2'`.
pub(crate) fn lowest<'r, 'd>(
    responses: &'r [Response<'d>],
    class: char,
) -> Option<&'r Response<'d>> {
    responses
        .iter()
        .filter(|response| response.is_of_class(class))
        .min_by_key(|response| response.code())
}

/// The response that describes a status: its own, else its range, else `default` (OpenAPI 3.0.4, "Responses Object").
pub(crate) fn describing<'r, 'd>(
    responses: &'r [Response<'d>],
    code: u16,
) -> Option<&'r Response<'d>> {
    let exact = code.to_string();
    let range = format!("{}XX", code / 100);
    [exact.as_str(), range.as_str(), "default"]
        .into_iter()
        .find_map(|key| {
            responses
                .iter()
                .find(|response| response.status.eq_ignore_ascii_case(key))
        })
}
