//! Answers that come bit by bit, and stop doing so.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bindery_runtime::decode::{Empty, Events};
use bindery_runtime::{
    Body, Bytes, Endpoint, EventStream, Method, Operation, Reconnect, TransportError,
};

use crate::petstore::models::Tag;
use crate::scenario::{Stack, failure, survive};
use crate::server::{Server, Step};

struct Watch;

impl Endpoint for Watch {
    const OPERATION: &'static Operation =
        &Operation::new("watch", Method::GET, "/watch").responses(&["200"]);
    type Success = Events<Tag>;
    type Failure = Empty;
}

struct Upload;

impl Endpoint for Upload {
    const OPERATION: &'static Operation =
        &Operation::new("upload", Method::PUT, "/upload").responses(&["200"]);
    type Success = Empty;
    type Failure = Empty;
}

/// More bytes than any server takes.
struct Zeros;

impl futures_core::Stream for Zeros {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(Ok(Bytes::from_static(&[0; 65536]))))
    }
}

const EVENTS: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
const PICTURE: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ntransfer-encoding: chunked\r\n\r\n";

fn sending(head: &[u8], steps: impl IntoIterator<Item = Step>) -> Vec<Step> {
    let mut script = vec![Step::Read, Step::Send(head.to_vec())];
    script.extend(steps);
    script
}

#[test]
fn a_download_that_falls_silent_is_a_timeout() {
    survive(async |stack| {
        let piece = Step::Send(b"3\r\none\r\n".to_vec());
        let server = Server::start([sending(PICTURE, [piece, Step::Stall])]);
        let client = stack.client(&server);
        let call = client.picture().with_timeout(Duration::from_secs(1));
        let mut picture = call.await.expect("a picture");
        let error = picture.read_to_end().await.expect_err("no end");
        assert!(error.is_timeout(), "{error:?}");
        assert_eq!(server.methods().len(), 1);
    });
}

#[test]
fn a_download_that_breaks_off_is_an_error_and_not_an_end() {
    survive(async |stack| {
        for end in [Step::Reset, Step::HalfClose] {
            let piece = Step::Send(b"3\r\none\r\n".to_vec());
            let server = Server::start([sending(PICTURE, [piece, end])]);
            let mut picture = stack.client(&server).picture().await.expect("a picture");
            let error = picture.read_to_end().await.expect_err("no end");
            assert!(!error.is_timeout(), "{error:?}");
        }
    });
}

#[test]
fn a_download_that_its_connection_ends_is_whole_only_if_nothing_cuts_that() {
    survive(async |stack| {
        for (end, is_whole) in [(Step::HalfClose, true), (Step::Reset, false)] {
            let head = b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\n\r\n";
            let piece = Step::Send(b"one".to_vec());
            let server = Server::start([sending(head, [piece, end])]);
            let mut picture = stack.client(&server).picture().await.expect("a picture");
            let read = picture.read_to_end().await;
            assert_eq!(read.is_ok(), is_whole, "{stack:?}: {read:?}");
        }
    });
}

#[test]
fn a_download_without_an_end_is_kept_up_to_the_limit() {
    survive(async |stack| {
        let forever = Step::SendForever(b"4\r\nmore\r\n");
        let server = Server::start([sending(PICTURE, [forever])]);
        let mut picture = stack.client(&server).picture().await.expect("a picture");
        let error = picture.read_to_end().await.expect_err("no end");
        assert!(error.to_string().contains("65536"), "{error}");
    });
}

#[test]
fn an_event_without_an_end_is_kept_up_to_the_limit() {
    survive(async |stack| {
        for piece in [&b"data: more and more\n"[..], b"more", b": never mind"] {
            let server = Server::start([sending(EVENTS, [Step::SendForever(piece)])]);
            let client = stack.client(&server);
            let mut events = client.tell().as_events().await.expect("events");
            let event = events.next().await.expect("no end");
            assert!(event.expect_err("too long").to_string().contains("65536"));
        }
    });
}

#[test]
fn characters_arrive_whole_however_they_are_cut() {
    survive(async |stack| {
        let bytes = "event: grüß\ndata: {\"id\": 1}\nid: 日本\n\n"
            .as_bytes()
            .to_vec();
        let drip = Step::Drip(bytes, Duration::from_millis(1));
        let server = Server::start([sending(EVENTS, [drip])]);
        let client = stack.client(&server);
        let mut events = client.tell().as_events().await.expect("events");
        let event = events.next().await.expect("an event").expect("JSON");
        assert_eq!(event.json().expect("a tag").id, 1);
        assert_eq!(
            (event.event.as_str(), event.id.as_deref()),
            ("grüß", Some("日本"))
        );
    });
}

