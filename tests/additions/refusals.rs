//! Refusals, in Graph's envelope and in others.

use crate::support::{PAGE, serve, to_user};
use bindery_mock::Reply;
use messenger_mock::refusal;
use messenger_platform::models::send_message_request::Message;
use messenger_platform::runtime::Error;

#[tokio::test]
async fn every_refusal_has_a_typed_envelope() {
    let (server, client) = serve().await;
    for status in [400, 401, 403, 429, 500] {
        let reply = refusal(status, 190, 463, "Session has expired").times(1);
        server.respond("sendMessage", reply).expect("it is known");
        let message = to_user().message(Message::new().text("Hi"));
        let call = client.send_message(PAGE, message);
        let error = call.await.expect_err("it is refused");
        let Error::Api(refused) = &error else {
            panic!("{error:?}");
        };
        let graph = &refused.body.as_ref().expect("an envelope").error;
        assert_eq!((graph.code, graph.error_subcode), (190, Some(463)));
        assert_eq!(refused.status().as_u16(), status);
    }
    let foreign = Reply::new(502)
        .header("content-type", "text/html")
        .text("<h1>Bad</h1>");
    server
        .respond("deletePersona", foreign)
        .expect("it is known");
    let error = client
        .delete_persona("1")
        .await
        .expect_err("a proxy's page");
    assert_eq!(
        error.body().map(|body| body.as_ref()),
        Some(&b"<h1>Bad</h1>"[..])
    );
}
