//! Constructors: `new` with what is required and could be one thing or another, and setters for the rest of what requests
//! carry.
//!
//! ```text
//! impl super::models::send_message_request::Message {
//!     /// Sets [`text`](Self::text).
//!     #[must_use]
//!     pub fn text(mut self, text: impl Into<String>) -> Self {
//!         self.text = Some(text.into());
//!         self
//!     }
//! }
//! ```

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::argument::{self, Argument};
use super::file::{self, File};
use super::types::{Place, Printer, ident};
use super::{Layout, bodies};
use crate::facts::{Constant, Facts};
use crate::ir::{Additional, Api, Field, Object, Presence, Shape, Type, TypeId, Union};

pub(super) fn file(api: &Api, facts: &Facts, layout: &Layout) -> File {
    let shared = file::attributes(" How the types of `models` are made.", facts);
    let complex = facts
        .has_complex_types
        .then(|| quote!(clippy::type_complexity,));
    let attributes = quote! {
        #shared
        #![allow(clippy::should_implement_trait, clippy::too_many_arguments, #complex clippy::wrong_self_convention, reason = "the document chooses names and counts")]
    };
    // No type of the document's stands in this module, so the prelude's names are free.
    let printer = Printer {
        api,
        shadowed: &BTreeSet::new(),
        place: Place::Beside,
    };
    let ids = (0..api.types.len()).map(TypeId);
    // What only responses carry is seldom made by hand, and `Default` is enough where it can be had.
    let ids = ids.filter(|id| facts.sent.contains(id) || !facts.defaults.contains(id));
    let impls = ids.filter_map(|id| match &api[id].shape {
        Shape::Object(object) => Some(implementation(id, object, facts, &printer)),
        Shape::Union(union) => Some(conversions(id, union, facts, &printer)),
        Shape::Bodies(choices) => Some(bodies::conversions(id, choices, &printer)),
        Shape::Enum(_) | Shape::Answers(_) | Shape::Headers(_) | Shape::Alias(_) => None,
    });
    File::new("constructors.rs", layout, attributes, |text| {
        impls.for_each(|it| text.items(it))
    })
}

fn implementation(
    id: TypeId,
    object: &Object,
    facts: &Facts,
    printer: &Printer<'_>,
) -> TokenStream {
    let path = printer.named(id);
    let fields = object.fields.iter().enumerate();
    let members: Vec<_> = fields
        .map(|(index, field)| Member {
            field,
            is_boxed: facts.boxed.contains(&(id, index)),
            constant: facts.constants.get(&(id, index)),
        })
        .collect();
    let new = constructor(&members, &object.additional, printer);
    let settable = members
        .iter()
        .filter(|member| facts.sent.contains(&id) && !is_required(member.field));
    let setters = settable.map(|member| setter(member.field, member.is_boxed, printer));
    let asks_for_nothing = !members.iter().any(Member::is_asked_for);
    // Where all is optional it is derived.
    let default = (asks_for_nothing && !facts.defaults.contains(&id)).then(|| default(&path));
    quote! {
        impl #path {
            #new
            #(#setters)*
        }
        #default
    }
}

