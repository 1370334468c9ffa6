//! Servers that ask for patience, in good faith or not.

use std::time::{Duration, Instant};

use bindery_runtime::http::HeaderName;
use bindery_runtime::{RetryPolicy, http::header};

use crate::petstore::models::Pet;
use crate::scenario::{failure, survive};
use crate::server::{Server, Step, answering, json};

fn busy(retry_after: &str) -> Vec<u8> {
    format!("HTTP/1.1 429 Busy\r\nretry-after: {retry_after}\r\ncontent-length: 0\r\n\r\n")
        .into_bytes()
}

/// A date of the form that HTTP has, so many seconds from now.
fn date(seconds: i64) -> String {
    let time = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(seconds);
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[test]
fn seconds_and_dates_are_waited_for() {
    survive(async |stack| {
        // A date has whole seconds, so that one in two seconds may be little more than one away, and is made when it is
        // told. Without being asked, a call waits for half a second at most.
        let asked: [(fn() -> String, u64); 4] = [
            (|| "0".to_owned(), 0),
            (|| "1".to_owned(), 1),
            (|| date(-5), 0),
            (|| date(2), 1),
        ];
        for (retry_after, least) in asked {
            let retry_after = retry_after();
            let pet = json("200 OK", r#"{"id":"1"}"#);
            let server = Server::start([answering(busy(&retry_after)), answering(pet)]);
            let begun = Instant::now();
            let pet = stack.client(&server).get_pet("1").await.expect("a pet");
            assert_eq!((pet.id.as_str(), server.methods().len()), ("1", 2));
            assert!(
                begun.elapsed() >= Duration::from_secs(least),
                "{retry_after}"
            );
        }
    });
}

#[test]
fn what_the_call_has_no_time_for_is_not_waited_for() {
    survive(async |stack| {
        for retry_after in ["6", "31536000", "99999999999999999999", &date(86_400)] {
            let server = Server::start([answering(busy(retry_after))]);
            let error = failure(stack.client(&server).get_pet("1").await);
            assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
            let headers = error.headers().expect("an answer");
            assert_eq!(headers[header::RETRY_AFTER], *retry_after);
            assert_eq!(server.methods().len(), 1);
        }
    });
}

#[test]
fn nonsense_is_as_if_nothing_were_said() {
    survive(async |stack| {
        for retry_after in ["soon", "-1", "1.5e9", "Thu, 99 Foo 2026 00:00:00 GMT", ""] {
            let pet = json("200 OK", r#"{"id":"1"}"#);
            let server = Server::start([answering(busy(retry_after)), answering(pet)]);
            stack.client(&server).get_pet("1").await.expect("a pet");
            assert_eq!(server.methods().len(), 2, "{retry_after}");
        }
    });
}

#[test]
fn a_server_that_is_always_busy_is_left_alone_in_the_end() {
    survive(async |stack| {
        let server = Server::start(std::iter::repeat_n(answering(busy("0")), 50));
        let error = failure(stack.client(&server).get_pet("1").await);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
        // Of three attempts one may meet a connection that the server is closing.
        let attempts = server.methods().len();
        assert!((2..=3).contains(&attempts), "{attempts}");
    });
}

#[test]
fn an_unsafe_call_is_repeated_only_with_a_key_that_stays_the_same() {
    survive(async |stack| {
        let server = Server::start([answering(busy("0"))]);
        let error = failure(stack.client(&server).add_pet(Pet::new("1")).await);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(429));
        assert_eq!(server.methods(), ["POST"]);

        let pets = json("200 OK", r#"[{"id":"1"}]"#);
        let server = Server::start([answering(busy("0")), answering(pets)]);
        let key = HeaderName::from_static("idempotency-key");
        let policy = RetryPolicy::standard().with_idempotency_key(key);
        let client = stack.build(stack.builder(&server).retry(policy));
        client.add_pet(Pet::new("1")).await.expect("pets");
        let seen = server.seen();
        let keys: Vec<_> = seen
            .iter()
            .map(|seen| seen.header("idempotency-key"))
            .collect();
        assert!(
            keys.len() == 2 && keys[0].is_some() && keys[0] == keys[1],
            "{keys:?}"
        );
    });
}

#[test]
fn attempts_share_the_time_of_the_call() {
    survive(async |stack| {
        let slow = || {
            let pause = Step::Drip(b"HTTP/1.1 ".to_vec(), Duration::from_millis(50));
            vec![Step::Read, pause]
        };
        let server = Server::start(std::iter::repeat_with(slow).take(50));
        let policy = RetryPolicy::standard().with_attempts(50);
        let client = stack.build(stack.builder(&server).retry(policy));
        let call = client.get_pet("1").with_timeout(Duration::from_secs(1));
        let error = failure(call.await);
        assert!(error.is_retryable(), "{error:?}");
        // Each attempt takes nearly half a second.
        assert!(server.methods().len() <= 3, "{:?}", server.methods());
    });
}
