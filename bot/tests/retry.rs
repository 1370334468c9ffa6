//! Faults of the API, each with the treatment that it needs: how many requests are sent, and how long is waited for.

mod support;

use std::time::Duration;

use bindery_mock::{Reply, Server};
use messenger_bot::platform::models::MessengerProfileUpdate;
use messenger_bot::platform::runtime::{RetryPolicy, StatusCode};
use messenger_bot::{GraphAnswer, HasUsage, retry};
use serde_json::json;
use support::{PAGE, client, mock, text};

/// A code, a subcode, and how often a message is sent and a profile is asked for when it comes once.
type Treatment = (i64, Option<i64>, usize, usize);

const TREATMENTS: [Treatment; 17] = [
    (4, None, 2, 2),
    (17, None, 2, 2),
    (32, None, 2, 2),
    (613, None, 2, 2),
    (80006, None, 2, 2),
    (613, Some(2018338), 1, 1),
    (4, Some(2018354), 1, 1),
    (190, Some(463), 1, 1),
    (10, Some(2018278), 1, 1),
    (551, None, 1, 1),
    (100, Some(2018109), 1, 1),
    (2, None, 1, 2),
    (1200, None, 1, 2),
    (1, None, 1, 2),
    (1, Some(99), 1, 1),
    (1, Some(1357046), 1, 1),
    (2, Some(2018344), 1, 1),
];

fn fault(status: u16, code: i64, subcode: Option<i64>) -> Reply {
    let error = json!({ "message": "(#..)", "type": "OAuthException", "code": code, "error_subcode": subcode });
    Reply::new(status).json(json!({ "error": error })).times(1)
}

fn sent(server: &Server) -> usize {
    server.requests().len()
}

#[tokio::test]
async fn each_fault_is_treated_as_it_needs_whatever_its_status() {
    for status in [200, 400, 403, 429, 500, 503] {
        for (code, subcode, messages, profiles) in TREATMENTS {
            let server = mock().await;
            let (client, _) = client(&server, retry::policy());
            let what = format!("{code}/{subcode:?} with {status}");
            server
                .respond("sendMessage", fault(status, code, subcode))
                .expect("a reply");
            let message = client.send_message(PAGE, text("Hello!")).await.graph();
            assert_eq!(sent(&server), messages, "messages after {what}");
            assert_eq!(message.is_ok(), messages == 2, "{what}");

            server
                .respond("getMessengerProfile", fault(status, code, subcode))
                .expect("a reply");
            let profile = client.get_messenger_profile(PAGE).await.graph();
            assert_eq!(sent(&server) - messages, profiles, "profiles after {what}");
            assert_eq!(profile.is_ok(), profiles == 2, "{what}");
        }
    }
}

/// Answers that were lost, and answers of others than Graph: nobody knows whether the message was sent.
#[tokio::test]
async fn no_fault_makes_a_message_go_out_twice() {
    let faults = [
        Reply::new(500),
        Reply::new(502).text("<html>Bad gateway</html>"),
        Reply::new(503).header("retry-after", "1"),
        Reply::new(504),
        Reply::new(408),
        Reply::new(429).text("slow down"),
        Reply::new(200)
            .json(json!({ "message_id": "m_1" }))
            .truncated(),
        Reply::new(200).text("{"),
        Reply::new(200).dropped(),
        Reply::new(200)
            .json(json!({ "message_id": "m_1" }))
            .stalled(),
    ];
    for reply in faults {
        let server = mock().await;
        let (client, _) = client(&server, retry::policy());
        let what = format!("{reply:?}");
        server.respond("sendMessage", reply).expect("a reply");
        let call = client.send_message(PAGE, text("Hello!"));
        // What stalls ends only by this, and everything else long before.
        let message = call.with_timeout(Duration::from_secs(2)).await.graph();
        assert!(message.is_err(), "{what}");
        assert_eq!(sent(&server), 1, "{what}");
    }
}

