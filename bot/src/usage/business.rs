//! Usage by product: `x-business-use-case-usage`.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Map, Value};

use super::Load;

/// How much of a product's limit is used.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct BusinessLoad {
    /// `type`: the product, such as `messenger` or `pages`.
    pub product: Option<String>,
    /// The percentages.
    pub load: Load,
    /// `estimated_time_to_regain_access`, which Graph tells in minutes; `None` while calls are taken.
    pub regain_access: Option<Duration>,
}

impl BusinessLoad {
    /// The products whose limits calls of a bot are under: pages, and the messages of Messenger and of Instagram.
    const OF_BOTS: [&str; 3] = ["pages", "messenger", "instagram"];

    /// Whether this is the limit of a bot's calls, rather than of a product that the same token is good for, such as ads.
    #[must_use]
    pub fn is_of_bots(&self) -> bool {
        let product = self.product.as_deref();
        product.is_some_and(|product| Self::OF_BOTS.contains(&product))
    }
}

pub(super) fn read(header: Map<String, Value>) -> BTreeMap<String, Vec<BusinessLoad>> {
    let objects = |value: Value| match value {
        Value::Array(loads) => loads.iter().filter_map(Value::as_object).map(of).collect(),
        _ => Vec::new(),
    };
    header
        .into_iter()
        .map(|(id, loads)| (id, objects(loads)))
        .collect()
}

fn of(load: &Map<String, Value>) -> BusinessLoad {
    let minutes = load
        .get("estimated_time_to_regain_access")
        .and_then(Value::as_u64)
        .filter(|minutes| *minutes > 0);
    BusinessLoad {
        product: load.get("type").and_then(Value::as_str).map(str::to_owned),
        load: Load::of(load),
        regain_access: minutes.map(|minutes| Duration::from_secs(minutes.saturating_mul(60))),
    }
}
