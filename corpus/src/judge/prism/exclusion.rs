//! Exclusions: what Prism says against a request that is right, by the feature that it can't judge.
//!
//! Each is as narrow as the feature, knows no document, and counts for nothing unless Prism's words are those that it
//! is about.

mod crash;
mod objection;

use bindery::ir::{Api, Content, Location, Operation, Parameter, Style, Writing};

use super::calls;
use super::cases::Case;
use crate::judge::parts::{is_object, property_has_parts};

pub(super) use crash::crash;
pub(super) use objection::Objection;

/// A call that was made, and what is known of its answer.
pub(super) struct Call<'a> {
    /// `mock` or `proxy`.
    pub(super) judge: &'a str,
    pub(super) operation: &'a Operation,
    pub(super) api: &'a Api,
    pub(super) case: &'a Case,
    /// The media type of the answer.
    pub(super) answer: &'a str,
    pub(super) status: u64,
}

/// Why an objection doesn't count.
type Rule = (&'static str, fn(&Objection, &Call<'_>) -> bool);

const RULES: [Rule; 13] = [
    (
        "Prism reads JSON and forms; a body of another type is a text to it (https://github.com/stoplightio/prism/issues/2050)",
        |it, call| it.is_at(&["request", "body"]) && it.says("must be ") && is_other(call.sent()),
    ),
    (
        "Prism reads JSON; an answer of another type is a text to it (https://github.com/stoplightio/prism/issues/2050)",
        |it, call| it.is_at(&["response", "body"]) && it.says("must be ") && is_other(call.answer),
    ),
    (
        "Prism doesn't read forms in answers (https://github.com/stoplightio/prism/blob/master/packages/http/src/validator/index.ts)",
        |it, call| it.is_at(&["response"]) && it.is_about_forms() && is_form(call.answer),
    ),
    (
        "Prism reads no lists and objects in forms, unless the document has a `style` for them (https://github.com/stoplightio/prism/issues/2473)",
        |it, call| {
            let property = it.below(&["request", "body"]);
            is_form(call.sent())
                && it.says("must be ")
                && property.is_some_and(|it| call.has_parts(it))
        },
    ),
    (
        "Prism applies the escapes of url-encoded forms to multipart ones, where they mean nothing (https://github.com/stoplightio/prism/blob/master/packages/http/src/validator/validators/body.ts, https://spec.openapis.org/oas/v3.0.3#encoding-object)",
        |it, call| it.says("Reserved characters used") && call.sent().starts_with("multipart/"),
    ),
    (
        "Prism takes an optional object that is absent for an empty one (https://github.com/stoplightio/prism/blob/master/packages/http/src/validator/deserializers/style/deepObject.ts)",
        |it, call| it.says("must have required property") && call.is_absent(it),
    ),
    (
        "Prism looks for the properties of objects in a query in small letters (https://github.com/stoplightio/prism/pull/1268)",
        |it, call| it.is_below(&["request", "query"]) && call.is_spread(it) && it.names_capitals(),
    ),
    (
        "OpenAPI doesn't say how lists and objects in an exploded object are written (https://spec.openapis.org/oas/v3.0.4.html#style-values)",
        |it, call| it.is_below(&["request", "query"]) && call.is_nested(it),
    ),
    (
        "Prism's own answer is not as the document says",
        |it, call| call.judge == "mock" && it.is_about_the_answer(),
    ),
    (
        "Prism as a proxy takes no body with GET and HEAD (https://github.com/stoplightio/prism/issues/2259)",
        |it, call| {
            it.kind == "PROXY_UNSUPPORTED_REQUEST_BODY"
                && matches!(call.operation.method, "GET" | "HEAD")
        },
    ),
    (
        "the document declares no success, so that any success is undeclared",
        |it, call| {
            it.is_at(&["response"])
                && it.says("Unable to match the returned status")
                && call.has_no_success()
        },
    ),
    (
        "an answer of 204 has no body, whatever the document says of one (https://www.rfc-editor.org/rfc/rfc9110#section-15.3.5)",
        |it, call| it.is_at(&["response", "body"]) && call.status == 204,
    ),
    (
        "Prism escapes percent signs in the names of query parameters before it looks for them (https://github.com/stoplightio/prism/blob/master/packages/cli/src/util/paths.ts)",
        |it, call| it.is_at(&["request", "query"]) && call.is_sent_with_percent(it),
    ),
];

