//! Queries: what an action of an overlay is about.
//!
//! The text of a JSONPath ([RFC 9535](https://www.rfc-editor.org/rfc/rfc9535)) comes in; out go the places that it selects
//! in a document, each once and in the document's order, unless it would have to look at too much.

use std::collections::BTreeSet;

use serde_json::Value;
use serde_json_path::{JsonPath, ParseError};

use super::budget::Budget;
use super::draft::Draft;
use super::extent::Extent;
use super::scan::Scan;
use crate::diagnostic::{Diagnostic, Place};
use crate::pointer::Pointer;

/// A query of more bytes than this isn't read.
const MAX_LENGTH: usize = 4_096;

/// How deep brackets may nest: what the crate takes to read them doubles with each level.
const MAX_NESTING: usize = 8;

/// A query, and where it was written.
#[derive(Debug)]
pub(super) struct Query {
    pub(super) text: String,
    pub(super) at: Pointer,
    pub(super) scan: Scan,
    path: JsonPath,
}

impl Query {
    /// Reads a query that is written at `at`.
    pub(super) fn read(text: &str, at: Pointer) -> Result<Self, Diagnostic> {
        let scan = Scan::of(text);
        if text.len() > MAX_LENGTH || scan.nesting > MAX_NESTING {
            let message = format!(
                "a JSONPath has at most {MAX_LENGTH} bytes, and brackets {MAX_NESTING} deep"
            );
            return Err(Diagnostic::unsupported(Place::Value(at), message));
        }
        let path = JsonPath::parse(text).map_err(|error| malformed(text, &at, &error))?;
        Ok(Self {
            text: text.to_owned(),
            at,
            scan,
            path,
        })
    }

    /// The places that it selects.
    ///
    /// # Errors
    /// When it would have to look at too much.
    pub(super) fn select(&self, draft: &mut Draft) -> Result<Vec<Pointer>, Diagnostic> {
        if !self.scan.is_singular() {
            draft
                .walk(&self.scan)
                .map_err(|exceeded| exceeded.told(Place::Value(self.at.clone())))?;
        }
        Ok(self.places(draft.value()))
    }

    fn places(&self, document: &Value) -> Vec<Pointer> {
        let mut seen = BTreeSet::new();
        let nodes = self.path.query_located(document).all();
        let places = nodes.into_iter().map(|node| {
            let steps = node.location().iter();
            steps.fold(Pointer::root(), |at, step| match step.as_index() {
                Some(index) => at.index(index),
                None => at.child(step.as_name().unwrap_or_default()),
            })
        });
        places.filter(|place| seen.insert(place.clone())).collect()
    }
}

impl Budget {
    /// Takes what a query costs.
    pub(super) fn query(
        &mut self,
        scan: &Scan,
        document: &Extent,
    ) -> Result<(), super::budget::Exceeded> {
        let (steps, kept) = scan.cost(document);
        self.walk(steps, kept)
    }
}

fn malformed(text: &str, at: &Pointer, error: &ParseError) -> Diagnostic {
    let position = text.floor_char_boundary(error.position());
    let (before, rest) = text.split_at(position);
    let diagnostic = Diagnostic::invalid(Place::Value(at.clone()), "this is not a JSONPath").label(
        match rest.is_empty() {
            true => "it isn't complete".to_owned(),
            false => format!("from `{rest}` on it can't be read"),
        },
    );
    let diagnostic = match error.message() {
        "parser error" => diagnostic,
        message => diagnostic.note(format!("the parser says: {message}")),
    };
    match help(before, rest) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

fn help(before: &str, rest: &str) -> Option<&'static str> {
    if before.is_empty() {
        return Some("a JSONPath begins with `$`, which is the whole document");
    }
    if rest.starts_with(['/', '-', '{', '~']) {
        return Some("only names of letters, digits and `_` follow a dot: write `['x-name']`");
    }
    rest.starts_with('=')
        .then_some("values are compared by `==`")
}
