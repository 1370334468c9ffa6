//! Endpoints: one function and one type of call for each operation.
//!
//! ```text
//! impl super::client::Client {
//!     #[inline]
//!     pub fn get_messenger_profile(&self, page_id: impl Into<String>) -> GetMessengerProfile<'_> {
//!         let mut call = self.0.call::<GetMessengerProfile<'_>>();
//!         let page_id: String = page_id.into();
//!         call.parameter(::bindery_runtime::Parameter::path("page-id"), &page_id);
//!         GetMessengerProfile(call)
//!     }
//! }
//! ```
//! What an operation doesn't need of its own is in the runtime, and every function is `#[inline]`, so that a crate
//! compiles only the calls that it makes.

mod call;
mod paging;
mod sending;

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{self, File};
use super::types::{self, Place, Printer, ident};
use super::{Layout, bodies, docs, markdown};
use crate::facts::{Facts, Paged};
use crate::ir::{Api, Docs, Hook, Link, Operation, Parameter};
use sending::Sending;

pub(super) fn file(api: &Api, facts: &Facts, layout: &Layout) -> File {
    let shared = file::attributes(
        " The operations: functions of [`Client`](super::Client), and the calls that they prepare.",
        facts,
    );
    let complex = facts
        .has_complex_types
        .then(|| quote!(clippy::type_complexity,));
    let attributes = quote! {
        #shared
        #![allow(clippy::should_implement_trait, clippy::too_many_arguments, #complex clippy::wrong_self_convention, reason = "the document chooses names and counts")]
    };
    let printer = Printer {
        api,
        shadowed: &facts.shadowed_by_calls,
        place: Place::Beside,
    };
    let endpoints = api
        .operations
        .iter()
        .enumerate()
        .map(|(index, operation)| endpoint(operation, &Told::of(index, facts), &printer));
    File::new("endpoints.rs", layout, attributes, |text| {
        endpoints.for_each(|it| text.items(it))
    })
}

/// What the runtime is told of an operation that the operation itself doesn't say.
struct Told<'a> {
    /// The properties that aren't to be shown.
    secrets: Option<&'a BTreeSet<String>>,
    /// Whether its requests are checked.
    is_validated: bool,
    /// How it pages, if it does.
    paged: Option<&'a Paged>,
}

impl<'a> Told<'a> {
    fn of(index: usize, facts: &'a Facts) -> Self {
        Self {
            secrets: facts.secrets.get(&index),
            is_validated: facts.rules.requests.contains_key(&index),
            paged: facts.paging.get(&index),
        }
    }
}

fn endpoint(operation: &Operation, told: &Told<'_>, printer: &Printer<'_>) -> TokenStream {
    let function = function(operation, told, printer);
    let call = call::definition(operation, told, printer);
    let paging = told
        .paged
        .map(|paged| paging::implementation(operation, paged, printer));
    quote! {
        impl super::client::Client { #function }
        #call
        #paging
    }
}

fn function(operation: &Operation, told: &Told<'_>, printer: &Printer<'_>) -> TokenStream {
    let docs = function_docs(operation, told, printer);
    let (name, call) = (ident(&operation.name.rust), ident(&operation.call));
    let sendings: Vec<Sending> = required(operation)
        .map(|parameter| Sending::of_parameter(parameter, printer))
        .collect();
    let body = operation
        .body
        .as_ref()
        .filter(|body| body.required)
        .map(|body| Sending::of_body(body, printer));
    let sendings: Vec<Sending> = sendings.into_iter().chain(body).collect();
    let parameters = sendings.iter().map(|sending| &sending.parameter);
    let statements = sendings
        .iter()
        .map(|sending| sending.statements(&quote!(call)));
    let binding = if sendings.is_empty() {
        quote!(let call = self.0.call::<#call<'_>>();)
    } else {
        quote!(let mut call = self.0.call::<#call<'_>>();)
    };
    quote! {
        #docs
        #[inline]
        pub fn #name(&self, #(#parameters),*) -> #call<'_> {
            #binding
            #(#statements)*
            #call(call)
        }
    }
}

fn required(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required)
}

fn optional(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required)
}

