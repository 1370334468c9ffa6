//! Unmatched: the selectors that match nothing, each with what it may have been meant to be.
//!
//! A selection and the whole API come in, diagnostics without a place in the document go out. A selector that matches
//! nothing is never ignored: a misspelt `--except` would generate what was to be kept out.

use super::{Selection, Selector};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{Api, Skipped};
use crate::nearest::nearest;

/// One diagnostic for each selector that matches nothing.
pub(super) fn unmatched(selection: &Selection, api: &Api) -> Diagnostics {
    let is_idle = |selector: &&Selector| {
        let matches_operation = api.operations.iter().any(|it| selector.matches(it));
        let matches_webhook = api.webhooks.iter().any(|it| selector.matches_webhook(it));
        !matches_operation && !matches_webhook
    };
    let include = selection.include.iter().filter(is_idle);
    let include = include.map(|selector| match skipped(selector, api) {
        Some(skipped) => left_out(selector, skipped),
        None => misspelt(selector, api),
    });
    // What is left out already is as its exclusion wants it.
    let exclude = selection.exclude.iter().filter(is_idle);
    let exclude = exclude.filter(|selector| skipped(selector, api).is_none());
    include
        .chain(exclude.map(|selector| misspelt(selector, api)))
        .collect()
}

/// The operation or webhook of this name that the document declares, and that can't be generated.
fn skipped<'a>(selector: &Selector, api: &'a Api) -> Option<&'a Skipped> {
    let is_one = !matches!(selector, Selector::Tag(_));
    let mut skipped = api.skipped.iter().filter(|_| is_one);
    skipped.find(|skipped| selector.matches_skipped(skipped))
}

fn left_out(selector: &Selector, skipped: &Skipped) -> Diagnostic {
    Diagnostic::unmatched(format!(
        "the selector `{selector}` matches {} that is left out",
        kind(selector)
    ))
    .note(format!(
        "{} is left out because {}",
        skipped.what, skipped.reason
    ))
}

fn misspelt(selector: &Selector, api: &Api) -> Diagnostic {
    let kind = kind(selector);
    let kind = kind.rsplit(' ').next().unwrap_or(kind);
    let diagnostic = Diagnostic::unmatched(format!("the selector `{selector}` matches no {kind}"));
    match meant(selector, api) {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic.help("`bindery inspect --json` lists all ids, paths, tags and webhooks"),
    }
}

/// What a selector is to match.
fn kind(selector: &Selector) -> &'static str {
    match selector {
        Selector::Id(_) | Selector::Route { .. } | Selector::Tag(_) => "an operation",
        Selector::Webhook(_) => "a webhook",
    }
}

/// The selector that is most like this one and matches something.
fn meant(selector: &Selector, api: &Api) -> Option<String> {
    let operations = api.operations.iter();
    let tags = || {
        api.operations
            .iter()
            .flat_map(|it| &it.tags)
            .map(String::as_str)
    };
    match selector {
        Selector::Id(id) if tags().any(|tag| tag == id) => Some(format!("tag:{id}")),
        Selector::Id(id) => {
            let ids = operations.map(|it| it.name.wire.as_str());
            nearest(id, ids).map(ToOwned::to_owned)
        }
        Selector::Route { .. } => {
            let routes: Vec<String> = operations
                .map(|it| format!("{} {}", it.method, it.path))
                .collect();
            let routes = routes.iter().map(String::as_str);
            nearest(&selector.to_string(), routes).map(ToOwned::to_owned)
        }
        Selector::Tag(tag) => nearest(tag, tags()).map(|tag| format!("tag:{tag}")),
        Selector::Webhook(name) => {
            let names = api.webhooks.iter().map(|it| it.name.wire.as_str());
            nearest(name, names).map(|name| format!("webhook:{name}"))
        }
    }
}
