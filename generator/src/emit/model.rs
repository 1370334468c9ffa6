//! Models: the definitions of types, and nothing else.
//!
//! ```text
//! #[derive(Debug, Clone, PartialEq)]
//! #[non_exhaustive]
//! pub struct Recipient {
//!     /// Recipient user ID.
//!     pub id: String,
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::boxed;
use super::docs;
use super::file::{self, File};
use super::types::{Place, Printer, ident, integer};
use super::{Layout, bodies, markdown, module};
use crate::facts::Facts;
use crate::files;
use crate::ir::{
    Additional, Answered, Api, Branch, Enum, Field, Header, Listed, Object, Payload, Presence,
    Shape, TypeDef, TypeId, Union,
};

pub(super) fn file(api: &Api, facts: &Facts, layout: &Layout) -> File {
    let shared = file::attributes(" What requests and responses carry.", facts);
    let complex = facts
        .has_complex_types
        .then(|| quote!(clippy::type_complexity,));
    let attributes = quote! {
        #shared
        #![allow(clippy::large_enum_variant, clippy::module_inception, #complex reason = "the document chooses names and sizes")]
    };
    File::new("models.rs", layout, attributes, |text| {
        module::models(api, facts, text)
    })
}

/// The definition of one type, in the module that it stands in.
pub(super) fn definition(api: &Api, facts: &Facts, id: TypeId) -> TokenStream {
    let def = &api[id];
    let printer = Printer {
        api,
        shadowed: &facts.shadowed_by_types,
        place: Place::Models(&def.module),
    };
    let docs = docs::attributes(
        &def.docs,
        &format!("From {}.", docs::code(&files::lasting_reference(&def.at))),
    );
    match &def.shape {
        Shape::Object(object) => structure(id, def, object, &docs, facts, &printer),
        Shape::Enum(listed) => enumeration(def, listed, &docs),
        Shape::Union(union) => self::union(id, def, union, &docs, facts, &printer),
        Shape::Answers(answers) => self::answers(def, answers, &printer),
        Shape::Headers(headers) => self::headers(def, headers, &printer),
        Shape::Bodies(choices) => bodies::definition(def, choices, &printer),
        Shape::Alias(ty) => {
            let (name, ty) = (ident(&def.name.rust), printer.ty(ty));
            quote!(#docs pub type #name = #ty;)
        }
    }
}

fn structure(
    id: TypeId,
    def: &TypeDef,
    object: &Object,
    docs: &TokenStream,
    facts: &Facts,
    printer: &Printer<'_>,
) -> TokenStream {
    let name = ident(&def.name.rust);
    let default = facts.defaults.contains(&id).then(|| quote!(Default,));
    let fields = object.fields.iter().enumerate();
    let fields = fields
        .map(|(index, field)| self::field(field, facts.boxed.contains(&(id, index)), printer));
    let additional = additional(&object.additional, printer);
    quote! {
        #docs
        #[derive(Debug, Clone, #default PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
            #additional
        }
    }
}

