//! Responses (OpenAPI 3.0.3, "Responses Object"): what each carries, and what a call gives for it.

use openapiv3::Response as Piece;
use serde_json::Value;

use super::Lowering;
use super::accept::{Offering, plain_accept};
use super::collect::Found;
use super::draft::{Draft, Scope};
use super::name::{self, Case};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Alternative, Answer, Answered, Name, Payload, Response, Shape, TypeId};
use crate::pointer::Pointer;

/// What becomes of the responses of an operation.
pub(super) struct Outcome {
    pub(super) responses: Vec<Response>,
    pub(super) accept: Option<String>,
    pub(super) success: Answer,
    pub(super) failure: Answer,
    pub(super) alternatives: Vec<Alternative>,
    pub(super) headers: Option<TypeId>,
}

/// A declared response with its place.
struct Declared<'a> {
    /// `200`, `2XX` or `default`.
    status: String,
    is_success: bool,
    response: &'a Value,
    at: Pointer,
}

impl<'a> Lowering<'a> {
    /// What a call gives for the responses of an operation. One that can't be read is left out, and its status counts
    /// as undocumented.
    pub(super) fn outcome(&mut self, found: &Found<'a>) -> Outcome {
        let (mut responses, mut successes, mut with_headers) = (Vec::new(), Vec::new(), Vec::new());
        for declared in self.declared_responses(found) {
            let resolved = self.resolve::<Piece>(declared.response, &declared.at, "a response");
            let Some((piece, _)) = resolved.map_err(|bad| self.found.push(bad)).ok() else {
                continue;
            };
            let offering = self.offering(&piece, found.method, &declared);
            responses.push(offering.response.clone());
            if declared.is_success {
                successes.push(offering);
                with_headers.push((declared.response, declared.at));
            }
        }
        let carried: Vec<&Response> = successes.iter().map(|it| &it.response).collect();
        let success = self.answer("Success", &carried, found);
        let failure = self.failure(&responses, found);
        let alternatives = self.alternatives(&successes, found);
        Outcome {
            accept: plain_accept(&successes, &success, &alternatives),
            headers: self.headers(&with_headers, found),
            responses,
            success,
            failure,
            alternatives,
        }
    }

    /// The declared responses, references followed. `default` is a success too where no other is declared.
    fn declared_responses(&mut self, found: &Found<'a>) -> Vec<Declared<'a>> {
        let at = found.at.child("responses");
        let Some(responses) = found.operation.get("responses").and_then(Value::as_object) else {
            let diagnostic = Diagnostic::invalid(Place::Key(found.at.clone()), "this operation declares no `responses`")
                .label("has no `responses`")
                .help("declare at least the response of a success: `responses: {'200': {description: ..}}`");
            self.found.push(diagnostic);
            return Vec::new();
        };
        let declares_success = responses.keys().any(|status| status.starts_with('2'));
        let declared = responses
            .iter()
            .filter(|(status, _)| !status.starts_with("x-"));
        declared
            .filter_map(|(key, response)| {
                let (response, at) = self.follow(response, &at.child(key))?;
                let status = match key.as_str() {
                    "default" => key.clone(),
                    status => status.to_ascii_uppercase(),
                };
                Some(Declared {
                    is_success: key.starts_with('2') || (key == "default" && !declares_success),
                    status,
                    response,
                    at,
                })
            })
            .collect()
    }

    /// What one response carries, and what else it can carry if it is one of success.
    fn offering(&mut self, piece: &Piece, method: &str, declared: &Declared<'_>) -> Offering {
        let status = &declared.status;
        let (payload, offers) = if is_bodiless(method, status) {
            (Payload::Empty, Vec::new())
        } else if declared.is_success {
            let offers = self.offers(piece, &declared.at);
            let preferred = offers.first().map(|offer| offer.payload.clone());
            (preferred.unwrap_or(Payload::Empty), offers)
        } else {
            (self.whole(piece, &declared.at), Vec::new())
        };
        let response = Response {
            status: status.clone(),
            description: piece.description.clone(),
            payload,
        };
        Offering { response, offers }
    }

    /// What a failure carries. One that carries nothing has no body to be told apart by.
    fn failure(&mut self, responses: &[Response], found: &Found<'a>) -> Answer {
        let is_failure =
            |it: &&Response| it.status.starts_with(['4', '5']) || it.status == "default";
        let failures = responses
            .iter()
            .filter(is_failure)
            .map(|response| Response {
                payload: response.payload.clone().into_whole(),
                ..response.clone()
            });
        let failures: Vec<Response> = failures.filter(|it| it.payload != Payload::Empty).collect();
        let failures: Vec<&Response> = failures.iter().collect();
        self.answer("Failure", &failures, found)
    }

    /// What all of `responses` carry; where that differs, an enum by status.
    pub(super) fn answer(
        &mut self,
        label: &str,
        responses: &[&Response],
        found: &Found<'a>,
    ) -> Answer {
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