/// What the document says of the operation, its arguments and its responses.
fn function_docs(operation: &Operation, told: &Told<'_>, printer: &Printer<'_>) -> TokenStream {
    let mut paragraphs = docs::paragraphs(
        &operation.docs,
        &format!("Calls {}.", docs::code(&operation.name.wire)),
    );
    paragraphs.push(docs::code(&format!(
        "{} {}",
        operation.method, operation.path
    )));
    let arguments =
        required(operation).map(|parameter| item(&parameter.name.rust, &parameter.docs));
    let body = |required| {
        operation
            .body
            .iter()
            .filter(move |body| body.required == required)
    };
    let needed = body(true).map(|body| item("body", &bodies::docs(body, printer.api)));
    let setters = optional(operation).map(|parameter| {
        item(
            &setter_link(operation, &parameter.name.rust),
            &parameter.docs,
        )
    });
    let settable = body(false).map(|body| {
        item(
            &setter_link(operation, "body"),
            &bodies::docs(body, printer.api),
        )
    });
    let responses = operation.responses.iter().map(|response| {
        let description = markdown::one_line(&response.description);
        format!("* {}: {description}", docs::code(&response.status))
    });
    paragraphs.extend(docs::section(
        "Arguments",
        arguments.chain(needed).collect(),
    ));
    paragraphs.extend(docs::section(
        "Optional parameters, as setters of the call",
        setters.chain(settable).collect(),
    ));
    paragraphs.extend(docs::section("Responses", responses.collect()));
    let pages = told.paged;
    paragraphs.extend(pages.map(|paged| paging::paragraphs(operation, paged)));
    let endings = operation.alternatives.iter().map(|alternative| {
        let (call, name) = (&operation.call, call::ending(alternative.kind));
        let accept = docs::code(&alternative.accept);
        format!("* [`{name}`]({call}::{name}): {accept}")
    });
    paragraphs.extend(docs::section(
        "Other kinds of answers, as endings of the call",
        endings.collect(),
    ));
    let callbacks = operation.callbacks.iter().map(|it| callback(operation, it));
    let links = operation.links.iter().map(link);
    paragraphs.extend(docs::section("Callbacks", callbacks.collect()));
    paragraphs.extend(docs::section("Links", links.collect()));
    paragraphs.extend(operation.headers.map(|id| {
        let path = types::path(&printer.api[id]);
        format!(
            "The headers of a success are [`{}`]({path}).",
            printer.api[id].name.rust
        )
    }));
    let lines = docs::lines(&paragraphs.join("\n\n"));
    let deprecated = operation.docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#lines #deprecated)
}

fn setter_link(operation: &Operation, setter: &str) -> String {
    format!("{}::{setter}", operation.call)
}

/// A callback, with a link to its type.
fn callback(operation: &Operation, hook: &Hook) -> String {
    let path = format!("{}::{}", operation.name.rust, hook.name.rust);
    let url = hook.url.as_deref().map(docs::code).unwrap_or_default();
    let method = docs::code(hook.method);
    format!("* [`{path}`](super::callbacks::{path}): {method} to {url}")
}

/// What a response leads to.
fn link(link: &Link) -> String {
    let (name, operation) = (docs::code(&link.name), docs::code(&link.operation));
    let description = link.description.as_deref().map(markdown::one_line);
    let said = description.unwrap_or_default();
    format!("* {name} leads to {operation}. {said}")
        .trim()
        .to_owned()
}

/// One line of a list: the name, the description and what the type doesn't show.
fn item(name: &str, docs: &Docs) -> String {
    let link = if name.contains("::") {
        let setter = name.rsplit("::").next().unwrap_or(name);
        format!("[`{setter}`]({name})")
    } else {
        format!("`{name}`")
    };
    match docs::one_line(docs).as_str() {
        "" => format!("* {link}"),
        said => format!("* {link}: {said}"),
    }
}
