//! Laws of uniting: nothing but definitions becomes less, and only those that say the same.

use std::fs;
use std::path::Path;

use bindery::Document;
use bindery::ir::{Additional, Api, Shape, Type, TypeDef, TypeId};

/// The documents of which bindings are made in tests.
fn for_each_api(check: impl Fn(&Api)) {
    let accepted = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accept");
    for entry in fs::read_dir(accepted).expect("the folder is there") {
        let document = Document::open(entry.expect("an entry").path());
        check(document.api().expect("it is accepted"));
    }
}

/// The types that were defined and are aliases now, each with the type that it is an alias of.
fn made_aliases<'a>(
    api: &'a Api,
    united: &'a Api,
) -> impl Iterator<Item = (TypeId, TypeId)> + use<'a> {
    let pairs = api.types.iter().zip(&united.types).enumerate();
    pairs.filter_map(|(id, (before, after))| match &after.shape {
        Shape::Alias(Type::Named(first)) if before.shape != after.shape => {
            Some((TypeId(id), *first))
        }
        _ => None,
    })
}

#[test]
fn names_docs_and_all_that_is_not_a_type_stay() {
    for_each_api(|api| {
        let united = api.united();
        let without_shape = |def: &TypeDef| TypeDef {
            shape: Shape::Alias(Type::Untyped),
            ..def.clone()
        };
        let named = |api: &Api| api.types.iter().map(without_shape).collect::<Vec<_>>();
        assert_eq!(named(api), named(&united));
        let types = api.types.clone();
        assert_eq!(*api, Api { types, ..united });
    });
}

#[test]
fn an_alias_stands_for_an_earlier_inline_type_that_says_the_same() {
    for_each_api(|api| {
        let united = api.united();
        for (alias, first) in made_aliases(api, &united) {
            assert!(first < alias, "{}: {alias:?} is of {first:?}", api.title);
            assert!(!api[alias].module.is_empty() && !api[first].module.is_empty());
            assert_eq!(united[first].shape, api[first].shape);
            assert!(
                says_the_same(api, alias, first),
                "{}: {:?} is no {:?}",
                api.title,
                api[alias].shape,
                api[first].shape
            );
        }
    });
}

#[test]
fn no_two_inline_types_that_say_the_same_are_left() {
    for_each_api(|api| {
        let united = api.united();
        let defined = |id: &TypeId| {
            let def = &united[*id];
            !def.module.is_empty() && !matches!(def.shape, Shape::Alias(_) | Shape::Bodies(_))
        };
        let left: Vec<TypeId> = (0..api.types.len()).map(TypeId).filter(defined).collect();
        for (index, one) in left.iter().enumerate() {
            for other in &left[index + 1..] {
                assert!(
                    !says_the_same(api, *one, *other),
                    "{}: {:?} and {:?}",
                    api.title,
                    api[*one].at,
                    api[*other].at
                );
            }
        }
    });
}

#[test]
fn some_types_are_united() {
    let document =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/accept/inline_types_alike.yaml");
    let document = Document::open(document);
    let api = document.api().expect("it is accepted");
    let united = api.united();
    let place = |id: TypeId| {
        let def = &api[id];
        format!("{}::{}", def.module.join("::"), def.name.rust)
    };
    let aliases: Vec<_> = made_aliases(api, &united)
        .map(|(alias, first)| format!("{} = {}", place(alias), place(first)))
        .collect();
    insta::assert_debug_snapshot!(aliases);
}

/// Whether two inline types are defined alike, found by following both at once.
fn says_the_same(api: &Api, one: TypeId, other: TypeId) -> bool {
    let same = |one: &Type, other: &Type| same_types(api, one, other);
    let names = api[one].name.rust == api[other].name.rust;
    match (&api[one].shape, &api[other].shape) {
        (Shape::Object(one), Shape::Object(other)) => {
            let additional = match (&one.additional, &other.additional) {
                (Additional::Closed, Additional::Closed) => true,
                (
                    Additional::Kept {
                        field: one_field,
                        ty: one,
                    },
                    Additional::Kept { field, ty },
                ) => one_field == field && same(one, ty),
                _ => false,
            };
            names
                && additional
                && all(&one.fields, &other.fields, |one, other| {
                    (&one.name, one.presence, &one.docs)
                        == (&other.name, other.presence, &other.docs)
                        && same(&one.ty, &other.ty)
                })
        }
        (Shape::Union(one), Shape::Union(other)) => {
            one.tag == other.tag
                && all(&one.branches, &other.branches, |one, other| {
                    (&one.name, &one.tags) == (&other.name, &other.tags) && same(&one.ty, &other.ty)
                })
        }
        (Shape::Answers(one), Shape::Answers(other)) => all(one, other, |one, other| {
            let payloads = match (one.payload.ty(), other.payload.ty()) {
                (Some(ty), Some(other_ty)) => {
                    std::mem::discriminant(&one.payload) == std::mem::discriminant(&other.payload)
                        && same(ty, other_ty)
                }
                _ => one.payload == other.payload,
            };
            (&one.name, &one.description) == (&other.name, &other.description) && payloads
        }),
        (Shape::Headers(one), Shape::Headers(other)) => all(one, other, |one, other| {
            (&one.name, one.required, one.style, &one.docs)
                == (&other.name, other.required, other.style, &other.docs)
                && same(&one.ty, &other.ty)
        }),
        (Shape::Enum(one), Shape::Enum(other)) => one == other,
        _ => false,
    }
}

fn same_types(api: &Api, one: &Type, other: &Type) -> bool {
    match (one, other) {
        (Type::Named(one), Type::Named(other)) => {
            let is_inline = |id: &TypeId| !api[*id].module.is_empty();
            one == other || is_inline(one) && is_inline(other) && says_the_same(api, *one, *other)
        }
        (Type::List(one), Type::List(other))
        | (Type::Map(one), Type::Map(other))
        | (Type::Nullable(one), Type::Nullable(other)) => same_types(api, one, other),
        (Type::Tuple(one), Type::Tuple(other)) => {
            all(one, other, |one, other| same_types(api, one, other))
        }
        _ => one == other,
    }
}

fn all<T>(ones: &[T], others: &[T], is_same: impl Fn(&T, &T) -> bool) -> bool {
    ones.len() == others.len()
        && ones
            .iter()
            .zip(others)
            .all(|(one, other)| is_same(one, other))
}
