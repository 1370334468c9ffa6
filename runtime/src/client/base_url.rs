//! URLs that paths are appended to: a text comes in, and goes out checked. Joining is left to text: the rules of URLs
//! would drop parts of the base, or leave its host.

use bytes::Bytes;
use http::Uri;
use http::uri::{Authority, Parts, PathAndQuery, Scheme};

/// How long a URL may be, of those that `http` reads as a whole.
const LONGEST: usize = 65_534;

/// A URL that paths are appended to, with what all URLs on it have in common.
pub(crate) struct BaseUrl {
    text: String,
    scheme: Scheme,
    authority: Authority,
}

impl BaseUrl {
    /// The URL without one trailing slash.
    ///
    /// # Errors
    /// Why nothing can be appended to it, without the URL, which may hold a secret.
    pub(super) fn new(url: &str) -> Result<Self, &'static str> {
        let text = checked(url)?;
        let parts = text.parse().map(Uri::into_parts);
        match parts {
            Ok(Parts {
                scheme: Some(scheme),
                authority: Some(authority),
                ..
            }) => Ok(Self {
                text,
                scheme,
                authority,
            }),
            _ => Err("isn't a valid URL"),
        }
    }

    /// All of it.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The scheme and the host, which a path can follow.
    pub(crate) fn origin(&self) -> &str {
        let end = self.text.len() - self.path().len();
        self.text.get(..end).unwrap_or(&self.text)
    }

    /// The path, without a trailing slash.
    pub(crate) fn path(&self) -> &str {
        let origin = self.scheme.as_str().len() + "://".len() + self.authority.as_str().len();
        self.text.get(origin..).unwrap_or_default()
    }

    /// The URL of a path and a query on the same origin, as reading the whole of it would make it: what is the same for
    /// all of them isn't read again. None if it is too long or isn't valid, or could be read as a part of the host.
    pub(crate) fn uri(&self, target: String) -> Option<Uri> {
        if !target.starts_with('/') || self.origin().len() + target.len() > LONGEST {
            return None;
        }
        let target = PathAndQuery::from_maybe_shared(Bytes::from(target)).ok()?;
        let mut parts = Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(target);
        parts.try_into().ok()
    }
}

/// The text of such a URL; for errors see [`BaseUrl::new`].
pub(super) fn checked(url: &str) -> Result<String, &'static str> {
    let url = url.strip_suffix('/').unwrap_or(url);
    // http's `Uri` forgets a fragment, so it is looked for in the text.
    if url.contains(['?', '#']) {
        return Err("has a query or a fragment, which would end up in the middle of every URL");
    }
    let uri: Uri = url.parse().map_err(|_| "isn't a valid URL")?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err("isn't an absolute URL with http or https");
    }
    match uri.authority() {
        Some(authority) if authority.as_str().contains('@') => {
            Err("has a user or a password; set them with `basic`")
        }
        Some(authority) if has_host_and_port(authority) => Ok(url.to_owned()),
        _ => Err("has no host, or a port that is none"),
    }
}

/// Whether there is a host, and what follows it is nothing or a port (RFC 3986, section 3.2).
fn has_host_and_port(authority: &Authority) -> bool {
    let host = authority.host();
    let after = authority.as_str().strip_prefix(host).unwrap_or_default();
    !host.is_empty() && (after.is_empty() || authority.port_u16().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_what_reading_the_whole_of_them_makes() {
        for base in [
            "http://example.com",
            "HTTP://Example.com:80/",
            "https://[::1]:8080/a/b/",
            "https://example.com/a%20b",
        ] {
            let base = BaseUrl::new(base).expect("a base URL");
            for target in [
                "/", "//x", "/c?d=e&f", "/?", "/\\x", "/c#d", "/\u{f6}", "/ ", "/\n",
            ] {
                let whole = format!("{}{target}", base.origin()).parse::<Uri>().ok();
                let uri = base.uri(target.to_owned());
                let text = |uri: &Option<Uri>| uri.as_ref().map(ToString::to_string);
                assert_eq!(text(&uri), text(&whole), "{target:?}");
                assert_eq!(uri, whole, "{target:?}");
            }
            assert_eq!([base.origin(), base.path()].concat(), base.as_str());
        }
    }

    #[test]
    fn urls_are_as_long_as_those_that_are_read_as_a_whole() {
        let base = BaseUrl::new("http://example.com").expect("a base URL");
        for length in [LONGEST - 1, LONGEST, LONGEST + 1] {
            let target = format!("/{}", "x".repeat(length - base.as_str().len() - 1));
            let whole = format!("{}{target}", base.as_str()).parse::<Uri>();
            assert_eq!(base.uri(target).is_some(), whole.is_ok(), "{length}");
            assert_eq!(whole.is_ok(), length <= LONGEST);
        }
    }

    #[test]
    fn nothing_is_appended_to_a_host() {
        let base = BaseUrl::new("http://example.com").expect("a base URL");
        for target in ["", ".evil.example/", "@evil.example/", ":80/", "?x"] {
            assert_eq!(base.uri(target.to_owned()), None, "{target:?}");
        }
    }
}
