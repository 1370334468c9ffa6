//! Bodies: the type of what an operation can be sent, where the document lists several things.
//!
//! ```text
//! pub enum Body {
//!     /// `application/json`
//!     Json(super::super::Pet),
//!     /// `text/plain`
//!     Text(String),
//! }
//!
//! impl From<super::models::Pet> for super::models::operations::add_pet::Body { .. }
//! ```
//! A function takes whatever becomes one, so that a call that was written when the document listed one media type
//! still compiles when it lists two.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::constructor::unaliased;
use super::docs;
use super::types::{Printer, ident};
use crate::ir::{Api, Body, Choice, Content, Docs, Type, TypeDef, TypeId, Writing};

/// The type itself.
pub(super) fn definition(def: &TypeDef, choices: &[Choice], printer: &Printer<'_>) -> TokenStream {
    let docs = docs::lines("What the operation can be sent.");
    let name = ident(&def.name.rust);
    let variants = choices.iter().map(|choice| {
        let docs = docs::lines(&said(&choice.writing));
        let (name, ty) = (ident(&choice.variant), ty(&choice.writing.content, printer));
        quote!(#docs #name(#ty))
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}

/// What the document says of a body, and how it is sent where there is a choice.
pub(super) fn docs(body: &Body, api: &Api) -> Docs {
    let alternatives = body.alternatives(api);
    let how = match alternatives.as_slice() {
        [only] if only.others.is_empty() => None,
        [only] => Some(format!("Sent as {}.", said(only))),
        several => {
            let types: Vec<String> = several
                .iter()
                .map(|it| docs::code(&it.content_type))
                .collect();
            Some(format!("Sent as one of {}.", types.join(", ")))
        }
    };
    let said: Vec<String> = body
        .docs
        .description
        .clone()
        .into_iter()
        .chain(how)
        .collect();
    Docs {
        description: (!said.is_empty()).then(|| said.join("\n\n")),
        ..body.docs.clone()
    }
}

/// The media type that a body is sent as, and those that the caller may say instead.
fn said(writing: &Writing) -> String {
    let sent = docs::code(&writing.content_type);
    let others = writing.others.iter();
    let others: Vec<String> = others.map(|other| docs::code(other)).collect();
    if others.is_empty() {
        return sent;
    }
    let others = others.join(" or ");
    format!("{sent}, or {others} when a header `Content-Type` says so")
}

/// `From` for what each variant holds. Where two hold the same, it is the preferred one that is made.
pub(super) fn conversions(id: TypeId, choices: &[Choice], printer: &Printer<'_>) -> TokenStream {
    let path = printer.named(id);
    let mut taken = BTreeSet::new();
    let conversions = choices.iter().flat_map(|Choice { variant, writing }| {
        let variant = ident(variant);
        sources(&writing.content, printer)
            .into_iter()
            .filter_map(|(ty, value)| {
                taken.insert(ty.to_string()).then(|| {
                    quote! {
                        impl From<#ty> for #path {
                            fn from(body: #ty) -> Self {
                                Self::#variant(#value)
                            }
                        }
                    }
                })
            })
            .collect::<Vec<_>>()
    });
    let conversions: Vec<TokenStream> = conversions.collect();
    quote!(#(#conversions)*)
}

/// The types that become a variant of this content, and how. What a type of the user's own is the same as isn't known.
fn sources(content: &Content, printer: &Printer<'_>) -> Vec<(TokenStream, TokenStream)> {
    let own = match content.ty().map(|ty| unaliased(ty, printer.api)) {
        Some(ty) if is_foreign(&ty) => return Vec::new(),
        Some(ty) => printer.ty(&ty),
        None => ty(content, printer),
    };
    let is_text = own.to_string() == "String";
    let borrowed = is_text.then(|| (quote!(&str), quote!(body.to_owned())));
    let bytes = (*content == Content::Bytes).then(|| (quote!(Vec<u8>), quote!(body.into())));
    [(own, quote!(body))]
        .into_iter()
        .chain(borrowed)
        .chain(bytes)
        .collect()
}

fn ty(content: &Content, printer: &Printer<'_>) -> TokenStream {
    match content {
        Content::Bytes => quote!(::bindery_runtime::Bytes),
        Content::Text => printer.ty(&Type::String),
        Content::Json(ty) => printer.ty(ty),
        Content::Form(form) => printer.ty(&form.ty),
    }
}

fn is_foreign(ty: &Type) -> bool {
    match ty {
        Type::Foreign(_) => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_foreign(inner),
        _ => false,
    }
}
