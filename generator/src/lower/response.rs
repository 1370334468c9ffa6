//! Responses (OpenAPI 3.0.3, "Responses Object"): what each carries, and what a call gives for it.

use openapiv3::Response as Piece;
use serde_json::Value;

use super::Lowering;
use super::collect::Found;
use super::draft::{Draft, Scope};
use super::media::{Media, preferred};
use super::name::{self, Case};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Answer, Answered, Name, Payload, Response, Shape, TypeId};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// All declared responses; one that can't be read is left out, and its status counts as undocumented.
    pub(super) fn responses(&mut self, found: &Found<'a>) -> Vec<Response> {
        let at = found.at.child("responses");
        let Some(responses) = found.operation.get("responses").and_then(Value::as_object) else {
            let diagnostic = Diagnostic::invalid(Place::Key(found.at.clone()), "this operation declares no `responses`")
                .label("has no `responses`")
                .help("declare at least the response of a success: `responses: {'200': {description: ..}}`");
            self.found.push(diagnostic);
            return Vec::new();
        };
        let declared = responses
            .iter()
            .filter(|(status, _)| !status.starts_with("x-"));
        declared
            .filter_map(|(status, response)| {
                self.response(found.method, status, response, &at.child(status))
            })
            .collect()
    }

    fn response(
        &mut self,
        method: &str,
        status: &str,
        response: &'a Value,
        at: &Pointer,
    ) -> Option<Response> {
        let resolved = self.resolve::<Piece>(response, at, "a response");
        let (piece, at) = resolved.map_err(|bad| self.found.push(bad)).ok()?;
        let status = if status == "default" {
            status.to_owned()
        } else {
            status.to_ascii_uppercase()
        };
        let payload = match preferred(piece.content.iter()) {
            _ if is_bodiless(method, &status) => Payload::Empty,
            None => Payload::Empty,
            Some((content_type, media_type)) => {
                let at = at.child("content").child(content_type);
                match Media::of(content_type) {
                    Media::Json => Payload::Json(self.json(media_type, &at)),
                    Media::Text => Payload::Text,
                    Media::Bytes => Payload::Bytes,
                }
            }
        };
        Some(Response {
            status,
            description: piece.description,
            payload,
        })
    }

    /// What a success and a failure carry.
    pub(super) fn outcome(
        &mut self,
        responses: &[Response],
        found: &Found<'a>,
    ) -> (Answer, Answer) {
        let declares_success = responses
            .iter()
            .any(|response| response.status.starts_with('2'));
        let is_success = |response: &&Response| {
            response.status.starts_with('2') || (response.status == "default" && !declares_success)
        };
        // A failure that carries nothing has no body to be told apart by.
        let is_failure = |response: &&Response| {
            (response.status.starts_with(['4', '5']) || response.status == "default")
                && response.payload != Payload::Empty
        };
        let successes: Vec<&Response> = responses.iter().filter(is_success).collect();
        let failures: Vec<&Response> = responses.iter().filter(is_failure).collect();
        (
            self.answer("Success", &successes, found),
            self.answer("Failure", &failures, found),
        )
    }

    /// What all of `responses` carry; where that differs, an enum by status.
    fn answer(&mut self, label: &str, responses: &[&Response], found: &Found<'a>) -> Answer {
        let Some((first, others)) = responses.split_first() else {
            return Answer::Always(Payload::Empty);
        };
        if others.iter().all(|other| other.payload == first.payload) {
            return Answer::Always(first.payload.clone());
        }
        let at = found.at.child("responses");
        let id = TypeId(self.drafts.len());
        let mut draft = Draft::new(Scope::Operation(found.name.rust.clone()), label, at);
        draft.shape = Shape::Answers(answered(responses));
        self.drafts.push(draft);
        Answer::ByStatus(id)
    }
}

/// The variants by status: exact ones before ranges, ranges before `default`, which is how they match
/// (OpenAPI 3.0.3, "Responses Object").
fn answered(responses: &[&Response]) -> Vec<Answered> {
    let mut sorted = responses.to_vec();
    sorted.sort_by_key(|response| {
        (
            response.status == "default",
            response.status.ends_with("XX"),
        )
    });
    let labels: Vec<String> = sorted
        .iter()
        .map(|response| match response.status.as_str() {
            "default" => "Default".to_owned(),
            status => format!("Status {status}"),
        })
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let names = name::assign(Case::Variant, &[], &labels);
    let variants = sorted.into_iter().zip(names);
    variants
        .map(|(response, name)| Answered {
            name: Name {
                wire: response.status.clone(),
                rust: name.rust,
            },
            description: response.description.clone(),
            payload: response.payload.clone(),
        })
        .collect()
}

/// Responses that have no body, whatever the document says (RFC 9110, section 6.4.1).
fn is_bodiless(method: &str, status: &str) -> bool {
    method == "HEAD" || ["204", "205", "304"].contains(&status)
}
