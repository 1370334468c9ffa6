//! What the overlay adds, by typed calls to a mock that plays the platform: it judges each request by the document, and
//! remembers what was sent.

use bindery_mock::{Recorded, Reply, Server};
use messenger_mock::{platform, receive, refusal};
use messenger_platform::models::operations::upload_attachment::RequestBodyMultipart;
use messenger_platform::models::send_message_request::message::{Attachment, attachment};
use messenger_platform::models::send_message_request::{
    Message, MessagingType, NotificationType, Payload, Recipient, ReplyTo, SenderAction, Tag,
};
use messenger_platform::models::{
    AttachmentById, AttachmentByUrl, AttachmentPayload, AttachmentUpload, Button, ButtonTemplate,
    Command, Commands, GenericElement, GenericTemplate, IceBreaker, IceBreakers, MediaElement,
    MediaTemplate, MessengerProfileDeletion, MessengerProfileUpdate, PersistentMenu,
    PersonaCreation, Platform, QuickReply, ReceiptElement, ReceiptSummary, ReceiptTemplate,
    SendMessageRequest, ThreadControl, ThreadPassing, ThreadUser, UploadedMessage, button,
    media_element, quick_reply, uploaded_message,
};
use messenger_platform::runtime::{Error, File, Value, Webhook};
use messenger_platform::{Client, webhooks};
use serde_json::json;

const TOKEN: &str = "EAAG-page-token";
const PAGE: &str = "200001234567890";
const USER: &str = "100001234567890";

async fn serve() -> (Server, Client) {
    let mock = platform().expect("the document is served");
    let server = mock.accept_token(TOKEN).start().await;
    let server = server.expect("a port is free");
    let client = Client::builder().base_url(server.url()).bearer(TOKEN);
    let client = client.build().expect("the settings are right");
    (server, client)
}

/// The last request, with which nothing was wrong.
fn last(server: &Server) -> Recorded {
    let request = server.requests().pop().expect("it arrived");
    assert_eq!(
        (request.violations.as_slice(), request.status),
        (&[][..], 200)
    );
    request
}

fn to_user() -> SendMessageRequest {
    SendMessageRequest::new(Recipient::new().id(USER))
}

/// What is on the wire when this is sent.
async fn sent(request: SendMessageRequest) -> Value {
    let (server, client) = serve().await;
    let answer = client.send_message(PAGE, request).await;
    answer.expect("it is sent");
    last(&server).json().expect("JSON")
}

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

#[tokio::test]
async fn the_whole_profile_is_set_read_and_deleted() {
    let (server, client) = serve().await;
    let help = Button::new(button::Type::Postback)
        .title("Help")
        .payload("HELP");
    let update = MessengerProfileUpdate::new()
        .persistent_menu([PersistentMenu::new("default").call_to_actions([help])])
        .ice_breakers([IceBreakers::new()
            .locale("default")
            .call_to_actions([IceBreaker::new("Where are you?", "WHERE")])])
        .commands([Commands::new(
            "default",
            [Command::new("tea", "Orders tea")],
        )])
        .whitelisted_domains(["https://example.com".to_owned()])
        .account_linking_url("https://example.com/login");
    let platform = Platform::Messenger;
    let updated = client.update_messenger_profile(PAGE, update.clone());
    updated.platform(platform.clone()).await.expect("it is set");
    let fields = "persistent_menu,ice_breakers,commands,whitelisted_domains,account_linking_url";
    let read = || client.get_messenger_profile(PAGE).fields(fields);
    let profile = read().platform(platform).await.expect("it is there");
    assert_eq!(last(&server).query_value("platform"), Some("messenger"));
    let items = profile.data.as_deref().expect("a list");
    let [item] = items else { panic!("{items:?}") };
    let (set, got) = (serde_json::to_value(update), serde_json::to_value(item));
    assert_eq!(set.expect("JSON"), got.expect("JSON"));

    let names: Vec<_> = fields.split(',').map(str::to_owned).collect();
    let deletion = MessengerProfileDeletion::new(names);
    let deleted = client.delete_messenger_profile(PAGE, deletion).await;
    assert_eq!(
        deleted.expect("it is deleted").result.as_deref(),
        Some("success")
    );
    let profile = read().await.expect("it is empty");
    assert_eq!(profile.data.as_deref(), Some(&[][..]));
}

