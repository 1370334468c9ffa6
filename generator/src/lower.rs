//! Lowering: what the document says becomes what Rust will say.
//!
//! A normalized document comes in, piece by piece through the types of `openapiv3`, and an [`Api`] goes out, in
//! which every reference is resolved and everything has its name. A schema that can't be typed stays untyped JSON,
//! an operation that can't be called is skipped, each with a located diagnostic; nothing else suffers from it.
//! No decision about text is taken here: how a type is printed is [`emit`](crate::emit)'s business.

mod accept;
mod alias;
mod body;
mod collect;
mod declared;
mod deep;
mod docs;
mod draft;
mod example;
mod field;
mod fit;
mod form;
mod format;
mod header;
mod hook;
mod kind;
mod link;
mod listed;
mod media;
mod merge;
pub mod name;
mod naming;
mod null;
mod offer;
mod operation;
mod parameter;
mod path;
mod pattern;
mod place;
mod reference;
mod response;
mod rule;
mod schema;
mod security;
mod server;
mod tuple;
mod union;
mod width;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Options;
use crate::ir::{Api, Example, Name, Skipped, TypeId};
use crate::overrides::{Overrides, unmatched_formats};
use crate::pointer::Pointer;
use draft::Draft;
use rule::RuleBook;
use schema::Use;
use server::Servers;

/// Gives the API that the normalized `document` describes, with the user's own types for formats, and with rules for
/// values where calls are to be checked.
pub fn lower(document: &Value, options: &Options, found: &mut Diagnostics) -> Api {
    let overrides = &options.overrides;
    let mut lowering = Lowering {
        document,
        overrides,
        found,
        formats: BTreeSet::new(),
        drafts: Vec::new(),
        components: BTreeMap::new(),
        operation_names: BTreeMap::new(),
        places: BTreeMap::new(),
        active: BTreeSet::new(),
        multiparts: form::multiparts(document),
        merged: 0,
        depth: 0,
        size: values(document),
        nulls: RefCell::default(),
        rules: RuleBook::new(options.validation),
        examples: Vec::new(),
        skipped: Vec::new(),
    };
    let collected = lowering.collect();
    lowering.component_schemas();
    let security_schemes = lowering.security_schemes();
    let servers = Servers::of(document, &collected, lowering.found);
    let operations = lowering.operations(collected, &servers, &security_schemes);
    let webhooks = lowering.webhooks();
    let rules = lowering.rule_sets();
    alias::break_cycles(&mut lowering.drafts, lowering.found);
    let examples = example::distinct(lowering.examples);
    let examples = fit::fitting(examples, &lowering.drafts, lowering.found);
    let unmatched = unmatched_formats(overrides, &lowering.formats);
    lowering.found.extend(unmatched);
    let api = Api {
        title: text(document, "/info/title").unwrap_or_default(),
        version: text(document, "/info/version").unwrap_or_default(),
        description: text(document, "/info/description"),
        servers: servers.shared(),
        security_schemes: security::completed(security_schemes, &operations),
        types: draft::finish(lowering.drafts),
        operations,
        webhooks,
        rules,
        examples,
        skipped: lowering.skipped,
    };
    found.extend(deep::undefined(&api));
    api
}

/// What is known half-way: the document, and all that was made of it so far.
struct Lowering<'a> {
    document: &'a Value,
    overrides: &'a Overrides,
    found: &'a mut Diagnostics,
    /// The formats that were come upon, for which the user may have types.
    formats: BTreeSet<String>,
    drafts: Vec<Draft>,
    /// The type of each of `components.schemas`, by its name.
    components: BTreeMap<String, TypeId>,
    /// The names of operations, by their own places.
    operation_names: BTreeMap<Pointer, Name>,
    /// The types of places, which may be come upon more than once.
    places: BTreeMap<Pointer, Use>,
    /// The places that are being lowered because something refers to them.
    active: BTreeSet<Pointer>,
    /// The schemas whose binary properties are files.
    multiparts: BTreeSet<Pointer>,
    /// How many values the merged members of `allOf` had.
    merged: usize,
    /// How many schemas the one that is being lowered stands in.
    depth: usize,
    /// How many values the document has: what combining may make of it is in proportion to that.
    size: usize,
    /// Whether null is a value of what references lead to.
    nulls: RefCell<null::Nulls>,
    rules: RuleBook,
    examples: Vec<Example>,
    skipped: Vec<Skipped>,
}

impl Lowering<'_> {
    /// Reports that `what` is left out, and why.
    fn skip(&mut self, what: String, at: &Pointer, diagnostic: Diagnostic) {
        let skipped = self.document.pointer(at.as_str());
        let tags = skipped.and_then(|skipped| skipped.get("tags")?.as_array());
        let tags = tags.into_iter().flatten().filter_map(Value::as_str);
        self.skipped.push(Skipped {
            tags: tags.map(ToOwned::to_owned).collect(),
            what,
            at: at.clone(),
            reason: diagnostic.message().to_owned(),
        });
        self.found.push(diagnostic);
    }
}

/// How many values there are in `value`, with itself.
fn values(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(values).sum(),
        Value::Object(map) => map.values().map(values).sum(),
        _ => 0,
    }
}

fn text(document: &Value, pointer: &str) -> Option<String> {
    let text = document.pointer(pointer)?.as_str()?;
    (!text.is_empty()).then(|| text.to_owned())
}
