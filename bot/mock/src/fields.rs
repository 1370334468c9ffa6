//! What `fields` asks for: a request and a whole node go in, the node with what was asked for goes out.

use std::collections::BTreeSet;

use bindery_mock::Recorded;
use serde_json::{Map, Value};

/// The names in `fields`, without what follows them in braces or after a dot.
pub(crate) fn asked(request: &Recorded) -> Option<BTreeSet<&str>> {
    let mut depth = 0;
    let names = request.query_value("fields")?.split(move |c| {
        depth += i32::from(matches!(c, '{' | '(')) - i32::from(matches!(c, '}' | ')'));
        c == ',' && depth == 0
    });
    let plain = names.filter_map(|name| name.split(['{', '.']).next());
    Some(plain.map(str::trim).collect())
}

/// A node with what was asked for, or else what is told unasked, and always its id.
pub(crate) fn narrowed(node: &Value, request: &Recorded, unasked: &[&str]) -> Value {
    let mut told = asked(request).unwrap_or_else(|| unasked.iter().copied().collect());
    told.insert("id");
    only(node, &told)
}

/// The properties of these names.
pub(crate) fn only(node: &Value, names: &BTreeSet<&str>) -> Value {
    let all = node.as_object().into_iter().flatten();
    let told = all.filter(|(name, _)| names.contains(name.as_str()));
    told.map(|(name, value)| (name.clone(), value.clone()))
        .collect::<Map<_, _>>()
        .into()
}
