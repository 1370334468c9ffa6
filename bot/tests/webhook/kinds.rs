//! Every other kind of event that is documented, in the forms in which they come.

use serde_json::json;

use crate::support::{event, notification, read};

#[test]
fn deliveries_and_reads_have_watermarks() {
    let arrived = event(
        "delivery",
        json!({ "mids": ["m_1", "m_2"], "watermark": 1458668856253_i64 }),
    );
    let delivery = of_kind!(arrived, Delivery);
    assert_eq!(delivery.ids().collect::<Vec<_>>(), ["m_1", "m_2"]);
    assert_eq!(delivery.watermark_ms(), Some(1458668856253));
    assert_eq!(
        of_kind!(event("read", json!({ "watermark": 1 })), Read).watermark_ms(),
        Some(1)
    );
    assert_eq!(
        of_kind!(event("read", json!({ "mid": "m_1" })), Read)
            .id()
            .as_deref(),
        Some("m_1")
    );
}

#[test]
fn opt_ins_referrals_and_linked_accounts() {
    let agreed = event(
        "optin",
        json!({
            "type": "notification_messages", "payload": "P", "ref": "R", "user_ref": "U", "one_time_notif_token": "O",
            "notification_messages_token": "N", "notification_messages_status": "STOP NOTIFICATIONS",
        }),
    );
    let opt_in = of_kind!(agreed, OptIn);
    assert_eq!(
        (opt_in.kind(), opt_in.payload(), opt_in.reference()),
        (Some("notification_messages"), Some("P"), Some("R"))
    );
    assert_eq!(
        (opt_in.user_ref().as_deref(), opt_in.one_time_notif_token()),
        (Some("U"), Some("O"))
    );
    assert_eq!(opt_in.notification_messages_token(), Some("N"));
    assert_eq!(
        opt_in.notification_messages_status(),
        Some("STOP NOTIFICATIONS")
    );
    let came = event(
        "referral",
        json!({ "ref": "r", "source": "SHORTLINK", "type": "OPEN_THREAD", "referer_uri": "u" }),
    );
    assert_eq!(of_kind!(came, Referral).referer_uri(), Some("u"));
    let linked = event(
        "account_linking",
        json!({ "status": "linked", "authorization_code": "c" }),
    );
    let linking = of_kind!(linked, AccountLinking);
    assert_eq!(
        (linking.status(), linking.authorization_code()),
        (Some("linked"), Some("c"))
    );
}

#[test]
fn conversations_change_hands_by_ids_of_either_form() {
    let owners = json!({ "previous_owner_app_id": "1", "new_owner_app_id": "2", "requested_owner_app_id": 3, "metadata": "M" });
    let passed = event("pass_thread_control", owners.clone());
    let control = of_kind!(passed, PassThreadControl);
    assert_eq!(control.previous_owner_app_id().as_deref(), Some("1"));
    assert_eq!(control.new_owner_app_id().as_deref(), Some("2"));
    let taken = event("take_thread_control", owners.clone());
    assert_eq!(of_kind!(taken, TakeThreadControl).metadata(), Some("M"));
    let asked = event("request_thread_control", owners);
    assert_eq!(
        of_kind!(asked, RequestThreadControl)
            .requested_owner_app_id()
            .as_deref(),
        Some("3")
    );
    // Nobody sent it.
    let roles = json!([{ "recipient": { "id": "1" }, "timestamp": 1, "app_roles": { "123": ["primary_receiver"] } }]);
    let event = read(&notification(roles)).events.remove(0);
    assert_eq!(event.sender(), None);
    assert_eq!(
        of_kind!(event, AppRoles).of("123").collect::<Vec<_>>(),
        ["primary_receiver"]
    );
}

#[test]
fn policies_forms_games_and_payments() {
    let blocked = event(
        "policy-enforcement",
        json!({ "action": "block", "reason": "spam" }),
    );
    let policy = of_kind!(blocked, PolicyEnforcement);
    assert_eq!(
        (policy.action(), policy.reason()),
        (Some("block"), Some("spam"))
    );
    let form = event(
        "messaging_feedback",
        json!({ "feedback_screens": [{ "screen_id": 0 }] }),
    );
    assert_eq!(of_kind!(form, Feedback).screens().count(), 1);
    let played = event(
        "game_play",
        json!({ "game_id": 1, "player_id": "2", "context_type": "SOLO", "context_id": "3", "score": 9, "payload": "P" }),
    );
    let game = of_kind!(played, GamePlay);
    assert_eq!(
        (
            game.game_id().as_deref(),
            game.player_id().as_deref(),
            game.score()
        ),
        (Some("1"), Some("2"), Some(9))
    );
    assert_eq!(
        (
            game.context_type(),
            game.context_id().as_deref(),
            game.payload()
        ),
        (Some("SOLO"), Some("3"), Some("P"))
    );
    let order = json!({ "payload": "P", "amount": { "currency": "USD" }, "shipping_option_id": 1, "shipping_address": {},
        "requested_user_info": {}, "payment_credential": {} });
    let paid = event("payment", order.clone());
    let payment = of_kind!(paid, Payment);
    assert_eq!(
        (payment.payload(), payment.shipping_option_id().as_deref()),
        (Some("P"), Some("1"))
    );
    assert!(payment.amount().is_some() && payment.requested_user_info().is_some());
    assert!(payment.shipping_address().is_some() && payment.payment_credential().is_some());
    assert!(
        of_kind!(event("checkout_update", order.clone()), CheckoutUpdate)
            .shipping_address()
            .is_some()
    );
    assert!(
        of_kind!(event("pre_checkout", order), PreCheckout)
            .amount()
            .is_some()
    );
    let judged = event(
        "response_feedback",
        json!({ "feedback": "Good", "mid": "m_1" }),
    );
    assert_eq!(
        of_kind!(judged, ResponseFeedback).text("feedback"),
        Some("Good")
    );
    let prior = event(
        "prior_message",
        json!({ "source": "checkbox_plugin", "identifier": "U" }),
    );
    assert_eq!(of_kind!(prior, PriorMessage).text("identifier"), Some("U"));
}
