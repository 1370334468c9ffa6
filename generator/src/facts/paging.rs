//! Paging: which operations give their answers in pages, and how the items are reached.
//!
//! What a user has said of an operation counts; without a word of theirs, the rules in [`rules`] do. A fact is
//! complete: it has the list's type and the fields that lead to it, so that nothing is left to find out.

mod answer;
mod rules;
mod words;

use std::collections::BTreeMap;

pub(crate) use answer::items;
pub(crate) use rules::start;

use crate::ir::{Answer, Api, Field, Operation, Paging, Payload, Presence, Told, Type};
use crate::pointer::Pointer;

/// An operation that pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paged {
    /// How it does.
    pub paging: Paging,
    /// The type of a page.
    pub page: Type,
    /// The fields that lead from a page to the list of its items.
    pub steps: Vec<Step>,
    /// The type of an item.
    pub item: Type,
}

/// One field on the way to a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The field in Rust.
    pub field: String,
    /// Whether it may be absent or null.
    pub presence: Presence,
}

/// How operations page, by their positions.
pub(super) fn paging(api: &Api) -> BTreeMap<usize, Paged> {
    let operations = api.operations.iter().enumerate();
    operations
        .filter_map(|(index, operation)| {
            let paging = match &operation.paging {
                Told::Never => None,
                Told::Pages(paging) => Some(paging.clone()),
                Told::Nothing => rules::paging(operation, api),
            }?;
            Some((index, paged(operation, paging, api)?))
        })
        .collect()
}

/// The type of the answers of an operation, where all successes carry JSON of the same type.
pub(crate) fn page(operation: &Operation) -> Option<&Type> {
    match &operation.success {
        Answer::Always(Payload::Json(ty)) => Some(ty),
        _ => None,
    }
}

/// The fields that lead from a page to a list, and the type of the list's items; none where there is no typed list.
pub(crate) fn list<'a>(
    page: &'a Type,
    path: &Pointer,
    api: &'a Api,
) -> Option<(Vec<&'a Field>, &'a Type)> {
    let fields = api.follow(page, path).ok()?;
    let is_null = |ty: &Type| matches!(api.plain(ty), Type::Nullable(_));
    let ways = [page]
        .into_iter()
        .chain(fields.iter().map(|field| &field.ty));
    let last = ways.clone().last()?;
    match api.plain(last) {
        Type::List(item) if !ways.into_iter().any(is_null) => Some((fields, item)),
        _ => None,
    }
}

fn paged(operation: &Operation, paging: Paging, api: &Api) -> Option<Paged> {
    let page = page(operation)?;
    let (fields, item) = list(page, &paging.items, api)?;
    let steps = fields.into_iter().map(|field| Step {
        field: field.name.rust.clone(),
        presence: field.presence,
    });
    Some(Paged {
        page: page.clone(),
        steps: steps.collect(),
        item: item.clone(),
        paging,
    })
}
