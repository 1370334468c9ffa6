//! Answers to batches: several calls in one request, each answered by an item with a status, headers and a body of its own.
//! The body of the whole answer goes in, items come out, in the order of the calls.
//!
//! ```
//! use messenger_bot::{Class, HasUsage, batch};
//!
//! let body = br#"[
//!     {"code":200,"headers":[{"name":"ETag","value":"x"}],"body":"{\"message_id\":\"m_1\"}"},
//!     {"code":400,"headers":[],"body":"{\"error\":{\"message\":\"(#551) ..\",\"code\":551}}"},
//!     null
//! ]"#;
//! let items = batch::read(body).expect("the answer to a batch");
//! assert_eq!(items[0].json().map(|sent| sent["message_id"] == "m_1"), Some(true));
//! assert_eq!(items[1].refusal().map(|refusal| refusal.class()), Some(Class::Recipient));
//! assert_eq!(items[2].status(), None);    // it wasn't done in time
//! assert!(items[1].usage().app.is_none());
//! ```
//!
//! How a batch is sent is up to the caller; each of its calls needs an `appsecret_proof` of its own where its token is
//! another one ([`AppSecret::proof`](crate::AppSecret::proof)). A batch that is refused as a whole is an answer like any
//! other, for [`error`](crate::error).
//!
//! Source: <https://developers.facebook.com/docs/graph-api/batch-requests>.

use std::fmt::{self, Debug, Formatter};

use messenger_platform::runtime::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::{Map, Value};

use crate::object::Object;
use crate::{GraphError, HasUsage, Refusal, Usage};

/// Reads the items of an answer. `None` if it isn't a list, as when the batch is refused as a whole.
#[must_use]
pub fn read(body: &[u8]) -> Option<Vec<Item>> {
    let items: Vec<Value> = serde_json::from_slice(body).ok()?;
    let nothing = Map::new();
    let items = items.iter().map(|item| {
        let item = item.as_object().unwrap_or(&nothing);
        Item::of(Object::new(item))
    });
    Some(items.collect())
}

/// The answer to one call of a batch.
#[derive(Clone)]
pub struct Item {
    status: Option<StatusCode>,
    headers: HeaderMap,
    body: String,
}

impl Item {
    fn of(item: Object<'_>) -> Self {
        let code = item
            .integer("code")
            .and_then(|code| u16::try_from(code).ok());
        let headers = item.objects("headers").filter_map(|header| {
            let name = HeaderName::try_from(header.text("name")?).ok()?;
            Some((name, HeaderValue::try_from(header.text("value")?).ok()?))
        });
        Self {
            status: code.and_then(|code| StatusCode::from_u16(code).ok()),
            headers: headers.collect(),
            body: item.text("body").unwrap_or_default().to_owned(),
        }
    }

    /// The status; `None` for a call that wasn't done in time, which may be made again if it may be done twice.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body, which is JSON; empty for a call that wasn't done in time.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// The body as JSON, if it is JSON. `Endpoint::read` of the bindings makes values of bodies.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_str(&self.body).ok()
    }

    /// What Graph said, if it refused the call.
    #[must_use]
    pub fn refusal(&self) -> Option<Refusal> {
        Some(Refusal {
            error: GraphError::read(self.body.as_bytes())?,
            status: self.status?,
            headers: self.headers.clone(),
        })
    }
}

impl HasUsage for Item {
    fn usage(&self) -> Usage {
        Usage::of(&self.headers)
    }
}

/// Shows neither headers nor the body, in which tokens and messages may be.
impl Debug for Item {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Item")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}
