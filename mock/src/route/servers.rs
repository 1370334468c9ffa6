//! The path prefixes under which the document says its paths are: `servers` of 3.x, `basePath` of 2.0.
//!
//! Hosts and schemes are not looked at: the mock is every server.

use serde_json::Value;

use crate::document::Document;

/// How many spellings one server may have; more are no way to tell what a path begins with.
const MOST_PREFIXES: usize = 64;

/// All prefixes without trailing slash, longest first, and last the empty one.
pub(super) fn prefixes(document: &Document) -> Vec<String> {
    let root = document.root();
    let items = document
        .paths()
        .map(|(_, item)| document.resolve(item))
        .flat_map(|item| {
            std::iter::once(item).chain(
                item.as_object()
                    .into_iter()
                    .flatten()
                    .map(|(_, operation)| operation),
            )
        });
    let base_path = root.get("basePath").and_then(Value::as_str);
    let mut prefixes: Vec<String> = std::iter::once(root)
        .chain(items)
        .flat_map(urls)
        .chain(base_path.map(str::to_owned))
        .map(|url| path(&url).trim_end_matches('/').to_owned())
        .chain(std::iter::once(String::new()))
        .collect();
    prefixes.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    prefixes.dedup();
    prefixes
}

/// The URLs of the `servers` of a document, a Path Item or an operation, with their variables filled in.
fn urls(holder: &Value) -> impl Iterator<Item = String> {
    let servers = holder.get("servers").and_then(Value::as_array);
    servers.into_iter().flatten().flat_map(|server| {
        let url = server.get("url").and_then(Value::as_str);
        url.map_or_else(Vec::new, |url| filled(url, server.get("variables")))
    })
}

/// The URL with each value that its variables may have: all that are listed for those in the path, the default for
/// others.
fn filled(url: &str, variables: Option<&Value>) -> Vec<String> {
    let variables = variables.and_then(Value::as_object);
    let start = vec![url.to_owned()];
    variables
        .into_iter()
        .flatten()
        .fold(start, |urls, (name, variable)| {
            let name = format!("{{{name}}}");
            let is_routed = path(url).contains(&name);
            let listed = variable
                .get("enum")
                .and_then(Value::as_array)
                .filter(|_| is_routed);
            let values = variable
                .get("default")
                .into_iter()
                .chain(listed.into_iter().flatten());
            let values: Vec<&str> = values.filter_map(Value::as_str).collect();
            if values.is_empty() {
                return urls;
            }
            let each = urls
                .iter()
                .flat_map(|url| values.iter().map(|value| url.replace(&name, value)));
            each.take(MOST_PREFIXES).collect()
        })
}

/// The path of an absolute or relative URL.
fn path(url: &str) -> &str {
    let without_scheme = match url.split_once("//") {
        // A relative URL may hold `//` further on.
        Some((scheme, rest)) if scheme.is_empty() || scheme.ends_with(':') => rest,
        _ => return if url.starts_with('/') { url } else { "" },
    };
    without_scheme
        .find('/')
        .and_then(|slash| without_scheme.get(slash..))
        .unwrap_or_default()
}
