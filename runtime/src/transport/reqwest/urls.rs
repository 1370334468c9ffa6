//! URLs as reqwest has them: an `http::Uri` goes in, its `Url` comes out.
//!
//! Finding out what a host is (a name to be encoded, an address of either kind) is most of the work of reading a URL, and
//! the calls of a client mostly go to one host. So what was found of the first one is kept, and other paths and queries
//! are put behind it; a setter of a path can't lead to another host, whatever the path is.

use std::sync::OnceLock;

use http::Uri;
use http::uri::{Authority, Scheme};
use reqwest::Url;

use crate::TransportError;

/// URLs, with the origin of the first one.
#[derive(Default)]
pub(super) struct Urls(OnceLock<Origin>);

struct Origin {
    scheme: Scheme,
    authority: Authority,
    /// With the path and the query of the first one, whose memory is mostly enough for those of others.
    url: Url,
}

impl Urls {
    /// The URL of a request.
    ///
    /// # Errors
    /// When it is none by the rules that browsers have for URLs, which aren't quite those of `http`.
    pub(super) fn url(&self, uri: &Uri) -> Result<Url, TransportError> {
        if let Some(origin) = self.0.get().filter(|origin| origin.is_of(uri)) {
            let mut url = origin.url.clone();
            url.set_path(uri.path());
            url.set_query(uri.query());
            return Ok(url);
        }
        let url = Url::parse(&uri.to_string()).map_err(TransportError::other)?;
        if let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) {
            self.0.get_or_init(|| Origin {
                scheme: scheme.clone(),
                authority: authority.clone(),
                url: url.clone(),
            });
        }
        Ok(url)
    }
}

impl Origin {
    fn is_of(&self, uri: &Uri) -> bool {
        // A client's URLs mostly share the memory of their host, which needs no reading then.
        let is_same = |other: &Authority| {
            std::ptr::eq(other.as_str(), self.authority.as_str()) || *other == self.authority
        };
        uri.scheme() == Some(&self.scheme) && uri.authority().is_some_and(is_same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_that_is_kept_makes_the_urls_that_reading_them_makes() {
        let urls = Urls::default();
        let paths = [
            "/",
            "",
            "//evil.example/x",
            "/a/b%2Fc/%41?d=e%20f&g='",
            "/a\"b/'c'",
            "/a//b/?",
            "/a;b=c/d,e?x?y/../z",
            "/%2e%2e/a/..?..",
            "/a/../b/./c",
            "/:80@b/",
            "?q=1",
            "/|^{}~",
            "/a\\..\\b?c\\d",
            "/h\u{f6}he?ma\u{df}=\u{20ac}",
        ];
        for origin in [
            "http://Example.com",
            "http://example.com:80",
            "https://[::1]:8080",
            "http://127.1",
        ] {
            for path in paths {
                let uri = format!("{origin}{path}").parse::<Uri>();
                let uri = uri.unwrap_or_else(|error| panic!("{origin}{path}: {error}"));
                let read = Url::parse(&uri.to_string()).expect("a URL");
                assert_eq!(urls.url(&uri).expect("a URL"), read, "{uri}");
                // A second time, when the origin is known, if it is to be.
                assert_eq!(urls.url(&uri).expect("a URL"), read, "{uri}");
                let own = Urls::default();
                own.url(&Uri::from_static(origin)).expect("a URL");
                assert_eq!(own.url(&uri).expect("a URL"), read, "{uri}");
            }
        }
    }
}
