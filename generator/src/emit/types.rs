//! Types as tokens: `Option<send_message_request::Recipient>`.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;

use crate::ir::{Api, Integer, Number, Presence, Type, TypeDef, TypeId};

/// An identifier; names are made valid where they are made, in [`name`](crate::lower::name).
pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// Prints types for one place.
pub(super) struct Printer<'a> {
    pub(super) api: &'a Api,
    /// The prelude's names that can't be used as they are.
    pub(super) shadowed: &'a BTreeSet<&'static str>,
    pub(super) place: Place<'a>,
}

/// Where a type is printed, which decides the path that leads to it.
pub(super) enum Place<'a> {
    /// In this module of `models`.
    Models(&'a [String]),
    /// In a module beside `models`.
    Beside,
    /// In a module inside of one beside `models`.
    Beneath,
    /// In a crate that depends on this library.
    Outside(&'a str),
}

impl Printer<'_> {
    /// The type itself.
    pub(super) fn ty(&self, ty: &Type) -> TokenStream {
        match ty {
            Type::Named(id) => self.named(*id),
            Type::List(item) => {
                let (vec, item) = (self.prelude("Vec"), self.ty(item));
                quote!(#vec<#item>)
            }
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.ty(item));
                quote!((#(#items,)*))
            }
            Type::Map(value) if **value == Type::Untyped => quote!(::bindery_runtime::JsonObject),
            Type::Map(value) => {
                let value = self.ty(value);
                quote!(::bindery_runtime::Map<#value>)
            }
            Type::Nullable(inner) => {
                let (option, inner) = (self.prelude("Option"), self.ty(inner));
                quote!(#option<#inner>)
            }
            Type::String => self.prelude("String"),
            Type::Formatted(format) => {
                let name = ident(format.name());
                quote!(::bindery_runtime::#name)
            }
            // It was found to be a path, and so is made of tokens.
            Type::Foreign(path) => path.as_str().parse().unwrap_or_default(),
            Type::File => quote!(::bindery_runtime::File),
            Type::Boolean => quote!(bool),
            Type::Integer(width) => {
                let width = ident(integer(*width));
                quote!(#width)
            }
            Type::Number(Number::F64) => quote!(f64),
            Type::Untyped => quote!(::bindery_runtime::Value),
        }
    }

    /// The type of the properties that no field has, by that of their values.
    pub(super) fn additional(&self, value: &Type) -> TokenStream {
        let values = (*value != Type::Untyped).then(|| {
            let value = self.ty(value);
            quote!(<#value>)
        });
        quote!(::bindery_runtime::AdditionalProperties #values)
    }

    /// The type of a field, whose value may be absent or null.
    pub(super) fn field(&self, inner: &TokenStream, presence: Presence) -> TokenStream {
        match presence {
            Presence::Required => inner.clone(),
            Presence::Optional | Presence::Nullable | Presence::OptionalUntyped => {
                let option = self.prelude("Option");
                quote!(#option<#inner>)
            }
            Presence::OptionalNullable => quote!(::bindery_runtime::Presence<#inner>),
        }
    }

    /// The path of a named type.
    pub(super) fn named(&self, id: TypeId) -> TokenStream {
        let def = &self.api[id];
        let (ups, downs) = match self.place {
            Place::Beside | Place::Beneath | Place::Outside(_) => (0, def.module.as_slice()),
            Place::Models(here) => {
                let common = here
                    .iter()
                    .zip(&def.module)
                    .take_while(|(a, b)| a == b)
                    .count();
                (here.len() - common, &def.module[common..])
            }
        };
        let models = match self.place {
            Place::Models(_) => None,
            Place::Beside => Some(quote!(super::models::)),
            Place::Beneath => Some(quote!(super::super::models::)),
            Place::Outside(library) => {
                let library = ident(library);
                Some(quote!(#library::models::))
            }
        };
        let ups = std::iter::repeat_n(quote!(super::), ups);
        let downs = downs.iter().map(|module| ident(module));
        let name = ident(&def.name.rust);
        quote!(#models #(#ups)* #(#downs::)* #name)
    }

    /// A name of the prelude, or its full path where the document took the name.
    pub(super) fn prelude(&self, name: &'static str) -> TokenStream {
        let short = ident(name);
        if !self.shadowed.contains(name) {
            return quote!(#short);
        }
        match name {
            "Box" => quote!(::std::boxed::Box),
            "From" | "Into" => quote!(::std::convert::#short),
            "Option" => quote!(::std::option::Option),
            "String" => quote!(::std::string::String),
            "Default" => quote!(::std::default::Default),
            _ => quote!(::std::vec::Vec),
        }
    }
}

/// The primitive type of an integer.
pub(super) fn integer(width: Integer) -> &'static str {
    match width {
        Integer::I32 => "i32",
        Integer::I64 => "i64",
        Integer::U64 => "u64",
        Integer::I128 => "i128",
        Integer::U128 => "u128",
    }
}

/// The path of a named type from beside `models`, as text.
pub(super) fn path(def: &TypeDef) -> String {
    let steps = def.module.iter().chain([&def.name.rust]);
    steps.fold("super::models".to_owned(), |path, step| {
        format!("{path}::{step}")
    })
}

/// The text of a type: nothing stands apart but what a comma separates.
pub(super) fn text(ty: TokenStream) -> String {
    let tokens = ty.into_iter().map(|token| match token {
        TokenTree::Punct(punct) if punct.as_char() == ',' => ", ".to_owned(),
        TokenTree::Group(group) => format!("({})", text(group.stream()).trim_end()),
        token => token.to_string(),
    });
    tokens.collect()
}
