//! Calls: the types of calls that are being prepared.
//!
//! ```text
//! #[derive(Debug)]
//! #[must_use = "a call does nothing until it is awaited"]
//! pub struct GetMessengerProfile<'c>(::bindery_runtime::Call<'c>);
//!
//! impl GetMessengerProfile<'_> {
//!     pub fn fields(mut self, fields: impl Into<String>) -> Self { .. }
//! }
//!
//! impl ::bindery_runtime::Endpoint for GetMessengerProfile<'_> {
//!     const OPERATION: &'static ::bindery_runtime::Operation = &..;
//!     type Success = ::bindery_runtime::decode::Json<super::models::MessengerProfile>;
//!     type Failure = ::bindery_runtime::decode::Empty;
//! }
//!
//! ::bindery_runtime::call!(GetMessengerProfile);
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::sending::Sending;
use super::{Told, optional};
use crate::emit::types::{Printer, ident};
use crate::emit::{bodies, docs, servers, validation};
use crate::ir::{Alternative, Answer, AnswerKind, Operation, Parameter, Payload};

/// The call of an operation: its type, its setters and its outcome.
pub(super) fn definition(
    operation: &Operation,
    told: &Told<'_>,
    printer: &Printer<'_>,
) -> TokenStream {
    let name = ident(&operation.call);
    let docs = docs::lines(&format!(
        "The call that [`Client::{0}`](super::Client::{0}) prepares.",
        operation.name.rust
    ));
    let setters = setters(operation, &name, printer);
    let endings = endings(operation, &name, printer);
    let description = description(operation, told);
    let (success, failure) = (
        answer(&operation.success, printer),
        answer(&operation.failure, printer),
    );
    quote! {
        #docs
        #[derive(Debug)]
        #[must_use = "a call does nothing until it is awaited"]
        pub struct #name<'c>(::bindery_runtime::Call<'c>);

        #setters
        #endings

        impl ::bindery_runtime::Endpoint for #name<'_> {
            const OPERATION: &'static ::bindery_runtime::Operation = &#description;
            type Success = #success;
            type Failure = #failure;
        }

        ::bindery_runtime::call!(#name);
    }
}

/// What the runtime has to know of an operation.
fn description(operation: &Operation, told: &Told<'_>) -> TokenStream {
    let Operation {
        name, method, path, ..
    } = operation;
    let (wire, method) = (&name.wire, ident(method));
    let alternatives = operation
        .security
        .iter()
        .map(|names| quote!(&[#(#names),*]));
    let security =
        (!operation.security.is_empty()).then(|| quote!(.security(&[#(#alternatives),*])));
    let accept = operation.accept.iter();
    let accept = accept.map(|accept| quote!(.accepting(#accept)));
    let accept: TokenStream = accept.collect();
    let servers = servers::of_operation(&operation.servers);
    let secrets = told.secrets.map(|names| {
        let names = names.iter();
        quote!(.secrets(&[#(#names),*]))
    });
    let validated = told
        .is_validated
        .then(|| validation::of_operation(operation));
    let statuses = operation.responses.iter().map(|response| &response.status);
    quote! {
        ::bindery_runtime::Operation::new(#wire, ::bindery_runtime::Method::#method, #path)
            #servers
            #security
            .responses(&[#(#statuses),*])
            #accept
            #secrets
            #validated
    }
}

fn setters(operation: &Operation, call: &Ident, printer: &Printer<'_>) -> Option<TokenStream> {
    let parameters = optional(operation).map(|parameter| {
        let sending = Sending::of_parameter(parameter, printer);
        setter(
            &sending,
            &docs::attributes(&parameter.docs, &fallback(parameter)),
        )
    });
    let body = operation
        .body
        .as_ref()
        .filter(|body| !body.required)
        .map(|body| {
            setter(
                &Sending::of_body(body, printer),
                &docs::attributes(&bodies::docs(body, printer.api), "Sets the body."),
            )
        });
    let setters: Vec<TokenStream> = parameters.chain(body).collect();
    (!setters.is_empty()).then(|| quote!(impl #call<'_> { #(#setters)* }))
}

/// What a call ends with that asks for another kind of answer.
fn endings(operation: &Operation, call: &Ident, printer: &Printer<'_>) -> Option<TokenStream> {
    let endings = operation.alternatives.iter().map(|alternative| {
        let Alternative {
            kind,
            accept,
            success,
        } = alternative;
        let what = match kind {
            AnswerKind::Json => "JSON",
            AnswerKind::Text => "text",
            AnswerKind::Bytes => "bytes, read as they come",
            AnswerKind::Events => "events, read as they come",
            AnswerKind::Lines => "JSON values, read as they come",
        };
        let docs = format!(
            "The same call for an answer of {what}: {}.",
            docs::code(accept)
        );
        let docs = docs::lines(&docs);
        let (name, success) = (ident(ending(*kind)), answer(success, printer));
        quote! {
            #docs
            #[inline]
            pub fn #name(self) -> ::bindery_runtime::CallAs<'c, Self, #success> {
                self.0.accepting(#accept)
            }
        }
    });
    let endings: Vec<TokenStream> = endings.collect();
    (!endings.is_empty()).then(|| quote!(impl<'c> #call<'c> { #(#endings)* }))
}

/// The name of the ending for a kind of answer.
pub(super) fn ending(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Json => "as_json",
        AnswerKind::Text => "as_text",
        AnswerKind::Bytes => "as_bytes",
        AnswerKind::Events => "as_events",
        AnswerKind::Lines => "as_lines",
    }
}

fn fallback(parameter: &Parameter) -> String {
    format!("Sets the parameter {}.", docs::code(&parameter.name.wire))
}

fn setter(sending: &Sending, docs: &TokenStream) -> TokenStream {
    let (name, parameter) = (sending.name(), &sending.parameter);
    let statements = sending.statements(&quote!(self.0));
    quote! {
        #docs
        #[inline]
        pub fn #name(mut self, #parameter) -> Self {
            #statements
            self
        }
    }
}

fn answer(answer: &Answer, printer: &Printer<'_>) -> TokenStream {
    match answer {
        Answer::Always(payload) => self::payload(payload, printer),
        Answer::ByStatus(id) => printer.named(*id),
    }
}

fn payload(payload: &Payload, printer: &Printer<'_>) -> TokenStream {
    match payload {
        Payload::Empty => quote!(::bindery_runtime::decode::Empty),
        Payload::Json(ty) => {
            let ty = printer.ty(ty);
            quote!(::bindery_runtime::decode::Json<#ty>)
        }
        Payload::Text => quote!(::bindery_runtime::decode::Text),
        Payload::Bytes => quote!(::bindery_runtime::decode::Binary),
        Payload::Stream => quote!(::bindery_runtime::decode::Stream),
        Payload::Events(ty) => {
            let ty = printer.ty(ty);
            quote!(::bindery_runtime::decode::Events<#ty>)
        }
        Payload::Lines(ty) => {
            let ty = printer.ty(ty);
            quote!(::bindery_runtime::decode::Lines<#ty>)
        }
    }
}
