//! Hooks: webhooks and callbacks, whose bodies need types although nobody calls them (OpenAPI 3.1.1, "Webhooks";
//! OpenAPI 3.0.3, "Callback Object").
//!
//! Each method of each path item becomes a hook, or is left out with a reason; the rest of the document doesn't suffer
//! from it. How they prove where they come from is not looked at: security requirements say that of calls.

use openapiv3::RequestBody;
use serde_json::Value;

use super::Lowering;
use super::collect::METHODS;
use super::docs;
use super::media::{Media, preferred};
use super::name::{self, Case};
use super::operation::own_level;
use super::parameter::placement;
use super::reference::parse;
use crate::diagnostic::Diagnostic;
use crate::ir::{Hook, HookParameter, Name, Payload, Response};
use crate::pointer::Pointer;

/// Where webhooks stand: since 3.1, and as the extension that documents of 3.0 use.
pub(super) const WEBHOOKS: [&str; 2] = ["x-bindery-webhooks", "x-webhooks"];

/// The one method of a hook, with all that surrounds it.
struct Found<'a> {
    method: &'static str,
    item: &'a Value,
    item_at: Pointer,
    operation: &'a Value,
    at: Pointer,
}

impl<'a> Lowering<'a> {
    /// All webhooks, in the document's order.
    pub(super) fn webhooks(&mut self) -> Vec<Hook> {
        let mut hooks = Vec::new();
        for key in WEBHOOKS {
            let at = Pointer::root().child(key);
            let items = self.document.get(key).and_then(Value::as_object);
            for (name, item) in items.into_iter().flatten() {
                hooks.extend(self.hooks(name, None, item, &at.child(name)));
            }
        }
        named(hooks)
    }

    /// The callbacks of the `operation` at `at`, in the document's order.
    pub(super) fn callbacks(&mut self, operation: &'a Value, at: &Pointer) -> Vec<Hook> {
        let at = at.child("callbacks");
        let callbacks = operation.get("callbacks").and_then(Value::as_object);
        let mut hooks = Vec::new();
        for (name, callback) in callbacks.into_iter().flatten() {
            let Some((callback, at)) = self.follow(callback, &at.child(name)) else {
                continue;
            };
            let items = callback.as_object().into_iter().flatten();
            for (url, item) in items.filter(|(url, _)| !url.starts_with("x-")) {
                hooks.extend(self.hooks(name, Some(url), item, &at.child(url)));
            }
        }
        named(hooks)
    }

    /// The methods of one path item, which can't have their types' names yet.
    fn hooks(&mut self, name: &str, url: Option<&str>, item: &'a Value, at: &Pointer) -> Vec<Hook> {
        let Some((item, item_at)) = self.follow(item, at) else {
            return Vec::new();
        };
        let mut hooks = Vec::new();
        for (keyword, method) in METHODS {
            let Some(operation) = item.get(keyword) else {
                continue;
            };
            let (item_at, at) = (item_at.clone(), item_at.child(keyword));
            let found = Found {
                method,
                item,
                item_at,
                operation,
                at: at.clone(),
            };
            match self.hook(name, url, &found) {
                Ok(hook) => hooks.push(hook),
                Err(diagnostic) => {
                    let kind = url.map_or("webhook", |_| "callback");
                    let what = format!("{kind} `{name}`");
                    let diagnostic = diagnostic.note(format!("{what} is left out"));
                    self.skip(what, &at, diagnostic);
                }
            }
        }
        hooks
    }

    fn hook(
        &mut self,
        name: &str,
        url: Option<&str>,
        found: &Found<'a>,
    ) -> Result<Hook, Diagnostic> {
        let own = own_level(found.operation);
        let piece: openapiv3::Operation = parse(&own, &found.at, "an operation")?;
        Ok(Hook {
            name: Name {
                wire: name.to_owned(),
                rust: String::new(),
            },
            method: found.method,
            url: url.map(ToOwned::to_owned),
            docs: docs::operation(&piece),
            parameters: self.hook_parameters(found),
            payload: self.hook_payload(found)?,
            responses: self.hook_responses(found),
            at: found.at.clone(),
        })
    }

    /// What is declared to come with the body. What can't be read is reported, and only missing in the docs.
    fn hook_parameters(&mut self, found: &Found<'a>) -> Vec<HookParameter> {
        let holders = [(found.item, &found.item_at), (found.operation, &found.at)];
        let mut parameters: Vec<HookParameter> = Vec::new();
        for (holder, at) in holders {
            let at = at.child("parameters");
            let declared = holder.get("parameters").and_then(Value::as_array);
            for (index, value) in declared.into_iter().flatten().enumerate() {
                let piece = match self.declared(value, &at.index(index)) {
                    Ok((piece, _)) => piece,
                    Err(diagnostic) => {
                        self.found.push(diagnostic);
                        continue;
                    }
                };
                let (data, (location, ..)) = (piece.parameter_data_ref(), placement(&piece));
                parameters.retain(|it| (&it.name, it.location) != (&data.name, location));
                parameters.push(HookParameter {
                    name: data.name.clone(),
                    location,
                    required: data.required,
                    docs: docs::parameter(data),
                });
            }
        }
        parameters
    }

    /// What the body is. Forms are left as they came.
    fn hook_payload(&mut self, found: &Found<'a>) -> Result<Payload, Diagnostic> {
        let Some(body) = found.operation.get("requestBody") else {
            return Ok(Payload::Empty);
        };
        let at = found.at.child("requestBody");
        let (piece, at) = self.resolve::<RequestBody>(body, &at, "a request body")?;
        let Some((content_type, media_type)) = preferred(piece.content.iter()) else {
            return Ok(Payload::Empty);
        };
        let at = at.child("content").child(content_type);
        Ok(match Media::of(content_type) {
            Media::Json => Payload::Json(self.json(media_type, &at)),
            Media::Text => Payload::Text,
            Media::Bytes => Payload::Bytes,
        })
    }

    /// What the server expects as an answer. What can't be read is reported, and only missing in the docs.
    fn hook_responses(&mut self, found: &Found<'a>) -> Vec<Response> {
        let at = found.at.child("responses");
        let declared = found.operation.get("responses").and_then(Value::as_object);
        let mut responses = Vec::new();
        for (status, response) in declared.into_iter().flatten() {
            if status.starts_with("x-") {
                continue;
            }
            let read =
                self.resolve::<openapiv3::Response>(response, &at.child(status), "a response");
            match read {
                Ok((piece, at)) => responses.push(Response {
                    status: status.clone(),
                    description: piece.description.clone(),
                    payload: self.whole(&piece, &at),
                }),
                Err(diagnostic) => self.found.push(diagnostic),
            }
        }
        responses
    }
}

/// Gives hooks that stand together their types' names. Nearly all are sent by `POST`, which needs no saying.
fn named(mut hooks: Vec<Hook>) -> Vec<Hook> {
    let labels: Vec<String> = hooks
        .iter()
        .map(|hook| match hook.method {
            "POST" => hook.name.wire.clone(),
            method => format!("{} {}", hook.name.wire, method.to_ascii_lowercase()),
        })
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let names = name::assign(Case::Type, &[], &labels);
    for (hook, name) in hooks.iter_mut().zip(names) {
        hook.name.rust = name.rust;
    }
    hooks
}