#[test]
fn an_event_that_is_cut_within_a_character_is_none() {
    survive(async |stack| {
        let event = "data: {\"id\": 1}\n\ndata: \"grü".as_bytes();
        let cut = event[..event.len() - 1].to_vec();
        for (end, is_error) in [(Step::Reset, true), (Step::HalfClose, false)] {
            let server = Server::start([sending(EVENTS, [Step::Send(cut.clone()), end])]);
            let client = stack.client(&server);
            let mut events = client.tell().as_events().await.expect("events");
            let first = events.next().await.expect("an event");
            assert_eq!(first.expect("an event").json().expect("a tag").id, 1);
            let second = events.next().await;
            assert_eq!(
                second.is_some_and(|event| event.is_err()),
                is_error,
                "{stack:?}"
            );
            assert!(events.next().await.is_none());
        }
    });
}

#[test]
fn a_download_that_drips_is_a_timeout() {
    survive(async |stack| {
        let drip = Step::Drip(b"1\r\nx\r\n".repeat(500), Duration::from_millis(10));
        let server = Server::start([sending(PICTURE, [drip])]);
        let client = stack.client(&server);
        let call = client.picture().with_timeout(Duration::from_secs(1));
        let mut picture = call.await.expect("a picture");
        let error = picture.read_to_end().await.expect_err("no end");
        assert!(error.is_timeout(), "{error:?}");
    });
}

#[test]
fn a_download_that_breaks_off_leaves_no_file() {
    survive(async |stack| {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("picture.png");
        for end in [Step::Reset, Step::HalfClose] {
            let piece = Step::Send(b"3\r\none\r\n".to_vec());
            let server = Server::start([sending(PICTURE, [piece, end])]);
            let mut picture = stack.client(&server).picture().await.expect("a picture");
            picture.save(&path).await.expect_err("no end");
            let mut left = folder.path().read_dir().expect("a folder");
            assert!(left.next().is_none());
        }
    });
}

#[test]
fn an_upload_that_nobody_takes_is_a_timeout() {
    survive(async |stack| {
        let reads_nothing = Step::Drip(b"H".to_vec(), Duration::from_secs(30));
        let server = Server::start([vec![reads_nothing]]);
        let client = stack.client(&server).into_inner();
        let call = client.call::<Upload>();
        let mut call = call.with_timeout(Duration::from_secs(1));
        call.raw_body("a/b", Body::stream(Zeros));
        let error = failure(call.send::<Upload>().await);
        assert!(error.is_timeout(), "{error:?}");
    });
}

async fn watch(stack: Stack, server: &Server, policy: Reconnect) -> EventStream<Tag> {
    let client = stack.client(server).into_inner();
    let events = client.call::<Watch>().send::<Watch>().await;
    let events = events.expect("events").into_inner();
    events.reconnecting(policy).expect("a GET")
}

#[test]
fn events_go_on_where_they_were_cut() {
    survive(async |stack| {
        let event = |id: u8| format!("id: {id}\nretry: 1\ndata: {{\"id\": {id}}}\n\n").into_bytes();
        let cut = "data: {\"grü".as_bytes();
        let first = [event(1), cut[..cut.len() - 1].to_vec()].concat();
        let server = Server::start([
            sending(EVENTS, [Step::Send(first), Step::Reset]),
            sending(EVENTS, [Step::Send(event(2)), Step::Reset]),
            sending(EVENTS, [Step::Send(event(3)), Step::Stall]),
        ]);
        let mut events = watch(stack, &server, Reconnect::standard()).await;
        for id in 1..=3 {
            let event = events.next().await.expect("an event").expect("an event");
            assert_eq!(event.json().expect("a tag").id, id);
        }
        let seen = server.seen();
        let told: Vec<_> = seen
            .iter()
            .map(|seen| seen.header("last-event-id"))
            .collect();
        assert_eq!(told, [None, Some("1"), Some("2")]);
    });
}

#[test]
fn events_that_always_end_are_left_alone_in_the_end() {
    survive(async |stack| {
        let hello = Step::Send(b"retry: 1\n\n: hello\n\n".to_vec());
        let script = sending(EVENTS, [hello, Step::HalfClose]);
        let server = Server::start(std::iter::repeat_n(script, 50));
        let policy = Reconnect::standard().with_attempts(3);
        let mut events = watch(stack, &server, policy).await;
        assert!(events.next().await.is_none());
        assert_eq!(server.methods().len(), 4);
    });
}