/// Why an objection doesn't count, if it doesn't.
pub(super) fn cause(objection: &Objection, call: &Call<'_>) -> Option<&'static str> {
    let rule = RULES.iter().find(|(_, applies)| applies(objection, call));
    rule.map(|(cause, _)| *cause)
}

/// All causes, each of which some document must need.
pub(super) fn causes() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|(cause, _)| *cause).chain(crash::CAUSES)
}

impl Call<'_> {
    fn sent(&self) -> &str {
        self.case.sent.as_deref().unwrap_or_default()
    }

    /// The parameter that an objection is about; Prism writes names in small letters.
    fn parameter(&self, objection: &Objection) -> Option<&Parameter> {
        let name = objection.below(&["request", "query"])?;
        let mut parameters = self.operation.parameters.iter();
        parameters.find(|it| it.location == Location::Query && it.name.wire.to_lowercase() == name)
    }

    /// Whether a query parameter, or a property of a form, isn't sent and need not be.
    fn is_absent(&self, objection: &Objection) -> bool {
        if let Some(parameter) = self.parameter(objection) {
            let value = self.case.values.pointer(&calls::pointer(parameter));
            return !parameter.required && value.is_none();
        }
        let property = objection.below(&["request", "body"]);
        property.is_some_and(|name| {
            is_form(self.sent()) && self.case.values["body"].get(name).is_none()
        })
    }

    /// Whether the parameter is an object whose properties are pairs of their own.
    fn is_spread(&self, objection: &Objection) -> bool {
        self.parameter(objection).is_some_and(|parameter| {
            let is_form = parameter.style.is_none() && parameter.explode != Some(false);
            (is_form || parameter.style == Some(Style::DeepObject))
                && is_object(&parameter.ty, self.api)
        })
    }

    /// Whether the objection is about what has parts itself and stands in such an object.
    fn is_nested(&self, objection: &Objection) -> bool {
        let property = objection.location.get(3);
        self.is_spread(objection)
            && self
                .parameter(objection)
                .zip(property)
                .is_some_and(|(parameter, name)| property_has_parts(&parameter.ty, name, self.api))
    }

    /// Whether a property of the form that is sent has parts.
    fn has_parts(&self, property: &str) -> bool {
        let body = self.operation.body.iter();
        let alternatives = body.flat_map(|body| body.alternatives(self.api));
        let mut sent = alternatives.filter(|it| it.content_type == self.sent());
        sent.any(|Writing { content, .. }| match content {
            Content::Form(form) => {
                let mut encodings = form.encodings.iter();
                let is_styled =
                    encodings.any(|it| it.property == property && it.content_type.is_none());
                !is_styled && property_has_parts(&form.ty, property, self.api)
            }
            _ => false,
        })
    }

    /// Whether what is said to be missing is a parameter whose name has a percent sign, and is there.
    fn is_sent_with_percent(&self, objection: &Objection) -> bool {
        let parameters = self.operation.parameters.iter();
        let mut named = parameters.filter(|it| it.name.wire.contains('%'));
        named.any(|it| {
            let escaped = it.name.wire.replace('%', "%25").to_lowercase();
            objection.says(&format!("must have required property '{escaped}'"))
                && self.case.values.pointer(&calls::pointer(it)).is_some()
        })
    }

    fn has_no_success(&self) -> bool {
        let mut responses = self.operation.responses.iter();
        !responses.any(|it| it.status.starts_with('2') || it.status == "default")
    }
}

fn is_form(media_type: &str) -> bool {
    media_type.starts_with("application/x-www-form-urlencoded")
        || media_type.starts_with("multipart/")
}

/// Whether a media type is neither JSON nor a form that Prism knows.
fn is_other(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let is_json = essence.ends_with("/json") || essence.ends_with("+json");
    let is_form = matches!(
        essence,
        "application/x-www-form-urlencoded" | "multipart/form-data"
    );
    !essence.is_empty() && !is_json && !is_form
}
