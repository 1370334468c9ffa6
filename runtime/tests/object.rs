//! Structs with tables, as generated code declares them: reading, writing, and what is refused.

use std::fmt::Debug;

use bindery_runtime::{AdditionalProperties, Presence, Unrecognized, Value};
use proptest::prelude::*;
use proptest::sample::subsequence;
use serde::de::DeserializeOwned;
use serde_json::json;

mod models {
    use super::{AdditionalProperties, Presence, Unrecognized, Value};

    #[derive(Debug, Clone, PartialEq)]
    #[non_exhaustive]
    pub(crate) struct Person {
        pub(crate) id: String,
        pub(crate) note: Option<String>,
        pub(crate) nick: Option<String>,
        pub(crate) bio: Presence<String>,
        pub(crate) kind: Option<Kind>,
        pub(crate) r#type: Option<Vec<Tag>>,
    }

    #[derive(Debug, Clone, PartialEq)]
    pub(crate) struct Tag {
        pub(crate) id: i64,
        pub(crate) raw: Option<Value>,
    }

    #[derive(Debug, Clone, PartialEq)]
    pub(crate) struct Tree {
        pub(crate) left: Option<Box<Tree>>,
        pub(crate) right: Presence<Box<Tree>>,
        pub(crate) children: Option<Vec<Tree>>,
        pub(crate) others: AdditionalProperties<Tree>,
    }

    #[derive(Debug, Clone, PartialEq)]
    pub(crate) struct Labels {
        pub(crate) name: Option<String>,
        pub(crate) additional_properties: AdditionalProperties<i64>,
    }

    #[derive(Debug, Clone, PartialEq)]
    pub(crate) struct Empty {}

    #[derive(Debug, Clone, PartialEq)]
    pub(crate) struct Anything {
        pub(crate) additional_properties: AdditionalProperties,
    }

    #[derive(Debug, Clone)]
    #[non_exhaustive]
    pub(crate) enum Kind {
        Human,
        Bot,
        Unrecognized(Unrecognized),
    }

    impl Person {
        pub(crate) fn new(id: &str, nick: Option<&str>) -> Self {
            Self {
                id: id.to_owned(),
                note: None,
                nick: nick.map(str::to_owned),
                bio: Presence::Absent,
                kind: None,
                r#type: None,
            }
        }
    }
}

mod codec {
    ::bindery_runtime::object! {
        super::models::Person {
            id: required "id",
            note: optional "note",
            nick: nullable "nick",
            bio: presence "bio",
            kind: optional "kind",
            r#type: optional "type",
        }
    }
    ::bindery_runtime::object! { super::models::Tag { id: required "tag-id", raw: untyped "" } }
    ::bindery_runtime::object! {
        super::models::Tree {
            left: optional "left",
            right: presence "right",
            children: optional "children",
            ..others
        }
    }
    ::bindery_runtime::object! {
        super::models::Labels { name: optional "name", ..additional_properties, }
    }
    ::bindery_runtime::object! { super::models::Empty {} }
    ::bindery_runtime::object! { super::models::Anything { ..additional_properties } }
    ::bindery_runtime::open_enum! {
        super::models::Kind { Human = "HUMAN", Bot = "BOT" }
    }
}

use models::{Anything, Empty, Kind, Labels, Person, Tag, Tree};

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("a value")
}

fn refusal<T: DeserializeOwned + Debug>(json: &str) -> String {
    serde_json::from_str::<T>(json)
        .expect_err("an error")
        .to_string()
}

/// Reads the text and expects that writing it gives the same text.
fn round_trip<T: DeserializeOwned + serde::Serialize>(json: &str) -> T {
    let value = read::<T>(json);
    assert_eq!(serde_json::to_string(&value).expect("JSON"), json);
    value
}

