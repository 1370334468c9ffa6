//! Where a body is wrong: a body and the type it should have go in, the path of the error comes out.

use bindery_runtime::decode::{Empty, Json};
use bindery_runtime::{Client, ClientBuilder, Endpoint, Error, Map, Method, Operation};
use serde::de::DeserializeOwned;

mod petstore;

use petstore::Memory;

static API: bindery_runtime::Api = bindery_runtime::Api::new("Any", "1");

/// An endpoint that answers with a `T`.
struct Get<T>(std::marker::PhantomData<T>);

impl<T: DeserializeOwned> Endpoint for Get<T> {
    const OPERATION: &'static Operation =
        &Operation::new("get", Method::GET, "/").responses(&["200"]);
    type Success = Json<T>;
    type Failure = Empty;
}

/// The path in the error for a body that isn't a `T`.
async fn path<T: DeserializeOwned + std::fmt::Debug>(body: &'static str) -> String {
    let builder = ClientBuilder::<Client>::new(&API).base_url("http://any.test");
    let client = builder
        .transport(Memory::new(200, body))
        .build()
        .expect("a client");
    match client.call::<Get<T>>().send::<Get<T>>().await {
        Err(Error::Decode(error)) => error.path().to_owned(),
        other => panic!("{body}: {other:?}"),
    }
}

#[tokio::test]
async fn a_value_of_another_type_is_found() {
    type Numbers = Map<Vec<i64>>;
    assert_eq!(path::<i64>("\"1\"").await, "");
    assert_eq!(path::<i64>(" [1]").await, "");
    assert_eq!(path::<Vec<i64>>("[1, \"2\"]").await, "[1]");
    assert_eq!(path::<Vec<i64>>("[1, 2.5 ]").await, "[1]");
    assert_eq!(path::<Vec<i64>>("[1, true,3]").await, "[1]");
    assert_eq!(path::<Vec<i64>>("[[1]]").await, "[0]");
    assert_eq!(path::<Vec<i64>>("[1,  {\"a\":2}]").await, "[1]");
    assert_eq!(path::<Numbers>(r#"{"a":[1],"b":[2,{}]}"#).await, "b[1]");
    assert_eq!(
        path::<Numbers>("{\n  \"a\": [1],\n  \"b\": [\n    2,\n    \"3\"\n  ]\n}").await,
        "b[1]"
    );
    assert_eq!(
        path::<Map<Numbers>>(r#"{"a":{"b":[1]},"c":{"d":null}}"#).await,
        "c.d"
    );
    assert_eq!(
        path::<Vec<Numbers>>(r#"[{},{"é":[1,"é"]}]"#).await,
        "[1].é[1]"
    );
}

#[tokio::test]
async fn keys_that_arent_plain_are_quoted() {
    type Numbers = Map<i64>;
    assert_eq!(path::<Numbers>(r#"{"a.b":"c"}"#).await, r#"["a.b"]"#);
    assert_eq!(path::<Numbers>(r#"{"":"c"}"#).await, r#"[""]"#);
    assert_eq!(path::<Numbers>(r#"{"a\"]}":"c"}"#).await, r#"["a\"]}"]"#);
    assert_eq!(path::<Numbers>(r#"{"a":1,"\\":"c"}"#).await, r#"["\\"]"#);
    assert_eq!(
        path::<Map<Numbers>>(r#"{"x-y":{"$ref":"c"}}"#).await,
        "x-y.$ref"
    );
}

#[tokio::test]
async fn a_missing_property_is_found_at_its_object() {
    use petstore::models::Pet;
    assert_eq!(path::<Pet>(r#"{"name":"a"}"#).await, "");
    assert_eq!(
        path::<Pet>(r#"{"id":"1","tags":[{"id":1},{"x":[{}]} ]}"#).await,
        "tags[1]"
    );
    assert_eq!(
        path::<Map<Vec<Pet>>>(r#"{"data":[{"id":"1"},{"id":"2"},{}],"next":[]}"#).await,
        "data[2]"
    );
}

#[tokio::test]
async fn a_text_that_breaks_off_is_found_at_its_end() {
    type Any = bindery_runtime::Value;
    assert_eq!(
        path::<Any>(r#"{"data":[{"id":"1"},{"id":"#).await,
        "data[1].id"
    );
    assert_eq!(
        path::<Any>(r#"{"data":[{"id":"1"},{"id":"2"#).await,
        "data[1].id"
    );
    assert_eq!(path::<Any>(r#"{"data":[{"id":"1"},"#).await, "data[1]");
    assert_eq!(path::<Any>(r#"{"data":[1],"#).await, "");
    assert_eq!(path::<Any>("{").await, "");
    assert_eq!(path::<Any>(r#"{"a\"#).await, r#"["a\"]"#);
    assert_eq!(path::<Any>("[\n[\n").await, "[0][0]");
}

#[tokio::test]
async fn what_isnt_json_is_found() {
    type Any = bindery_runtime::Value;
    assert_eq!(path::<Any>("<html>{[</html>").await, "");
    assert_eq!(path::<Any>("{\"a\":[1,}").await, "a");
    assert_eq!(path::<Any>("{\"a\":[1,nule]}").await, "a[1]");
    // serde_json counts the bracket to what should have been `null`.
    assert_eq!(path::<Any>("{\"a\":[1,nul]}").await, "a");
    assert_eq!(path::<Any>("[1] x").await, "");
    assert_eq!(path::<Any>("]]]").await, "");
    assert_eq!(path::<Any>("{\"a\" 1}").await, "a");
    assert_eq!(path::<Any>("{\"a\": \"line\nbreak\"}").await, "a");
}
