//! Path templates: `/{page-id}/messages` (OpenAPI 3.0.3, "Path Templating").

/// The names between braces, in order; several may stand in one segment.
pub(super) fn placeholders(template: &str) -> Vec<&str> {
    let after_braces = template.split('{').skip(1);
    after_braces
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect()
}
