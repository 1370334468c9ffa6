//! Webhooks that can't be read.

use std::fmt::{self, Debug, Display, Formatter};

use super::Fault;
use crate::decode::Undecodable;
use crate::security::Secrets;

/// A webhook whose body isn't as the document says, and where.
pub struct WebhookError {
    webhook: &'static str,
    fault: Fault,
}

impl WebhookError {
    pub(crate) fn new(webhook: &'static str, body: &[u8], cause: &Undecodable) -> Self {
        // Nothing was sent before, so there is no secret that it could repeat.
        let fault = Fault::of(body, cause, &Secrets::default());
        Self { webhook, fault }
    }

    /// The name of the webhook.
    #[must_use]
    pub fn webhook(&self) -> &'static str {
        self.webhook
    }

    /// Where in a JSON body, such as `data[3].id`; empty for the body as a whole.
    #[must_use]
    pub fn path(&self) -> &str {
        self.fault.path.as_str()
    }

    /// What is wrong there.
    #[must_use]
    pub fn message(&self) -> &str {
        self.fault.message.as_str()
    }

    /// A short part of the body around the place.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        self.fault.excerpt.as_str()
    }
}

impl Display for WebhookError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.webhook, self.fault)
    }
}

impl Debug for WebhookError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("WebhookError")
            .field("webhook", &self.webhook)
            .field("path", &self.path())
            .field("message", &self.message())
            .field("excerpt", &self.excerpt())
            .finish()
    }
}

impl std::error::Error for WebhookError {}
