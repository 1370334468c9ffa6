//! Properties that have one value in their document are there without being asked for.

use bindery_accept::{enum_one_value, union_by_tag_values, v3_1_const};
use bindery_runtime::DateTime;
use serde_json::{json, to_value};

#[test]
fn a_new_struct_has_its_constants() {
    let dog = to_value(enum_one_value::models::Dog::new());
    assert_eq!(dog.expect("JSON"), json!({ "kind": "dog" }));
    let event = to_value(v3_1_const::models::Event::default());
    assert_eq!(event.expect("JSON"), json!({ "type": "created" }));
}

#[test]
fn a_branch_of_a_union_has_its_tag() {
    let at: DateTime = "2026-01-01T00:00:00Z".parse().expect("a time");
    let deleted = union_by_tag_values::models::event::Deleted::new(at);
    let event: union_by_tag_values::models::Event = deleted.into();
    let written = to_value(event).expect("JSON");
    let expected = json!({ "kind": "deleted", "at": "2026-01-01T00:00:00Z" });
    assert_eq!(written, expected);
}
