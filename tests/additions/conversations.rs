//! Conversations, who is in them, and which app has them.

use crate::support::{PAGE, USER, last, serve};
use messenger_mock::receive;
use messenger_platform::models::{Platform, ThreadControl, ThreadPassing, ThreadUser};

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
