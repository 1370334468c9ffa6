//! Bodies that aren't there: what counts as one, and what says that it is missing.

use bindery_runtime::decode::{Content, Decode, Empty, Json, Stream, Text};
use bindery_runtime::{Bytes, StatusCode, Value};

fn read<D: Decode>(body: &'static str) -> Result<D::Value, String> {
    let bytes = Bytes::from_static(body.as_bytes());
    let read = D::decode(StatusCode::OK, Content::Whole(&bytes));
    read.map_err(|error| format!("{error:?}"))
}

#[test]
fn a_missing_body_is_null_where_the_type_has_one() {
    assert_eq!(read::<Json<Option<i64>>>(""), Ok(None));
    assert_eq!(read::<Json<Value>>(""), Ok(Value::Null));
    let error = read::<Json<Vec<i64>>>("").expect_err("an error");
    assert!(error.contains("there is no body"), "{error}");
    assert!(read::<Json<Option<i64>>>(" ").is_err());
    assert_eq!(read::<Text>(""), Ok(String::new()));
    assert_eq!(read::<Empty>("anything"), Ok(()));
}

#[test]
fn what_was_read_is_no_stream() {
    let error = read::<Stream>("bytes").expect_err("an error");
    assert!(error.contains("the body was read already"), "{error}");
}
