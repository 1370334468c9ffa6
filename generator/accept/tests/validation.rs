//! Validation as generated calls have it: what doesn't keep to the document isn't sent, and is told as a whole.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bindery_accept::validated_bounds::models::operations::put_room::RequestBody as Room;
use bindery_accept::validated_directions::models::operations::post_user::RequestBody as User;
use bindery_accept::validated_forms::models::operations::post_form as forms;
use bindery_accept::validated_parts::models::operations::post_box::RequestBody as Crate;
use bindery_accept::validated_patterns::models::operations::post_code::RequestBody as Code;
use bindery_accept::validated_recursion::models::{Leaf, Node};
use bindery_accept::validated_unions::models::{Cat, Dog};
use bindery_accept::{
    validated_bounds, validated_directions, validated_forms, validated_parts, validated_patterns,
    validated_recursion, validated_unions,
};
use bindery_runtime::http::{Request, Response, StatusCode};
use bindery_runtime::transport::{BoxFuture, Carried, Patience};
use bindery_runtime::{Base64, Body, Error, File, Map, Transport};

macro_rules! client {
    ($bindings:ident) => {
        $bindings::Client::builder()
            .base_url("http://a.test")
            .transport(Counting::default())
            .build()
            .expect("a client")
    };
}

/// A server that has nothing to say, and counts what it is asked.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicUsize>);

