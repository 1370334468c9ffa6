//! Paces, on a clock that goes on only when a transport waits.

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use messenger_bot::Paced;
use messenger_bot::platform::Client;
use messenger_bot::platform::models::send_message_request::Message;
use messenger_bot::platform::models::send_message_request::message::{Attachment, attachment};
use messenger_bot::platform::runtime::http::Request;
use messenger_bot::platform::runtime::transport::{BoxFuture, Carried, Patience, Recorder, Reply};
use messenger_bot::platform::runtime::{Body, Method, Transport};
use serde_json::json;
use support::{PAGE, text};

/// A transport that takes no time, and waits by moving a clock.
struct Clocked {
    recorder: Recorder,
    now: Arc<Mutex<Duration>>,
}

impl Transport for Clocked {
    fn send(&self, request: Request<Body>, patience: Patience) -> Carried<'_> {
        self.recorder.send(request, patience)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        *self.now.lock().expect("the clock") += duration;
        self.recorder.sleep(duration)
    }
}

fn client(recorder: &Recorder) -> Client {
    let now = Arc::new(Mutex::new(Duration::ZERO));
    let clock = Arc::clone(&now);
    let recorder = recorder.clone();
    let builder = Client::builder().bearer("TOKEN");
    let builder = builder.transport(Clocked { recorder, now });
    let paced =
        move |inner| Paced::new(inner).with_clock(move || *clock.lock().expect("the clock"));
    builder.layer(paced).build().expect("a client")
}

fn recorder() -> Recorder {
    Recorder::with(|_| Reply::ok().json(&json!({})))
}

const HALF: Duration = Duration::from_millis(500);

#[tokio::test]
async fn two_calls_for_conversations_a_second() {
    let recorder = recorder();
    let client = client(&recorder);
    client.list_conversations(PAGE).await.expect("an answer");
    client.get_conversation("t_1").await.expect("an answer");
    client.list_conversations(PAGE).await.expect("an answer");
    assert_eq!(recorder.waits(), [HALF, HALF]);
    // What has no limit doesn't wait.
    client.get_messenger_profile(PAGE).await.expect("an answer");
    assert_eq!(recorder.waits().len(), 2);
}

#[tokio::test]
async fn messages_have_paces_of_their_own() {
    let recorder = recorder();
    let client = client(&recorder);
    for _ in 0..301 {
        client
            .send_message(PAGE, text("Hi"))
            .await
            .expect("an answer");
    }
    let waits = recorder.waits();
    let whole: Duration = waits.iter().sum();
    assert_eq!(waits.len(), 300);
    assert!(
        whole >= Duration::from_secs(1) && whole < Duration::from_millis(1001),
        "{whole:?}"
    );
    for _ in 0..3 {
        let mut video = text("");
        video.message =
            Some(Message::new().attachment(Attachment::new().type_(attachment::Type::Video)));
        client.send_message(PAGE, video).await.expect("an answer");
    }
    assert_eq!(recorder.waits()[300..], [Duration::from_millis(100); 2]);
}

/// A request as a transport gets it.
fn post(path: &str, body: impl Into<Body>) -> Request<Body> {
    let url = format!("https://graph.facebook.com{path}");
    let request = Request::post(url).header("authorization", "Bearer TOKEN");
    request.body(body.into()).expect("a request")
}

