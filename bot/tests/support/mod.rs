//! What the tests of calls have in common.

#![allow(dead_code, reason = "each test has its own share of it")]

use std::sync::{Arc, OnceLock};

use bindery_mock::{Mock, Server};
use messenger_bot::platform::Client;
use messenger_bot::platform::models::SendMessageRequest;
use messenger_bot::platform::models::send_message_request::{Message, MessagingType, Recipient};
use messenger_bot::platform::runtime::RetryPolicy;
use messenger_bot::platform::runtime::transport::Recorder;

pub(crate) const PAGE: &str = "200001234567890";

/// The message that bots send.
pub(crate) fn text(text: &str) -> SendMessageRequest {
    SendMessageRequest::new(Recipient::new().id("100001234567890"))
        .messaging_type(MessagingType::Response)
        .message(Message::new().text(text))
}

/// A mock of the API that answers as its document says.
pub(crate) async fn mock() -> Server {
    let mock = Mock::from_json(messenger_mock::DOCUMENT).expect("a document");
    mock.start().await.expect("a server")
}

/// A client of the mock that waits for nothing between attempts, and what keeps its waits.
pub(crate) fn client(server: &Server, policy: RetryPolicy) -> (Client, Recorder) {
    let recorder = Arc::new(OnceLock::new());
    let kept = Arc::clone(&recorder);
    let builder = Client::builder().base_url(server.url()).bearer("TOKEN");
    let client = builder
        .retry(policy)
        .layer(move |transport| kept.get_or_init(|| Recorder::around(transport)).clone())
        .build()
        .expect("a client");
    let recorder = recorder.get().expect("it was set by the client").clone();
    (client, recorder)
}