impl Transport for Counting {
    fn send(&self, _: Request<Body>, _: Patience) -> Carried<'_> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let mut response = Response::new(Body::from(""));
        *response.status_mut() = StatusCode::NO_CONTENT;
        Box::pin(async { Ok(response) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

/// What is held against a request, a line for each.
fn told<T, F>(request: Result<T, Error<F>>) -> Vec<String> {
    match request {
        Ok(_) => Vec::new(),
        Err(Error::InvalidRequest(invalid)) => {
            let violations = invalid.violations().iter();
            violations.map(ToString::to_string).collect()
        }
        Err(_) => panic!("the request was sent"),
    }
}

#[test]
fn all_of_it_is_told_with_its_places() {
    let client = client!(validated_bounds);
    let good = Room::new("Blue").price(0.3).note(None).floor(-3);
    assert_eq!(
        told(client.put_room("ab").body(good).page(100).into_request()),
        [""; 0]
    );
    let bad = Room::new("A name of 23 characters")
        .price(0.005)
        .note(Some(String::new()));
    let call = client
        .put_room("a")
        .page(0)
        .sort("anything")
        .body(bad.floor(-4));
    assert_eq!(
        told(call.into_request()),
        [
            "`path.id` has 1 character, where `minLength` is 2",
            "`query.page` is `0`, where `minimum` is 1",
            "`body.name` has 23 characters, where `maxLength` is 20",
            "`body.price` is `0.005`, where `multipleOf` is 0.01",
            "`body.floor` is `-4`, where `minimum` is -3",
            "`body.note` has 0 characters, where `minLength` is 1",
        ]
    );
}

#[tokio::test]
async fn what_breaks_a_rule_is_sent_only_if_that_is_wanted() {
    let transport = Counting::default();
    let sent = || transport.0.load(Ordering::Relaxed);
    let builder = || {
        validated_bounds::Client::builder()
            .base_url("http://a.test")
            .transport(transport.clone())
    };
    let client = builder().build().expect("a client");
    let refused = client.put_room("a").await;
    assert!(matches!(refused, Err(Error::InvalidRequest(_))));
    assert_eq!(sent(), 0);
    client
        .put_room("a")
        .without_validation()
        .await
        .expect("an answer");
    assert_eq!(sent(), 1);
    let client = builder().without_validation().build().expect("a client");
    client.put_room("a").await.expect("an answer");
    assert_eq!(sent(), 2);
}

#[test]
fn items_tuples_and_maps_are_looked_at() {
    let client = client!(validated_parts);
    let mut parts = Crate::new().tags(["a", "a", "long"].map(String::from).to_vec());
    parts = parts.point((0.0, 1.0)).rows(vec![vec![1], vec![2, -1]]);
    parts
        .additional_properties
        .insert("other".to_owned(), "x".to_owned());
    assert_eq!(
        told(client.post_box(parts).into_request()),
        [
            "`body.tags` has the same at [0] and [1], where `uniqueItems` is true",
            "`body.tags[2]` has 4 characters, where `maxLength` is 3",
            "`body.point[0]` is `0.0`, where `exclusiveMinimum` is 0",
            "`body.rows[1][1]` is `-1`, where `minimum` is 0",
            "`body.other` has 1 character, where `minLength` is 2",
        ]
    );
    assert_eq!(
        told(client.post_box(Crate::new()).into_request()),
        ["`body` has 0 properties, where `minProperties` is 1"]
    );
    let map = Map::from_iter([("a b".to_owned(), 0)]);
    assert_eq!(
        told(client.post_map(map).into_request()),
        [
            "`body` has no `id`, where `required` is id",
            "`body[\"a b\"]` is `0`, where `minimum` is 1",
        ]
    );
}

#[test]
fn patterns_are_those_of_javascript() {
    let client = client!(validated_patterns);
    let told = |code: Code| told(client.post_code(code).into_request());
    let good = Code::new()
        .plain("abc")
        .spaces("a b")
        .slashes("a/b-x-")
        .braces("{42}");
    let unchecked = good
        .ahead("sink_a")
        .behind("-")
        .again("ab")
        .letters("1")
        .broken("");
    assert_eq!(told(unchecked), [""; 0]);
    assert_eq!(
        told(Code::new().plain("Abc").spaces("\u{a0}a").braces("{٤٢}")),
        [
            "`body.plain` is `Abc`, where `pattern` is ^[a-z]+$",
            "`body.spaces` is `a`, where `pattern` is ^\\S(?:.*\\S)?$",
            "`body.braces` is `{٤٢}`, where `pattern` is ^{\\d{2}}$",
        ]
    );
}

#[test]
fn references_lead_on_and_back() {
    let client = client!(validated_recursion);
    let inner = Node::new("too long").children(vec![Node::new("b"); 4]);
    let leaf = Leaf::new("a").children(vec![Node::new("a").children(vec![inner])]);
    assert_eq!(
        told(client.post_node(leaf.size(0)).into_request()),
        [
            "`body` has no `color`, where `required` is color",
            "`body.children[0].children[0].label` has 8 characters, where `maxLength` is 4",
            "`body.children[0].children[0].children` has 4 items, where `maxItems` is 3",
            "`body.size` is `0`, where `minimum` is 1",
        ]
    );
}

#[test]
fn a_union_is_judged_by_the_branch_that_is_meant() {
    let client = client!(validated_unions);
    let dog = Dog::new("dog").name("Bello");
    assert_eq!(told(client.post_pet(dog).into_request()), [""; 0]);
    let cat = || Cat::new("cat").name("Bello");
    assert_eq!(
        told(client.post_pet(cat()).into_request()),
        ["`body.name` has 5 characters, where `maxLength` is 3"]
    );
    // What the document doesn't list is let pass.
    let other = Cat::new("lion").name("A long name");
    assert_eq!(told(client.post_pet(other).into_request()), [""; 0]);
}

#[test]
fn what_is_secret_or_only_read_is_not_shown() {
    let client = client!(validated_directions);
    let mut user = User::new()
        .id("long enough")
        .size(1)
        .password("hunter")
        .image(Base64::from(b"long".to_vec()));
    user = user.pin("secret pin");
    let call = client.post_user(user).x_key("secret key");
    let told = told(call.into_request());
    assert_eq!(
        told,
        [
            "`header.X-Key` is a value that isn't shown, where `pattern` is ^k",
            "`body.password` is a value that isn't shown, where `pattern` is \\d",
            "`body.pin` is a value that isn't shown, where `pattern` is ^\\d+$",
            "`body` has no `secret`, where `required` is secret",
        ]
    );
}

#[test]
fn what_is_added_to_a_body_is_checked_with_it() {
    let client = client!(validated_parts);
    let tags = Crate::new().tags(vec!["a".to_owned()]);
    let call = client.post_box(tags);
    let call = call.with_json_property("other", "x");
    assert_eq!(
        told(call.into_request()),
        ["`body.other` has 1 character, where `minLength` is 2"]
    );
}

#[test]
fn forms_are_checked_as_they_are_sent() {
    let client = client!(validated_forms);
    let form = forms::RequestBodyForm::new().name("long").ids(vec![0]);
    assert_eq!(
        told(client.post_form(form).into_request()),
        [
            "`body.name` has 4 characters, where `maxLength` is 3",
            "`body.ids` has 1 item, where `minItems` is 2",
            "`body.ids[0]` is `0`, where `minimum` is 1",
        ]
    );
    // A list without items isn't sent at all.
    let empty = forms::RequestBodyForm::new().ids(Vec::new());
    assert_eq!(told(client.post_form(empty).into_request()), [""; 0]);
    let file = || File::from(b"a file".to_vec());
    let parts = forms::RequestBodyMultipart::new()
        .scans(vec![file(), file()])
        .photo(file());
    assert_eq!(
        told(client.post_form(parts.clone()).into_request()),
        [""; 0]
    );
    let parts = parts.scans(vec![file(), file(), file()]).note("A note");
    assert_eq!(
        told(client.post_form(parts).into_request()),
        [
            "`body.scans` has 3 items, where `maxItems` is 2",
            "`body.note` has 6 characters, where `maxLength` is 4",
        ]
    );
    // Nobody but who sends a stream takes it.
    let once = File::from(Body::stream(Body::from("a stream")));
    let parts = forms::RequestBodyMultipart::new().photo(once);
    client.post_form(parts).into_request().expect("a request");
}
