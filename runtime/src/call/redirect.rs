//! Redirects (RFC 9110, section 15.4): an answer goes in, the request comes out that is to be sent instead, if any. They
//! are followed here and not by transports, so that the same rules hold for each of them.
//!
//! 301, 302, 307 and 308 are followed where `GET` or `HEAD` was asked for without a body: any other request would be sent
//! twice. 303 says that the request is done and what tells of it, which is asked for by `GET`, or by `HEAD` after `HEAD`.
//! An operation that the document gives no other answers than redirects has its answer then. What can't be followed is an
//! answer like any other; nothing is remembered of a permanent one.

use http::{Request, Response, header};

use super::request::add_keys;
use super::trip::Trip;
use super::{Call, Origin};
use crate::Body;
use crate::error::{Excerpt, Failure, InvalidRequest, RedirectError, Refused};
use crate::reference::{self, Target, is_https};
use crate::security::Grant;

impl Call<'_> {
    /// Where it begins. It is asked before the request takes the body.
    pub(super) fn trip(&self) -> Trip {
        Trip::new(self.operation.method(), self.body.is_some())
    }

    /// The request that an answer asks for.
    ///
    /// # Errors
    /// Why a redirect isn't followed.
    pub(super) fn redirected(
        &self,
        trip: &mut Trip,
        answer: &Response<Body>,
        origin: &Origin,
        grants: &[Grant],
    ) -> Result<Option<Request<Body>>, Failure> {
        let invalid =
            |reason| Failure::InvalidRequest(InvalidRequest::new(self.operation.id(), reason));
        let limit = self.client.redirects();
        if limit == 0 || !trip.follows(answer.status()) || self.operation.answers_by_redirect() {
            return Ok(None);
        }
        let url = match trip.url() {
            Some(url) => url.to_owned(),
            None => self.url_without_keys().map_err(invalid)?,
        };
        let Some(target) = location(answer).and_then(|it| reference::resolve(&url, it)) else {
            return Ok(None);
        };
        if let Some(refused) = self.refused(trip, limit, &url, &target) {
            return Err(Failure::Redirect(RedirectError {
                operation: self.operation.id(),
                refused,
                status: answer.status(),
                headers: Box::new(answer.headers().clone()),
            }));
        }
        let is_home = trip.is_home() && target.is_here;
        let (url, complete) = self.urls(&target, is_home, grants);
        let Ok(uri) = complete.try_into() else {
            return Ok(None);
        };
        trip.go(answer.status(), is_home, url);
        let headers = self.headers(self.accept.unwrap_or(origin.accept), grants);
        let mut request = Request::new(Body::from(""));
        *request.headers_mut() = trip.headers(headers.map_err(invalid)?);
        *request.uri_mut() = uri;
        *request.method_mut() = trip.method().clone();
        Ok(Some(request))
    }

    /// The URL of a target without credentials, and as it is sent.
    fn urls(&self, target: &Target, is_home: bool, grants: &[Grant]) -> (String, String) {
        let Target { origin, path, .. } = target;
        if !is_home {
            let url = format!("{origin}{}", self.without_secrets(path));
            return (url.clone(), url);
        }
        let url = format!("{origin}{}", self.without_credentials(path));
        let mut complete = url.clone();
        add_keys(&mut complete, grants);
        (url, complete)
    }

    fn refused(&self, trip: &Trip, limit: u32, url: &str, target: &Target) -> Option<Refused> {
        if trip.count() >= limit {
            Some(Refused::TooMany(limit))
        } else if is_https(url) && !is_https(&target.origin) {
            let origin = Excerpt::of(target.origin.as_bytes(), &self.secrets());
            Some(Refused::Insecure(origin))
        } else {
            None
        }
    }
}

fn location(answer: &Response<Body>) -> Option<&str> {
    let location = answer.headers().get(header::LOCATION)?;
    std::str::from_utf8(location.as_bytes()).ok()
}
