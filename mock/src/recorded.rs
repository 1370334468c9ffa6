//! A request as it arrived, for tests to look at.
//!
//! Nothing is normalized: path and query are also kept as they stood on the wire.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::check::Violation;
use crate::parameter::Location;

/// One request and what became of it.
#[derive(Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// The method.
    pub method: Method,
    /// The path as received: prefix, percent-encoding and all, without the query.
    pub path: String,
    /// The values of the path's templates, decoded, by name.
    pub path_parameters: BTreeMap<String, String>,
    /// The pairs of the query, decoded, in order. A `+` reads as a space, as HTML forms have it.
    pub query: Vec<(String, String)>,
    /// The query as received, without its `?`; empty when there is none.
    pub raw_query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, empty when there is none.
    pub body: Bytes,
    /// The `operationId` of the operation the request was for; `None` when it was for none, or the operation has no id.
    pub operation_id: Option<String>,
    /// What is wrong with the request by the document, also where a scripted reply was given; empty when checks are off.
    pub violations: Vec<Violation>,
    /// Why the mock refused it, where that isn't what is wrong with it: there is no such operation, no credential, or no
    /// example that it leads to.
    pub refusal: Option<String>,
    /// The status answered.
    pub status: u16,
}

impl Recorded {
    /// A request that nobody has looked at.
    pub(crate) fn new(head: &http::request::Parts, body: Bytes) -> Self {
        let raw_query = head.uri.query().unwrap_or_default().to_owned();
        Recorded {
            method: head.method.clone(),
            path: head.uri.path().to_owned(),
            path_parameters: BTreeMap::new(),
            query: pairs(&raw_query),
            raw_query,
            headers: head.headers.clone(),
            body,
            operation_id: None,
            violations: Vec::new(),
            refusal: None,
            status: 0,
        }
    }

    /// Where the request was sent to, as its `host` tells: `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.header("host").unwrap_or("127.0.0.1"))
    }

    /// The body as JSON, if it is JSON.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    /// The first value of a header, if it is there and text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The first value of a query parameter.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        let pair = self.query.iter().find(|(key, _)| key == name)?;
        Some(&pair.1)
    }

    /// The values that stand at a parameter, in order; those of a body are none.
    pub(crate) fn values(&self, location: Location, name: &str) -> Vec<&str> {
        match location {
            Location::Path => {
                let value = self.path_parameters.get(name);
                value.map(String::as_str).into_iter().collect()
            }
            Location::Query => {
                let pairs = self.query.iter().filter(|(key, _)| key == name);
                pairs.map(|(_, value)| value.as_str()).collect()
            }
            Location::Header => {
                let values = self.headers.get_all(name).iter();
                values.filter_map(|value| value.to_str().ok()).collect()
            }
            Location::Cookie => {
                let pairs = self.cookies().filter(|(key, _)| *key == name);
                pairs.map(|(_, value)| value).collect()
            }
            Location::Body => Vec::new(),
        }
    }

    /// The pairs of all `cookie` headers (RFC 6265, section 4.2.1), as received.
    pub(crate) fn cookies(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers
            .get_all(http::header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
    }
}

/// Prints what happened, without headers, query and body: credentials stand in them.
impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("operation_id", &self.operation_id)
            .field("violations", &self.violations)
            .field("refusal", &self.refusal)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// The pairs of a query or of a url-encoded form, decoded.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}
