//! Bodies and heads that are shorter or longer than announced, or have no end.

use std::time::Duration;

use bindery_runtime::Error;

use crate::petstore::models::Pet;
use crate::scenario::{failure, survive};
use crate::server::{Server, Step, answering, json};

/// A head of a success with JSON, and these headers.
fn head(headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{headers}\r\n").into_bytes()
}

fn with_body(headers: &str, body: &str) -> Vec<u8> {
    [head(headers), body.as_bytes().to_vec()].concat()
}

#[test]
fn a_body_that_breaks_off_is_asked_for_again_if_that_is_safe() {
    survive(async |stack| {
        let cut = [
            with_body("content-length: 100\r\n", r#"{"id":"1""#),
            with_body("transfer-encoding: chunked\r\n", "ff\r\n{\"id\":"),
            with_body("transfer-encoding: chunked\r\n", "4\r\nnull\r\n"),
        ];
        for cut in cut {
            let whole = json("200 OK", r#"{"id":"1"}"#);
            let server = Server::start([answering(cut.clone()), answering(whole)]);
            let pet = stack.client(&server).get_pet("1").await.expect("a pet");
            assert_eq!((pet.id.as_str(), server.methods().len()), ("1", 2));

            let server = Server::start([answering(cut)]);
            let error = failure(stack.client(&server).add_pet(Pet::new("1")).await);
            assert!(matches!(error, Error::Transport(_)), "{error:?}");
            assert_eq!(
                server.methods(),
                ["POST"],
                "the server may have added the pet"
            );
        }
    });
}

#[test]
fn lengths_that_are_none_are_refused() {
    survive(async |stack| {
        for length in [
            "-1",
            "1e3",
            "99999999999999999999999",
            "4, 5",
            "4\r\ncontent-length: 5",
        ] {
            let answer = with_body(&format!("content-length: {length}\r\n"), "null null");
            let server = Server::start([answering(answer)]);
            let error = failure(stack.plain(&server).get_pet("1").await);
            assert!(matches!(error, Error::Transport(_)), "{length}: {error:?}");
        }
    });
}

#[test]
fn a_body_that_is_announced_too_long_is_not_waited_for() {
    survive(async |stack| {
        let server = Server::start([vec![
            Step::Read,
            Step::Send(with_body("content-length: 999999999999999999\r\n", "[")),
            Step::SendForever(b"[[[[[[[[[[[[[[[["),
        ]]);
        let error = failure(stack.client(&server).get_pet("1").await);
        assert!(matches!(error, Error::ResponseTooLarge(_)), "{error:?}");
        assert_eq!(server.methods().len(), 1, "it would be as long again");
    });
}

#[test]
fn a_body_without_an_end_is_read_up_to_the_limit() {
    survive(async |stack| {
        let endless = [
            (head(""), &b"[[[[[[[[[[[[[[[["[..]),
            (head("transfer-encoding: chunked\r\n"), b"4\r\nnull\r\n"),
        ];
        for (head, piece) in endless {
            let script = vec![Step::Read, Step::Send(head), Step::SendForever(piece)];
            let server = Server::start([script]);
            let error = failure(stack.client(&server).get_pet("1").await);
            assert!(matches!(error, Error::ResponseTooLarge(_)), "{error:?}");
            assert!(error.to_string().contains("65536"), "{error}");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        }
    });
}

#[test]
fn a_head_without_an_end_is_given_up() {
    survive(async |stack| {
        let endless = [
            (&b"HTTP/1.1 200 OK\r\n"[..], &b"x-more: and more\r\n"[..]),
            (
                b"HTTP/1.1 200 OK\r\nx: ",
                b"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            ),
            (b"HTTP/1.1 200 ", b"O"),
            (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        ];
        for (start, piece) in endless {
            let script = vec![
                Step::Read,
                Step::Send(start.to_vec()),
                Step::SendForever(piece),
            ];
            let server = Server::start([script]);
            let client = stack.plain(&server);
            let call = client.get_pet("1").with_timeout(Duration::from_secs(2));
            let error = failure(call.await);
            assert!(
                matches!(error, Error::Transport(_) | Error::Timeout(_)),
                "{error:?}"
            );
        }
    });
}

#[test]
fn one_byte_a_second_is_not_enough() {
    survive(async |stack| {
        let second = Duration::from_secs(1);
        let whole = json("200 OK", r#"{"id":"1"}"#);
        let body = whole.len() - 10;
        let drips = [
            vec![Step::Read, Step::Drip(whole.clone(), second)],
            vec![
                Step::Read,
                Step::Send(whole[..body].to_vec()),
                Step::Drip(whole[body..].to_vec(), second),
            ],
            vec![Step::Read, Step::Stall],
            vec![Step::Stall],
        ];
        for drip in drips {
            let server = Server::start([drip]);
            let client = stack.client(&server);
            let call = client.get_pet("1").with_timeout(Duration::from_secs(2));
            let error = failure(call.await);
            assert!(error.is_timeout(), "{error:?}");
        }
    });
}
