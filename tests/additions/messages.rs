//! Messages, and what goes with them or in their place.

use crate::support::{PAGE, USER, last, sent, serve, to_user};
use messenger_platform::models::send_message_request::{
    Message, MessagingType, NotificationType, Payload, Recipient, ReplyTo, SenderAction, Tag,
};
use messenger_platform::models::{QuickReply, SendMessageRequest, quick_reply};
use serde_json::json;

#[tokio::test]
async fn a_sender_action_goes_without_a_message() {
    let (server, client) = serve().await;
    let typing = to_user().sender_action(SenderAction::TypingOn);
    let answer = client.send_message(PAGE, typing).await.expect("it is done");
    assert_eq!(answer.recipient_id.as_deref(), Some(USER));
    assert_eq!(answer.message_id, None);
    let body = json!({ "recipient": { "id": USER }, "sender_action": "typing_on" });
    assert_eq!(last(&server).json(), Some(body));

    let payload = Payload::new().message_id("m_1").reaction("love");
    let body = sent(
        to_user()
            .sender_action(SenderAction::React)
            .payload(payload),
    )
    .await;
    assert_eq!(
        body["payload"],
        json!({ "message_id": "m_1", "reaction": "love" })
    );
}

#[tokio::test]
async fn whatever_goes_with_a_message() {
    let request = to_user()
        .messaging_type(MessagingType::MessageTag)
        .tag(Tag::HumanAgent)
        .notification_type(NotificationType::SilentPush)
        .persona_id("7")
        .reply_to(ReplyTo::new("m_1"))
        .message(Message::new().text("Here it is").metadata("order 1"));
    let body = json!({
        "recipient": { "id": USER },
        "messaging_type": "MESSAGE_TAG",
        "tag": "HUMAN_AGENT",
        "notification_type": "SILENT_PUSH",
        "persona_id": "7",
        "reply_to": { "mid": "m_1" },
        "message": { "text": "Here it is", "metadata": "order 1" },
    });
    assert_eq!(sent(request).await, body);
    assert_eq!(MessagingType::Utility.as_str(), "UTILITY");
}

#[tokio::test]
async fn recipients_of_every_kind() {
    let recipients = [
        ("user_ref", Recipient::new().user_ref("1")),
        ("comment_id", Recipient::new().comment_id("1")),
        ("post_id", Recipient::new().post_id("1")),
        ("phone_number", Recipient::new().phone_number("1")),
        (
            "one_time_notif_token",
            Recipient::new().one_time_notif_token("1"),
        ),
        (
            "notification_messages_token",
            Recipient::new().notification_messages_token("1"),
        ),
    ];
    let (server, client) = serve().await;
    for (name, recipient) in recipients {
        let request = SendMessageRequest::new(recipient).message(Message::new().text("Hi"));
        let answer = client
            .send_message(PAGE, request)
            .await
            .expect("it is sent");
        assert_eq!(answer.recipient_id, None);
        let body = last(&server).json().expect("JSON");
        assert_eq!(body["recipient"], json!({ name: "1" }));
    }
}

#[tokio::test]
async fn quick_replies() {
    let red = QuickReply::new(quick_reply::ContentType::Text)
        .title("Red")
        .payload("RED");
    let phone = QuickReply::new(quick_reply::ContentType::UserPhoneNumber);
    let message = Message::new().text("Which?").quick_replies([red, phone]);
    let expected = json!([
        { "content_type": "text", "title": "Red", "payload": "RED" },
        { "content_type": "user_phone_number" },
    ]);
    let body = sent(to_user().message(message)).await;
    assert_eq!(body["message"]["quick_replies"], expected);
}