#[tokio::test]
async fn uploads_are_under_the_limit_of_what_they_hold() {
    let media = |kind: &str| json!({ "message": { "attachment": { "type": kind, "payload": { "url": "https://x" } } } });
    let template = |kind: &str| {
        json!({ "message": { "attachment": { "type": "template", "payload": {
            "template_type": "media", "elements": [{ "media_type": kind }],
        } } } })
    };
    let paths = [
        "/v21.0/1/message_attachments",
        "/v26.0/me/messages",
        "/message_attachments/",
    ];
    for path in paths {
        let recorder = recorder();
        let paced = Paced::new(recorder.clone()).with_clock(|| Duration::ZERO);
        let waited = async |body: Body| {
            let patience = Patience::Exchange(Duration::from_secs(30));
            let answer = paced.send(post(path, body), patience).await;
            answer.expect("an answer");
            recorder.waits().last().copied()
        };
        let slow = |turns: u32| Some(Duration::from_millis(100) * turns);
        assert_eq!(waited(media("audio").to_string().into()).await, None);
        assert_eq!(waited(media("video").to_string().into()).await, slow(1));
        assert_eq!(waited(template("video").to_string().into()).await, slow(2));
        // A file in a form, of which it isn't known what it is.
        assert_eq!(waited("--x".into()).await, slow(3));
        // Anything else has a pace of its own, and its first turn is at once.
        assert_eq!(waited(template("image").to_string().into()).await, slow(3));
        let image = waited(media("image").to_string().into()).await;
        assert!(image < Some(Duration::from_millis(4)), "{image:?}");
    }
}

#[tokio::test]
async fn every_path_of_conversations_is_known() {
    let recorder = recorder();
    let paced = Paced::new(recorder.clone()).with_clock(|| Duration::ZERO);
    let paths = [
        "/1/conversations",
        "/v21.0/me/conversations",
        "/v26.0/t_1/messages",
        "/m_1",
        "/v21.0/mid.$cAAJsujCd2ORj_1",
        "/mid.1457764197618:41d102a3e1ae206a38",
    ];
    for path in paths {
        let mut request = post(path, "");
        *request.method_mut() = Method::GET;
        let patience = Patience::Exchange(Duration::from_secs(30));
        paced.send(request, patience).await.expect("an answer");
    }
    let waits: Vec<_> = (1..6).map(|turns| HALF * turns).collect();
    assert_eq!(recorder.waits(), waits);
}

#[tokio::test]
async fn each_page_has_its_own() {
    let recorder = recorder();
    let client = client(&recorder);
    for token in ["Bearer A", "Bearer B"] {
        let call = client.list_conversations(PAGE);
        let header = "authorization".parse().expect("a name");
        call.with_header(header, token.parse().expect("a value"))
            .await
            .expect("an answer");
    }
    assert_eq!(recorder.waits(), []);
}

#[tokio::test]
async fn nobody_calls_while_calls_are_refused() {
    let recorder = recorder();
    let usage = json!({ "1": [{ "type": "messenger", "estimated_time_to_regain_access": 7 }] });
    recorder.reply(
        Reply::ok()
            .header("x-business-use-case-usage", &usage.to_string())
            .json(&json!({})),
    );
    let client = client(&recorder);
    client
        .send_message(PAGE, text("Hi"))
        .await
        .expect("an answer");
    let error = client
        .send_message(PAGE, text("Hi"))
        .await
        .expect_err("there is no turn in time");
    assert!(error.is_timeout(), "{error:?}");
    assert_eq!((recorder.requests().len(), recorder.waits()), (1, vec![]));
    let patient = client
        .list_conversations(PAGE)
        .with_timeout(Duration::from_secs(500));
    patient.await.expect("an answer");
    assert_eq!(recorder.waits(), [Duration::from_secs(420)]);
    let left = recorder.requests()[1].patience().head();
    assert!(left <= Duration::from_secs(80), "{left:?}");
}

#[tokio::test]
async fn other_products_stop_no_message() {
    let usage = json!({ "1": [{ "type": "ads_insights", "estimated_time_to_regain_access": 7 }] });
    let usage = usage.to_string();
    let recorder = Recorder::with(move |_| {
        let answer = Reply::ok().header("x-business-use-case-usage", &usage);
        answer.json(&json!({}))
    });
    let client = client(&recorder);
    for _ in 0..2 {
        let call = client.list_conversations(PAGE).await;
        call.expect("an answer");
    }
    assert_eq!(recorder.waits(), [HALF]);
}
