//! Event streams by the HTML standard's rules, however their bytes are cut, and rows of JSON texts likewise.

mod petstore;

use std::time::Duration;

use bindery_runtime::{Body, Bytes, Error, TransportError, http};
use petstore::memory::Pieces;
use petstore::models::Tag;
use petstore::{Client, Memory};
use proptest::collection::vec;
use proptest::prelude::*;

/// Event, id, retry in milliseconds, data.
type Told = (String, Option<String>, Option<u64>, String);

fn client(memory: Memory) -> Client {
    let builder = Client::builder().transport(memory);
    builder.build().expect("a client")
}

fn cut(text: &[u8], sizes: &[usize]) -> Vec<Bytes> {
    let (mut rest, mut pieces) = (text, Vec::new());
    for size in sizes.iter().cycle().take(text.len() + 1) {
        let (piece, after) = rest.split_at((*size).min(rest.len()));
        pieces.push(Bytes::copy_from_slice(piece));
        rest = after;
    }
    pieces.push(Bytes::copy_from_slice(rest));
    pieces
}

async fn told(text: &[u8], sizes: &[usize]) -> Vec<Told> {
    let client = client(Memory::pieces("text/event-stream", cut(text, sizes)));
    let mut events = client.tell().as_events().await.expect("events");
    let mut told = Vec::new();
    while let Some(event) = events.next().await {
        let event = event.expect("an event");
        let retry = event
            .retry
            .map(|retry| u64::try_from(retry.as_millis()).expect("a number"));
        told.push((event.event, event.id, retry, event.data));
    }
    told
}

async fn whole(text: &str) -> Vec<Told> {
    told(text.as_bytes(), &[usize::MAX]).await
}

fn plain(data: &str) -> Told {
    ("message".to_owned(), None, None, data.to_owned())
}

#[tokio::test]
async fn events_are_read_by_the_standards_rules() {
    let cases: &[(&str, &[&str])] = &[
        ("data: a\n\ndata:b\r\n\r\ndata:  c\r\r", &["a", "b", " c"]),
        ("data: one\ndata\ndata: three\n\n", &["one\n\nthree"]),
        (":comment\ndata: a\n: more\n\n", &["a"]),
        ("\u{FEFF}data: a\n\n\u{FEFF}data: b\n\n", &["a"]),
        ("data\n\ndata\ndata\n\ndata:", &["", "\n"]),
        ("event: only\n\ndata: a\n\n", &["a"]),
        ("other: x\ndata: a\nDATA: b\n\n", &["a"]),
        ("data: cut off\n", &[]),
        ("\n\n\n", &[]),
        ("", &[]),
    ];
    for (text, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|data| plain(data)).collect();
        assert_eq!(whole(text).await, expected, "{text:?}");
    }
}

#[tokio::test]
async fn types_ids_and_retries_are_told() {
    let text = "event: add\nid: 1\nretry: 20\ndata: a\n\ndata: b\n\nid\nretry: 3x\ndata: c\n\nid: x\0y\nretry:\ndata: d\n\n";
    let id = Some("1".to_owned());
    let expected = [
        ("add".to_owned(), id.clone(), Some(20), "a".to_owned()),
        ("message".to_owned(), id, None, "b".to_owned()),
        plain("c"),
        plain("d"),
    ];
    assert_eq!(whole(text).await, expected);
}

#[tokio::test]
async fn data_is_json_only_where_it_is_asked_for() {
    let text = "data: {\"id\":7}\n\ndata: [DONE]\n\n";
    let memory = Memory::pieces("text/event-stream; charset=utf-8", vec![text.into()]);
    let call = client(memory.clone()).tell().as_events().await;
    let mut events = call.expect("events");
    let first = events.next().await.expect("an event").expect("an event");
    assert_eq!(
        first.json().expect("a tag"),
        Tag {
            ..first.json().expect("a tag")
        }
    );
    assert_eq!(first.json().expect("a tag").id, 7);
    let last = events.next().await.expect("an event").expect("an event");
    assert_eq!(last.data, "[DONE]");
    let error = last.json().expect_err("an error");
    assert!(
        matches!(&error, Error::Decode(error) if error.bytes() == "[DONE]"),
        "{error:?}"
    );
    assert!(events.next().await.is_none());
    assert_eq!(
        memory.requests()[0].headers()["accept"],
        "text/event-stream"
    );
}

