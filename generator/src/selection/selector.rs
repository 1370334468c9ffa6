//! Selectors: what names operations, as text and as a value.
//!
//! `getPet`, `GET /pets/{id}`, `tag:pets` and `webhook:newPet` come in. There are no patterns: a path is spelled as in the document.

use std::fmt;
use std::str::FromStr;

use crate::ir::{Hook, Operation, Skipped};
use crate::pointer::Pointer;

/// What names one operation, all operations of a tag, or a webhook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Selector {
    /// `getPet`: the operation with this `operationId`.
    Id(String),
    /// `GET /pets/{id}`: the operation with this method and this path.
    Route {
        /// The method, in capitals.
        method: String,
        /// The path template, as the document has it.
        path: String,
    },
    /// `tag:pets`: all operations with this tag.
    Tag(String),
    /// `webhook:newPet`: the webhook with this name.
    Webhook(String),
}

impl Selector {
    /// Whether it names this operation.
    #[must_use]
    pub fn matches(&self, operation: &Operation) -> bool {
        match self {
            Self::Id(id) => operation.name.wire == *id,
            Self::Route { method, path } => operation.method == method && operation.path == *path,
            Self::Tag(tag) => operation.tags.contains(tag),
            Self::Webhook(_) => false,
        }
    }

    /// Whether it names this webhook.
    #[must_use]
    pub fn matches_webhook(&self, webhook: &Hook) -> bool {
        matches!(self, Self::Webhook(name) if webhook.name.wire == *name)
    }

    /// Whether it names this operation or webhook, which is declared and left out.
    #[must_use]
    pub fn matches_skipped(&self, skipped: &Skipped) -> bool {
        match self {
            Self::Id(id) => skipped.what == format!("operation `{id}`"),
            Self::Route { method, path } => {
                let item = Pointer::root().child("paths").child(path);
                skipped.at == item.child(&method.to_ascii_lowercase())
            }
            Self::Tag(tag) => skipped.tags.contains(tag),
            Self::Webhook(name) => skipped.what == format!("webhook `{name}`"),
        }
    }
}

impl FromStr for Selector {
    type Err = MalformedSelector;

    /// Reads `operationId`, `METHOD /path`, `tag:NAME` or `webhook:NAME`.
    fn from_str(text: &str) -> Result<Self, MalformedSelector> {
        let malformed = |reason| {
            Err(MalformedSelector {
                reason,
                text: text.to_owned(),
            })
        };
        if text.trim().is_empty() {
            return malformed("is empty");
        }
        if text.starts_with('/') {
            return malformed("lacks the method: write `GET /path`");
        }
        if let Some(tag) = text.strip_prefix("tag:") {
            return match tag {
                "" => malformed("lacks the tag: write `tag:NAME`"),
                tag => Ok(Self::Tag(tag.to_owned())),
            };
        }
        if let Some(name) = text.strip_prefix("webhook:") {
            return match name {
                "" => malformed("lacks the name: write `webhook:NAME`"),
                name => Ok(Self::Webhook(name.to_owned())),
            };
        }
        Ok(match text.split_once(' ') {
            Some((method, path)) if path.starts_with('/') => Self::Route {
                method: method.to_ascii_uppercase(),
                path: path.to_owned(),
            },
            _ => Self::Id(text.to_owned()),
        })
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => f.write_str(id),
            Self::Route { method, path } => write!(f, "{method} {path}"),
            Self::Tag(tag) => write!(f, "tag:{tag}"),
            Self::Webhook(name) => write!(f, "webhook:{name}"),
        }
    }
}

/// A text that is no [`Selector`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MalformedSelector {
    text: String,
    reason: &'static str,
}

impl fmt::Display for MalformedSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the selector `{}` {}", self.text, self.reason)
    }
}

impl std::error::Error for MalformedSelector {}
