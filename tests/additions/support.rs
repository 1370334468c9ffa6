//! The platform, a client of it, and what it heard last.

use bindery_mock::{Recorded, Server};
use messenger_mock::platform;
use messenger_platform::Client;
use messenger_platform::models::SendMessageRequest;
use messenger_platform::models::send_message_request::Recipient;
use messenger_platform::runtime::Value;

pub(crate) const TOKEN: &str = "EAAG-page-token";
pub(crate) const PAGE: &str = "200001234567890";
pub(crate) const USER: &str = "100001234567890";

pub(crate) async fn serve() -> (Server, Client) {
    let mock = platform().expect("the document is served");
    let server = mock.accept_token(TOKEN).start().await;
    let server = server.expect("a port is free");
    let client = Client::builder().base_url(server.url()).bearer(TOKEN);
    let client = client.build().expect("the settings are right");
    (server, client)
}

/// The last request, with which nothing was wrong.
pub(crate) fn last(server: &Server) -> Recorded {
    let request = server.requests().pop().expect("it arrived");
    assert_eq!(
        (request.violations.as_slice(), request.status),
        (&[][..], 200)
    );
    request
}

pub(crate) fn to_user() -> SendMessageRequest {
    SendMessageRequest::new(Recipient::new().id(USER))
}

/// What is on the wire when this is sent.
pub(crate) async fn sent(request: SendMessageRequest) -> Value {
    let (server, client) = serve().await;
    let answer = client.send_message(PAGE, request).await;
    answer.expect("it is sent");
    last(&server).json().expect("JSON")
}
