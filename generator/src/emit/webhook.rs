//! Webhooks and callbacks: one type for each, which says what it is and reads what it carries.
//!
//! ```text
//! /// A pet was added.
//! #[derive(Debug, Clone, Copy)]
//! pub struct PetAdded;
//!
//! impl ::bindery_runtime::Webhook for PetAdded {
//!     const NAME: &'static str = "petAdded";
//!     const METHOD: ::bindery_runtime::Method = ::bindery_runtime::Method::POST;
//!     type Body = super::models::Pet;
//!     #[inline]
//!     fn read(body: &[u8]) -> Result<Self::Body, ::bindery_runtime::WebhookError> {
//!         ::bindery_runtime::webhook::json(Self::NAME, body)
//!     }
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{self, File};
use super::types::{Place, Printer, ident};
use super::{Layout, docs, markdown};
use crate::facts::Facts;
use crate::ir::{Api, Hook, HookParameter, Location, Operation, Payload, Response, Type};

/// The files of webhooks and of callbacks, each only where there are any.
pub(super) fn files(api: &Api, facts: &Facts, layout: &Layout) -> Vec<File> {
    let webhooks = (!api.webhooks.is_empty()).then(|| {
        let printer = printer(api, facts, Place::Beside);
        let items = api.webhooks.iter().map(|hook| item(hook, &printer));
        let docs = " What the API's server sends on its own: what to expect, and how to read it.";
        let attributes = file::attributes(docs, facts);
        File::new("webhooks.rs", layout, attributes, |text| {
            items.for_each(|it| text.items(it))
        })
    });
    let callbacks = has_callbacks(api).then(|| {
        let printer = printer(api, facts, Place::Beneath);
        let items = api.operations.iter();
        let items = items.filter_map(|operation| callbacks(operation, &printer));
        let docs =
            " What the API's server sends because of a call: what to expect, and how to read it.";
        let attributes = file::attributes(docs, facts);
        File::new("callbacks.rs", layout, attributes, |text| {
            items.for_each(|it| text.items(it))
        })
    });
    webhooks.into_iter().chain(callbacks).collect()
}

/// Whether any operation has callbacks.
pub(super) fn has_callbacks(api: &Api) -> bool {
    api.operations.iter().any(|it| !it.callbacks.is_empty())
}

fn printer<'a>(api: &'a Api, facts: &'a Facts, place: Place<'a>) -> Printer<'a> {
    Printer {
        api,
        shadowed: &facts.shadowed_by_hooks,
        place,
    }
}

/// The callbacks of an operation, in a module of its name.
fn callbacks(operation: &Operation, printer: &Printer<'_>) -> Option<TokenStream> {
    let items: TokenStream = operation
        .callbacks
        .iter()
        .map(|it| item(it, printer))
        .collect();
    let name = ident(&operation.name.rust);
    let docs = docs::lines(&format!(
        "Because of [`{0}`](super::Client::{0}).",
        operation.name.rust
    ));
    (!items.is_empty()).then(|| quote!(#docs pub mod #name { #items }))
}

fn item(hook: &Hook, printer: &Printer<'_>) -> TokenStream {
    let docs = hook_docs(hook, printer);
    let (name, method, wire) = (ident(&hook.name.rust), ident(hook.method), &hook.name.wire);
    let (body, reader) = match &hook.payload {
        Payload::Empty => (quote!(()), quote!(empty)),
        Payload::Json(ty) => (printer.ty(ty), quote!(json)),
        Payload::Text => (printer.ty(&Type::String), quote!(text)),
        // Nothing is lowered to be read as it comes: what is received has arrived.
        Payload::Bytes | Payload::Stream | Payload::Events(_) | Payload::Lines(_) => {
            (quote!(::bindery_runtime::Bytes), quote!(bytes))
        }
    };
    quote! {
        #docs
        #[derive(Debug, Clone, Copy)]
        pub struct #name;

        impl ::bindery_runtime::Webhook for #name {
            const NAME: &'static str = #wire;
            const METHOD: ::bindery_runtime::Method = ::bindery_runtime::Method::#method;
            type Body = #body;
            #[inline]
            fn read(body: &[u8]) -> ::std::result::Result<Self::Body, ::bindery_runtime::WebhookError> {
                ::bindery_runtime::webhook::#reader(Self::NAME, body)
            }
        }
    }
}

/// What the document says of the hook, of what comes along and of what is expected in return.
fn hook_docs(hook: &Hook, printer: &Printer<'_>) -> TokenStream {
    let wire = docs::code(&hook.name.wire);
    let mut paragraphs = docs::paragraphs(&hook.docs, &format!("Receives {wire}."));
    let method = docs::code(hook.method);
    paragraphs.push(match &hook.url {
        Some(url) => format!("Comes by {method} to {}.", docs::code(url)),
        None => format!("Comes by {method}."),
    });
    let parameters = hook.parameters.iter().map(parameter).collect();
    let responses = hook
        .responses
        .iter()
        .map(|it| response(it, printer))
        .collect();
    paragraphs.extend(docs::section("Comes with", parameters));
    paragraphs.extend(docs::section("Expected answers", responses));
    let lines = docs::lines(&paragraphs.join("\n\n"));
    let deprecated = hook.docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#lines #deprecated)
}

fn parameter(parameter: &HookParameter) -> String {
    let location = match parameter.location {
        Location::Path => "in the path",
        Location::Query => "in the query",
        Location::Header => "a header",
        Location::Cookie => "a cookie",
    };
    let optional = if parameter.required { "" } else { ", optional" };
    let name = docs::code(&parameter.name);
    let said = docs::one_line(&parameter.docs);
    format!(
        "* {name}, {location}{optional}{}{said}",
        if said.is_empty() { "" } else { ": " }
    )
}

/// A line with the status, the description and a link to the type of the body.
fn response(response: &Response, printer: &Printer<'_>) -> String {
    let description = markdown::one_line(&response.description);
    let body = match response.payload {
        Payload::Json(Type::Named(id)) => {
            let path = printer.named(id).to_string().replace(' ', "");
            format!(" Body: [`{}`]({path}).", path.trim_start_matches("super::"))
        }
        _ => String::new(),
    };
    format!("* {}: {description}{body}", docs::code(&response.status))
}
