//! Tuples: fields are of as many values as their schema fixes, and unions tell them apart.

use bindery_runtime::Value;
use serde_json::json;

#[derive(Debug, PartialEq)]
enum Place {
    Point((f64, f64)),
    Named((String, Option<i64>)),
    List(Vec<f64>),
    Unrecognized(Value),
}

bindery_runtime::union! { Place { Point [], Named [], List [] } }

fn read(value: Value) -> Place {
    let place: Place = serde_json::from_value(value.clone()).expect("a place");
    assert_eq!(serde_json::to_value(&place).expect("JSON"), value);
    place
}

#[test]
fn unions_tell_tuples_apart() {
    assert_eq!(read(json!([1.0, 2.5])), Place::Point((1.0, 2.5)));
    assert_eq!(read(json!([1.0])), Place::List(vec![1.0]));
    assert_eq!(
        read(json!(["a", null])),
        Place::Named(("a".to_owned(), None))
    );
    assert_eq!(
        read(json!(["a", 1, 2])),
        Place::Unrecognized(json!(["a", 1, 2]))
    );
}
