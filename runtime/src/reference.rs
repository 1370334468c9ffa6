//! References: a URL and what an answer says is to be asked next go in, the origin, path and query of that come out.
//! Resolved as RFC 3986, section 5.2, has it. Whether it may be followed is for others to say.

use std::fmt::{self, Display, Formatter};

use http::uri::Authority;

use crate::percent;

/// Where a reference leads.
pub(crate) struct Target {
    /// The scheme, the host, and the port unless it is the scheme's usual one.
    pub(crate) origin: String,
    /// Whether that is the origin of the URL that the reference is relative to.
    pub(crate) is_here: bool,
    /// An absolute path and a query, without credentials of the reference's own.
    pub(crate) path: String,
}

/// The parts of a URL or of a reference to one, without the fragment (RFC 3986, appendix B).
struct Parts<'u> {
    scheme: Option<&'u str>,
    authority: Option<&'u str>,
    path: &'u str,
    query: Option<&'u str>,
}

/// Whether a URL is one of `https`.
pub(crate) fn is_https(url: &str) -> bool {
    let scheme = url.get(..6);
    scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("https:"))
}

/// Where a reference in an answer from `url` leads, unless it is none to anything by `http` or `https`.
pub(crate) fn resolve(url: &str, reference: &str) -> Option<Target> {
    // Parsers of URLs take some of these out of where they stand, and others for slashes.
    if reference.contains(|c: char| c.is_ascii_control() || c == '\\') {
        return None;
    }
    let (base, reference) = (Parts::of(url), Parts::of(reference));
    let is_absolute = reference.scheme.is_some() || reference.authority.is_some();
    let here = Origin::of(base.scheme, base.authority)?;
    let there = match is_absolute {
        true => Origin::of(reference.scheme.or(base.scheme), reference.authority)?,
        false => here.clone(),
    };
    let path = match reference.path {
        "" if is_absolute => "/".to_owned(),
        "" => base.path.to_owned(),
        path if path.starts_with('/') || is_absolute => without_dots(path),
        path => {
            let folder = base.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            without_dots(&format!("{folder}/{path}"))
        }
    };
    let is_same_page = reference.path.is_empty() && !is_absolute;
    let query = match reference.query {
        None if is_same_page => base.query,
        query => query,
    };
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let path = if path.is_empty() { "/" } else { &path };
    Some(Target {
        is_here: here == there,
        origin: there.to_string(),
        path: percent::template(&format!("{path}{query}")).to_string(),
    })
}

/// What is the same for all URLs of one origin (RFC 6454, section 4). User and password have no place in it.
#[derive(Clone, PartialEq, Eq)]
struct Origin {
    scheme: String,
    host: String,
    port: Option<u16>,
}

impl Origin {
    fn of(scheme: Option<&str>, authority: Option<&str>) -> Option<Self> {
        let scheme = scheme?.to_ascii_lowercase();
        let usual = match scheme.as_str() {
            "http" => 80,
            "https" => 443,
            _ => return None,
        };
        let authority: Authority = authority?.parse().ok()?;
        if authority.as_str().contains('@') || authority.host().is_empty() {
            return None;
        }
        let port = match authority.as_str().strip_prefix(authority.host())? {
            "" | ":" => None,
            _ => Some(authority.port_u16()?),
        };
        Some(Self {
            scheme,
            host: authority.host().to_ascii_lowercase(),
            port: port.filter(|port| *port != usual),
        })
    }
}

impl Display for Origin {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://{}", self.scheme, self.host)?;
        self.port
            .map_or(Ok(()), |port| write!(formatter, ":{port}"))
    }
}

impl<'u> Parts<'u> {
    fn of(url: &'u str) -> Self {
        let url = url.split('#').next().unwrap_or_default();
        let (scheme, rest) = match url.split_once(':') {
            Some((scheme, rest)) if is_scheme(scheme) => (Some(scheme), rest),
            _ => (None, url),
        };
        let (authority, rest) = match rest.strip_prefix("//") {
            Some(rest) => {
                let (authority, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
                (Some(authority), rest)
            }
            None => (None, rest),
        };
        let (path, query) = match rest.split_once('?') {
            Some((path, query)) => (path, Some(query)),
            None => (rest, None),
        };
        Self {
            scheme,
            authority,
            path,
            query,
        }
    }
}

/// RFC 3986, section 3.1.
fn is_scheme(text: &str) -> bool {
    let is_of = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(is_of)
}

/// An absolute path without `.` and `..` (RFC 3986, section 5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => _ = kept.pop(),
            segment => kept.push(segment),
        }
    }
    if path.ends_with("/.") || path.ends_with("/..") {
        kept.push("");
    }
    format!("/{}", kept.join("/"))
}
