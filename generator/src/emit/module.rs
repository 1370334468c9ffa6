//! Modules: nests types in modules named for their place.
//!
//! ```text
//! pub struct SendMessageRequest { .. }
//!
//! /// The types inside of [`SendMessageRequest`].
//! pub mod send_message_request { .. }
//! ```

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use super::{docs, model};
use crate::facts::Facts;
use crate::ir::{Api, TypeDef, TypeId};

/// The content of `models`.
pub(super) fn models(api: &Api, facts: &Facts) -> TokenStream {
    let mut modules: Modules<'_> = BTreeMap::new();
    for (index, def) in api.types.iter().enumerate() {
        modules.entry(&def.module).or_default().push(TypeId(index));
    }
    let components = content(api, facts, &modules, &[]);
    let operations = operations(api, facts, &modules);
    quote!(#components #operations)
}

/// The types that stand directly in a module, by its path.
type Modules<'a> = BTreeMap<&'a [String], Vec<TypeId>>;

fn content(api: &Api, facts: &Facts, modules: &Modules<'_>, path: &[String]) -> TokenStream {
    let types = modules.get(path).into_iter().flatten();
    let types = types.map(|&id| {
        let definition = model::definition(api, facts, id);
        let inner = inner(api, facts, modules, &api[id]);
        quote!(#definition #inner)
    });
    quote!(#(#types)*)
}

/// The module of the types inside of a type.
fn inner(api: &Api, facts: &Facts, modules: &Modules<'_>, def: &TypeDef) -> Option<TokenStream> {
    let path: Vec<String> = def.module.iter().chain([&def.inner]).cloned().collect();
    modules.get(path.as_slice())?;
    let docs = docs::lines(&format!("The types inside of [`{}`].", def.name.rust));
    let content = content(api, facts, modules, &path);
    Some(module(&def.inner, &docs, &content))
}

/// The module of the types that operations declare inline.
fn operations(api: &Api, facts: &Facts, modules: &Modules<'_>) -> Option<TokenStream> {
    const SECTION: &str = "operations";
    let of_operations = api.operations.iter().filter_map(|operation| {
        let path = [SECTION.to_owned(), operation.name.rust.clone()];
        modules.get(path.as_slice())?;
        let docs = docs::lines(&format!(
            "Of the operation {}.",
            docs::code(&operation.name.wire)
        ));
        Some(module(
            &operation.name.rust,
            &docs,
            &content(api, facts, modules, &path),
        ))
    });
    let content: TokenStream = of_operations.collect();
    let docs = docs::lines("The types that operations declare in their own places.");
    (!content.is_empty()).then(|| module(SECTION, &docs, &content))
}

fn module(name: &str, docs: &TokenStream, content: &TokenStream) -> TokenStream {
    let name = ident(name);
    quote!(#docs pub mod #name { #content })
}
