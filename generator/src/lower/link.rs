//! Links: what values of a response can be used for (OpenAPI 3.0.3, "Link Object"). They are told in docs only: which
//! value goes where is an expression that a program would have to evaluate, and people read it faster.

use serde_json::Value;

use super::Lowering;
use crate::ir::Link;
use crate::pointer::Pointer;

impl<'a> Lowering<'a> {
    /// The links of all responses of the `operation` at `at`, each name once.
    pub(super) fn links(&mut self, operation: &'a Value, at: &Pointer) -> Vec<Link> {
        let at = at.child("responses");
        let responses = operation.get("responses").and_then(Value::as_object);
        let mut links: Vec<Link> = Vec::new();
        for (status, response) in responses.into_iter().flatten() {
            // A response that leads nowhere has been reported where it was lowered.
            let Ok((response, at)) = self.followed(response, &at.child(status)) else {
                continue;
            };
            let declared = response.get("links").and_then(Value::as_object);
            for (name, link) in declared.into_iter().flatten() {
                let at = at.child("links").child(name);
                let Some((link, _)) = self.follow(link, &at) else {
                    continue;
                };
                if !links.iter().any(|known| known.name == *name) {
                    links.extend(self.link(name, link));
                }
            }
        }
        links
    }

    fn link(&self, name: &str, link: &Value) -> Option<Link> {
        let text = |keyword: &str| link.get(keyword).and_then(Value::as_str);
        let operation = match (text("operationId"), text("operationRef")) {
            (Some(id), _) => id.to_owned(),
            (None, Some(reference)) => {
                let pointer: Option<Pointer> = reference.parse().ok();
                let name = pointer.and_then(|pointer| self.operation_names.get(&pointer));
                name.map_or_else(|| reference.to_owned(), |name| name.wire.clone())
            }
            (None, None) => return None,
        };
        Some(Link {
            name: name.to_owned(),
            operation,
            description: text("description").map(ToOwned::to_owned),
        })
    }
}
