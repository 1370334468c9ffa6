//! The profile, with all of its properties.

use crate::support::{PAGE, last, serve};
use messenger_platform::models::{
    Button, Command, Commands, IceBreaker, IceBreakers, MessengerProfileDeletion,
    MessengerProfileUpdate, PersistentMenu, Platform, button,
};

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
