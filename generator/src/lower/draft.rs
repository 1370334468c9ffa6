//! Drafts: types that have a place but no name yet.
//!
//! Names are given when all types are known, scope by scope, so that no name depends on the order of lowering.

use std::collections::BTreeMap;

use super::name::{self, Case};
use crate::ir::{Docs, Section, Shape, Type, TypeDef, TypeId};
use crate::pointer::Pointer;

/// A [`TypeDef`] without its name.
#[derive(Debug)]
pub(super) struct Draft {
    /// Where it is named.
    pub(super) scope: Scope,
    /// What it is called there, in the document's words.
    pub(super) label: String,
    pub(super) docs: Docs,
    pub(super) shape: Shape,
    pub(super) at: Pointer,
}

impl Draft {
    /// A draft whose shape is still to be found; until then it is untyped.
    pub(super) fn new(scope: Scope, label: impl Into<String>, at: Pointer) -> Self {
        Self {
            scope,
            label: label.into(),
            docs: Docs::default(),
            shape: Shape::Alias(Type::Untyped),
            at,
        }
    }
}

/// A place in which types have different names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scope {
    /// `models` itself: the schemas of `components`.
    Components,
    /// Directly in a section: `models::responses`.
    Section(Section),
    /// Inside of the operation with this Rust name: `models::operations::get_pet`.
    Operation(String),
    /// Inside of a type: `models::pet`.
    Type(TypeId),
}

/// Names all types.
pub(super) fn finish(drafts: Vec<Draft>) -> Vec<TypeDef> {
    let mut scopes: BTreeMap<&Scope, Vec<usize>> = BTreeMap::new();
    for (index, draft) in drafts.iter().enumerate() {
        scopes.entry(&draft.scope).or_default().push(index);
    }
    let mut names = BTreeMap::new();
    let mut modules = BTreeMap::new();
    for (scope, members) in &scopes {
        let labels: Vec<&str> = members
            .iter()
            .map(|&index| drafts[index].label.as_str())
            .collect();
        let types = name::assign(Case::Type, &[], &labels);
        let type_names: Vec<&str> = types.iter().map(|name| name.rust.as_str()).collect();
        let sections = Section::ALL.map(Section::module);
        let reserved = match scope {
            Scope::Components => sections.as_slice(),
            _ => &[],
        };
        let inner = name::assign(Case::Value, reserved, &type_names);
        modules.extend(members.iter().copied().zip(inner));
        names.extend(members.iter().copied().zip(types));
    }
    let paths: Vec<Vec<String>> = drafts
        .iter()
        .map(|draft| module(&draft.scope, &drafts, &modules))
        .collect();
    let names = names.into_values().zip(modules.into_values());
    let named = drafts.into_iter().zip(names).zip(paths);
    named
        .map(|((draft, (name, inner)), module)| {
            let Draft {
                docs, shape, at, ..
            } = draft;
            TypeDef {
                name,
                module,
                inner: inner.rust,
                docs,
                shape,
                at,
            }
        })
        .collect()
}

/// The path of a scope below `models`.
fn module(
    scope: &Scope,
    drafts: &[Draft],
    modules: &BTreeMap<usize, crate::ir::Name>,
) -> Vec<String> {
    match scope {
        Scope::Components => Vec::new(),
        Scope::Section(section) => vec![section.module().to_owned()],
        Scope::Operation(operation) => {
            vec![Section::Operations.module().to_owned(), operation.clone()]
        }
        Scope::Type(owner) => {
            let mut path = module(&drafts[owner.0].scope, drafts, modules);
            path.extend(modules.get(&owner.0).map(|name| name.rust.clone()));
            path
        }
    }
}
