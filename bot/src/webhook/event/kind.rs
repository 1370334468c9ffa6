//! What happened: the property by which an event is known goes in, a variant comes out.

use serde_json::Value;

use super::{
    AccountLinking, AppRoles, Change, Channel, Delivery, Feedback, GamePlay, Message, MessageEdit,
    Object, OptIn, Payment, PolicyEnforcement, Postback, Reaction, Read, Referral, ThreadControl,
};

/// What happened. Each variant gives what is documented of it, and [`get`](Object::get) of its [`Object`] the rest.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub enum Kind<'e> {
    /// `message`: a user wrote.
    Message(Message<'e>),
    /// `message` with `is_echo`: the page wrote, by this app, another one or a person.
    Echo(Message<'e>),
    /// `message_edit`: a user changed what they wrote.
    MessageEdit(MessageEdit<'e>),
    /// `postback`: a user pressed a button.
    Postback(Postback<'e>),
    /// `delivery`: messages have arrived.
    Delivery(Delivery<'e>),
    /// `read`: messages were read.
    Read(Read<'e>),
    /// `reaction`: a user reacted to a message.
    Reaction(Reaction<'e>),
    /// `optin`: a user agreed to something.
    OptIn(OptIn<'e>),
    /// `referral`: a user came from an ad or a link to a conversation that was there already.
    Referral(Referral<'e>),
    /// `account_linking`: a user linked an account, or unlinked it.
    AccountLinking(AccountLinking<'e>),
    /// `pass_thread_control`: the conversation was passed to an app.
    PassThreadControl(ThreadControl<'e>),
    /// `take_thread_control`: the conversation was taken away from this app.
    TakeThreadControl(ThreadControl<'e>),
    /// `request_thread_control`: another app asks for the conversation.
    RequestThreadControl(ThreadControl<'e>),
    /// `app_roles`: the roles of this app for the page have changed.
    AppRoles(AppRoles<'e>),
    /// `policy-enforcement`: the page was warned, blocked or unblocked.
    PolicyEnforcement(PolicyEnforcement<'e>),
    /// `messaging_feedback`: a user filled in a form.
    Feedback(Feedback<'e>),
    /// `game_play`: a user ended a round of a game.
    GamePlay(GamePlay<'e>),
    /// `payment`: a user paid.
    Payment(Payment<'e>),
    /// `checkout_update`: a user changed the address of an order.
    CheckoutUpdate(Payment<'e>),
    /// `pre_checkout`: a user is about to pay.
    PreCheckout(Payment<'e>),
    /// `prior_message`: the message that a user of the page's website wrote before they came to Messenger.
    PriorMessage(Object<'e>),
    /// `response_feedback`: a user judged an answer.
    ResponseFeedback(Object<'e>),
    /// A field of the page has changed.
    Change(Change<'e>),
    /// Anything else, as it came.
    Unknown(&'e Value),
}

/// Makes a variant of what is behind its property.
type Reader<'e> = fn(Object<'e>) -> Kind<'e>;

impl<'e> Kind<'e> {
    pub(super) fn of(channel: Channel, raw: &'e Value) -> Self {
        let known = raw
            .as_object()
            .map(Object::new)
            .and_then(|event| match channel {
                Channel::Messaging | Channel::Standby => Self::of_messaging(event),
                Channel::Changes => event
                    .text("field")
                    .is_some()
                    .then_some(Self::Change(Change(event))),
                Channel::Entry => None,
            });
        known.unwrap_or(Self::Unknown(raw))
    }

    /// An event is known by a property that is an object. `prior_message` and `referral` go last, since they also come along
    /// with others.
    fn of_messaging(event: Object<'e>) -> Option<Self> {
        let readers: [(&str, Reader<'e>); 20] = [
            ("message", Self::of_message),
            ("message_edit", |it| Self::MessageEdit(MessageEdit(it))),
            ("postback", |it| Self::Postback(Postback(it))),
            ("delivery", |it| Self::Delivery(Delivery(it))),
            ("read", |it| Self::Read(Read(it))),
            ("reaction", |it| Self::Reaction(Reaction(it))),
            ("optin", |it| Self::OptIn(OptIn(it))),
            ("account_linking", |it| {
                Self::AccountLinking(AccountLinking(it))
            }),
            ("pass_thread_control", |it| {
                Self::PassThreadControl(ThreadControl(it))
            }),
            ("take_thread_control", |it| {
                Self::TakeThreadControl(ThreadControl(it))
            }),
            ("request_thread_control", |it| {
                Self::RequestThreadControl(ThreadControl(it))
            }),
            ("app_roles", |it| Self::AppRoles(AppRoles(it))),
            ("policy-enforcement", |it| {
                Self::PolicyEnforcement(PolicyEnforcement(it))
            }),
            ("messaging_feedback", |it| Self::Feedback(Feedback(it))),
            ("game_play", |it| Self::GamePlay(GamePlay(it))),
            ("payment", |it| Self::Payment(Payment(it))),
            ("checkout_update", |it| Self::CheckoutUpdate(Payment(it))),
            ("pre_checkout", |it| Self::PreCheckout(Payment(it))),
            ("response_feedback", Self::ResponseFeedback),
            ("referral", |it| Self::Referral(Referral(it))),
        ];
        let mut known = readers.into_iter();
        known
            .find_map(|(name, read)| event.object(name).map(read))
            .or_else(|| event.object("prior_message").map(Self::PriorMessage))
    }

    fn of_message(message: Object<'e>) -> Self {
        match message.flag("is_echo") {
            true => Self::Echo(Message(message)),
            false => Self::Message(Message(message)),
        }
    }

    /// The property by which it is known, or the field that has changed.
    #[must_use]
    pub fn name(&self) -> &'e str {
        match self {
            Self::Message(_) | Self::Echo(_) => "message",
            Self::MessageEdit(_) => "message_edit",
            Self::Postback(_) => "postback",
            Self::Delivery(_) => "delivery",
            Self::Read(_) => "read",
            Self::Reaction(_) => "reaction",
            Self::OptIn(_) => "optin",
            Self::Referral(_) => "referral",
            Self::AccountLinking(_) => "account_linking",
            Self::PassThreadControl(_) => "pass_thread_control",
            Self::TakeThreadControl(_) => "take_thread_control",
            Self::RequestThreadControl(_) => "request_thread_control",
            Self::AppRoles(_) => "app_roles",
            Self::PolicyEnforcement(_) => "policy-enforcement",
            Self::Feedback(_) => "messaging_feedback",
            Self::GamePlay(_) => "game_play",
            Self::Payment(_) => "payment",
            Self::CheckoutUpdate(_) => "checkout_update",
            Self::PreCheckout(_) => "pre_checkout",
            Self::PriorMessage(_) => "prior_message",
            Self::ResponseFeedback(_) => "response_feedback",
            Self::Change(change) => change.field().unwrap_or_default(),
            Self::Unknown(_) => "unknown",
        }
    }
}
