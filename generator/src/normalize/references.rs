//! References: after pieces have moved, each `$ref` leads to where its target stands now.
//!
//! In comes a document whose references have the author's places, out goes one that agrees with itself. Whether
//! there is anything at the place is [`lower`](crate::lower)'s to find out.

use std::collections::BTreeSet;

use serde_json::Value;

use super::grammar::{self, Object};
use super::origins::Origins;
use super::version::Version;
use super::walk::walk;
use crate::pointer::Pointer;

/// Turns all references of `document` that lead to something that has moved. Those that lead nowhere stay as they were
/// written, so that they are reported so.
pub(super) fn follow(document: &mut Value, version: Version, origins: &Origins) {
    let mut targets = BTreeSet::new();
    let grammar = &grammar::DOCUMENT;
    visit(document, grammar, version, &mut |reference| {
        targets.extend(target(reference, origins));
    });
    targets.retain(|target| document.pointer(target.as_str()).is_some());
    visit(document, grammar, version, &mut |reference| {
        if let Some(target) = target(reference, origins)
            && targets.contains(&target)
        {
            *reference = fragment(&target);
        }
    });
}

/// Calls `visit` with each reference of `document`, which has this `grammar`.
pub(super) fn visit(
    document: &mut Value,
    grammar: &'static Object,
    version: Version,
    visit: &mut dyn FnMut(&mut String),
) {
    let root = Pointer::root();
    walk(
        document,
        grammar,
        version,
        &root,
        &mut |value, object, _| {
            if !object.referable {
                return;
            }
            if let Some(Value::String(reference)) = value.get_mut("$ref") {
                visit(reference);
            }
            let mapping = value.pointer_mut("/discriminator/mapping");
            let mapping = mapping.and_then(Value::as_object_mut).into_iter().flatten();
            for (_, reference) in mapping {
                if let Value::String(reference) = reference {
                    visit(reference);
                }
            }
        },
    );
}

/// Where a reference has to lead, if it leads to something that has moved.
fn target(reference: &str, origins: &Origins) -> Option<Pointer> {
    let written = local(reference)?;
    let current = origins.current(&written);
    (current != written).then_some(current)
}

/// The place that `reference` leads to, if it is a JSON pointer within the document.
pub(super) fn local(reference: &str) -> Option<Pointer> {
    reference.strip_prefix('#')?;
    reference.parse().ok()
}

/// `pointer` as a reference (RFC 6901, section 6).
pub(super) fn fragment(pointer: &Pointer) -> String {
    format!("#{}", pointer.as_str().replace('%', "%25"))
}
