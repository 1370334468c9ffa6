//! Where a bot listens: what happened goes in, and is posted to it as Meta does.

use std::collections::VecDeque;
use std::io;

use form_urlencoded::Serializer;
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::TokioExecutor;
use messenger_bot::{AppSecret, signature};
use serde_json::Value;

type Body = Full<VecDeque<u8>>;

/// A bot's webhook, and the secret of its app.
#[derive(Debug, Clone)]
pub struct Webhook {
    url: String,
    secret: AppSecret,
    client: Client<HttpConnector, Body>,
}

impl Webhook {
    /// The webhook at a URL, by plain HTTP.
    #[must_use]
    pub fn new(url: impl Into<String>, secret: AppSecret) -> Self {
        Self {
            url: url.into(),
            secret,
            client: Client::builder(TokioExecutor::new()).build_http(),
        }
    }

    /// Asks for the handshake, as Meta does when a webhook is set up.
    ///
    /// # Errors
    /// When the bot isn't there, or answers anything but the challenge.
    pub async fn subscribe(&self, verify_token: &str) -> io::Result<()> {
        let challenge = "1158201444";
        let mut query = Serializer::new(String::new());
        query.append_pair("hub.mode", "subscribe");
        query.append_pair("hub.verify_token", verify_token);
        query.append_pair("hub.challenge", challenge);
        let request = Request::get(format!("{}?{}", self.url, query.finish()));
        let request = request.body(Body::default()).map_err(io::Error::other)?;
        match self.answer(request).await? {
            (StatusCode::OK, text) if text == challenge => Ok(()),
            (status, text) => Err(io::Error::other(format!("it answers {status} {text:?}"))),
        }
    }

    /// Posts what happened, signed.
    ///
    /// # Errors
    /// When the bot isn't there, or refuses.
    pub async fn post(&self, notification: &Value) -> io::Result<()> {
        let body = notification.to_string();
        let signature = signature::sign(&self.secret, body.as_bytes());
        let request = Request::post(&self.url)
            .header("content-type", "application/json")
            .header(signature::HEADER, signature)
            .body(Body::new(body.into_bytes().into()))
            .map_err(io::Error::other)?;
        match self.answer(request).await? {
            (StatusCode::OK, _) => Ok(()),
            (status, text) => Err(io::Error::other(format!("it answers {status} {text:?}"))),
        }
    }

    async fn answer(&self, request: Request<Body>) -> io::Result<(StatusCode, String)> {
        let answer = self.client.request(request).await;
        let answer = answer.map_err(io::Error::other)?;
        let status = answer.status();
        let body = answer.into_body().collect().await;
        let body = body.map_err(io::Error::other)?.to_bytes();
        Ok((status, String::from_utf8_lossy(&body).into_owned()))
    }
}
