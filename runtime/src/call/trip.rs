//! How far redirects have led a call, and what of it goes there: the status of a redirect goes in, the method and the
//! headers of the next request come out.

use http::header::{self, HeaderMap, HeaderName};
use http::{Method, StatusCode};

use super::Origin;
use crate::TransportError;
use crate::error::Failure;

/// What another origin is told. Whatever else a request has may be a credential.
const HARMLESS: [HeaderName; 6] = [
    header::ACCEPT,
    header::ACCEPT_ENCODING,
    header::ACCEPT_LANGUAGE,
    header::IF_RANGE,
    header::RANGE,
    header::USER_AGENT,
];

/// What tells of a body, which the request after a redirect hasn't.
const OF_BODY: [HeaderName; 6] = [
    header::CONTENT_ENCODING,
    header::CONTENT_LANGUAGE,
    header::CONTENT_LENGTH,
    header::CONTENT_LOCATION,
    header::CONTENT_TYPE,
    header::TRANSFER_ENCODING,
];

/// How far redirects have led a call.
pub(super) struct Trip {
    method: Method,
    has_body: bool,
    /// The URL without credentials, once it isn't that of the call.
    url: Option<String>,
    count: u32,
    /// Whether it never left the operation's origin. Where it comes back, the other one has chosen the URL.
    is_home: bool,
    /// Whether what was asked for is done.
    is_done: bool,
}

impl Trip {
    pub(super) fn new(method: &Method, has_body: bool) -> Self {
        Self {
            method: method.clone(),
            has_body,
            url: None,
            count: 0,
            is_home: true,
            is_done: false,
        }
    }

    /// The method of the request that was sent last.
    pub(super) fn method(&self) -> &Method {
        &self.method
    }

    pub(super) fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// How many redirects were followed.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    pub(super) fn is_home(&self) -> bool {
        self.is_home
    }

    /// Whether a request that isn't authorized was the one that the call is about.
    pub(super) fn is_at_start(&self) -> bool {
        self.is_home && !self.is_done
    }

    /// What there was instead of an answer. Where the call's own request is done, the server has seen it, whatever has
    /// become of the question for its outcome.
    pub(super) fn failure(&self, origin: &Origin, error: TransportError) -> Failure {
        origin.unanswered(match self.is_done && error.is_connect() {
            true => TransportError::other(error),
            false => error,
        })
    }

    pub(super) fn follows(&self, status: StatusCode) -> bool {
        match status {
            StatusCode::SEE_OTHER => true,
            StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT => {
                !self.has_body && [Method::GET, Method::HEAD].contains(&self.method)
            }
            _ => false,
        }
    }

    pub(super) fn go(&mut self, status: StatusCode, is_home: bool, url: String) {
        if status == StatusCode::SEE_OTHER {
            self.is_done |= !self.method.is_safe();
            self.has_body = false;
            if self.method != Method::HEAD {
                self.method = Method::GET;
            }
        }
        self.is_home = is_home;
        self.count += 1;
        self.url = Some(url);
    }

    /// What of the call's headers is sent there.
    pub(super) fn headers(&self, mut headers: HeaderMap) -> HeaderMap {
        OF_BODY.iter().for_each(|name| _ = headers.remove(name));
        match self.is_home {
            true => headers,
            // Credentials and parameters are marked as sensitive, and may have any name.
            false => HARMLESS
                .into_iter()
                .filter_map(|name| Some((name.clone(), headers.remove(&name)?)))
                .filter(|(_, value)| !value.is_sensitive())
                .collect(),
        }
    }
}
