//! What holds of overlays whatever the document is, held against all documents of `accept`.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use bindery::diagnostic::Diagnostics;
use bindery::overlay::{self, print};
use bindery::render::Style;
use bindery::source::Format;
use bindery::{Effective, Source, read};
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

/// The documents of `accept`, as they are read.
static DOCUMENTS: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accept");
    let entries = fs::read_dir(folder).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = paths.collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let source = Source::new(path, fs::read(path).expect("it can be read"));
        read::read(&source.expect("it is text")).expect("it is YAML")
    };
    paths.iter().map(read).collect()
});

fn overlay(actions: &Value) -> Source {
    let overlay =
        json!({ "overlay": "1.1.0", "info": { "title": "A", "version": "1" }, "actions": actions });
    Source::new("laws.overlay.json", overlay.to_string()).expect("it is text")
}

/// What becomes of a document.
fn applied(document: &Value, overlays: &[Source]) -> Option<Value> {
    let applied = overlay::apply(document.clone(), overlays, &mut Diagnostics::new());
    applied.map(|(value, _)| value)
}

/// All places of a value, but those whose keys a query can't be written with.
fn places(value: &Value, at: &str, query: &str, all: &mut Vec<(String, String)>) {
    all.push((at.to_owned(), query.to_owned()));
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(
                    item,
                    &format!("{at}/{index}"),
                    &format!("{query}[{index}]"),
                    all,
                );
            }
        }
        Value::Object(map) => {
            for (key, value) in map
                .iter()
                .filter(|(key, _)| !key.contains(['\'', '\\', '\u{7f}']))
            {
                let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                if key.chars().all(|it| it >= ' ') {
                    places(value, &at, &format!("{query}['{key}']"), all);
                }
            }
        }
        _ => {}
    }
}

/// A document, and one of its places: a pointer and a query.
fn placed() -> impl Strategy<Value = (&'static Value, (String, String))> {
    select(DOCUMENTS.iter().collect::<Vec<_>>()).prop_flat_map(|document| {
        let mut all = Vec::new();
        places(document, "", "$", &mut all);
        (Just(document), select(all))
    })
}

/// A value without lists, which merge differently the second time.
fn update() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z]{0,8}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let entries = prop::collection::btree_map("x-[a-z]{1,3}", inner, 0..4);
        entries.prop_map(|entries| entries.into_iter().collect())
    })
}

proptest! {
    #[test]
    fn nothing_changes_nothing((document, (_, query)) in placed()) {
        let overlays = [overlay(&json!([{ "target": "$", "update": {} }, { "target": query }]))];
        prop_assert_eq!(applied(document, &overlays), Some(document.clone()));
    }

    #[test]
    fn an_update_without_lists_is_done_once_and_for_all(
        (document, (at, query)) in placed(),
        update in update(),
    ) {
        prop_assume!(!document.pointer(&at).is_some_and(Value::is_array));
        let overlays = [overlay(&json!([{ "target": query, "update": update }]))];
        // What doesn't go together is refused.
        if let Some(once) = applied(document, &overlays) {
            prop_assert_eq!(applied(&once, &overlays), Some(once));
        }
    }

    #[test]
    fn no_query_is_too_strange_to_be_answered(
        document in select(DOCUMENTS.iter().collect::<Vec<_>>()),
        query in r#"\$?([$@.*\[\]()?'",:!=<&| é-]|\.\.|\[\?@|'[a-c~/]*'|paths|get|length\(|match\(|[0-9-]){0,14}"#,
    ) {
        for change in [json!({ "update": {} }), json!({ "copy": "$.info" }), json!({ "remove": true })] {
            let mut action = json!({ "target": query });
            for (key, value) in change.as_object().expect("it is an object") {
                action[key] = value.clone();
            }
            let source = overlay(&json!([action]));
            let document = Source::new("document.json", document.to_string()).expect("it is text");
            let effective = Effective::of(document.overlaid([source]));
            let is_told = !effective.diagnostics().is_empty();
            prop_assert!(is_told || effective.value().is_some());
            prop_assert_eq!(is_told, !effective.report(Style::Plain).is_empty());
        }
    }

    #[test]
    fn what_is_removed_is_gone_and_the_rest_is_where_it_was((document, (at, query)) in placed()) {
        prop_assume!(!at.is_empty());
        let overlays = [overlay(&json!([{ "target": query, "remove": true }]))];
        let mut found = Diagnostics::new();
        let (value, trace) = overlay::apply(document.clone(), &overlays, &mut found).expect("it is removed");
        let (mut before, mut after) = (Vec::new(), Vec::new());
        places(document, "", "$", &mut before);
        places(&value, "", "$", &mut after);
        let is_lost = |place: &str| place == at || place.strip_prefix(&at).is_some_and(|rest| rest.starts_with('/'));
        let kept: Vec<&String> = before.iter().map(|(at, _)| at).filter(|at| !is_lost(at)).collect();
        let originals: Vec<String> = after
            .iter()
            .map(|(at, _)| trace.original(&at.parse().expect("a pointer")).to_string())
            .collect();
        prop_assert_eq!(originals.iter().collect::<Vec<_>>(), kept);
        for ((now, _), was) in after.iter().zip(&originals) {
            let (now, was) = (value.pointer(now), document.pointer(was));
            let is_leaf = now.is_some_and(|now| !now.is_object() && !now.is_array());
            prop_assert!(!is_leaf || now == was);
        }
    }

    #[test]
    fn what_an_update_brings_is_written_in_the_overlay(
        (document, (at, query)) in placed(),
        update in update(),
    ) {
        let source = overlay(&json!([{ "target": query, "update": { "x-own": update } }]));
        prop_assume!(document.pointer(&at).is_some_and(Value::is_object));
        let brought = read::read(&source).expect("it is JSON");
        let mut found = Diagnostics::new();
        let applied = overlay::apply(document.clone(), &[source], &mut found);
        let (value, trace) = applied.expect("there is no error");
        let mut all = Vec::new();
        places(&value, "", "$", &mut all);
        for (place, _) in all {
            let original = trace.original(&place.parse().expect("a pointer"));
            let own = format!("{at}/x-own");
            match bindery::files::split(&original) {
                Some((_, inner)) => {
                    prop_assert!(place.starts_with(&own));
                    prop_assert_eq!(brought.pointer(inner.as_str()), value.pointer(&place));
                }
                None => prop_assert_eq!(original.as_str(), &place),
            }
        }
    }
}

#[test]
fn what_is_printed_reads_as_it_was() {
    for document in DOCUMENTS.iter() {
        for (format, name) in [
            (Format::Yaml, "printed.yaml"),
            (Format::Json, "printed.json"),
        ] {
            let text = print(document, format).expect("it can be written");
            let source = Source::new(name, text).expect("it is text");
            assert_eq!(read::read(&source).as_ref(), Ok(document));
        }
    }
}
