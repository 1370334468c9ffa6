//! Answers that claim to be compressed, and answers that are it without being asked.

use bindery_runtime::Error;

use crate::scenario::{failure, survive};
use crate::server::{Server, answering};

/// What `printf '{"id":"1"}' | gzip --no-name` gives.
const COMPRESSED: &[u8] =
    b"\x1f\x8b\x08\0\0\0\0\0\0\x03\xabV\xcaLQ\xb2R2T\xaa\x05\0\xf3\xc8\x18\xf6\x0a\0\0\0";

fn encoded(encoding: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{encoding}content-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

#[test]
fn compression_is_not_asked_for() {
    survive(async |stack| {
        let server = Server::start([answering(encoded("", br#"{"id":"1"}"#))]);
        stack.client(&server).get_pet("1").await.expect("a pet");
        let seen = server.seen();
        let asked = seen.iter().map(|seen| seen.header("accept-encoding"));
        assert!(
            asked.flatten().all(|encodings| encodings == "identity"),
            "{seen:?}"
        );
    });
}

#[test]
fn a_body_that_only_claims_to_be_compressed_is_read() {
    survive(async |stack| {
        let plain = encoded("content-encoding: gzip\r\n", br#"{"id":"1"}"#);
        let server = Server::start([answering(plain)]);
        let pet = stack.client(&server).get_pet("1").await.expect("a pet");
        assert_eq!(pet.id, "1");
    });
}

#[test]
fn a_body_that_is_compressed_unasked_is_told_and_kept() {
    survive(async |stack| {
        for (encoding, told) in [("content-encoding: gzip\r\n", true), ("", false)] {
            let server = Server::start([answering(encoded(encoding, COMPRESSED))]);
            let error = failure(stack.client(&server).get_pet("1").await);
            assert!(matches!(error, Error::Decode(_)), "{error:?}");
            assert_eq!(error.to_string().contains("gzip"), told, "{error}");
            assert_eq!(error.body().map(|body| &body[..]), Some(COMPRESSED));
        }
    });
}