#[tokio::test]
async fn conversations_and_messages_by_their_fields_and_pages() {
    let (server, client) = serve().await;
    server.state(|state| {
        for (user, text) in [("1", "a"), ("2", "b"), ("2", "c"), ("2", "d")] {
            receive(state, PAGE, user, text);
        }
    });
    let list = client
        .list_conversations(PAGE)
        .fields("participants,messages{message}")
        .platform(Platform::Messenger)
        .folder("inbox")
        .user_id("2")
        .limit(1);
    let list = list.await.expect("they are there");
    let asked = [
        ("fields", "participants,messages{message}"),
        ("platform", "messenger"),
        ("folder", "inbox"),
        ("user_id", "2"),
        ("limit", "1"),
    ];
    for (name, value) in asked {
        assert_eq!(last(&server).query_value(name), Some(value));
    }
    let conversation = &list.data.as_ref().expect("a list")[0];
    let participants = conversation.participants.as_ref().expect("participants");
    assert_eq!(participants.data.as_ref().expect("a list").len(), 2);
    let id = conversation.id.clone().expect("an id");

    let mut items = client.list_messages(id).fields("message").limit(2).items();
    let mut texts = Vec::new();
    while let Some(message) = items.next().await {
        texts.push(message.expect("a message").message.expect("a text"));
    }
    assert_eq!(texts, ["d", "c", "b"]);
    let message = client.get_message("m_1").fields("message,from").await;
    let message = message.expect("it is there");
    assert_eq!(message.message.as_deref(), Some("a"));
    let from = message.from.as_ref().and_then(|from| from.id.as_deref());
    assert_eq!(from, Some("1"));
    let profile = client
        .get_user_profile("2")
        .fields("first_name,timezone")
        .await;
    let profile = profile.expect("it is there");
    assert_eq!(
        (profile.first_name.as_deref(), profile.timezone),
        (Some("Ada"), Some(5.5))
    );
}

#[tokio::test]
async fn personas() {
    let (_server, client) = serve().await;
    let creation = PersonaCreation::new("Ada", "https://example.com/ada.png");
    let created = client.create_persona(PAGE, creation).await;
    let id = created
        .expect("it is created")
        .into_inner()
        .id
        .expect("an id");
    let listed = client.list_personas(PAGE).await.expect("an answer");
    let names = listed.data.iter().flatten().map(|it| it.name.as_deref());
    assert_eq!(names.collect::<Vec<_>>(), [Some("Ada")]);
    let persona = client.get_persona(id.clone()).await.expect("it is there");
    assert_eq!(persona.id, Some(id.clone()));
    let deleted = client.delete_persona(id.clone()).await.expect("an answer");
    assert_eq!(deleted.success, Some(true));
    let error = client.get_persona(id).await.expect_err("it is gone");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
}

#[tokio::test]
async fn conversations_are_handed_over() {
    let (_server, client) = serve().await;
    let user = || ThreadUser::new(USER);
    let owner = async || {
        let owner = client
            .get_thread_owner(PAGE, USER)
            .await
            .expect("an answer");
        let data = owner.into_inner().data.expect("a list").remove(0);
        data.thread_owner.expect("an owner").app_id.expect("an id")
    };
    let passing = ThreadPassing::new(user()).target_app_id("263902037430900");
    let passed = client.pass_thread_control(PAGE, passing).await;
    assert_eq!(passed.expect("it is passed").success, Some(true));
    assert_eq!(owner().await, "263902037430900");
    let taking = ThreadControl::new(user()).metadata("mine again");
    client
        .take_thread_control(PAGE, taking)
        .await
        .expect("it is taken");
    assert_eq!(owner().await, "1");
    let asking = client.request_thread_control(PAGE, ThreadControl::new(user()));
    assert_eq!(asking.await.expect("it is asked").success, Some(true));
    let releasing = client.release_thread_control(PAGE, ThreadControl::new(user()));
    assert_eq!(releasing.await.expect("it is released").success, Some(true));
    let owner = client.get_thread_owner(PAGE, USER).await;
    assert_eq!(owner.expect("an answer").data.as_deref(), Some(&[][..]));
}

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

#[test]
fn webhooks_are_types() {
    let body = json!({ "object": "page", "entry": [{
        "id": PAGE, "time": 1_776_534_783_000_i64,
        "messaging": [
            { "sender": { "id": USER }, "recipient": { "id": PAGE }, "timestamp": 1,
              "message": { "mid": "m_1", "text": "Hi", "app_id": 17, "attachments": [{ "type": "image", "payload": { "url": "https://a.example" } }] } },
            { "sender": { "id": USER }, "recipient": { "id": PAGE }, "timestamp": 2, "policy-enforcement": { "action": "block" } },
            { "sender": { "id": USER }, "recipient": { "id": PAGE }, "timestamp": 3, "take_thread_control": { "previous_owner_app_id": null, "new_owner_app_id": "1" } },
            { "sender": { "user_ref": "r" }, "something_new": { "a": [1] } },
        ],
    }] });
    let read = webhooks::Notification::read(body.to_string().as_bytes()).expect("it is one");
    let events = read.entry[0].messaging.as_ref().expect("events");
    let message = events[0].message.as_ref().expect("a message");
    assert_eq!(message.text.as_deref(), Some("Hi"));
    let policy = events[1].policy_enforcement.as_ref().expect("a policy");
    assert_eq!(policy.action.as_deref(), Some("block"));
    assert_eq!(
        events[3].additional_properties["something_new"],
        json!({ "a": [1] })
    );
    assert_eq!(serde_json::to_value(&read).expect("JSON"), body);
}
