//! Docs: what the document says of a thing, as attributes.
//!
//! ```text
//! /// Comma-separated list of profile fields.
//! ///
//! /// Example: `greeting,get_started,persistent_menu`
//! ```

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::markdown;
use crate::ir::Docs;

/// The longest example or default that docs quote, in bytes: they are there for a glance.
const LONGEST_QUOTE: usize = 200;

/// `#[doc]` attributes, one a line, and `#[deprecated]`; `fallback` stands in where the document says nothing.
pub(super) fn attributes(docs: &Docs, fallback: &str) -> TokenStream {
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    let paragraphs = paragraphs(docs, fallback);
    let lines = lines(&paragraphs.join("\n\n"));
    quote!(#lines #deprecated)
}

/// The attributes of one value of an enum, which is told in any case.
pub(super) fn of_value(docs: &Docs, wire: &str) -> TokenStream {
    let value = code(wire);
    let mut paragraphs = prose(docs);
    if paragraphs.is_empty() {
        paragraphs.push(value);
    } else {
        paragraphs.push(format!("Value: {value}"));
    }
    let lines = lines(&paragraphs.join("\n\n"));
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#lines #deprecated)
}

/// `#[doc]` attributes of text that is ours, or was made safe already.
pub(super) fn lines(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote!(#(#[doc = #lines])*)
}

/// All that there is to say, as paragraphs of Markdown.
pub(super) fn paragraphs(docs: &Docs, fallback: &str) -> Vec<String> {
    let mut paragraphs = prose(docs);
    if paragraphs.is_empty() {
        paragraphs.push(fallback.to_owned());
    }
    paragraphs.extend(facts(docs));
    paragraphs
}

/// The title and the description, unless one says what the other does.
fn prose(docs: &Docs) -> Vec<String> {
    let title = docs
        .title
        .as_deref()
        .map(markdown::one_line)
        .filter(|title| !title.is_empty());
    let description = docs
        .description
        .as_deref()
        .map(markdown::sanitize)
        .filter(|text| !text.is_empty());
    match (title, description) {
        (Some(title), Some(description)) if description.starts_with(&title) => vec![description],
        (title, description) => title.into_iter().chain(description).collect(),
    }
}

/// What the Rust type doesn't show.
fn facts(docs: &Docs) -> Vec<String> {
    let format = docs
        .format
        .as_deref()
        .map(|format| format!("Format: {}", code(format)));
    let values: Vec<String> = docs.values.iter().filter_map(quote_value).collect();
    let values = (!values.is_empty()).then(|| format!("One of: {}", values.join(", ")));
    let further = docs.facts.iter().filter_map(|(word, values)| {
        let values: Vec<String> = values.iter().filter_map(quote_value).collect();
        (!values.is_empty()).then(|| format!("{word}: {}", values.join(", ")))
    });
    let default = docs
        .default
        .as_ref()
        .and_then(quote_value)
        .map(|value| format!("Default: {value}"));
    let examples = docs
        .examples
        .iter()
        .filter_map(quote_value)
        .map(|value| format!("Example: {value}"));
    format
        .into_iter()
        .chain(values)
        .chain(further)
        .chain(default)
        .chain(examples)
        .collect()
}

/// The description and what the Rust type doesn't show on one line, which is empty where nothing is said.
pub(super) fn one_line(docs: &Docs) -> String {
    let description = docs.description.as_deref().map(markdown::one_line);
    let description = description.filter(|text| !text.is_empty());
    let facts = Some(facts(docs).join("; ")).filter(|facts| !facts.is_empty());
    let said: Vec<String> = description.into_iter().chain(facts).collect();
    said.join(" ")
}

/// A list with a heading, unless it is empty.
pub(super) fn section(title: &str, items: Vec<String>) -> Option<String> {
    (!items.is_empty()).then(|| format!("# {title}\n\n{}", items.join("\n")))
}

/// A value as a code span; none when it is too long to be read at a glance.
pub(super) fn quote_value(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    (text.len() <= LONGEST_QUOTE && !text.trim().is_empty()).then(|| code(&text))
}

/// A code span of untrusted text (CommonMark 0.31, section 6.1), on one line and with nothing hidden in it.
pub(super) fn code(text: &str) -> String {
    let runs = text.split(|c| c != '`').map(str::len);
    let fence = "`".repeat(runs.max().unwrap_or_default() + 1);
    let visible: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let text = markdown::visible(&visible);
    if text.trim().is_empty() {
        return "(empty)".to_owned();
    }
    let padding = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) {
        " "
    } else {
        ""
    };
    format!("{fence}{padding}{text}{padding}{fence}")
}
