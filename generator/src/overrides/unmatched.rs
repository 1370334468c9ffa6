//! Unmatched: the overrides that match nothing, each with what it may have been meant for.
//!
//! Such an override is never ignored: a misspelt one would quietly generate what it was to replace.

use std::collections::BTreeSet;

use super::{Overrides, Target};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::files;
use crate::ir::{Api, TypeDef};
use crate::nearest::nearest;

/// One diagnostic for each format that no string, integer or number of the document has.
pub(crate) fn unmatched_formats(overrides: &Overrides, present: &BTreeSet<String>) -> Diagnostics {
    let names = || present.iter().map(String::as_str);
    let is_idle = |name: &&String| !present.contains(*name);
    let formats = overrides.iter().filter_map(|it| match &it.target {
        Target::Format(name) => Some(name),
        Target::Schema(_) => None,
    });
    let idle = formats.filter(is_idle);
    idle.map(|name| diagnostic(&format!("format:{name}"), "format", nearest(name, names())))
        .collect()
}

/// One diagnostic for each schema that has no type.
pub(super) fn unmatched_schemas(overrides: &Overrides, api: &Api) -> Diagnostics {
    let names: Vec<String> = api.types.iter().flat_map(spellings).collect();
    let names = || names.iter().map(String::as_str);
    let is_idle = |name: &&String| !api.types.iter().any(|def| is_of(def, name));
    let schemas = overrides.iter().filter_map(|it| match &it.target {
        Target::Schema(name) => Some(name),
        Target::Format(_) => None,
    });
    let idle = schemas.filter(is_idle);
    idle.map(|name| diagnostic(&format!("schema:{name}"), "schema", nearest(name, names())))
        .collect()
}

/// Whether a type is of the schema that is called like this.
pub(super) fn is_of(def: &TypeDef, name: &str) -> bool {
    spellings(def).any(|spelling| spelling == name)
}

/// What a type's schema can be called: by its pointer, and by its name if that is its own.
fn spellings(def: &TypeDef) -> impl Iterator<Item = String> {
    let name = def.module.is_empty().then(|| def.name.wire.clone());
    name.into_iter().chain([files::reference(&def.at)])
}

fn diagnostic(target: &str, kind: &str, meant: Option<&str>) -> Diagnostic {
    let message = format!("there is nothing for the type of `{target}`");
    let diagnostic = Diagnostic::unmatched(message);
    match meant {
        Some(meant) => diagnostic.help(format!("did you mean `{kind}:{meant}`?")),
        None => diagnostic.note(format!("the document has no such {kind}")),
    }
}