#[tokio::test]
async fn attempts_end_when_a_fault_does_not() {
    let server = mock().await;
    let (client, recorder) = client(&server, retry::policy().with_attempts(4));
    let standing = json!({ "error": { "message": "(#613)", "code": 613 } });
    server
        .respond("sendMessage", Reply::new(400).json(standing))
        .expect("a reply");
    let error = client.send_message(PAGE, text("Hello!")).await.graph();
    assert!(error.is_err());
    assert_eq!((sent(&server), recorder.waits().len()), (4, 3));
}

fn throttled(minutes: u64) -> Reply {
    let usage = json!({ "1": [
        { "type": "pages", "call_count": 10, "estimated_time_to_regain_access": 0 },
        { "type": "messenger", "call_count": 100, "estimated_time_to_regain_access": minutes },
    ] });
    fault(400, 80006, None).header("x-business-use-case-usage", usage.to_string())
}

#[tokio::test]
async fn minutes_are_waited_for_where_the_call_has_them() {
    let server = mock().await;
    let (client, recorder) = client(&server, retry::policy());
    server
        .respond("sendMessage", throttled(7))
        .expect("a reply");
    let call = client
        .send_message(PAGE, text("Hello!"))
        .with_timeout(Duration::from_secs(3600));
    call.await.graph().expect("it is sent in the end");
    assert_eq!(
        (sent(&server), recorder.waits()),
        (2, vec![Duration::from_secs(7 * 60)])
    );
}

#[tokio::test]
async fn minutes_of_other_products_are_not_waited_for() {
    let server = mock().await;
    let (client, recorder) = client(&server, retry::policy());
    let ads =
        json!({ "1": [{ "type": "ads_management", "estimated_time_to_regain_access": 700 }] });
    let reply = fault(400, 613, None).header("x-business-use-case-usage", ads.to_string());
    server.respond("sendMessage", reply).expect("a reply");
    let sending = client.send_message(PAGE, text("Hello!")).await;
    sending.graph().expect("it is sent in the end");
    assert_eq!((sent(&server), recorder.waits().len()), (2, 1));
}

#[tokio::test]
async fn minutes_that_a_call_has_not_end_it_at_once() {
    let server = mock().await;
    let (client, recorder) = client(&server, retry::policy());
    server
        .respond("sendMessage", throttled(7))
        .expect("a reply");
    let error = client
        .send_message(PAGE, text("Hello!"))
        .await
        .graph()
        .expect_err("it is throttled");
    assert_eq!((sent(&server), recorder.waits().len()), (1, 0));
    let refusal = error.refusal().expect("Graph refused it");
    assert_eq!(refusal.regain_access(), Some(Duration::from_secs(420)));
    assert_eq!(
        error.usage().business["1"][1].product.as_deref(),
        Some("messenger")
    );
}

#[tokio::test]
async fn what_may_be_done_twice_is_repeated_if_that_is_said() {
    for (policy, expected) in [(retry::policy(), 1), (retry::repeatable(), 2)] {
        for reply in [
            fault(500, 2, None),
            Reply::new(502).times(1),
            Reply::new(200)
                .json(json!({ "result": 1 }))
                .truncated()
                .times(1),
        ] {
            let server = mock().await;
            let (client, _) = client(&server, RetryPolicy::none());
            server
                .respond("updateMessengerProfile", reply)
                .expect("a reply");
            let update = client.update_messenger_profile(PAGE, MessengerProfileUpdate::new());
            let updated = update.with_retry(policy.clone()).await.graph();
            assert_eq!(
                (sent(&server), updated.is_ok()),
                (expected, expected == 2),
                "{updated:?}"
            );
        }
    }
    let server = mock().await;
    let (client, _) = client(&server, retry::repeatable());
    server
        .respond("sendMessage", fault(400, 1, Some(1357046)))
        .expect("a reply");
    let error = client
        .send_message(PAGE, text("Hello!"))
        .await
        .graph()
        .expect_err("it says so");
    assert_eq!(
        (sent(&server), error.status()),
        (1, Some(StatusCode::BAD_REQUEST))
    );
}
