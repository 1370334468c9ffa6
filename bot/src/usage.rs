//! How much of its limits an app has used. The headers of any answer go in; percentages come out, and for how long calls
//! are refused.
//!
//! ```
//! use messenger_bot::Usage;
//! use messenger_bot::platform::runtime::HeaderMap;
//!
//! let mut headers = HeaderMap::new();
//! headers.insert("x-app-usage", r#"{"call_count":28,"total_time":25,"total_cputime":25}"#.parse()?);
//! let usage = Usage::of(&headers);
//! assert_eq!(usage.app.map(|app| app.highest()), Some(28.0));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Answers of calls and errors have it by [`HasUsage`], so that a bot can slow down before it is refused:
//!
//! ```
//! use messenger_bot::{HasUsage, Usage};
//!
//! /// Whether what can wait is to wait.
//! fn is_close(answer: &impl HasUsage) -> bool {
//!     let Usage { app, page, .. } = answer.usage();
//!     app.into_iter().chain(page).any(|load| load.highest() > 80.0)
//! }
//! ```
//!
//! Once calls are refused, [`Usage::regain_access`] says for how long, and [`Paced`](crate::Paced) waits for it by itself.
//!
//! Graph sends these headers only once there is something to tell. What can't be read is as if it weren't there: no call is
//! to fail for it.
//!
//! Source: <https://developers.facebook.com/docs/graph-api/overview/rate-limiting>.

mod business;
mod has_usage;
mod load;

use std::collections::BTreeMap;
use std::time::Duration;

use messenger_platform::runtime::HeaderMap;
use serde_json::{Map, Value};

pub use business::BusinessLoad;
pub use has_usage::HasUsage;
pub use load::Load;

/// What an answer's headers say of limits.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Usage {
    /// `x-app-usage`: of the app's limit.
    pub app: Option<Load>,
    /// `x-page-usage`: of the page's limit.
    pub page: Option<Load>,
    /// `x-business-use-case-usage`: of the limits of products, by the id of the page or the business.
    pub business: BTreeMap<String, Vec<BusinessLoad>>,
    /// `facebook-api-version`: the version that answered, which isn't the one that was asked once that has expired.
    pub version: Option<String>,
}

impl Usage {
    /// Reads the headers of an answer.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        let load = |name| json(headers, name).map(|load| Load::of(&load));
        let version = headers.get("facebook-api-version");
        Self {
            app: load("x-app-usage"),
            page: load("x-page-usage"),
            business: json(headers, "x-business-use-case-usage")
                .map(business::read)
                .unwrap_or_default(),
            version: version.and_then(|version| version.to_str().ok().map(str::to_owned)),
        }
    }

    /// How long it takes until a bot's calls are taken again: the longest `estimated_time_to_regain_access` of the products
    /// that have to do with them ([`BusinessLoad::is_of_bots`]). `None` while they are taken, whatever else is refused.
    #[must_use]
    pub fn regain_access(&self) -> Option<Duration> {
        let loads = self.business.values().flatten();
        loads
            .filter(|load| load.is_of_bots())
            .filter_map(|load| load.regain_access)
            .max()
    }
}

fn json(headers: &HeaderMap, name: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(headers.get(name)?.as_bytes()).ok()
}
