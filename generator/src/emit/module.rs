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

use quote::quote;

use super::text::Text;
use super::types::ident;
use super::{docs, model};
use crate::facts::Facts;
use crate::ir::{Api, Section, TypeDef, TypeId};

/// Writes the content of `models`.
pub(super) fn models(api: &Api, facts: &Facts, text: &mut Text) {
    let mut modules = BTreeMap::<&[String], Vec<TypeId>>::new();
    for (index, def) in api.types.iter().enumerate() {
        modules.entry(&def.module).or_default().push(TypeId(index));
    }
    let models = Models {
        api,
        facts,
        modules,
    };
    models.content(&[], &Section::ALL.map(Section::module), text);
    for section in Section::ALL {
        match section {
            Section::Operations => models.operations(text),
            _ => models.within(&[section.module().to_owned()], about(section), text),
        }
    }
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

/// The types, by the modules that they stand in.
struct Models<'a> {
    api: &'a Api,
    facts: &'a Facts,
    /// The types that stand directly in a module, by its path.
    modules: BTreeMap<&'a [String], Vec<TypeId>>,
}

impl Models<'_> {
    /// What stands in the module at `path`, but for the modules that are `apart`.
    fn content(&self, path: &[String], apart: &[&str], text: &mut Text) {
        let types = self.modules.get(path).map_or(&[][..], Vec::as_slice);
        for &id in types {
            text.items(model::definition(self.api, self.facts, id));
            self.inner(&self.api[id], text);
        }
        let owned = types.iter().map(|&id| self.api[id].inner.as_str());
        let owned = owned.chain(apart.iter().copied()).collect();
        self.strays(path, &owned, text);
    }

    /// The module of the types inside of a type.
    fn inner(&self, def: &TypeDef, text: &mut Text) {
        let path: Vec<String> = def.module.iter().chain([&def.inner]).cloned().collect();
        let docs = format!("The types inside of [`{}`].", def.name.rust);
        self.within(&path, &docs, text);
    }

    /// The modules directly inside of `path` that nothing in `owned` stands beside: of types that other places refer
    /// to, while what is around them isn't generated.
    fn strays(&self, path: &[String], owned: &BTreeSet<&str>, text: &mut Text) {
        let names = self.below(path).filter_map(|module| module.get(path.len()));
        let names: BTreeSet<&String> = names.collect();
        let docs = "Types that stand inside of what these bindings don't have.";
        for name in names {
            if !owned.contains(name.as_str()) {
                let path: Vec<String> = path.iter().chain([name]).cloned().collect();
                self.within(&path, docs, text);
            }
        }
    }

    /// The modules inside of the one at `path`, itself included, that types stand in.
    fn below(&self, path: &[String]) -> impl Iterator<Item = &[String]> {
        let below = self
            .modules
            .range::<[String], _>((Bound::Included(path), Bound::Unbounded));
        let below = below.map(|(module, _)| *module);
        below.take_while(move |module| module.starts_with(path))
    }

    /// The module of the types that operations declare inline.
    fn operations(&self, text: &mut Text) {
        let section = Section::Operations.module();
        let path = [section.to_owned()];
        self.module(&path, about(Section::Operations), text, |text| {
            for operation in &self.api.operations {
                let path = [section.to_owned(), operation.name.rust.clone()];
                let docs = format!("Of the operation {}.", docs::code(&operation.name.wire));
                self.within(&path, &docs, text);
            }
            let owned = self.api.operations.iter().map(|it| it.name.rust.as_str());
            self.strays(&path, &owned.collect(), text);
        });
    }

    /// The module at `path`, if there is anything in it.
    fn within(&self, path: &[String], docs: &str, text: &mut Text) {
        self.module(path, docs, text, |text| self.content(path, &[], text));
    }

    /// The module at `path` with what `write` adds, if any type stands in it at any depth.
    fn module(&self, path: &[String], docs: &str, text: &mut Text, write: impl FnOnce(&mut Text)) {
        let is_empty = self.below(path).next().is_none();
        if let Some(name) = path.last().filter(|_| !is_empty) {
            let (docs, name) = (docs::lines(docs), ident(name));
            text.module(quote!(#docs pub mod #name), write);
        }
    }
}
