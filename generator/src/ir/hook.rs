//! Hooks: requests that the API's server sends, and that users of the bindings receive.

use super::{Docs, Location, Name, Payload, Response, Type};
use crate::pointer::Pointer;

/// A webhook, or a callback of an operation: one method of its path item.
#[derive(Debug, Clone, PartialEq)]
pub struct Hook {
    /// The key under `webhooks` or `callbacks`, and the Rust type.
    pub name: Name,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The expression that gives a callback's URL (OpenAPI 3.0.3, "Callback Object"). Where webhooks go is agreed on
    /// elsewhere.
    pub url: Option<String>,
    /// What the document says of it.
    pub docs: Docs,
    /// What comes along with the body.
    pub parameters: Vec<HookParameter>,
    /// What the body is.
    pub payload: Payload,
    /// What the server expects as an answer.
    pub responses: Vec<Response>,
    /// The operation.
    pub at: Pointer,
}

impl Hook {
    /// The types of the body and of the answers to it.
    pub fn types(&self) -> impl Iterator<Item = &Type> {
        let answers = self.responses.iter().map(|response| &response.payload);
        let payloads = std::iter::once(&self.payload).chain(answers);
        payloads.filter_map(Payload::ty)
    }
}

/// A header or another parameter of a hook. Whoever receives it reads it by its name.
#[derive(Debug, Clone, PartialEq)]
pub struct HookParameter {
    /// The name on the wire.
    pub name: String,
    /// `in`.
    pub location: Location,
    /// Whether it is always there.
    pub required: bool,
    /// What the document says of it.
    pub docs: Docs,
}
