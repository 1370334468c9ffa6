//! What messages have attached, and files that are uploaded for them.

use crate::support::{PAGE, last, sent, serve, to_user};
use messenger_platform::models::operations::upload_attachment::RequestBodyMultipart;
use messenger_platform::models::send_message_request::Message;
use messenger_platform::models::send_message_request::message::{Attachment, attachment};
use messenger_platform::models::{
    AttachmentById, AttachmentByUrl, AttachmentPayload, AttachmentUpload, Button, ButtonTemplate,
    GenericElement, GenericTemplate, MediaElement, MediaTemplate, ReceiptElement, ReceiptSummary,
    ReceiptTemplate, UploadedMessage, button, media_element, uploaded_message,
};
use messenger_platform::runtime::{File, Value};
use serde_json::json;

/// What is on the wire for an attachment of a message.
async fn attached(kind: attachment::Type, payload: impl Into<AttachmentPayload>) -> Value {
    let attachment = Attachment::new().type_(kind).payload(payload);
    let message = Message::new().attachment(attachment);
    sent(to_user().message(message)).await["message"]["attachment"].clone()
}

#[tokio::test]
async fn attachments_by_url_and_id() {
    let (server, client) = serve().await;
    let url = AttachmentByUrl::new("https://example.com/a.png").is_reusable(true);
    let attachment = Attachment::new()
        .type_(attachment::Type::Image)
        .payload(url);
    let message = to_user().message(Message::new().attachment(attachment));
    let answer = client
        .send_message(PAGE, message)
        .await
        .expect("it is sent");
    let id = answer.attachment_id.clone().expect("an id");
    assert_eq!(
        last(&server).json().expect("JSON")["message"]["attachment"],
        json!({
            "type": "image",
            "payload": { "url": "https://example.com/a.png", "is_reusable": true },
        })
    );
    let sent = answer.message_id.clone().expect("an id");
    let read = client.get_message(sent).fields("message,attachments").await;
    let read = read.expect("it is there").into_inner();
    let shown = read.attachments.expect("attachments").data.expect("a list");
    let image = shown[0].image_data.as_ref().expect("an image");
    assert_eq!(image.url.as_deref(), Some("https://example.com/a.png"));
    let again = attached(attachment::Type::Image, AttachmentById::new(id.clone())).await;
    assert_eq!(
        again,
        json!({ "type": "image", "payload": { "attachment_id": id } })
    );
}

#[tokio::test]
async fn templates_have_their_types() {
    let kind = attachment::Type::Template;
    let button = || {
        Button::new(button::Type::Postback)
            .title("Go")
            .payload("GO")
    };
    let told = json!({ "type": "postback", "title": "Go", "payload": "GO" });

    let card = GenericElement::new("Tea")
        .subtitle("Hot")
        .buttons([button()]);
    let payload = attached(kind.clone(), GenericTemplate::new([card])).await["payload"].clone();
    let card = json!({ "title": "Tea", "subtitle": "Hot", "buttons": [told] });
    assert_eq!(
        payload,
        json!({ "template_type": "generic", "elements": [card] })
    );

    let payload = attached(kind.clone(), ButtonTemplate::new("Well?", [button()])).await;
    let expected = json!({ "template_type": "button", "text": "Well?", "buttons": [told] });
    assert_eq!(payload["payload"], expected);

    let video = MediaElement::new(media_element::MediaType::Video).attachment_id("1");
    let payload = attached(kind.clone(), MediaTemplate::new([video])).await;
    let video = json!({ "media_type": "video", "attachment_id": "1" });
    assert_eq!(
        payload["payload"],
        json!({ "template_type": "media", "elements": [video] })
    );

    let summary = ReceiptSummary::new(3.5);
    let receipt = ReceiptTemplate::new("Ada", "12", "EUR", "Visa 1234", summary)
        .elements([ReceiptElement::new("Tea", 3.5).quantity(1.0)]);
    let payload = attached(kind, receipt).await;
    let expected = json!({
        "template_type": "receipt",
        "recipient_name": "Ada",
        "order_number": "12",
        "currency": "EUR",
        "payment_method": "Visa 1234",
        "elements": [{ "title": "Tea", "quantity": 1.0, "price": 3.5 }],
        "summary": { "total_cost": 3.5 },
    });
    assert_eq!(payload["payload"], expected);
}

#[test]
fn templates_that_are_not_listed_survive() {
    for payload in [
        json!({ "template_type": "airline_checkin", "pnr_number": "ABCDEF", "intro_message": "Hi" }),
        json!({ "template_type": "generic", "elements": [{ "title": "Tea", "new": 1 }], "new": {} }),
        json!({ "url": "https://example.com/a.png", "new": true }),
        json!({ "new": true }),
        json!({}),
    ] {
        let decoded: AttachmentPayload =
            serde_json::from_value(payload.clone()).expect("any object is one");
        assert_eq!(serde_json::to_value(&decoded).expect("JSON"), payload);
    }
}

#[tokio::test]
async fn files_are_uploaded_by_url_and_as_a_form() {
    let (server, client) = serve().await;
    let message = |payload: uploaded_message::attachment::Payload| {
        let kind = uploaded_message::attachment::Type::Image;
        UploadedMessage::new(uploaded_message::Attachment::new(kind, payload))
    };
    let reusable = || uploaded_message::attachment::Payload::new().is_reusable(true);
    let by_url = AttachmentUpload::new(message(reusable().url("https://example.com/a.png")));
    let uploaded = client.upload_attachment(PAGE, by_url).await;
    assert!(uploaded.expect("an answer").attachment_id.is_some());
    assert_eq!(
        last(&server).header("content-type"),
        Some("application/json")
    );

    let file = File::new("a.png", "PNG").with_content_type("image/png");
    let form = RequestBodyMultipart::new(message(reusable()), file);
    let uploaded = client.upload_attachment(PAGE, form).await;
    assert!(uploaded.expect("an answer").attachment_id.is_some());
    let request = last(&server);
    let text = String::from_utf8_lossy(&request.body);
    for part in [
        r#"name="message""#,
        r#"{"attachment":{"type":"image","payload":{"is_reusable":true}}}"#,
        r#"name="filedata"; filename="a.png""#,
        "PNG",
    ] {
        assert!(text.contains(part), "{text}");
    }
}
