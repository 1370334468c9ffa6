//! Laws of names: whatever a document calls its things, Rust has a name for each.

use std::collections::{BTreeMap, BTreeSet};

use bindery::ir::Name;
use bindery::lower::name::{Case, assign};
use proptest::prelude::{
    Just, Strategy, any, prop_assert, prop_assert_eq, prop_assume, prop_oneof, proptest,
};
use proptest::sample::select;

const RESERVED: [&str; 6] = [
    "new",
    "body",
    "additional_properties",
    "Unrecognized",
    "Client",
    "a_",
];

fn case() -> impl Strategy<Value = Case> {
    select(vec![Case::Type, Case::Variant, Case::Value])
}

/// A wire name: any text, or one that is likely to collide with another.
fn wire() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => "[aAbB12_+. -]{0,5}",
        1 => any::<String>(),
        1 => select(vec!["self", "Self", "type", "Type", "gen", "new", "body", "Client", "a_", "unrecognized"]).prop_map(str::to_owned),
    ]
}

/// Different wire names, in any order.
fn wires() -> impl Strategy<Value = Vec<String>> {
    let wires = proptest::collection::btree_set(wire(), 0..24);
    wires
        .prop_map(|wires| wires.into_iter().collect::<Vec<_>>())
        .prop_shuffle()
}

fn names(case: Case, wires: &[String]) -> Vec<Name> {
    let wires: Vec<&str> = wires.iter().map(String::as_str).collect();
    assign(case, &RESERVED, &wires)
}

fn by_wire(names: Vec<Name>) -> BTreeMap<String, String> {
    names
        .into_iter()
        .map(|name| (name.wire, name.rust))
        .collect()
}

proptest! {
    #[test]
    fn wire_names_are_kept_in_order(case in case(), wires in wires()) {
        let kept: Vec<String> = names(case, &wires).into_iter().map(|name| name.wire).collect();
        prop_assert_eq!(kept, wires);
    }

    #[test]
    fn no_two_are_alike(case in case(), wires in wires()) {
        let distinct: BTreeSet<String> = names(case, &wires).into_iter().map(|name| name.rust).collect();
        prop_assert_eq!(distinct.len(), wires.len());
    }

    /// Names that are given twice, as parameters of different places may be, still come out different.
    #[test]
    fn no_two_are_alike_when_wire_names_are(case in case(), wires in wires()) {
        let twice = [wires.clone(), wires.clone()].concat();
        let distinct: BTreeSet<String> = names(case, &twice).into_iter().map(|name| name.rust).collect();
        prop_assert_eq!(distinct.len(), 2 * wires.len());
    }

    #[test]
    fn all_are_identifiers(case in case(), wires in wires()) {
        for name in names(case, &wires) {
            prop_assert!(syn::parse_str::<syn::Ident>(&name.rust).is_ok(), "{:?}", name);
            prop_assert!(name.rust.is_ascii() && name.rust != "_" && name.rust != "gen", "{:?}", name);
        }
    }

    #[test]
    fn none_is_reserved(case in case(), wires in wires()) {
        for name in names(case, &wires) {
            prop_assert!(!RESERVED.contains(&name.rust.as_str()), "{:?}", name);
        }
    }

    #[test]
    fn the_order_does_not_matter((wires, shuffled) in wires().prop_flat_map(|wires| (Just(wires.clone()), Just(wires).prop_shuffle())), case in case()) {
        prop_assert_eq!(by_wire(names(case, &wires)), by_wire(names(case, &shuffled)));
    }

    #[test]
    fn adding_a_name_renames_no_other(case in case(), wires in wires(), added in wire()) {
        let before = names(case, &wires);
        let wanted = case.identifier(&added);
        prop_assume!(before.iter().all(|name| name.rust != wanted && case.identifier(&name.wire) != wanted));
        let after = by_wire(names(case, &[wires, vec![added]].concat()));
        for name in before {
            prop_assert_eq!(&after[&name.wire], &name.rust);
        }
    }
}

/// What each case makes of a wire name that nothing collides with.
#[test]
fn identifiers() {
    let table = [
        // wire, type or variant, value
        ("pet", "Pet", "pet"),
        ("petStore", "PetStore", "pet_store"),
        ("pet-store", "PetStore", "pet_store"),
        ("PET_STORE", "PetStore", "pet_store"),
        ("HTTPServer", "HttpServer", "http_server"),
        ("api.v1.Pet", "ApiV1Pet", "api_v1_pet"),
        ("X-Request-ID", "XRequestId", "x_request_id"),
        ("filter[a]", "FilterA", "filter_a"),
        ("$ref", "Ref", "ref_"),
        ("@type", "Type", "type_"),
        ("-created", "MinusCreated", "minus_created"),
        ("+1", "Plus1", "plus_1"),
        (">=", "GtEq", "gt_eq"),
        ("a>=b", "AB", "a_b"),
        ("_", "Underscore", "underscore"),
        ("_id", "Id", "id"),
        ("", "Empty", "empty"),
        (" ", "Space", "space"),
        ("\u{7}", "U0007", "u0007"),
        ("café", "Cafe", "cafe"),
        ("cafe\u{301}", "Cafe", "cafe"),
        ("größe", "Grosse", "grosse"),
        ("東京", "DongJing", "dong_jing"),
        ("😀", "Grinning", "grinning"),
        ("self", "Self_", "self_"),
        ("type", "Type", "type_"),
        ("gen", "Gen", "gen_"),
        ("union", "Union", "union"),
    ];
    for (wire, upper, value) in table {
        assert_eq!(Case::Type.identifier(wire), upper, "{wire:?} as a type");
        assert_eq!(
            Case::Variant.identifier(wire),
            upper,
            "{wire:?} as a variant"
        );
        assert_eq!(Case::Value.identifier(wire), value, "{wire:?} as a value");
    }
}

/// A digit can't begin an identifier; what is put before it depends on what is named.
#[test]
fn digits() {
    assert_eq!(Case::Type.identifier("404"), "T404");
    assert_eq!(Case::Variant.identifier("404"), "V404");
    assert_eq!(Case::Value.identifier("404"), "n404");
    assert_eq!(Case::Value.identifier("1st"), "_1st");
}

/// Of names that want one identifier, the one that is spelled like it has it, then the shortest, then the first.
#[test]
fn collisions() {
    let table: [(Case, &[&str], &[&str]); 6] = [
        (
            Case::Value,
            &["fooBar", "foo_bar"],
            &["foo_bar_2", "foo_bar"],
        ),
        (
            Case::Value,
            &["ID", "_id", "id", "i_d"],
            &["id_2", "id_3", "id", "i_d"],
        ),
        (Case::Value, &["x", "X", "x_2"], &["x", "x_3", "x_2"]),
        (Case::Type, &["a.b", "aB", "a_b"], &["AB2", "AB", "AB3"]),
        (
            Case::Variant,
            &["usd", "USD", "Usd"],
            &["Usd3", "Usd2", "Usd"],
        ),
        (Case::Value, &["new", "New"], &["new_", "new_2"]),
    ];
    for (case, wires, expected) in table {
        let names: Vec<String> = assign(case, &["new"], wires)
            .into_iter()
            .map(|name| name.rust)
            .collect();
        assert_eq!(names, expected, "{wires:?}");
    }
}
