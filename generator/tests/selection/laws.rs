//! What is true of each operation of each accepted document, chosen alone.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::Path;

use bindery::emit::{self, Layout, Root};
use bindery::facts::Facts;
use bindery::ir::{Api, Operation, TypeId};
use bindery::{Selection, Selector};

use super::items::items;
use super::open;

/// All documents of which bindings are made in tests.
fn apis() -> Vec<Api> {
    let accepted = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accept");
    let entries = fs::read_dir(accepted).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let paths = names.map(|name| format!("accept/{}", name.to_string_lossy()));
    let paths = paths.chain(["fixtures/choosing.yaml".to_owned()]);
    paths
        .map(|path| open(&path).api().expect("it is accepted").clone())
        .collect()
}

/// What names this operation and no other.
fn route(operation: &Operation) -> Selector {
    Selector::Route {
        method: operation.method.to_owned(),
        path: operation.path.clone(),
    }
}

fn only(operation: &Operation) -> Selection {
    Selection {
        include: vec![route(operation)],
        exclude: Vec::new(),
    }
}

/// Does something with every operation: the whole, the operation, and the part that is chosen by it.
fn for_each_operation(check: impl Fn(&Api, &Operation, &Api)) {
    for api in apis() {
        for operation in &api.operations {
            let part = only(operation).apply(&api).expect("it is matched");
            check(&api, operation, &part);
        }
    }
}

/// The ids that stand in a thing, by its debug text, so that none is missed whatever the IR looks like.
fn ids(thing: &impl Debug) -> BTreeSet<TypeId> {
    let text = format!("{thing:?}");
    let numbers = text.split("TypeId(").skip(1);
    let numbers = numbers.filter_map(|rest| rest.split_once(')')?.0.parse().ok());
    numbers.map(TypeId).collect()
}

fn reached(api: &Api, operation: &Operation) -> BTreeSet<TypeId> {
    let mut reached = BTreeSet::new();
    let mut pending = ids(operation);
    while let Some(id) = pending.pop_first() {
        if reached.insert(id) {
            pending.extend(ids(&api[id]));
        }
    }
    reached
}

#[test]
fn exactly_what_is_reached_is_kept() {
    for_each_operation(|api, operation, part| {
        let expected = reached(api, operation).into_iter();
        let expected: Vec<_> = expected.map(|id| (&api[id].at, &api[id].name)).collect();
        let kept: Vec<_> = part.types.iter().map(|def| (&def.at, &def.name)).collect();
        assert_eq!(kept, expected, "{} of {}", operation.at, api.title);
        let all: BTreeSet<_> = (0..part.types.len()).map(TypeId).collect();
        assert_eq!(reached(part, &part.operations[0]), all);
        assert!(ids(&part.examples).is_subset(&all));
    });
}

/// Constructors and setters are made for types that requests carry, and judging for types in unions, so there may be
/// fewer functions and tables than in the whole; each of them is as it is in the whole. Only the list of servers that a
/// client must know follows from the operations. That types which are alike are united is left out of it: the first of
/// them may be one that isn't kept.
#[test]
fn what_is_kept_is_printed_as_in_the_whole() {
    let layout = Layout {
        document: "openapi.yaml".to_owned(),
        overlays: Vec::new(),
        root: Root::Crate,
        guide: None,
    };
    for_each_operation(|api, operation, part| {
        let whole = emit::files(api, &Facts::of(api), &layout);
        let files = emit::files(part, &Facts::of(part), &layout);
        for file in files.iter().filter(|file| file.path != "lib.rs") {
            let place = format!("{} of {}, {}", operation.at, api.title, file.path);
            let of_whole = whole.iter().find(|it| it.path == file.path);
            let whole = items(&of_whole.expect(&place).text);
            let of_operations = items(&file.text).into_iter();
            for item in of_operations.filter(|item| !item.starts_with(" staticAPI:")) {
                assert!(whole.contains(&item), "{place}:\n{item}");
            }
        }
    });
}

#[test]
fn all_that_is_reached_is_defined() {
    let layout = Layout {
        document: "openapi.yaml".to_owned(),
        overlays: Vec::new(),
        root: Root::Crate,
        guide: None,
    };
    for_each_operation(|api, operation, part| {
        let files = bindery::generate(part, &layout);
        let models = files.iter().find(|file| file.path == "models.rs");
        let models = items(&models.expect("there are models").text);
        for def in &part.types {
            let module: String = def.module.iter().map(|step| format!("{step}::")).collect();
            let name = &def.name.rust;
            let defined = [
                format!("pubstruct{name}{{"),
                format!("pubenum{name}{{"),
                format!("pubtype{name}="),
            ];
            let is_defined = models.iter().any(|item| {
                item.starts_with(&format!("{module} "))
                    && defined.iter().any(|it| item.contains(it.as_str()))
            });
            assert!(is_defined, "{} of {}, {}", operation.at, api.title, def.at);
        }
    });
}

#[test]
fn choosing_again_changes_nothing() {
    for_each_operation(|_, operation, part| {
        assert_eq!(only(operation).apply(part).as_ref(), Ok(part));
    });
}

#[test]
fn excluding_all_others_is_including_one() {
    for_each_operation(|api, operation, part| {
        let others = api.operations.iter().filter(|it| *it != operation);
        let webhooks = api.webhooks.iter().map(|it| it.name.wire.clone());
        let without = Selection {
            include: Vec::new(),
            exclude: others
                .map(route)
                .chain(webhooks.map(Selector::Webhook))
                .collect(),
        };
        if !without.exclude.is_empty() {
            assert_eq!(without.apply(api).as_ref(), Ok(part));
        }
    });
}

#[test]
fn nothing_said_is_everything() {
    for api in apis() {
        assert_eq!(Selection::default().apply(&api).as_ref(), Ok(&api));
    }
}
