//! Operations: each method of each path, whole or not at all.

use serde_json::{Value, json};

use super::Lowering;
use super::collect::Found;
use super::docs;
use super::reference::parse;
use super::server::Servers;
use crate::diagnostic::Diagnostic;
use crate::ir::{Operation, SecurityScheme, Told, Type};

impl<'a> Lowering<'a> {
    /// All operations that can be called.
    pub(super) fn operations(
        &mut self,
        collected: Vec<Found<'a>>,
        servers: &Servers,
        schemes: &[SecurityScheme],
    ) -> Vec<Operation> {
        let mut operations = Vec::new();
        for found in collected {
            let (what, at) = (format!("operation `{}`", found.name.wire), found.at.clone());
            let (drafts, examples) = (self.drafts.len(), self.examples.len());
            match self.operation(found, servers, schemes) {
                Ok(operation) => operations.push(operation),
                Err(diagnostic) => {
                    self.forget(drafts, examples);
                    let diagnostic = diagnostic.note(format!("{what} is left out"));
                    self.skip(what, &at, diagnostic);
                }
            }
        }
        operations
    }

    /// Takes back the types and examples that only an operation that is left out would have used.
    fn forget(&mut self, drafts: usize, examples: usize) {
        self.drafts.truncate(drafts);
        self.examples.truncate(examples);
        self.places.retain(|_, used| is_known(&used.ty, drafts));
    }

    fn operation(
        &mut self,
        found: Found<'a>,
        servers: &Servers,
        schemes: &[SecurityScheme],
    ) -> Result<Operation, Diagnostic> {
        let own = own_level(found.operation);
        let piece: openapiv3::Operation = parse(&own, &found.at, "an operation")?;
        let parameters = self.parameters(&found)?;
        let body = self.body(&found)?;
        let outcome = self.outcome(&found);
        let callbacks = self.callbacks(found.operation, &found.at);
        let links = self.links(found.operation, &found.at);
        let servers = servers.own(&found);
        Ok(Operation {
            call: found.call,
            method: found.method,
            path: found.path.to_owned(),
            docs: docs::operation(&piece),
            tags: piece.tags,
            parameters,
            body,
            responses: outcome.responses,
            accept: outcome.accept,
            success: outcome.success,
            failure: outcome.failure,
            alternatives: outcome.alternatives,
            headers: outcome.headers,
            servers,
            security: self.security(found.operation, &found.at, schemes),
            name: found.name,
            callbacks,
            links,
            paging: Told::default(),
            at: found.at,
        })
    }
}

/// What an operation says of itself. What stands deeper in it is lowered on its own, so that it can't fail the whole.
pub(super) fn own_level(operation: &Value) -> Value {
    const OWN: [&str; 5] = [
        "tags",
        "summary",
        "description",
        "operationId",
        "deprecated",
    ];
    let keywords = operation.as_object().into_iter().flatten();
    let own = keywords.filter(|(keyword, _)| OWN.contains(&keyword.as_str()));
    let own = own.map(|(keyword, value)| (keyword.clone(), value.clone()));
    own.chain([("responses".to_owned(), json!({}))]).collect()
}

/// Whether all that `ty` names is among the first `drafts`.
fn is_known(ty: &Type, drafts: usize) -> bool {
    match ty {
        Type::Named(id) => id.0 < drafts,
        Type::Tuple(items) => items.iter().all(|item| is_known(item, drafts)),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_known(inner, drafts),
        _ => true,
    }
}
