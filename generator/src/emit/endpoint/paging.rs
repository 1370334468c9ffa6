//! Paging: what a call needs to give its answers page by page.
//!
//! ```text
//! impl ::bindery_runtime::Paged for ListPets<'_> {
//!     type Item = super::models::Pet;
//!     const PAGING: ::bindery_runtime::Paging = ::bindery_runtime::Paging::cursor(
//!             ::bindery_runtime::Parameter::query("after"),
//!             "/paging/after",
//!         )
//!         .items("/data");
//!     #[inline]
//!     fn items_of(page: super::models::PetList) -> Vec<Self::Item> {
//!         page.data.unwrap_or_default()
//!     }
//! }
//!
//! ::bindery_runtime::paged!(ListPets);
//! ```

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::sending;
use crate::emit::docs;
use crate::emit::types::{Printer, ident};
use crate::facts::{Paged, Step};
use crate::ir::{Cursor, End, Operation, Presence, Target, Way};
use crate::pointer::Pointer;

/// How the call pages.
pub(super) fn implementation(
    operation: &Operation,
    paged: &Paged,
    printer: &Printer<'_>,
) -> TokenStream {
    let call = ident(&operation.call);
    let (page, item) = (printer.ty(&paged.page), printer.ty(&paged.item));
    let (table, items) = (table(operation, paged), items(&paged.steps));
    let vec = printer.prelude("Vec");
    quote! {
        impl ::bindery_runtime::Paged for #call<'_> {
            type Item = #item;
            const PAGING: ::bindery_runtime::Paging = #table;
            #[inline]
            fn items_of(page: #page) -> #vec<Self::Item> {
                #items
            }
        }

        ::bindery_runtime::paged!(#call);
    }
}

/// What the docs of an operation say of its pages.
pub(super) fn paragraphs(operation: &Operation, paged: &Paged) -> String {
    let code = |pointer: &Pointer| {
        let names: Vec<_> = pointer.segments().collect();
        docs::code(&names.join("."))
    };
    let by = match &paged.paging.way {
        Way::Cursor { to, from } => {
            let to = match to {
                Target::Query(name) => docs::code(name),
                Target::Body(name) => format!("{} of the body", docs::code(name)),
            };
            match from {
                Cursor::Answer(from) => {
                    format!("what an answer has at {} is the next {to}", code(from))
                }
                Cursor::LastItem(from) => {
                    format!("{} of the last item is the next {to}", code(from))
                }
            }
        }
        Way::Page { parameter, .. } => format!("{} is counted on", docs::code(parameter)),
        Way::Offset { parameter, .. } => {
            format!(
                "{} is advanced by the items that came",
                docs::code(parameter)
            )
        }
        Way::Url(at) => format!("the URL that an answer has at {} is followed", code(at)),
        Way::Link => "the `Link` header with `rel=\"next\"` is followed".to_owned(),
    };
    let call = &operation.call;
    docs::section(
        "Pages",
        vec![format!(
            "[`pages`]({call}::pages) and [`items`]({call}::items) go through all of them: {by}."
        )],
    )
    .unwrap_or_default()
}

fn table(operation: &Operation, paged: &Paged) -> TokenStream {
    let paging = &paged.paging;
    let parameter = |name: &str| parameter(operation, name);
    let at = |pointer: &Pointer| pointer.as_str().to_owned();
    let optional = |function: &str, pointer: &Option<Pointer>| {
        let (function, pointer) = (ident(function), pointer.as_ref().map(at)?);
        Some(quote!(.#function(#pointer)))
    };
    let way = match &paging.way {
        Way::Cursor { to, from } => {
            let (from, last) = match from {
                Cursor::Answer(pointer) => (at(pointer), None),
                Cursor::LastItem(pointer) => (at(pointer), Some(quote!(.of_last_item()))),
            };
            let to = match to {
                Target::Query(name) => {
                    let parameter = parameter(name);
                    quote!(cursor(#parameter, #from))
                }
                Target::Body(name) => quote!(cursor_in_body(#name, #from)),
            };
            quote!(#to #last)
        }
        Way::Page {
            parameter: name,
            start,
            pages,
            total,
        } => {
            let (pages, total) = (optional("pages", pages), optional("total", total));
            let (parameter, start) = (parameter(name), integer(*start));
            quote!(page(#parameter, #start) #pages #total)
        }
        Way::Offset {
            parameter: name,
            start,
            total,
        } => {
            let total = optional("total", total);
            let (parameter, start) = (parameter(name), integer(*start));
            quote!(offset(#parameter, #start) #total)
        }
        Way::Url(pointer) => {
            let pointer = at(pointer);
            quote!(url(#pointer))
        }
        Way::Link => quote!(link()),
    };
    let end = paging.end.as_ref().map(|end| {
        let pointer = at(end.pointer());
        match end {
            End::False(_) => quote!(.while_true(#pointer)),
            End::True(_) => quote!(.until_true(#pointer)),
            End::Absent(_) => quote!(.while_present(#pointer)),
        }
    });
    let items = (!paging.items.is_root()).then(|| {
        let items = at(&paging.items);
        quote!(.items(#items))
    });
    quote!(::bindery_runtime::Paging::#way #end #items)
}

/// A number without a suffix.
fn integer(number: i64) -> TokenStream {
    let literal = proc_macro2::Literal::i64_unsuffixed(number);
    quote!(#literal)
}

/// How the query parameter of this name is written.
fn parameter(operation: &Operation, name: &str) -> TokenStream {
    let mut parameters = operation.parameters.iter();
    let found = parameters.find(|it| it.name.wire == name);
    found.map_or_else(
        || quote!(::bindery_runtime::Parameter::query(#name)),
        sending::described,
    )
}

/// The list of a page's items: `page.data.unwrap_or_default()`.
fn items(steps: &[Step]) -> TokenStream {
    let page = (quote!(page), false);
    let (items, is_option) = steps.iter().fold(page, |(value, is_option), step| {
        let field: Ident = ident(&step.field);
        let (option, is_open) = match step.presence {
            Presence::Required => (None, false),
            Presence::OptionalNullable => (Some(quote!(.into_option())), true),
            Presence::Optional | Presence::Nullable | Presence::OptionalUntyped => (None, true),
        };
        match (is_option, is_open) {
            (false, _) => (quote!(#value.#field #option), is_open),
            (true, true) => (quote!(#value.and_then(|it| it.#field #option)), true),
            (true, false) => (quote!(#value.map(|it| it.#field)), true),
        }
    });
    if is_option {
        quote!(#items.unwrap_or_default())
    } else {
        items
    }
}
