//! Answers that come bit by bit, and stop doing so.

use std::time::Duration;

use crate::scenario::survive;
use crate::server::{Server, Step};

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
        for end in [Step::Reset, Step::HalfClose] {
            let server = Server::start([sending(EVENTS, [Step::Send(cut.clone()), end])]);
            let client = stack.client(&server);
            let mut events = client.tell().as_events().await.expect("events");
            let first = events.next().await.expect("an event");
            assert_eq!(first.expect("an event").json().expect("a tag").id, 1);
            assert!(events.next().await.is_none_or(|event| event.is_err()));
            assert!(events.next().await.is_none());
        }
    });
}