#[test]
fn fields_are_read_and_written_by_their_rows() {
    assert_eq!(
        round_trip::<Person>(r#"{"id":"1","nick":null}"#),
        Person::new("1", None)
    );
    let full =
        r#"{"id":"1","note":"n","nick":"k","bio":null,"kind":"BOT","type":[{"tag-id":7,"":[1]}]}"#;
    let person = round_trip::<Person>(full);
    assert_eq!(person.note.as_deref(), Some("n"));
    assert_eq!(person.nick.as_deref(), Some("k"));
    assert_eq!(person.bio, Presence::Null);
    assert_eq!(person.kind, Some(Kind::Bot));
    assert_eq!(
        person.r#type,
        Some(vec![Tag {
            id: 7,
            raw: Some(json!([1]))
        }])
    );
}

#[test]
fn absent_and_null_differ_only_where_the_row_says_so() {
    let bio = |json| read::<Person>(json).bio;
    assert_eq!(bio(r#"{"id":"1","nick":null}"#), Presence::Absent);
    assert_eq!(bio(r#"{"id":"1","nick":null,"bio":null}"#), Presence::Null);
    assert_eq!(
        bio(r#"{"id":"1","nick":null,"bio":"b"}"#),
        Presence::from("b".to_owned())
    );
    assert_eq!(
        read::<Person>(r#"{"id":"1","nick":null,"note":null}"#).note,
        None
    );
}

#[test]
fn null_is_a_value_of_untyped_properties() {
    let tag = |json| round_trip::<Tag>(json).raw;
    assert_eq!(tag(r#"{"tag-id":1}"#), None);
    assert_eq!(tag(r#"{"tag-id":1,"":null}"#), Some(Value::Null));
}

#[test]
fn presence_converts() {
    assert_eq!(Presence::from(Some(1)), Presence::Present(1));
    assert_eq!(Presence::<i64>::from(None), Presence::Null);
    assert_eq!(Presence::<i64>::default(), Presence::Absent);
    assert_eq!(Presence::Present(1).map(|n| n + 1).into_option(), Some(2));
    assert_eq!(
        Presence::Present(String::from("a")).as_ref().into_option(),
        Some(&String::from("a"))
    );
    assert!(
        Presence::<i64>::Absent.is_absent()
            && Presence::<i64>::Null.is_null()
            && Presence::Present(1).is_present()
    );
    let mut presence = Presence::Present(1);
    if let Presence::Present(value) = presence.as_mut() {
        *value = 5;
    }
    assert_eq!(presence, Presence::Present(5));
}

#[test]
fn keys_come_in_any_order_and_the_last_duplicate_wins() {
    let person =
        read::<Person>(r#"{"nick":null,"bio":"b","id":"1","note":"x","id":"2","note":"y"}"#);
    assert_eq!(
        (person.id.as_str(), person.note.as_deref()),
        ("2", Some("y"))
    );
    let person = read::<Person>(r#"{"id":"1","note":"x","nick":"k","note":null,"nick":null}"#);
    assert_eq!(person, Person::new("1", None));
    let labels = read::<Labels>(r#"{"a":1,"name":"n","a":2}"#);
    assert_eq!(
        labels.additional_properties,
        AdditionalProperties::from([("a".to_owned(), 2)])
    );
}

proptest! {
    /// Properties mostly come in the order of the table, which reading counts on and mustn't need.
    #[test]
    fn order_makes_no_difference(
        (ordered, shuffled) in subsequence(
            vec![r#""id":"1""#, r#""note":"n""#, r#""nick":null"#, r#""bio":"b""#, r#""kind":"BOT""#, r#""x":[2]"#],
            0..=6,
        )
        .prop_flat_map(|entries| (Just(entries.clone()), Just(entries).prop_shuffle())),
    ) {
        let read = |entries: Vec<&str>| {
            let read = serde_json::from_str::<Person>(&format!("{{{}}}", entries.join(",")));
            read.map_err(|error| error.to_string())
        };
        prop_assert_eq!(read(ordered), read(shuffled));
    }
}

#[test]
fn unlisted_keys_are_ignored_or_kept() {
    let person = read::<Person>(r#"{"x":{"id":["deep",{}]},"id":"1","y":null,"nick":"k"}"#);
    assert_eq!(person, Person::new("1", Some("k")));
    let labels = round_trip::<Labels>(r#"{"name":"n","a":1,"b":2}"#);
    assert_eq!(
        labels.additional_properties,
        AdditionalProperties::from([("a".to_owned(), 1), ("b".to_owned(), 2)])
    );
    round_trip::<Anything>(r#"{"a":{"b":[null]},"c":"d"}"#);
    assert_eq!(round_trip::<Empty>("{}"), Empty {});
    assert_eq!(read::<Empty>(r#"{"a":1}"#), Empty {});
    assert_eq!(
        read::<Tag>(r#"{"tag\u002did":3}"#),
        Tag { id: 3, raw: None }
    );
}

#[test]
fn types_may_hold_themselves() {
    let tree = round_trip::<Tree>(
        r#"{"left":{"right":null},"children":[{},{"left":{}}],"more":{"left":{}}}"#,
    );
    assert_eq!(tree.left.map(|left| left.right.is_null()), Some(true));
    assert_eq!(tree.children.map(|children| children.len()), Some(2));
    assert!(tree.others["more"].left.is_some());
}

#[test]
fn nesting_that_is_too_deep_is_an_error() {
    let deep = format!("{}{{}}{}", r#"{"left":"#.repeat(1000), "}".repeat(1000));
    assert!(refusal::<Tree>(&deep).starts_with("recursion limit exceeded"));
}

#[test]
fn errors_say_what_is_wrong() {
    let table = [
        (
            refusal::<Person>(r#"{"nick":null}"#),
            "missing field `id` at line 1 column 13",
        ),
        (
            refusal::<Person>(r#"{"id":"1"}"#),
            "missing field `nick` at line 1 column 10",
        ),
        (
            refusal::<Person>(r#"{"id":null}"#),
            "invalid type: null, expected a string at line 1 column 10",
        ),
        (
            refusal::<Person>("[]"),
            "invalid type: sequence, expected an object at line 1 column 0",
        ),
        (
            refusal::<Person>(r#"{"kind":1}"#),
            "invalid type: integer `1`, expected a string at line 1 column 9",
        ),
        (
            refusal::<Labels>(r#"{"a":"1"}"#),
            "invalid type: string \"1\", expected i64 at line 1 column 8",
        ),
    ];
    for (message, expected) in table {
        assert_eq!(message, expected);
    }
}

#[test]
fn an_additional_property_named_like_a_field_isnt_written_twice() {
    let additional_properties = AdditionalProperties::from([("name".to_owned(), 1)]);
    let error = serde_json::to_string(&Labels {
        name: None,
        additional_properties,
    })
    .expect_err("an error");
    assert_eq!(
        error.to_string(),
        "the additional property `name` has a field of its own"
    );
}

#[test]
fn json_values_are_read_as_texts_are() {
    let value = json!({"id": "1", "nick": null, "type": [{"tag-id": 1}], "kind": "ALIEN"});
    let person: Person = serde_json::from_value(value.clone()).expect("a person");
    assert_eq!(serde_json::to_value(person).expect("JSON"), value);
}
