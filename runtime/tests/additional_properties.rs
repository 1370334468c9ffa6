//! Additional properties: a map in the room of a pointer.

use std::hash::{DefaultHasher, Hash, Hasher};

use bindery_runtime::{AdditionalProperties, Map};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What took entries and gave them back, so that the map that it made for them has none.
fn emptied() -> AdditionalProperties<i64> {
    let mut properties = AdditionalProperties::from([("a".to_owned(), 1)]);
    assert_eq!(properties.remove("a"), Some(1));
    properties
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("JSON")
}

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).expect("a value")
}

/// What is made while compiling can't be on the heap.
const NONE: AdditionalProperties<i64> = AdditionalProperties::new();

#[test]
fn they_take_the_room_of_a_pointer() {
    assert_eq!(size_of::<AdditionalProperties>(), size_of::<usize>());
}

#[test]
fn having_none_is_one_value_whatever_came_before() {
    let none = NONE;
    assert_eq!(none, emptied());
    assert_eq!(none, emptied().clone());
    assert_eq!(none, Map::new().into());
    assert_eq!(none.cmp(&emptied()), std::cmp::Ordering::Equal);
    assert_eq!(hash(&none), hash(&emptied()));
    assert_eq!((json(&none), json(&emptied())), ("{}".into(), "{}".into()));
    assert_eq!(read::<AdditionalProperties<i64>>("{}"), none);
    assert_eq!(Map::from(emptied()), Map::new());
    assert_eq!((emptied().into_iter().next(), none.get("a")), (None, None));
}

#[test]
fn they_are_changed_where_they_are() {
    let mut properties = AdditionalProperties::new();
    assert_eq!((&mut properties).into_iter().next(), None);
    properties.extend([("b".to_owned(), 2), ("a".to_owned(), 1)]);
    *properties.entry("c".to_owned()).or_default() += 3;
    for (_, value) in &mut properties {
        *value *= 10;
    }
    let names: String = (&properties).into_iter().map(|(name, _)| &**name).collect();
    assert_eq!((names.as_str(), properties["c"]), ("abc", 30));
    assert_eq!(format!("{properties:?}"), r#"{"a": 10, "b": 20, "c": 30}"#);
}

fn maps() -> impl Strategy<Value = Map<i64>> {
    prop::collection::btree_map("[a-c]{0,2}", 0_i64..3, 0..4)
}

proptest! {
    #[test]
    fn maps_survive(map in maps()) {
        let properties = AdditionalProperties::from(map.clone());
        prop_assert_eq!(&*properties, &map);
        prop_assert_eq!(json(&properties), json(&map));
        prop_assert_eq!(&read::<AdditionalProperties<i64>>(&json(&map)), &properties);
        prop_assert_eq!(&map.clone().into_iter().collect::<AdditionalProperties<_>>(), &properties);
        prop_assert_eq!(properties.clone().into_iter().collect::<Map<_>>(), map.clone());
        prop_assert_eq!(Map::from(properties), map);
    }

    #[test]
    fn they_compare_as_maps_do(one in maps(), other in maps()) {
        let properties = |map: &Map<i64>| AdditionalProperties::from(map.clone());
        prop_assert_eq!(properties(&one) == properties(&other), one == other);
        prop_assert_eq!(properties(&one).cmp(&properties(&other)), one.cmp(&other));
        prop_assert_eq!(properties(&one).partial_cmp(&properties(&other)), one.partial_cmp(&other));
    }
}
