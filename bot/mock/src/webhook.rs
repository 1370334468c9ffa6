//! Where a bot listens: what happened goes in, and is posted to it as Meta does.

use std::io;

use form_urlencoded::Serializer;
use messenger_bot::{AppSecret, signature};
use reqwest::Client;
use serde_json::Value;

/// A bot's webhook, and the secret of its app.
#[derive(Debug, Clone)]
pub struct Webhook {
    url: String,
    secret: AppSecret,
    client: Client,
}

impl Webhook {
    /// The webhook at a URL.
    #[must_use]
    pub fn new(url: impl Into<String>, secret: AppSecret) -> Self {
        Self {
            url: url.into(),
            secret,
            client: Client::new(),
        }
    }

    /// Asks for the handshake, as Meta does when a webhook is set up.
    ///
    /// # Errors
    /// When the bot isn't there, or answers anything but the challenge.
    pub async fn subscribe(&self, verify_token: &str) -> io::Result<()> {
        let challenge = "1158201444";
        let query = [
            ("hub.mode", "subscribe"),
            ("hub.verify_token", verify_token),
            ("hub.challenge", challenge),
        ];
        let mut encoded = Serializer::new(String::new());
        let query = encoded.extend_pairs(query).finish();
        let request = self.client.get(format!("{}?{query}", self.url));
        let answer = request.send().await.map_err(io::Error::other)?;
        let answer = answer.error_for_status().map_err(io::Error::other)?;
        match answer.text().await.map_err(io::Error::other)? {
            text if text == challenge => Ok(()),
            text => Err(io::Error::other(format!("it answers {text:?}"))),
        }
    }

    /// Posts what happened, signed.
    ///
    /// # Errors
    /// When the bot isn't there, or refuses.
    pub async fn post(&self, notification: &Value) -> io::Result<()> {
        let body = notification.to_string();
        let request = self
            .client
            .post(&self.url)
            .header("content-type", "application/json")
            .header(
                signature::HEADER,
                signature::sign(&self.secret, body.as_bytes()),
            )
            .body(body);
        let answer = request.send().await.map_err(io::Error::other)?;
        answer.error_for_status().map_err(io::Error::other)?;
        Ok(())
    }
}
