//! Modules: nests types in modules named for their place.
//!
//! ```text
//! pub struct SendMessageRequest { .. }
//!
//! /// The types inside of [`SendMessageRequest`].
//! pub mod send_message_request { .. }
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use super::{docs, model};
use crate::facts::Facts;
use crate::ir::{Api, Section, TypeDef, TypeId};

/// The content of `models`.
pub(super) fn models(api: &Api, facts: &Facts) -> TokenStream {
    let mut modules: Modules<'_> = BTreeMap::new();
    for (index, def) in api.types.iter().enumerate() {
        modules.entry(&def.module).or_default().push(TypeId(index));
    }
    let sections = Section::ALL.map(Section::module);
    let components = content(api, facts, &modules, &[], &sections);
    let sections = Section::ALL
        .into_iter()
        .filter_map(|section| match section {
            Section::Operations => operations(api, facts, &modules),
            _ => {
                let path = [section.module().to_owned()];
                within(api, facts, &modules, &path, &docs::lines(about(section)))
            }
        });
    let sections: TokenStream = sections.collect();
    quote!(#components #sections)
}

fn about(section: Section) -> &'static str {
    match section {
        Section::Operations => "The types that operations declare in their own places.",
        Section::Paths => "The types of the parameters that all operations of a path share.",
        Section::Parameters => "The types of the parameters that operations share.",
        Section::RequestBodies => "The types of the request bodies that operations share.",
        Section::Responses => "The types of the responses that operations share.",
        Section::Headers => "The types of the headers that responses share.",
        Section::Callbacks => "The types of the callbacks that operations share.",
        Section::PathItems => "The types of the operations that paths share.",
        Section::Webhooks => "The types of what the API's server sends on its own.",
        Section::Elsewhere => "The types of other places of the document.",
    }
}

/// The types that stand directly in a module, by its path.
type Modules<'a> = BTreeMap<&'a [String], Vec<TypeId>>;

/// What stands in the module at `path`, but for the modules that are `apart`.
fn content(
    api: &Api,
    facts: &Facts,
    modules: &Modules<'_>,
    path: &[String],
    apart: &[&str],
) -> TokenStream {
    let types = modules.get(path).into_iter().flatten();
    let owned = types.clone().map(|&id| api[id].inner.as_str());
    let owned = owned.chain(apart.iter().copied()).collect();
    let strays = strays(api, facts, modules, path, &owned);
    let types = types.map(|&id| {
        let definition = model::definition(api, facts, id);
        let inner = inner(api, facts, modules, &api[id]);
        quote!(#definition #inner)
    });
    quote!(#(#types)* #strays)
}

/// The module of the types inside of a type.
fn inner(api: &Api, facts: &Facts, modules: &Modules<'_>, def: &TypeDef) -> Option<TokenStream> {
    let path: Vec<String> = def.module.iter().chain([&def.inner]).cloned().collect();
    let docs = docs::lines(&format!("The types inside of [`{}`].", def.name.rust));
    within(api, facts, modules, &path, &docs)
}

/// The modules directly inside of `path` that nothing in `owned` stands beside: of types that other places refer to,
/// while what is around them isn't generated.
fn strays(
    api: &Api,
    facts: &Facts,
    modules: &Modules<'_>,
    path: &[String],
    owned: &BTreeSet<&str>,
) -> TokenStream {
    let below = modules.range::<[String], _>((Bound::Excluded(path), Bound::Unbounded));
    let below = below.take_while(|(module, _)| module.starts_with(path));
    let names: BTreeSet<&String> = below
        .filter_map(|(module, _)| module.get(path.len()))
        .collect();
    let docs = docs::lines("Types that stand inside of what these bindings don't have.");
    let strays = names
        .into_iter()
        .filter(|name| !owned.contains(name.as_str()));
    let strays = strays.filter_map(|name| {
        let path: Vec<String> = path.iter().chain([name]).cloned().collect();
        within(api, facts, modules, &path, &docs)
    });
    strays.collect()
}

/// The module of the types that operations declare inline.
fn operations(api: &Api, facts: &Facts, modules: &Modules<'_>) -> Option<TokenStream> {
    let section = Section::Operations.module();
    let of_operations = api.operations.iter().filter_map(|operation| {
        let path = [section.to_owned(), operation.name.rust.clone()];
        let docs = format!("Of the operation {}.", docs::code(&operation.name.wire));
        within(api, facts, modules, &path, &docs::lines(&docs))
    });
    let mut content: TokenStream = of_operations.collect();
    let owned = api.operations.iter().map(|it| it.name.rust.as_str());
    let path = [section.to_owned()];
    content.extend(strays(api, facts, modules, &path, &owned.collect()));
    let docs = docs::lines(about(Section::Operations));
    (!content.is_empty()).then(|| module(section, &docs, &content))
}

/// The module at `path`, if there is anything in it.
fn within(
    api: &Api,
    facts: &Facts,
    modules: &Modules<'_>,
    path: &[String],
    docs: &TokenStream,
) -> Option<TokenStream> {
    let content = content(api, facts, modules, path, &[]);
    let name = path.last().filter(|_| !content.is_empty())?;
    Some(module(name, docs, &content))
}

fn module(name: &str, docs: &TokenStream, content: &TokenStream) -> TokenStream {
    let name = ident(name);
    quote!(#docs pub mod #name { #content })
}
