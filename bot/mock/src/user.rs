//! A user: somebody who writes to a page and presses its buttons, which the page's bot hears of by webhooks.

use std::io;

use bindery_mock::Server;
use serde_json::{Value, json};

use crate::Webhook;
use crate::message::{count, receive};

/// What is told of a user unasked.
pub(crate) const UNASKED: [&str; 3] = ["first_name", "last_name", "profile_pic"];

/// What a page may know of a user.
pub(crate) fn profile(id: &str) -> Value {
    json!({
        "id": id,
        "name": "Ada Lovelace",
        "first_name": "Ada",
        "last_name": "Lovelace",
        "profile_pic": "https://example.com/ada.png",
        "locale": "en_GB",
        "timezone": 5.5,
    })
}

/// Somebody who uses a page.
#[derive(Debug, Clone)]
pub struct User {
    id: String,
    page: String,
}

impl User {
    /// A user, by their id, and a page, by its own.
    #[must_use]
    pub fn new(id: impl Into<String>, page: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            page: page.into(),
        }
    }

    /// Writes to the page: the message is in its conversation, and the bot is told of it. Gives the message's id.
    ///
    /// # Errors
    /// Those of [`Webhook::post`].
    pub async fn write(&self, platform: &Server, bot: &Webhook, text: &str) -> io::Result<String> {
        let id = platform.state(|state| receive(state, &self.page, &self.id, text));
        let message = json!({ "mid": id, "text": text });
        self.tell(platform, bot, "message", message).await?;
        Ok(id)
    }

    /// Presses a quick reply of the page's last message, which writes its title. Gives the message's id.
    ///
    /// # Errors
    /// Those of [`Webhook::post`].
    pub async fn reply(
        &self,
        platform: &Server,
        bot: &Webhook,
        title: &str,
        payload: &str,
    ) -> io::Result<String> {
        let id = platform.state(|state| receive(state, &self.page, &self.id, title));
        let message = json!({ "mid": id, "text": title, "quick_reply": { "payload": payload } });
        self.tell(platform, bot, "message", message).await?;
        Ok(id)
    }

    /// Presses a button, such as one of the menu.
    ///
    /// # Errors
    /// Those of [`Webhook::post`].
    pub async fn press(
        &self,
        platform: &Server,
        bot: &Webhook,
        title: &str,
        payload: &str,
    ) -> io::Result<()> {
        let postback = json!({ "title": title, "payload": payload });
        self.tell(platform, bot, "postback", postback).await
    }

    /// The webhook of something that this user did.
    async fn tell(
        &self,
        platform: &Server,
        bot: &Webhook,
        kind: &str,
        what: Value,
    ) -> io::Result<()> {
        let time = 1_776_470_400_000 + 1000 * platform.state(|state| count(state, "events"));
        let mut event = json!({
            "sender": { "id": self.id },
            "recipient": { "id": self.page },
            "timestamp": time,
        });
        event[kind] = what;
        let entry = json!({ "id": self.page, "time": time, "messaging": [event] });
        bot.post(&json!({ "object": "page", "entry": [entry] }))
            .await
    }
}
