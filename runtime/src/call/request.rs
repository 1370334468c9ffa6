//! From a call to an `http::Request` that is complete: URL, credentials, headers, body. The URL is the base followed by
//! the path, as text: joining by URL rules would drop parts of the base, or leave its host.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};

use super::Call;
use crate::error::InvalidRequest;
use crate::security::{Effect, Grant};
use crate::{Body, Location, Operation, path};

impl Call<'_> {
    /// The request with these credentials, asking for answers of these media types unless the call has others.
    pub(super) fn request(
        &mut self,
        accept: &'static str,
        grants: &[Grant],
    ) -> Result<Request<Body>, InvalidRequest> {
        let accept = self.accept.unwrap_or(accept);
        self.assemble(accept, grants)
            .map_err(|reason| InvalidRequest::new(self.operation.id(), reason))
    }

    /// Whether the call can be sent at all, by what it was given.
    pub(super) fn check(&mut self) -> Result<(), InvalidRequest> {
        match self.mistake.take() {
            Some(mistake) => Err(*mistake),
            #[cfg(feature = "validation")]
            None if self.is_validated && !self.checks.violations().is_empty() => Err(
                InvalidRequest::violating(self.operation.id(), self.checks.violations()),
            ),
            None => Ok(()),
        }
    }

    fn assemble(
        &mut self,
        accept: &'static str,
        grants: &[Grant],
    ) -> Result<Request<Body>, String> {
        let mut target = self.target()?;
        add_keys(&mut target, grants);
        let url = self.client.base_of(self.operation)?.uri(target);
        let headers = self.headers(accept, grants)?;
        let mut request = Request::new(Body::from(""));
        // The reason isn't shown: it may repeat a part of the URL.
        *request.uri_mut() = url.ok_or("the URL is too long or isn't valid")?;
        *request.method_mut() = self.operation.method().clone();
        *request.headers_mut() = headers;
        if let Some((content_type, mut body)) = self.take_body() {
            body.prepare()?;
            let headers = request.headers_mut();
            headers.entry(header::CONTENT_TYPE).or_insert(content_type);
            // Whoever sends bytes knows how many there are; of a stream it has to be told.
            if let (None, Some(length)) = (body.as_bytes(), body.length()) {
                headers.insert(header::CONTENT_LENGTH, length.into());
            }
            *request.body_mut() = body;
        }
        Ok(request)
    }

    /// The body, which stays if there can be another like it.
    fn take_body(&mut self) -> Option<(HeaderValue, Body)> {
        let (content_type, body) = self.body.as_ref()?;
        match body.try_clone() {
            Some(copy) => Some((content_type.clone(), copy)),
            None => self.body.take(),
        }
    }

    /// The URL but for credentials.
    pub(crate) fn url_without_keys(&self) -> Result<String, String> {
        let base = self.client.base_of(self.operation)?;
        Ok(format!("{}{}", base.origin(), self.target()?))
    }

    /// The path and the query that it goes to, without credentials: those that an answer has told, or else those of the
    /// operation with its parameters.
    ///
    /// # Errors
    /// Why there is no URL.
    pub(crate) fn target(&self) -> Result<String, String> {
        if let Some(target) = &self.target {
            return Ok(target.clone());
        }
        let base = self.client.base_of(self.operation)?.path();
        let value = |name: &str| {
            self.texts(Location::Path)
                .find(|(n, _)| *n == name)
                .map(|(_, text)| text)
        };
        // Room for what most calls have; names and separators are in the texts already.
        let texts = self
            .parameters
            .iter()
            .map(|parameter| parameter.text.len() + 1);
        let length = base.len() + self.operation.path().len() + texts.sum::<usize>();
        let mut target = String::with_capacity(length);
        target.push_str(base);
        path::fill(&mut target, self.operation.path(), value)?;
        let declared = self.texts(Location::Query).map(|(_, text)| text);
        let further = self.further.iter().map(String::as_str);
        declared
            .chain(further)
            .for_each(|pair| push(&mut target, pair));
        Ok(target)
    }

    pub(super) fn headers(
        &self,
        accept: &'static str,
        grants: &[Grant],
    ) -> Result<HeaderMap, String> {
        let mut headers = HeaderMap::new();
        let accept = HeaderValue::from_maybe_shared(Bytes::from_static(accept.as_bytes()));
        let accept = accept.map_err(|_| "the media types to ask for can't be a header")?;
        headers.insert(header::ACCEPT, accept);
        headers.insert(header::USER_AGENT, self.client.user_agent().clone());
        let empty = self
            .body
            .as_ref()
            .is_none_or(|(_, body)| body.length() == Some(0));
        if empty && [Method::POST, Method::PUT, Method::PATCH].contains(self.operation.method()) {
            // RFC 9110, section 8.6; some servers refuse such a request without it.
            headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        for (name, text) in self.texts(Location::Header) {
            let header =
                HeaderName::try_from(name).map_err(|_| format!("`{name}` can't be a header"))?;
            headers.insert(header, header_value(name, text)?);
        }
        let cookies = self.cookies(grants);
        if !cookies.is_empty() {
            headers.insert(header::COOKIE, header_value("Cookie", &cookies)?);
        }
        for grant in grants {
            if let Effect::Header(name, value) = grant.effect() {
                headers.insert(name, value.clone());
            }
        }
        let own = self
            .headers
            .iter()
            .map(|(name, value)| (name.clone(), value.clone()));
        own.for_each(|(name, value)| _ = headers.insert(name, value));
        Ok(headers)
    }

    /// RFC 6265 allows one `Cookie` header only.
    fn cookies(&self, grants: &[Grant]) -> String {
        let keys = grants.iter().filter_map(|grant| match grant.effect() {
            Effect::Cookie(pair) => Some(pair.as_str()),
            Effect::Header(..) | Effect::Query(_) | Effect::Nothing => None,
        });
        let cookies: Vec<_> = self
            .texts(Location::Cookie)
            .map(|(_, text)| text)
            .chain(keys)
            .collect();
        cookies.join("; ")
    }

    pub(super) fn texts(&self, location: Location) -> impl Iterator<Item = (&'static str, &str)> {
        let here = self
            .parameters
            .iter()
            .filter(move |parameter| parameter.location == location);
        here.map(|parameter| (parameter.name, parameter.text.as_str()))
    }
}

/// The request with its operation in its extensions, for whoever looks at it next.
pub(super) fn labelled(mut request: Request<Body>, operation: &'static Operation) -> Request<Body> {
    request.extensions_mut().insert(operation);
    request
}

/// Adds the credentials that belong in a URL.
pub(super) fn add_keys(url: &mut String, grants: &[Grant]) {
    let keys = grants.iter().filter_map(|grant| match grant.effect() {
        Effect::Query(pair) => Some(pair.as_str()),
        Effect::Header(..) | Effect::Cookie(_) | Effect::Nothing => None,
    });
    keys.for_each(|key| push(url, key));
}

/// Adds a pair to the query of a URL.
fn push(url: &mut String, pair: &str) {
    url.push(if url.contains('?') { '&' } else { '?' });
    url.push_str(pair);
}

/// Any parameter may be a secret, so none shows when the headers are printed.
fn header_value(name: &str, text: &str) -> Result<HeaderValue, String> {
    let value = HeaderValue::try_from(text);
    let mut value = value
        .map_err(|_| format!("the value of `{name}` has a character that no header can hold"))?;
    value.set_sensitive(true);
    Ok(value)
}
