//! Accepting: which media types a call asks for, and which other kinds of answers it can ask for instead.
//!
//! What each response of success offers comes in; `Accept` headers and alternatives go out. A wildcard, and a type that
//! no header can hold, is left to the server.

use super::Lowering;
use super::collect::Found;
use super::offer::Offer;
use crate::ir::{Alternative, Answer, AnswerKind, Payload, Response};

/// A response of success, with all that it can carry.
pub(super) struct Offering {
    pub(super) response: Response,
    /// The preferred one first; none for a response without a body.
    pub(super) offers: Vec<Offer>,
}

impl Offering {
    fn of(&self, kind: AnswerKind) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.kind == kind)
    }

    fn preferred(&self) -> Option<AnswerKind> {
        self.offers.first().map(|offer| offer.kind)
    }

    /// The response as a call gets it that asks for this kind, where there is a choice.
    fn as_kind(&self, kind: AnswerKind) -> Response {
        let payload = self.of(kind).map(|offer| offer.payload.clone());
        Response {
            payload: payload.unwrap_or_else(|| self.response.payload.clone()),
            ..self.response.clone()
        }
    }
}

impl<'a> Lowering<'a> {
    /// The kinds of answers that the preferred ones aren't, by the names of the call's endings.
    pub(super) fn alternatives(
        &mut self,
        offerings: &[Offering],
        found: &Found<'a>,
    ) -> Vec<Alternative> {
        let kinds = [
            (AnswerKind::Text, "Text Success"),
            (AnswerKind::Bytes, "Bytes Success"),
            (AnswerKind::Events, "Events Success"),
            (AnswerKind::Lines, "Lines Success"),
        ];
        let mut alternatives = Vec::new();
        for (kind, label) in kinds {
            let is_other = |it: &Offering| it.of(kind).is_some() && it.preferred() != Some(kind);
            let accept = accept(offerings, kind);
            if let Some(accept) = accept.filter(|_| offerings.iter().any(is_other)) {
                let responses: Vec<Response> =
                    offerings.iter().map(|it| it.as_kind(kind)).collect();
                let responses: Vec<&Response> = responses.iter().collect();
                alternatives.push(Alternative {
                    kind,
                    accept,
                    success: self.answer(label, &responses, found),
                });
            }
        }
        alternatives
    }
}

/// The media types of one kind that the responses offer.
fn accept(offerings: &[Offering], kind: AnswerKind) -> Option<String> {
    let offers = offerings.iter().filter_map(|it| it.of(kind));
    let mut types: Vec<&str> = Vec::new();
    for content_type in offers.flat_map(|offer| &offer.content_types) {
        let is_type = content_type.contains('/') && !content_type.starts_with("*/");
        if is_type && is_visible(content_type) && !types.contains(&content_type.as_str()) {
            types.push(content_type);
        }
    }
    (!types.is_empty()).then(|| types.join(", "))
}

/// What the plain call asks for, where the runtime's own choice for this kind of answer won't do: it asks for
/// `application/json`, and for anything where there is no choice.
pub(super) fn plain_accept(
    offerings: &[Offering],
    success: &Answer,
    alternatives: &[Alternative],
) -> Option<String> {
    let kind = match success {
        Answer::Always(Payload::Json(_)) => AnswerKind::Json,
        Answer::Always(_) if alternatives.is_empty() => return None,
        Answer::Always(Payload::Text) => AnswerKind::Text,
        Answer::Always(Payload::Stream) => AnswerKind::Bytes,
        Answer::Always(Payload::Lines(_)) => AnswerKind::Lines,
        Answer::Always(_) | Answer::ByStatus(_) => return None,
    };
    let is_usual = |content_type: &String| {
        content_type.starts_with("*/") || super::media::essence(content_type) == "application/json"
    };
    let mut offers = offerings.iter().filter_map(|it| it.of(kind));
    let is_usual = offers.any(|offer| offer.content_types.iter().any(is_usual));
    (!is_usual).then(|| accept(offerings, kind)).flatten()
}

/// What a header's value can hold (RFC 9110, section 5.5), obsolete characters aside.
fn is_visible(content_type: &str) -> bool {
    content_type
        .bytes()
        .all(|byte| byte == b' ' || byte.is_ascii_graphic())
}
