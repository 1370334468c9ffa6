//! Responses (OpenAPI 3.0.3, "Responses Object"): what each carries, and what a call gives for it.

use openapiv3::Response as Piece;
use serde_json::Value;

use super::Lowering;
use super::body::preferred;
use super::collect::Found;
use super::draft::Scope;
use super::place::Naming;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Payload, Response, Type};
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// All declared responses; one that can't be read is left out, and its status counts as undocumented.
    pub(super) fn responses(&mut self, found: &Found<'a>, scope: &Scope) -> Vec<Response> {
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
                self.response(found.method, status, response, &at.child(status), scope)
            })
            .collect()
    }

    fn response(
        &mut self,
        method: &str,
        status: &str,
        response: &'a Value,
        at: &Pointer,
        scope: &Scope,
    ) -> Option<Response> {
        let (piece, at) = self.resolve::<Piece>(response, at)?;
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
                let label = format!("Response {status}");
                self.payload(
                    content_type,
                    media_type,
                    &at,
                    &Naming {
                        scope: scope.clone(),
                        label,
                    },
                )
            }
        };
        Some(Response {
            status,
            description: piece.description,
            payload,
        })
    }

    /// What a success and a failure carry: the one thing that all of them do.
    pub(super) fn outcome(
        &mut self,
        responses: &[Response],
        found: &Found<'a>,
    ) -> Result<(Payload, Payload), Diagnostic> {
        let declares_success = responses
            .iter()
            .any(|response| response.status.starts_with('2'));
        let is_success = |response: &&Response| {
            response.status.starts_with('2') || (response.status == "default" && !declares_success)
        };
        let is_failure = |response: &&Response| {
            response.status.starts_with(['4', '5']) || response.status == "default"
        };

        let success = distinct(responses.iter().filter(is_success));
        let failure = distinct(
            responses
                .iter()
                .filter(is_failure)
                .filter(|response| response.payload != Payload::Empty),
        );
        let success = match success.as_slice() {
            [] => Payload::Empty,
            [only] => (*only).clone(),
            _ => {
                return Err(several(
                    found,
                    "successes that carry different things are not supported yet",
                ));
            }
        };
        let failure = match failure.as_slice() {
            [] => Payload::Empty,
            [only] => (*only).clone(),
            _ => {
                let diagnostic = several(
                    found,
                    "failures that carry different things are not supported yet",
                );
                self.found
                    .push(diagnostic.note("their bodies stay untyped JSON"));
                Payload::Json(Type::Untyped)
            }
        };
        Ok((success, failure))
    }
}

/// Responses that have no body, whatever the document says (RFC 9110, section 6.4.1).
fn is_bodiless(method: &str, status: &str) -> bool {
    method == "HEAD" || ["204", "205", "304"].contains(&status)
}

fn several(found: &Found<'_>, message: &str) -> Diagnostic {
    Diagnostic::unsupported(Place::Key(found.at.child("responses")), message)
}

fn distinct<'r>(responses: impl Iterator<Item = &'r Response>) -> Vec<&'r Payload> {
    let mut distinct = Vec::new();
    for response in responses {
        if !distinct.contains(&&response.payload) {
            distinct.push(&response.payload);
        }
    }
    distinct
}