/// What can be made of nothing, made by `new`.
fn default(path: &TokenStream) -> TokenStream {
    quote! {
        impl Default for #path {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}

/// A field, and what constructors have to know of it.
struct Member<'a> {
    field: &'a Field,
    is_boxed: bool,
    constant: Option<&'a Constant>,
}

impl Member<'_> {
    fn is_asked_for(&self) -> bool {
        is_required(self.field) && self.constant.is_none()
    }

    /// What a new struct has for it.
    fn initializer(&self, printer: &Printer<'_>) -> TokenStream {
        let name = ident(&self.field.name.rust);
        if let Some(Constant { of, variant }) = self.constant {
            let (path, variant) = (printer.named(*of), ident(variant));
            return quote!(#name: #path::#variant);
        }
        match self.field.presence {
            Presence::Required | Presence::Nullable => {
                argument(self.field, self.is_boxed, printer).initializer(&name)
            }
            Presence::Optional | Presence::OptionalUntyped => quote!(#name: None),
            Presence::OptionalNullable => quote!(#name: ::bindery_runtime::Presence::Absent),
        }
    }
}

fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable)
}

fn argument(field: &Field, is_boxed: bool, printer: &Printer<'_>) -> Argument {
    argument::field(
        &field.name.rust,
        &field.ty,
        field.presence,
        is_boxed,
        printer,
    )
}

fn constructor(
    members: &[Member<'_>],
    additional: &Additional,
    printer: &Printer<'_>,
) -> TokenStream {
    let required = members.iter().filter(|member| member.is_asked_for());
    let parameters =
        required.map(|member| argument(member.field, member.is_boxed, printer).parameter);
    let values = members.iter().map(|member| member.initializer(printer));
    let additional = match additional {
        Additional::Closed => None,
        Additional::Kept { field, .. } => {
            let field = ident(field);
            Some(quote!(#field: ::bindery_runtime::AdditionalProperties::new(),))
        }
    };
    quote! {
        /// Makes one with nothing but what is required.
        #[must_use]
        pub fn new(#(#parameters),*) -> Self {
            Self { #(#values,)* #additional }
        }
    }
}

fn setter(field: &Field, is_boxed: bool, printer: &Printer<'_>) -> TokenStream {
    let name = ident(&field.name.rust);
    let Argument {
        parameter, value, ..
    } = argument(field, is_boxed, printer);
    let value = if field.presence == Presence::OptionalNullable {
        value
    } else {
        quote!(Some(#value))
    };
    let docs = super::docs::lines(&format!("Sets [`{0}`](field@Self::{0}).", field.name.rust));
    let deprecated = field.docs.deprecated.then(|| quote!(#[deprecated]));
    quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #name(mut self, #parameter) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// `From` for each branch of a union whose type is no other branch's. A type of the user's own may be another one by
/// another name.
fn conversions(id: TypeId, union: &Union, facts: &Facts, printer: &Printer<'_>) -> TokenStream {
    let path = printer.named(id);
    let types: Vec<String> = union
        .branches
        .iter()
        .map(|branch| printer.ty(&unaliased(&branch.ty, printer.api)).to_string())
        .collect();
    let is_only = |index: &usize| types.iter().filter(|ty| **ty == types[*index]).count() == 1;
    let branches = union
        .branches
        .iter()
        .enumerate()
        .filter(|(index, branch)| is_only(index) && branch.ty != Type::Untyped)
        .filter(|(index, _)| !facts.foreign.contains(&(id, *index)));
    let conversions = branches.map(|(index, branch)| {
        let (variant, ty) = (ident(&branch.name.rust), printer.ty(&branch.ty));
        let value = if facts.boxed.contains(&(id, index)) {
            quote!(Box::new(value))
        } else {
            quote!(value)
        };
        let borrowed = (branch.ty == Type::String).then(|| {
            quote! {
                impl From<&str> for #path {
                    fn from(value: &str) -> Self {
                        Self::#variant(value.to_owned())
                    }
                }
            }
        });
        quote! {
            impl From<#ty> for #path {
                fn from(value: #ty) -> Self {
                    Self::#variant(#value)
                }
            }
            #borrowed
        }
    });
    quote!(#(#conversions)*)
}

/// The type with every alias in it replaced by what it stands for, as the compiler compares types.
pub(super) fn unaliased(ty: &Type, api: &Api) -> Type {
    let inner = |inner: &Type| Box::new(unaliased(inner, api));
    match ty {
        Type::Named(id) => match &api[*id].shape {
            Shape::Alias(aliased) => unaliased(aliased, api),
            _ => ty.clone(),
        },
        Type::List(item) => Type::List(inner(item)),
        Type::Tuple(items) => Type::Tuple(items.iter().map(|item| unaliased(item, api)).collect()),
        Type::Map(value) => Type::Map(inner(value)),
        Type::Nullable(value) => Type::Nullable(inner(value)),
        _ => ty.clone(),
    }
}
