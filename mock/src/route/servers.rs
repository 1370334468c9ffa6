//! The path prefixes under which the document says its paths are: `servers` of 3.x, `basePath` of 2.0.
//!
//! Hosts and schemes are not looked at: the mock is every server.

use serde_json::Value;

use super::segment::Segment;
use crate::document::Document;

/// How many spellings one server may have; more are no way to tell what a path begins with.
const MOST_PREFIXES: usize = 64;

/// All prefixes without trailing slash, longest first, and last the empty one.
pub(super) fn prefixes(document: &Document) -> Vec<String> {
    let base_path = document.root().get("basePath").and_then(Value::as_str);
    let mut prefixes: Vec<String> = servers(document)
        .flat_map(urls)
        .chain(base_path.map(str::to_owned))
        .map(|url| path(&url).trim_end_matches('/').to_owned())
        .chain(std::iter::once(String::new()))
        .collect();
    prefixes.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    prefixes.dedup();
    prefixes
}

/// The prefixes that have variables of any value, as templates of segments.
pub(super) fn templates(document: &Document) -> Vec<Vec<Segment>> {
    let mut templates: Vec<&str> = servers(document).filter_map(open).collect();
    templates.sort_unstable();
    templates.dedup();
    let templates = templates.into_iter().map(|template| {
        let segments = template.trim_matches('/').split('/');
        segments.map(Segment::parse).collect()
    });
    templates.collect()
}

/// The Server Objects of the document, its Path Items and its operations.
fn servers(document: &Document) -> impl Iterator<Item = &Value> {
    let items = document
        .paths()
        .map(|(_, item)| document.resolve(item))
        .flat_map(|item| {
            let operations = item.as_object().into_iter().flatten();
            std::iter::once(item).chain(operations.map(|(_, operation)| operation))
        });
    let holders = std::iter::once(document.root()).chain(items);
    holders.flat_map(|holder| {
        let servers = holder.get("servers").and_then(Value::as_array);
        servers.into_iter().flatten()
    })
}

/// The URLs of a server, with its variables filled in.
fn urls(server: &Value) -> Vec<String> {
    let url = server.get("url").and_then(Value::as_str);
    url.map_or_else(Vec::new, |url| filled(url, server.get("variables")))
}

/// The path of a server's URL, if a variable of it may have any value.
fn open(server: &Value) -> Option<&str> {
    let path = path(server.get("url")?.as_str()?);
    let variables = server.get("variables")?.as_object()?;
    let is_open = variables.iter().any(|(name, variable)| {
        variable.get("enum").is_none() && path.contains(&format!("{{{name}}}"))
    });
    is_open.then_some(path)
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
