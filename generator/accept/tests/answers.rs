//! Answers as generated calls give them: of the kind that was asked for, with the headers that the document declares.

use std::time::Duration;

use bindery_accept::response_headers::models::operations::list_pets::ResponseHeaders;
use bindery_accept::responses_of_events::models::operations::create_completion::RequestBody;
use bindery_accept::{response_headers, responses_of_events};
use bindery_runtime::http::{Request, Response, header};
use bindery_runtime::transport::{BoxFuture, Carried, Patience};
use bindery_runtime::{Body, Transport};

/// A server that gives what it is asked for.
struct Obliging;

impl Transport for Obliging {
    fn send(&self, request: Request<Body>, _: Patience) -> Carried<'_> {
        let accept = request.headers().get(header::ACCEPT).cloned();
        let accept = accept.expect("what is asked for");
        let body = match accept.to_str() {
            Ok("text/event-stream") => "data: {\"text\":\"a\"}\n\ndata: [DONE]\n\n",
            _ => "{\"text\":\"ab\"}",
        };
        let mut response = Response::new(Body::from(body));
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, accept);
        headers.insert("x-rate-limit", "60".parse().expect("a value"));
        headers.insert("x-request-id", "r".parse().expect("a value"));
        headers.insert("x-color", "R=100".parse().expect("a value"));
        Box::pin(async { Ok(response) })
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        Box::pin(async {})
    }
}

#[tokio::test]
async fn a_call_ends_with_the_kind_of_answer_that_it_wants() {
    let builder = responses_of_events::Client::builder().transport(Obliging);
    let client = builder.base_url("http://a.test").build().expect("a client");
    let body = || RequestBody::new().stream(true);
    let whole = client.create_completion(body()).await.expect("JSON");
    assert_eq!(whole.text.as_deref(), Some("ab"));
    let call = client.create_completion(body()).as_events();
    let mut events = call.await.expect("events");
    let first = events.next().await.expect("an event").expect("an event");
    assert_eq!(first.json().expect("JSON").text.as_deref(), Some("a"));
    let last = events.next().await.expect("an event").expect("an event");
    assert_eq!(last.data, "[DONE]");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn headers_are_read_by_their_types() {
    let builder = response_headers::Client::builder().transport(Obliging);
    let client = builder.base_url("http://a.test").build().expect("a client");
    let pets = client.list_pets().await.expect("pets");
    let headers: ResponseHeaders = pets.typed_headers().expect("headers");
    assert_eq!(headers.x_rate_limit, Some(60));
    assert_eq!(headers.x_request_id, "r");
    assert_eq!(headers.x_color.and_then(|color| color.r), Some(100));
    assert_eq!(headers.x_state, None);
}
