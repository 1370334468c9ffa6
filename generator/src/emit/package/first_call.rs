//! The example: the first call that a reader can make.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Package;
use crate::emit::File;
use crate::emit::text::print;
use crate::emit::types::{Place, Printer, ident};
use crate::facts::Facts;
use crate::ir::{
    Api, Content, Form, Format, Number, Object, Operation, Parameter, SecuritySchemeKind, Type,
};

pub(super) const PATH: &str = "examples/first_call.rs";

pub(super) fn file(api: &Api, facts: &Facts, package: &Package) -> File {
    File {
        path: PATH.to_owned(),
        text: text(api, facts, package),
    }
}

/// The example's text, which the README shows as well.
pub(super) fn text(api: &Api, facts: &Facts, package: &Package) -> String {
    let name = package.library();
    let library = ident(&name);
    let printer = Printer {
        api,
        shadowed: &BTreeSet::new(),
        place: Place::Outside(&name),
    };
    let credential = api
        .security_schemes
        .iter()
        .find_map(|scheme| credential(&scheme.kind));
    let needs_base_url = !facts.servers.suffice();
    let base_url = needs_base_url.then(|| quote!(.base_url("https://api.example.com")));
    let call = match simplest(api) {
        Some(operation) => call(operation, &printer),
        None => quote!(println!("{client:#?}");),
    };
    let deprecated = simplest(api)
        .is_some_and(is_deprecated)
        .then(|| quote!(#![allow(deprecated, reason = "the API has nothing simpler that isn't")]));
    let tokens = quote! {
        //! Makes one call of the API.
        #deprecated

        use #library::Client;

        #[tokio::main(flavor = "current_thread")]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            let client = Client::builder() #base_url #credential .build()?;
            #call
            Ok(())
        }
    };
    print(tokens)
}

fn is_deprecated(operation: &Operation) -> bool {
    let parameters = operation.parameters.iter();
    let is_argument_deprecated = parameters
        .clone()
        .any(|parameter| parameter.docs.deprecated);
    operation.docs.deprecated || is_argument_deprecated
}

/// The operation that asks for least.
fn simplest(api: &Api) -> Option<&Operation> {
    let asked = |operation: &Operation| {
        let parameters = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.required);
        let simple = parameters
            .clone()
            .filter(|parameter| literal(parameter).is_some())
            .count();
        let body = operation.body.as_ref().is_some_and(|body| body.required);
        let is_read = operation.method == "GET";
        (
            parameters.count() - simple + usize::from(body),
            !is_read,
            operation.docs.deprecated,
            simple,
        )
    };
    // What carries files can't be made of JSON.
    let operations = api.operations.iter();
    operations
        .filter(|operation| !carries_files(operation, api))
        .min_by_key(|operation| asked(operation))
}

fn carries_files(operation: &Operation, api: &Api) -> bool {
    match preferred(operation, api) {
        Some(Content::Form(form)) => api.object(&form.ty).is_some_and(Object::holds_files),
        _ => false,
    }
}

/// What the body is at first, if the operation has one.
fn preferred<'a>(operation: &'a Operation, api: &'a Api) -> Option<&'a Content> {
    let alternatives = operation.body.as_ref()?.alternatives(api);
    alternatives.first().map(|preferred| &preferred.content)
}

fn call(operation: &Operation, printer: &Printer<'_>) -> TokenStream {
    let name = ident(&operation.name.rust);
    let required = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.required);
    let arguments = required
        .map(|parameter| literal(parameter).unwrap_or_else(|| from_json(&parameter.ty, printer)));
    let is_required = operation.body.as_ref().is_some_and(|body| body.required);
    let body = preferred(operation, printer.api).filter(|_| is_required);
    let body = body.map(|content| match content {
        Content::Json(ty) | Content::Form(Form { ty, .. }) => from_json(ty, printer),
        Content::Text => quote!("text"),
        Content::Bytes => quote!(Vec::<u8>::new()),
    });
    let arguments = arguments.chain(body);
    quote! {
        let answer = client.#name(#(#arguments),*).await?;
        println!("{answer:#?}");
    }
}

/// An argument that the reader fills in; with its type, because a function may take anything that becomes it.
fn from_json(ty: &Type, printer: &Printer<'_>) -> TokenStream {
    let ty = printer.ty(ty);
    quote!(serde_json::from_str::<#ty>("{}")?)
}

/// A literal for an argument of a simple type, from the document's own example where there is one.
fn literal(parameter: &Parameter) -> Option<TokenStream> {
    let example = parameter.docs.examples.first();
    match &parameter.ty {
        Type::String => {
            let text = example
                .and_then(|example| example.as_str())
                .unwrap_or(&parameter.name.wire);
            Some(quote!(#text))
        }
        Type::Formatted(Format::Secret) => Some(quote!("secret")),
        Type::Formatted(format) => {
            let (text, ty) = (format.example(), ident(format.name()));
            Some(quote!(#text.parse::<bindery_runtime::#ty>()?))
        }
        Type::Integer(_) => Some(quote!(1)),
        Type::Number(Number::F64) => Some(quote!(1.0)),
        Type::Boolean => Some(quote!(true)),
        _ => None,
    }
}

fn credential(kind: &SecuritySchemeKind) -> Option<TokenStream> {
    match kind {
        SecuritySchemeKind::Bearer => Some(quote!(.bearer(std::env::var("API_TOKEN")?))),
        SecuritySchemeKind::Basic => Some(quote!(.basic("user", std::env::var("API_PASSWORD")?))),
        SecuritySchemeKind::ApiKeyHeader(_)
        | SecuritySchemeKind::ApiKeyQuery(_)
        | SecuritySchemeKind::ApiKeyCookie(_) => Some(quote!(.api_key(std::env::var("API_KEY")?))),
        SecuritySchemeKind::Unsupported => None,
    }
}