#[tokio::test]
async fn an_event_has_a_limit() {
    let text = format!("data: a\n\ndata: {}", "x".repeat(64));
    let memory = Memory::pieces("text/event-stream", cut(text.as_bytes(), &[5]));
    let builder = Client::builder().transport(memory).response_limit(64);
    let client = builder.build().expect("a client");
    let mut events = client.tell().as_events().await.expect("events");
    assert!(events.next().await.expect("an event").is_ok());
    let error = events
        .next()
        .await
        .expect("an event")
        .expect_err("an error");
    assert!(matches!(error, Error::ResponseTooLarge(_)), "{error:?}");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn an_answer_of_another_kind_is_told() {
    let memory = Memory::pieces("application/json", vec![Bytes::from_static(b"{\"id\":1}")]);
    let error = client(memory)
        .tell()
        .as_events()
        .await
        .expect_err("an error");
    assert_eq!(
        error.to_string(),
        "tell: the server answered 200 OK as `application/json`, but the body isn't as the API's document says: it was \
         to be text/event-stream; it reads: {\"id\":1}"
    );
    let memory = Memory::pieces("text/html", vec![Bytes::from_static(b"<p>")]);
    let error = client(memory.clone())
        .tell()
        .await
        .expect_err("an error")
        .to_string();
    assert!(error.contains("200 OK as `text/html`, but"), "{error}");
    assert_eq!(
        memory.requests()[0].headers()["accept"],
        "application/vnd.tag+json"
    );
}

#[tokio::test]
async fn a_line_that_breaks_off_or_is_too_long_is_no_value() {
    let limited = |memory: Memory| {
        let builder = Client::builder().transport(memory).response_limit(16);
        builder.build().expect("a client")
    };
    let text = format!("{{\"id\":1}}\n{{\"id\":{}", "2".repeat(16));
    for size in [1, 3, 100] {
        let client = limited(Memory::pieces(
            "application/jsonl",
            cut(text.as_bytes(), &[size]),
        ));
        let mut lines = client.tell().as_lines().await.expect("lines");
        assert_eq!(lines.next().await.expect("one").expect("a tag").id, 1);
        let error = lines.next().await.expect("two").expect_err("an error");
        assert!(matches!(error, Error::ResponseTooLarge(_)), "{error:?}");
        assert!(lines.next().await.is_none());
    }
    let broken = || {
        let pieces = [
            Ok(Bytes::from_static(b"{\"id\":1}\n{\"id\":2")),
            Err(TransportError::other("lost")),
        ];
        Ok(http::Response::new(Body::stream(Pieces(pieces.into()))))
    };
    let client = limited(Memory::with(broken));
    let mut lines = client.tell().as_lines().await.expect("lines");
    assert_eq!(lines.next().await.expect("one").expect("a tag").id, 1);
    let error = lines.next().await.expect("two").expect_err("an error");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
    assert!(lines.next().await.is_none());
}

async fn ids(text: &[u8], sizes: &[usize]) -> Vec<Option<i64>> {
    let client = client(Memory::pieces("application/json-seq", cut(text, sizes)));
    let call = client
        .tell()
        .as_lines()
        .with_timeout(Duration::from_secs(1));
    let mut lines = call.await.expect("lines");
    let mut ids = Vec::new();
    while let Some(tag) = lines.next().await {
        ids.push(tag.map(|tag| tag.id).ok());
    }
    ids
}

#[tokio::test]
async fn each_line_is_a_value() {
    let cases: &[(&str, &[Option<i64>])] = &[
        (
            "{\"id\":1}\n{\"id\":2}\r\n\n \n{\"id\":3}",
            &[Some(1), Some(2), Some(3)],
        ),
        (
            "{\"id\":1}\n{\"id\":\n2}\n{\"id\":4}\n",
            &[Some(1), None, None, Some(4)],
        ),
        (
            "\u{1E}{\"id\":1}\n\u{1E}{\n\"id\":\n2}\n",
            &[Some(1), Some(2)],
        ),
        (
            "\u{1E}{\"id\":\u{1E}{\"id\":2,\"x\":\"\\\"}\n\"}\n\u{1E}3",
            &[None, None, None],
        ),
        (
            "\u{1E}{\"id\":\u{1E}{\"id\":2,\"x\":\"\\\"}\"}\n",
            &[None, Some(2)],
        ),
        ("{\"id\":1}\n{\"id\":2", &[Some(1), None]),
        ("", &[]),
    ];
    for (text, expected) in cases {
        for sizes in [[1], [3], [100]] {
            assert_eq!(ids(text.as_bytes(), &sizes).await, *expected, "{text:?}");
        }
    }
}

fn block<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(future)
}

/// What event streams are made of, and what isn't UTF-8.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let tokens: Vec<&'static [u8]> = vec![
        b"data",
        b"event",
        b"id",
        b"retry",
        b":",
        b" ",
        b"\r",
        b"\n",
        b"\r\n",
        b"\n\n",
        b"\0",
        b"7",
        b"x",
        "é🦀".as_bytes(),
        b"\xEF\xBB\xBF",
        b"\xFF",
        b"data: a\n\n",
    ];
    vec(prop::sample::select(tokens), 0..20).prop_map(|tokens| tokens.concat())
}

proptest! {
    #[test]
    fn any_cut_gives_the_same_events(text in bytes(), sizes in vec(1..4_usize, 1..6)) {
        let (whole, cut) = block(async { (told(&text, &[usize::MAX]).await, told(&text, &sizes).await) });
        prop_assert_eq!(whole, cut);
    }

    #[test]
    fn any_cut_gives_the_same_lines(
        text in "[\\x1E\\n{}\"\\\\1 :]{0,30}",
        sizes in vec(1..4_usize, 1..6),
    ) {
        let text = text.as_bytes();
        let (whole, cut) = block(async { (ids(text, &[usize::MAX]).await, ids(text, &sizes).await) });
        prop_assert_eq!(whole, cut);
    }
}
