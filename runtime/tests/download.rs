//! Answers that are read as they come: what is handed over, what is still read whole, and what is bounded by what.

mod petstore;

use std::time::Duration;

use bindery_runtime::transport::Patience;
use bindery_runtime::{Body, Bytes, Download, Error, TransportError, http};
use petstore::endpoints::Fetched;
use petstore::memory::Pieces;
use petstore::{Client, Memory};

fn client(memory: &Memory) -> Client {
    let builder = Client::builder().transport(memory.clone());
    builder.response_limit(8).build().expect("a client")
}

fn pieces(pieces: &[&'static str]) -> Memory {
    let pieces = pieces
        .iter()
        .map(|piece| Bytes::from_static(piece.as_bytes()));
    Memory::pieces("image/png", pieces.collect())
}

fn patience(memory: &Memory) -> Patience {
    let requests = memory.requests();
    *requests[0].extensions().get().expect("the patience")
}

#[tokio::test]
async fn pieces_are_handed_over_as_they_come() {
    let memory = pieces(&["one", "", "two"]);
    let mut picture = client(&memory).picture().await.expect("a picture");
    assert_eq!(picture.status(), 200);
    assert_eq!(picture.headers()["content-type"], "image/png");
    assert!(picture.bytes().is_empty());
    let mut read = Vec::new();
    while let Some(chunk) = picture.next_chunk().await {
        read.push(chunk.expect("a piece"));
    }
    assert_eq!(read, ["one", "", "two"]);
    assert_eq!(memory.requests()[0].headers()["accept"], "*/*");
}

#[tokio::test]
async fn all_of_it_is_read_up_to_the_limit() {
    let mut picture = client(&pieces(&["1234", "5678"]))
        .picture()
        .await
        .expect("a picture");
    assert_eq!(picture.read_to_end().await.expect("bytes"), "12345678");
    assert_eq!(picture.read_to_end().await.expect("nothing"), "");
    let mut picture = client(&pieces(&["1234", "56789"]))
        .picture()
        .await
        .expect("a picture");
    let error = picture.read_to_end().await.expect_err("an error");
    assert!(
        matches!(&error, Error::ResponseTooLarge(error) if error.limit() == 8),
        "{error:?}"
    );
    assert_eq!(
        error.headers().expect("headers")["content-type"],
        "image/png"
    );
}

#[tokio::test]
async fn what_is_left_can_be_read_whole() {
    let mut picture = client(&pieces(&["123456", "78901234"]))
        .picture()
        .await
        .expect("a picture");
    let first = picture.next_chunk().await.expect("a piece");
    assert_eq!(first.expect("a piece"), "123456");
    assert_eq!(picture.read_to_end().await.expect("bytes"), "78901234");
}

#[tokio::test]
async fn failures_are_read_and_decoded() {
    let memory = Memory::new(404, r#"{"code":7}"#);
    let client = Client::builder()
        .transport(memory)
        .build()
        .expect("a client");
    match client.picture().await.expect_err("an error") {
        Error::Api(error) => assert_eq!(error.body.map(|problem| problem.code), Some(7)),
        other => panic!("{other:?}"),
    }
    let error = self::client(&Memory::new(206, "part"))
        .picture()
        .await
        .expect_err("an error");
    assert!(
        matches!(&error, Error::UndocumentedStatus(error) if error.bytes() == "part"),
        "{error:?}"
    );
    let error = self::client(&Memory::new(404, "123456789"))
        .picture()
        .await
        .expect_err("an error");
    assert!(matches!(error, Error::ResponseTooLarge(_)), "{error:?}");
}

#[tokio::test]
async fn a_break_is_told_where_it_comes() {
    let broken = Memory::with(|| {
        let pieces = [
            Ok(Bytes::from_static(b"one")),
            Err(TransportError::timeout("slow")),
        ];
        Ok(http::Response::new(Body::stream(Pieces(pieces.into()))))
    });
    let mut picture = client(&broken)
        .picture()
        .with_timeout(Duration::from_secs(3))
        .await
        .expect("a picture");
    assert!(picture.next_chunk().await.expect("a piece").is_ok());
    let error = picture
        .next_chunk()
        .await
        .expect("a piece")
        .expect_err("an error");
    assert!(error.is_timeout());
    assert_eq!(
        error.to_string(),
        "picture: no further piece of the answer within 3s; the server may have seen the request; `with_timeout` gives a \
         call more time"
    );
}

#[tokio::test]
async fn only_the_steps_of_a_stream_are_bounded() {
    let memory = pieces(&[]);
    let timeout = Duration::from_secs(3);
    client(&memory)
        .picture()
        .with_timeout(timeout)
        .await
        .expect("a picture");
    let steps = Patience::Steps {
        head: timeout,
        chunk: timeout,
    };
    assert_eq!(patience(&memory), steps);
    let memory = Memory::new(200, "pong");
    client(&memory)
        .ping()
        .with_timeout(timeout)
        .await
        .expect("text");
    assert_eq!(patience(&memory), Patience::Exchange(timeout));
}

#[tokio::test]
async fn a_body_that_is_read_whole_is_bounded_as_a_whole() {
    let endless = Memory::with(|| {
        let pieces = (0..100).map(|_| Ok(Bytes::from_static(b"")));
        let mut response = http::Response::new(Body::stream(Pieces(pieces.collect())));
        *response.status_mut() = http::StatusCode::NOT_FOUND;
        Ok(response)
    });
    let error = client(&endless)
        .picture()
        .with_timeout(Duration::ZERO)
        .await
        .expect_err("an error");
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn the_status_tells_which_answer_is_a_stream() {
    let found = client(&Memory::new(200, r#"{"id":1}"#))
        .fetch()
        .await
        .expect("a tag");
    assert!(matches!(&*found, Fetched::Status200(tag) if tag.id == 1));
    let found = client(&Memory::new(206, "part"))
        .fetch()
        .await
        .expect("a part");
    match found.into_inner() {
        Fetched::Status2xx(mut part) => {
            assert_eq!(part.read_to_end().await.expect("bytes"), "part");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn downloads_can_be_sent_and_polled_anywhere() {
    fn check<T: Send + Unpin + futures_core::Stream>() {}
    check::<Download>();
    check::<bindery_runtime::EventStream>();
    check::<bindery_runtime::JsonLines>();
}
