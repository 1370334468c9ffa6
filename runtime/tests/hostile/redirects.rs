//! Answers that lead elsewhere, or on and on.

use bindery_runtime::Error;

use crate::petstore::models::Pet;
use crate::scenario::{SECRETS, failure, survive};
use crate::server::{Server, answering, json};

fn to(status: &str, location: &str) -> Vec<u8> {
    let rest = "content-length: 0\r\nconnection: close\r\n\r\n";
    format!("HTTP/1.1 {status}\r\nlocation: {location}\r\n{rest}").into_bytes()
}

#[test]
fn redirects_without_end_are_given_up() {
    survive(async |stack| {
        let endless = (0..100).map(|n| to("302 Found", &format!("/pets?{n}")));
        let server = Server::start(endless.map(answering));
        let error = failure(stack.client(&server).list_pets().await);
        assert!(
            matches!(&error, Error::Redirect(it) if it.is_too_many()),
            "{error:?}"
        );
        assert_eq!(server.methods().len(), 11);
    });
}

#[test]
fn another_origin_gets_no_credential() {
    survive(async |stack| {
        for status in [
            "301 Gone",
            "302 Found",
            "303 See",
            "307 Temporary",
            "308 Permanent",
        ] {
            let elsewhere = Server::start([answering(json("200 OK", "[]"))]);
            // The request's whole query is handed on, as proxies do.
            let away = format!("{}/pets?key={}", elsewhere.url(), SECRETS[1]);
            let server = Server::start([answering(to(status, &away))]);
            stack.client(&server).list_pets().await.expect("no pets");
            let [home, away] = [server.seen(), elsewhere.seen()].map(|seen| format!("{seen:?}"));
            for secret in SECRETS {
                assert!(home.contains(secret) && !away.contains(secret), "{away}");
            }
            assert_eq!(elsewhere.methods(), ["GET"]);
        }
    });
}

#[test]
fn what_does_something_is_not_sent_elsewhere() {
    survive(async |stack| {
        let elsewhere = Server::start([answering(json("200 OK", "[]"))]);
        let away = elsewhere.url();
        for status in ["301 Gone", "302 Found", "307 Temporary", "308 Permanent"] {
            let server = Server::start([answering(to(status, &away))]);
            let error = failure(stack.client(&server).add_pet(Pet::new("1")).await);
            assert_eq!(error.headers().expect("headers")["location"], away);
            assert_eq!(server.methods(), ["POST"]);
        }
        assert!(elsewhere.seen().is_empty());
        let server = Server::start([answering(to("303 See Other", &away))]);
        stack
            .client(&server)
            .add_pet(Pet::new("1"))
            .await
            .expect("what came of it");
        assert_eq!(elsewhere.methods(), ["GET"]);
        let seen = elsewhere.seen();
        assert!(
            seen[0].body.is_empty() && seen[0].header("content-type").is_none(),
            "{seen:?}"
        );
    });
}

#[test]
fn redirects_that_make_no_sense_are_answers() {
    survive(async |stack| {
        for location in [
            "http://[::1",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "//@",
            "\\\\x",
        ] {
            let server = Server::start([answering(to("302 Found", location))]);
            let error = failure(stack.client(&server).list_pets().await);
            assert_eq!(
                error.status().map(|it| it.as_u16()),
                Some(302),
                "{location}"
            );
        }
    });
}