fn field(field: &Field, is_boxed: bool, printer: &Printer<'_>) -> TokenStream {
    let docs = docs::attributes(
        &field.docs,
        &format!("The property {}.", docs::code(&field.name.wire)),
    );
    let name = ident(&field.name.rust);
    let inner = printer.ty(&field.ty);
    let inner = if is_boxed {
        boxed(&inner, printer)
    } else {
        inner
    };
    let ty = printer.field(&inner, field.presence);
    quote!(#docs pub #name: #ty)
}

fn additional(additional: &Additional, printer: &Printer<'_>) -> Option<TokenStream> {
    let Additional::Kept { field, ty } = additional else {
        return None;
    };
    let (field, ty) = (ident(field), printer.additional(ty));
    Some(quote! {
        /// All other properties, by their names.
        pub #field: #ty,
    })
}

fn enumeration(def: &TypeDef, listed: &Enum, docs: &TokenStream) -> TokenStream {
    let name = ident(&def.name.rust);
    let variants = listed.variants.iter().map(|variant| {
        let docs = docs::of_value(&variant.docs, &variant.name.wire);
        let name = ident(&variant.name.rust);
        quote!(#docs #name)
    });
    let (copy, unrecognized) = match listed.of {
        Listed::Strings => (None, quote!(Unrecognized)),
        Listed::Integers(width) => {
            let integer = ident(integer(width));
            (Some(quote!(, Copy)), quote!(UnrecognizedInteger<#integer>))
        }
    };
    quote! {
        #docs
        #[derive(Debug, Clone #copy)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that the document does not list.
            Unrecognized(::bindery_runtime::#unrecognized),
        }
    }
}

fn union(
    id: TypeId,
    def: &TypeDef,
    union: &Union,
    docs: &TokenStream,
    facts: &Facts,
    printer: &Printer<'_>,
) -> TokenStream {
    let name = ident(&def.name.rust);
    let branches = union.branches.iter().enumerate().map(|(index, branch)| {
        let docs = docs::lines(&branch_docs(branch, union));
        let name = ident(&branch.name.rust);
        let inner = printer.ty(&branch.ty);
        let inner = if facts.boxed.contains(&(id, index)) {
            boxed(&inner, printer)
        } else {
            inner
        };
        quote!(#docs #name(#inner))
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#branches,)*
            /// A value that fits nothing that the document lists.
            Unrecognized(::bindery_runtime::Value),
        }
    }
}

/// What selects a branch, or what it is.
fn branch_docs(branch: &Branch, union: &Union) -> String {
    match (&union.tag, branch.tags.as_slice()) {
        (Some(tag), [_, ..]) => {
            let tags: Vec<String> = branch.tags.iter().map(|tag| docs::code(tag)).collect();
            format!("When {} is {}.", docs::code(tag), tags.join(" or "))
        }
        _ => docs::code(&branch.name.wire),
    }
}

fn answers(def: &TypeDef, answers: &[Answered], printer: &Printer<'_>) -> TokenStream {
    let docs = docs::lines("What the operation answers, by status.");
    let name = ident(&def.name.rust);
    let variants = answers.iter().map(|answer| {
        let said = markdown::one_line(&answer.description);
        let docs = docs::lines(format!("{} {said}", docs::code(&answer.name.wire)).trim());
        let name = ident(&answer.name.rust);
        match &answer.payload {
            Payload::Empty => quote!(#docs #name),
            Payload::Json(ty) => {
                let ty = printer.ty(ty);
                quote!(#docs #name(#ty))
            }
            Payload::Text => {
                let string = printer.prelude("String");
                quote!(#docs #name(#string))
            }
            Payload::Bytes => {
                quote!(#docs #name(::bindery_runtime::Bytes))
            }
            Payload::Stream => quote!(#docs #name(::bindery_runtime::Download)),
            Payload::Events(ty) => {
                let ty = printer.ty(ty);
                quote!(#docs #name(::bindery_runtime::EventStream<#ty>))
            }
            Payload::Lines(ty) => {
                let ty = printer.ty(ty);
                quote!(#docs #name(::bindery_runtime::JsonLines<#ty>))
            }
        }
    });
    // A stream is there once, and says nothing of itself until it is read.
    let is_streamed = answers.iter().any(|answer| answer.payload.is_streamed());
    let derives = (!is_streamed).then(|| quote!(, Clone, PartialEq));
    quote! {
        #docs
        #[derive(Debug #derives)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}

fn headers(def: &TypeDef, headers: &[Header], printer: &Printer<'_>) -> TokenStream {
    let docs = docs::lines(
        "The headers of a success, which \
         [`Response::typed_headers`](::bindery_runtime::Response::typed_headers) reads.",
    );
    let name = ident(&def.name.rust);
    let fields = headers.iter().map(|header| {
        let fallback = format!("The header {}.", docs::code(&header.name.wire));
        let docs = docs::attributes(&header.docs, &fallback);
        let (field, ty) = (ident(&header.name.rust), printer.ty(&header.ty));
        let presence = match header.required {
            true => Presence::Required,
            false => Presence::Optional,
        };
        let ty = printer.field(&ty, presence);
        quote!(#docs pub #field: #ty)
    });
    quote! {
        #docs
        #[derive(Debug, Clone, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields,)*
        }
    }
}
