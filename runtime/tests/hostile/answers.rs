//! Answers that are not what the document promises.

use bindery_runtime::Error;

use crate::petstore::models::Pet;
use crate::scenario::{failure, survive};
use crate::server::{Server, Step, answering, json};

const PAGE: &str = "<!doctype html><title>Sign in</title>";

fn html(status: &str) -> Vec<u8> {
    let length = PAGE.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/html\r\ncontent-length: {length}\r\n\r\n{PAGE}"
    )
    .into_bytes()
}

#[test]
fn a_page_instead_of_json_is_told_as_one() {
    survive(async |stack| {
        let server = Server::start([answering(html("200 OK"))]);
        let error = failure(stack.client(&server).get_pet("1").await);
        let text = error.to_string();
        assert!(matches!(error, Error::Decode(_)), "{error:?}");
        assert!(
            text.contains("text/html") && text.contains("Sign in"),
            "{text}"
        );
        assert_eq!(error.body().map(|body| &body[..]), Some(PAGE.as_bytes()));
        assert_eq!(server.methods(), ["GET"]);
    });
}

#[test]
fn the_page_of_a_gateway_is_kept_with_its_status() {
    survive(async |stack| {
        let server = Server::start([answering(html("502 Bad Gateway"))]);
        let error = failure(stack.client(&server).add_pet(Pet::new("1")).await);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(502));
        assert_eq!(error.body().map(|body| &body[..]), Some(PAGE.as_bytes()));
        assert_eq!(server.methods(), ["POST"], "an unsafe call is made once");
    });
}

#[test]
fn a_body_where_none_may_be_is_no_answer_to_the_next_call() {
    survive(async |stack| {
        let smuggled = json("200 OK", r#"{"id":"smuggled"}"#);
        let nothing = [b"HTTP/1.1 204 No Content\r\n\r\n".as_slice(), &smuggled].concat();
        let server = Server::start([
            [answering(nothing), vec![Step::Stall]].concat(),
            answering(json("200 OK", r#"{"id":"true"}"#)),
        ]);
        let client = stack.client(&server);
        client.rename("a", "b").await.expect("nothing");
        let pet = client.get_pet("1").await.expect("a pet");
        assert_eq!(pet.id, "true");
    });
}

#[test]
fn bytes_beyond_the_body_are_no_answer_to_the_next_call() {
    survive(async |stack| {
        let smuggled = json("200 OK", r#"{"id":"smuggled"}"#);
        let both = [json("200 OK", r#"{"id":"1"}"#), smuggled].concat();
        let server = Server::start([
            [answering(both), vec![Step::Stall]].concat(),
            answering(json("200 OK", r#"{"id":"true"}"#)),
        ]);
        let client = stack.client(&server);
        assert_eq!(client.get_pet("1").await.expect("a pet").id, "1");
        assert_eq!(client.get_pet("2").await.expect("a pet").id, "true");
    });
}

#[test]
fn what_is_not_http_is_a_broken_exchange() {
    survive(async |stack| {
        let banner = "SSH-2.0-OpenSSH_9.9\r\n";
        let server = Server::start([answering(banner)]);
        let error = failure(stack.plain(&server).get_pet("1").await);
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
        assert!(!error.is_connect(), "{error:?}");
    });
}

#[test]
fn json_that_is_cut_or_not_utf_8_tells_where() {
    survive(async |stack| {
        for body in [&b"{\"id\": \"1"[..], b"{\"id\": \"\xff\"}", b""] {
            let mut answer = json("200 OK", &"x".repeat(body.len()));
            answer.truncate(answer.len() - body.len());
            answer.extend(body);
            let server = Server::start([answering(answer)]);
            let error = failure(stack.plain(&server).get_pet("1").await);
            assert!(matches!(error, Error::Decode(_)), "{error:?}");
            assert_eq!(error.body().map(|body| &body[..]), Some(body));
        }
    });
}

#[test]
fn json_that_is_nested_without_end_does_not_end_the_stack() {
    survive(async |stack| {
        for opening in ["[", r#"{"id":"#, r#"{"unknown":["#] {
            let body = opening.repeat(60 * 1024 / opening.len());
            let server = Server::start([answering(json("200 OK", &body))]);
            let error = failure(stack.plain(&server).get_pet("1").await);
            assert!(matches!(error, Error::Decode(_)), "{error:?}");
        }
    });
}
