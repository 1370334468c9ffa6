//! What a mock serves, to be shown: one line an operation.

use crate::example;
use crate::mock::Mock;
use crate::operation::Operation;

/// An operation of the document, and how it is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Served {
    /// The method, in capitals.
    pub method: String,
    /// The path as the document spells it.
    pub path: String,
    /// The `operationId`.
    pub operation_id: Option<String>,
    /// In words, where the answer comes from: a script, a handler, a dispatcher, an example or the schema.
    pub answer: String,
}

impl Served {
    pub(crate) fn of(mock: &Mock, operation: &Operation<'_>) -> Self {
        let key = operation.key();
        let answer = if mock.scripts.knows(&key) {
            "scripted".to_owned()
        } else if mock.play.knows(&key) {
            "a handler".to_owned()
        } else {
            example::described(operation)
        };
        let (method, path) = key.split_once(' ').unwrap_or_default();
        Served {
            method: method.to_owned(),
            path: path.to_owned(),
            operation_id: operation.id().map(str::to_owned),
            answer,
        }
    }
}
