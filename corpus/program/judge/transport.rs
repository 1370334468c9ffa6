//! The way to a judge: requests for one of the document's servers come in and go to the judge instead, who is told in
//! the query which server was meant.

use std::time::Duration;

use bindery_runtime::transport::{BoxFuture, Carried, Patience, Transport, TransportError};
use bindery_runtime::{Body, http};
use serde_json::Value;

pub struct Judge {
    /// What carries requests unless clients are told otherwise.
    inner: Box<dyn Transport>,
    judge: String,
    /// What the URLs of requests begin with.
    base: String,
    /// The server as the document spells it, unless it is relative.
    server: Option<String>,
}

impl Judge {
    pub fn new(inner: Box<dyn Transport>, judge: &str, base: &Value, server: &Value) -> Self {
        Self {
            inner,
            judge: judge.to_owned(),
            base: base.as_str().unwrap_or_default().to_owned(),
            server: server.as_str().map(str::to_owned),
        }
    }

    fn uri(&self, meant: &str) -> Result<http::Uri, Box<dyn std::error::Error + Send + Sync>> {
        let rest = meant.strip_prefix(&self.base);
        let rest = rest.ok_or_else(|| format!("{meant} isn't below {}", self.base))?;
        let mut url = format!("{}{rest}", self.judge);
        if let Some(server) = &self.server {
            let mark = if rest.contains('?') { '&' } else { '?' };
            let escaped = server.bytes().map(|byte| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            });
            url.push(mark);
            url.push_str("__server=");
            url.extend(escaped);
        }
        Ok(url.parse()?)
    }
}

impl Transport for Judge {
    fn send(&self, mut request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        match self.uri(&request.uri().to_string()) {
            Ok(uri) => *request.uri_mut() = uri,
            Err(error) => return Box::pin(async { Err(TransportError::other(error)) }),
        }
        self.inner.send(request, patience)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
    }
}
