//! Which operation a request is for: method, path and query come in, a path template of the document and its values
//! come out.
//!
//! Literal text is compared as it is written; case, repeated and trailing slashes are not forgiven.

mod segment;
mod servers;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::document::{Document, METHODS};
use crate::recorded;
use segment::Segment;

/// The table of all paths of a document, most specific first.
#[derive(Debug)]
pub(crate) struct Routes {
    routes: Vec<Route>,
    /// Longest first, ending with the empty one.
    prefixes: Vec<String>,
    /// Prefixes with a part that may be anything.
    templates: Vec<Vec<Segment>>,
}

#[derive(Debug)]
struct Route {
    path: String,
    segments: Vec<Segment>,
    /// What the path's own query has, which some documents tell operations apart by.
    query: Vec<(String, String)>,
    /// Lower-case, in the order of the Path Item Object.
    methods: Vec<&'static str>,
}

/// What was found for a request.
#[derive(Debug)]
pub(crate) enum Found<'r> {
    /// An operation.
    Operation {
        /// In lower case.
        method: &'static str,
        /// The path as the document spells it.
        path: &'r str,
        /// The values of its templates, decoded.
        parameters: BTreeMap<String, String>,
    },
    /// Paths, but none of them with the method; the methods there are.
    OtherMethods(Vec<String>),
    /// Nothing.
    Nothing,
}

impl Routes {
    /// Reads the paths and the servers of a document.
    pub(crate) fn of(document: &Document) -> Self {
        let mut routes: Vec<Route> = document
            .paths()
            .map(|(path, _)| Route::new(document, path))
            .collect();
        // Stable, so that equally specific templates keep the order of the document.
        routes.sort_by_key(Route::rank);
        Routes {
            routes,
            prefixes: servers::prefixes(document),
            templates: servers::templates(document),
        }
    }

    /// The paths of the servers, the longest first.
    pub(crate) fn prefixes(&self) -> impl Iterator<Item = &str> {
        let prefixes = self.prefixes.iter().map(String::as_str);
        prefixes.filter(|prefix| !prefix.is_empty())
    }

    /// Finds the operation for a method, a path as received and the pairs of the query. A server's prefix is taken off where that gives a hit,
    /// since `/v1/{id}` below `/v1` would otherwise be read as a value `v1`; one that may be anything comes last.
    pub(crate) fn find(&self, method: &str, path: &str, query: &[(String, String)]) -> Found<'_> {
        let mut others: Vec<String> = Vec::new();
        let known = self.prefixes.iter().filter_map(|it| below(path, it));
        let open = self.templates.iter();
        let open = open.filter_map(|template| below_template(path, template));
        for below in known.chain(open) {
            for (route, parameters) in self.matching(below, query) {
                if let Some(method) = route.method(method) {
                    return Found::Operation {
                        method,
                        path: &route.path,
                        parameters,
                    };
                }
                others.extend(route.methods.iter().map(|known| known.to_ascii_uppercase()));
            }
        }
        others.sort();
        others.dedup();
        if others.is_empty() {
            Found::Nothing
        } else {
            Found::OtherMethods(others)
        }
    }

    fn matching<'r, 'p>(
        &'r self,
        path: &'p str,
        query: &'p [(String, String)],
    ) -> impl Iterator<Item = (&'r Route, BTreeMap<String, String>)> + use<'r, 'p> {
        let received: Vec<&str> = segments(path).collect();
        let routes = self.routes.iter();
        routes
            .filter(|route| route.query.iter().all(|pair| query.contains(pair)))
            .filter_map(move |route| Some((route, route.captures(&received)?)))
    }
}

impl Route {
    fn new(document: &Document, path: &str) -> Self {
        // A fragment is never sent, so it can't be routed on.
        let sent = path.split('#').next().unwrap_or_default();
        let (routed, query) = sent.split_once('?').unwrap_or((sent, ""));
        Route {
            path: path.to_owned(),
            segments: segments(routed).map(Segment::parse).collect(),
            query: recorded::pairs(query),
            methods: METHODS
                .into_iter()
                .filter(|method| document.operation(method, path).is_some())
                .collect(),
        }
    }

    /// Sorts paths with more literal segments first, among those the ones whose literals come earlier, and among those
    /// the ones that ask for more of the query.
    fn rank(&self) -> impl Ord + use<> {
        let literals = self.segments.iter().filter(|s| s.is_literal()).count();
        let ranks: Vec<_> = self.segments.iter().map(Segment::rank).collect();
        (Reverse(literals), ranks, Reverse(self.query.len()))
    }

    fn method(&self, method: &str) -> Option<&'static str> {
        self.methods.iter().copied().find(|known| {
            method
                .bytes()
                .eq(known.bytes().map(|b| b.to_ascii_uppercase()))
        })
    }

    fn captures(&self, received: &[&str]) -> Option<BTreeMap<String, String>> {
        if self.segments.len() != received.len() {
            return None;
        }
        let mut values = BTreeMap::new();
        for (segment, text) in self.segments.iter().zip(received) {
            values.extend(segment.captures(text)?);
        }
        Some(values)
    }
}

/// What follows a prefix, when it ends at a segment's end.
fn below<'p>(path: &'p str, prefix: &str) -> Option<&'p str> {
    let rest = path.strip_prefix(prefix)?;
    (rest.is_empty() || rest.starts_with('/')).then_some(rest)
}

/// What follows the segments of a template.
fn below_template<'p>(path: &'p str, template: &[Segment]) -> Option<&'p str> {
    template.iter().try_fold(path, |path, segment| {
        let below = path.strip_prefix('/')?;
        let (received, rest) = below.split_at(below.find('/').unwrap_or(below.len()));
        segment.captures(received).map(|_| rest)
    })
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}
