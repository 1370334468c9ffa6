//! What events tell, kind by kind. Each is a view of the JSON that came: its functions read the properties that are
//! documented, [`get`](Object::get) any other. Every property may be missing.
//!
//! Sources: <https://developers.facebook.com/documentation/business-messaging/messenger-platform/webhooks> and the
//! reference of each event below it.

use std::borrow::Cow;
use std::ops::Deref;

use serde_json::Value;

use super::Object;

/// A view: its name, and for each function the property that it reads and how.
macro_rules! view {
    (
        $(#[$docs:meta])*
        $view:ident {
            $($(#[$of:meta])* $name:ident : $read:ident $property:literal),* $(,)?
        }
    ) => {
        $(#[$docs])*
        #[derive(Clone, Copy, PartialEq)]
        pub struct $view<'e>(pub(super) Object<'e>);

        impl<'e> $view<'e> {
            $(read! { $(#[$of])* $name $read $property })*
        }

        impl<'e> Deref for $view<'e> {
            type Target = Object<'e>;

            fn deref(&self) -> &Object<'e> {
                &self.0
            }
        }

        impl std::fmt::Debug for $view<'_> {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.debug_tuple(stringify!($view)).field(&self.0).finish()
            }
        }
    };
}

/// One function of a view.
macro_rules! read {
    ($(#[$docs:meta])* $name:ident text $property:literal) => {
        read! { @ $(#[$docs])* $name text $property -> Option<&'e str> }
    };
    ($(#[$docs:meta])* $name:ident id $property:literal) => {
        read! { @ $(#[$docs])* $name id $property -> Option<Cow<'e, str>> }
    };
    ($(#[$docs:meta])* $name:ident integer $property:literal) => {
        read! { @ $(#[$docs])* $name integer $property -> Option<i64> }
    };
    ($(#[$docs:meta])* $name:ident flag $property:literal) => {
        read! { @ $(#[$docs])* $name flag $property -> bool }
    };
    ($(#[$docs:meta])* $name:ident value $property:literal) => {
        read! { @ $(#[$docs])* $name get $property -> Option<&'e Value> }
    };
    ($(#[$docs:meta])* $name:ident ids $property:literal) => {
        read! { @ $(#[$docs])* $name ids $property -> impl Iterator<Item = Cow<'e, str>> + use<'e> }
    };
    ($(#[$docs:meta])* $name:ident objects $property:literal) => {
        read! { @ $(#[$docs])* $name objects $property -> impl Iterator<Item = Object<'e>> + use<'e> }
    };
    ($(#[$docs:meta])* $name:ident $view:ident $property:literal) => {
        $(#[$docs])*
        #[doc = concat!("\n\nThe property `", $property, "`.")]
        pub fn $name(self) -> Option<$view<'e>> {
            self.0.object($property).map($view)
        }
    };
    (@ $(#[$docs:meta])* $name:ident $read:ident $property:literal -> $type:ty) => {
        $(#[$docs])*
        #[doc = concat!("\n\nThe property `", $property, "`.")]
        pub fn $name(self) -> $type {
            self.0.$read($property)
        }
    };
}

view! {
    /// Somebody: a user, a page or an account on Instagram.
    Party {
        /// The id, which for users is one of their page's own.
        id: id "id",
        /// Of a user who is known only by what the page's website called them.
        user_ref: id "user_ref",
    }
}

view! {
    /// What somebody wrote.
    Message {
        /// The id.
        id: id "mid",
        /// The text.
        text: text "text",
        /// What is called when the quick reply was pressed that this message is.
        quick_reply: QuickReply "quick_reply",
        /// The message that it answers.
        reply_to: ReplyTo "reply_to",
        /// Where the user comes from, if they begin a conversation with it.
        referral: Referral "referral",
        /// Of an echo: the app that has sent it.
        app_id: id "app_id",
        /// Of an echo: what was sent along for its app.
        metadata: text "metadata",
        /// Whether it was deleted; it has nothing but an id then.
        is_deleted: flag "is_deleted",
        /// Whether it is of a kind that isn't told to apps.
        is_unsupported: flag "is_unsupported",
        /// What was understood of it, if the page wants that.
        nlp: value "nlp",
        /// Whether it is from somewhere else than a conversation, such as the page's shop.
        tags: value "tags",
    }
}

impl<'e> Message<'e> {
    /// Pictures, files, places and whatever else is attached: the property `attachments`.
    pub fn attachments(self) -> impl Iterator<Item = Attachment<'e>> + use<'e> {
        self.0.objects("attachments").map(Attachment)
    }
}

view! {
    /// A part of a message.
    Attachment {
        /// `image`, `audio`, `video`, `file`, `reel`, `ig_reel`, `location`, `template`, `fallback`, `sticker` or another.
        kind: text "type",
        /// What it is, by its kind.
        payload: AttachmentPayload "payload",
        /// Of a shared link: its title.
        title: text "title",
        /// Of a shared link: where it leads.
        url: text "url",
    }
}

view! {
    /// What is attached.
    AttachmentPayload {
        /// Where it can be got for a while.
        url: text "url",
        /// Of a sticker: which one.
        sticker_id: id "sticker_id",
        /// Of a reel: which video.
        reel_video_id: id "reel_video_id",
        /// Its title.
        title: text "title",
        /// Of a place: where it is.
        coordinates: Coordinates "coordinates",
    }
}

view! {
    /// A place.
    Coordinates {
        /// Degrees north.
        latitude: value "lat",
        /// Degrees east.
        longitude: value "long",
    }
}

view! {
    /// A quick reply that was pressed.
    QuickReply {
        /// What the bot gave it.
        payload: text "payload",
    }
}

view! {
    /// What a message answers.
    ReplyTo {
        /// The message's id.
        id: id "mid",
        /// On Instagram: the story.
        story: value "story",
    }
}

view! {
    /// What a user changed.
    MessageEdit {
        /// The message's id.
        id: id "mid",
        /// The new text.
        text: text "text",
        /// How often it was changed.
        number: integer "num_edit",
    }
}

view! {
    /// A button that was pressed.
    Postback {
        /// The id of this event's message, from version 11 on.
        id: id "mid",
        /// The button's title.
        title: text "title",
        /// What the bot gave it.
        payload: text "payload",
        /// Where the user comes from.
        referral: Referral "referral",
    }
}

view! {
    /// Messages that have arrived.
    Delivery {
        /// Their ids, if they are told.
        ids: ids "mids",
        /// All that were sent before have arrived: milliseconds since 1970-01-01T00:00:00Z.
        watermark_ms: integer "watermark",
    }
}

view! {
    /// Messages that were read.
    Read {
        /// All that were sent before were read: milliseconds since 1970-01-01T00:00:00Z.
        watermark_ms: integer "watermark",
        /// On Instagram: the message's id.
        id: id "mid",
    }
}

view! {
    /// A reaction to a message.
    Reaction {
        /// The message's id.
        id: id "mid",
        /// `react` or `unreact`.
        action: text "action",
        /// Its name, such as `love`.
        reaction: text "reaction",
        /// It as an emoji.
        emoji: text "emoji",
    }
}

view! {
    /// What a user agreed to.
    OptIn {
        /// Of which kind it is, such as `one_time_notif_req` or `notification_messages`.
        kind: text "type",
        /// What the bot gave it.
        payload: text "payload",
        /// What the plugin on the page's website was given.
        reference: text "ref",
        /// Of the checkbox: the user, until they write.
        user_ref: id "user_ref",
        /// By which they can be written to once.
        one_time_notif_token: text "one_time_notif_token",
        /// By which they can be written to.
        notification_messages_token: text "notification_messages_token",
        /// `STOP NOTIFICATIONS` or `RESUME NOTIFICATIONS`.
        notification_messages_status: text "notification_messages_status",
    }
}

view! {
    /// Where a user comes from.
    Referral {
        /// What the link was given.
        reference: text "ref",
        /// Such as `ADS` or `SHORTLINK`.
        source: text "source",
        /// Such as `OPEN_THREAD`.
        kind: text "type",
        /// The ad.
        ad_id: id "ad_id",
        /// What the ad showed: its title, a picture or a video, and the post.
        ads_context: value "ads_context_data",
        /// On Instagram: the product that the user asks about.
        product: value "product",
        /// The website.
        referer_uri: text "referer_uri",
    }
}

view! {
    /// An account that was linked or unlinked.
    AccountLinking {
        /// `linked` or `unlinked`.
        status: text "status",
        /// What the bot's own login gave.
        authorization_code: text "authorization_code",
    }
}

view! {
    /// A conversation that goes from an app to another.
    ThreadControl {
        /// Who had it, as the one that it is passed or taken from.
        previous_owner_app_id: id "previous_owner_app_id",
        /// Who has it now.
        new_owner_app_id: id "new_owner_app_id",
        /// Who asks for it.
        requested_owner_app_id: id "requested_owner_app_id",
        /// What the other app said along with it.
        metadata: text "metadata",
    }
}

view! {
    /// Roles by the app's id: `primary_receiver` or `secondary_receiver`.
    AppRoles {}
}

impl<'e> AppRoles<'e> {
    /// The roles of an app.
    pub fn of(self, app_id: &str) -> impl Iterator<Item = Cow<'e, str>> + use<'e> {
        self.0.ids(app_id)
    }
}

view! {
    /// What Meta did to a page.
    PolicyEnforcement {
        /// `warning`, `block` or `unblock`.
        action: text "action",
        /// Why.
        reason: text "reason",
    }
}

view! {
    /// A form that a user filled in.
    Feedback {
        /// The answers, screen by screen.
        screens: objects "feedback_screens",
    }
}

view! {
    /// A round of a game.
    GamePlay {
        /// The game.
        game_id: id "game_id",
        /// Who played.
        player_id: id "player_id",
        /// `SOLO`, `THREAD` or another.
        context_type: text "context_type",
        /// The group that they played in.
        context_id: id "context_id",
        /// How many points they have.
        score: integer "score",
        /// What the game tells the bot.
        payload: text "payload",
    }
}

view! {
    /// An order that a user pays, or is about to.
    Payment {
        /// What the bot gave it.
        payload: text "payload",
        /// Who pays.
        requested_user_info: value "requested_user_info",
        /// By which it was paid.
        payment_credential: value "payment_credential",
        /// How much.
        amount: value "amount",
        /// Where it goes to.
        shipping_address: value "shipping_address",
        /// How it goes there.
        shipping_option_id: id "shipping_option_id",
    }
}

view! {
    /// A field that has changed.
    Change {
        /// The field's name.
        field: text "field",
        /// What it is now.
        value: value "value",
    }
}
