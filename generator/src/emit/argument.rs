//! Arguments: how constructors, setters and operations take a value.
//!
//! Whatever owns memory is taken as `impl Into<..>`, so that `"text"`, `[..]` and `None` do; numbers and structs are
//! taken as they are, because a literal can't tell which number it should become.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::types::{Printer, ident};
use crate::ir::{Presence, Shape, Type};

/// One argument: its type, and the expression that makes the wanted value of it.
pub(super) struct Argument {
    /// `page_id: impl Into<String>`
    pub(super) parameter: TokenStream,
    /// `page_id.into()`
    pub(super) value: TokenStream,
    /// Whether the type of `value` is for the place that it is put in to tell.
    pub(super) converts: bool,
}

impl Argument {
    /// The argument as a struct's field: `id: id.into()`, or `id` where that is the same.
    pub(super) fn initializer(&self, field: &Ident) -> TokenStream {
        let value = &self.value;
        let is_shorthand = *field == value.to_string();
        if is_shorthand {
            quote!(#field)
        } else {
            quote!(#field: #value)
        }
    }
}

/// An argument of type `ty`.
pub(super) fn plain(name: &str, ty: &Type, printer: &Printer<'_>) -> Argument {
    let printed = printer.ty(ty);
    of(name, &printed, is_converted(ty, printer), printer)
}

/// An argument for a field: the value itself where that is all that can be set, else whatever the field holds.
pub(super) fn field(
    name: &str,
    ty: &Type,
    presence: Presence,
    is_boxed: bool,
    printer: &Printer<'_>,
) -> Argument {
    let inner = printer.ty(ty);
    match presence {
        Presence::Required | Presence::Optional | Presence::OptionalUntyped if is_boxed => {
            let (name, boxed) = (ident(name), printer.prelude("Box"));
            Argument {
                parameter: quote!(#name: #inner),
                value: quote!(#boxed::new(#name)),
                converts: false,
            }
        }
        Presence::Required | Presence::Optional | Presence::OptionalUntyped => {
            plain(name, ty, printer)
        }
        Presence::Nullable | Presence::OptionalNullable => {
            let argument = of(name, &printer.field(&inner, presence), true, printer);
            let value = &argument.value;
            let boxed = is_boxed.then(|| printer.prelude("Box"));
            let value =
                boxed.map_or_else(|| value.clone(), |boxed| quote!(#value.map(#boxed::new)));
            Argument { value, ..argument }
        }
    }
}

/// `Box<T>`
pub(super) fn boxed(inner: &TokenStream, printer: &Printer<'_>) -> TokenStream {
    let boxed = printer.prelude("Box");
    quote!(#boxed<#inner>)
}

fn of(name: &str, ty: &TokenStream, converts: bool, printer: &Printer<'_>) -> Argument {
    let (name, into) = (ident(name), printer.prelude("Into"));
    if converts {
        Argument {
            parameter: quote!(#name: impl #into<#ty>),
            value: quote!(#name.into()),
            converts,
        }
    } else {
        Argument {
            parameter: quote!(#name: #ty),
            value: quote!(#name),
            converts,
        }
    }
}

fn is_converted(ty: &Type, printer: &Printer<'_>) -> bool {
    match ty {
        Type::Named(id) => match &printer.api[*id].shape {
            Shape::Object(_) | Shape::Answers(_) | Shape::Headers(_) => false,
            Shape::Enum(_) | Shape::Union(_) | Shape::Bodies(_) => true,
            Shape::Alias(ty) => is_converted(ty, printer),
        },
        Type::Boolean | Type::Integer(_) | Type::Number(_) | Type::Tuple(_) => false,
        Type::List(_)
        | Type::Map(_)
        | Type::Nullable(_)
        | Type::String
        | Type::Formatted(_)
        | Type::Foreign(_)
        | Type::File
        | Type::Untyped => true,
    }
}
