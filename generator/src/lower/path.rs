//! Path templates: `/{page-id}/messages` (OpenAPI 3.0.3, "Path Templating").
//!
//! Real documents have a query in a path, or a fragment, to tell operations apart: the one is sent, the other isn't.

/// The names between braces, in order; several may stand in one segment.
pub(super) fn placeholders(template: &str) -> Vec<&str> {
    let after_braces = sent(template).split('{').skip(1);
    after_braces
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect()
}

/// The names in the query that is part of the path itself.
pub(super) fn fixed(template: &str) -> Vec<&str> {
    let query = sent(template).split_once('?').map(|(_, query)| query);
    let pairs = query.into_iter().flat_map(|query| query.split('&'));
    pairs
        .filter_map(|pair| pair.split('=').next())
        .filter(|name| !name.is_empty())
        .collect()
}

/// What isn't the fragment.
fn sent(template: &str) -> &str {
    template.split('#').next().unwrap_or_default()
}
