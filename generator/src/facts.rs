//! Facts: what follows from an API as a whole, found before anything is printed.
//!
//! An [`Api`] comes in by reference, sets of ids go out. Each fact is a pure function of its own, so they have no
//! order to get wrong. No fact changes the API.

mod boxes;
mod complex;
mod constants;
mod defaults;
mod foreign;
mod judged;
mod knot;
pub(crate) mod paging;
mod placeholders;
mod rules;
mod secrets;
mod sent;
mod servers;
mod shadows;
mod size;

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Operation, Shape, TypeId};

pub use constants::Constant;
pub use paging::{Paged, Step};
pub use rules::{RequestRules, Rules};
pub use servers::ServerLists;

/// All facts about an API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The fields, by type and position, that need a `Box` because their type leads back to the struct or is large.
    pub boxed: BTreeSet<(TypeId, usize)>,
    /// The fields and branches, by type and position, that hold types of the user's own.
    pub foreign: BTreeSet<(TypeId, usize)>,
    /// The required fields, by type and position, that have one value alone.
    pub constants: BTreeMap<(TypeId, usize), Constant>,
    /// The structs that can be made of nothing, and so implement `Default`.
    pub defaults: BTreeSet<TypeId>,
    /// The properties that are not to be shown, by the position of the operation.
    pub secrets: BTreeMap<usize, BTreeSet<String>>,
    /// What is asked of requests besides their types.
    pub rules: Rules,
    /// How operations page, by their positions.
    pub paging: BTreeMap<usize, Paged>,
    /// The types that requests carry, and so have setters.
    pub sent: BTreeSet<TypeId>,
    /// The types that unions have to tell apart.
    pub judged: BTreeSet<TypeId>,
    /// The names of Rust's prelude that types of the API take, in `models`.
    pub shadowed_by_types: BTreeSet<&'static str>,
    /// The names of Rust's prelude that calls take, in `endpoints`.
    pub shadowed_by_calls: BTreeSet<&'static str>,
    /// The names of Rust's prelude that webhooks and callbacks take.
    pub shadowed_by_hooks: BTreeSet<&'static str>,
    /// The servers that operations are on.
    pub servers: ServerLists,
    /// Whether anything is deprecated.
    pub deprecates: bool,
    /// Whether types stand in each other as deep as clippy would have a name for.
    pub has_complex_types: bool,
    /// Whether something is called `foo` or the like.
    pub has_placeholders: bool,
}

impl Facts {
    /// Finds all facts about `api`.
    #[must_use]
    pub fn of(api: &Api) -> Self {
        Self {
            boxed: boxes::boxed(api),
            foreign: foreign::foreign(api),
            constants: constants::constants(api),
            defaults: defaults::defaults(api),
            secrets: secrets::secrets(api),
            rules: rules::rules(api),
            paging: paging::paging(api),
            sent: sent::sent(api),
            judged: judged::judged(api),
            shadowed_by_types: shadows::shadowed(
                api.types.iter().map(|def| def.name.rust.as_str()),
            ),
            shadowed_by_calls: shadows::shadowed(
                api.operations
                    .iter()
                    .map(|operation| operation.call.as_str()),
            ),
            shadowed_by_hooks: shadows::shadowed(api.hooks().map(|hook| hook.name.rust.as_str())),
            servers: servers::servers(api),
            deprecates: deprecates(api),
            has_complex_types: complex::has_complex_types(api),
            has_placeholders: placeholders::has_placeholders(api),
        }
    }
}

fn deprecates(api: &Api) -> bool {
    let of_type = |shape: &Shape| match shape {
        Shape::Object(object) => object.fields.iter().any(|field| field.docs.deprecated),
        Shape::Enum(listed) => listed
            .variants
            .iter()
            .any(|variant| variant.docs.deprecated),
        Shape::Headers(headers) => headers.iter().any(|header| header.docs.deprecated),
        _ => false,
    };
    let types = api
        .types
        .iter()
        .any(|def| def.docs.deprecated || of_type(&def.shape));
    let of_operation = |operation: &Operation| {
        operation
            .parameters
            .iter()
            .any(|parameter| parameter.docs.deprecated)
    };
    let hooks = api.hooks().any(|hook| hook.docs.deprecated);
    types
        || hooks
        || api
            .operations
            .iter()
            .any(|operation| operation.docs.deprecated || of_operation(operation))
}
