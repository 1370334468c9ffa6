//! References: a URL and what an answer says is the next one go in, a path and query on the same origin come out.
//! Resolved as RFC 3986, section 5.2, has it; where it leads elsewhere, that is told and not followed.

use http::uri::Authority;

use crate::percent;

/// Why a reference isn't followed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is on this origin.
    Elsewhere(String),
    /// It is no reference to anything by `http` or `https`.
    NoUrl,
}

/// The parts of a URL or of a reference to one, without the fragment (RFC 3986, appendix B).
struct Parts<'u> {
    scheme: Option<&'u str>,
    authority: Option<&'u str>,
    path: &'u str,
    query: Option<&'u str>,
}

/// Where a reference in an answer from `url` leads to on the origin of that: an absolute path and a query.
pub(super) fn resolve(url: &str, reference: &str) -> Result<String, Refused> {
    // Parsers of URLs take some of these out of where they stand, and others for slashes.
    if reference.contains(|c: char| c.is_ascii_control() || c == '\\') {
        return Err(Refused::NoUrl);
    }
    let (base, reference) = (Parts::of(url), Parts::of(reference));
    let scheme = reference.scheme.or(base.scheme);
    let is_absolute = reference.scheme.is_some() || reference.authority.is_some();
    if is_absolute {
        let there = origin(scheme, reference.authority).ok_or(Refused::NoUrl)?;
        if Some(&there) != origin(base.scheme, base.authority).as_ref() {
            let (scheme, host, port) = there;
            return Err(Refused::Elsewhere(format!("{scheme}://{host}:{port}")));
        }
    }
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
    Ok(percent::template(&format!("{path}{query}")).to_string())
}

/// What is the same for all URLs of one origin (RFC 6454, section 4). User and password have no place in it.
fn origin(scheme: Option<&str>, authority: Option<&str>) -> Option<(String, String, u16)> {
    let scheme = scheme?.to_ascii_lowercase();
    let default = match scheme.as_str() {
        "http" => 80,
        "https" => 443,
        _ => return None,
    };
    let authority: Authority = authority?.parse().ok()?;
    if authority.as_str().contains('@') || authority.host().is_empty() {
        return None;
    }
    let after = authority.as_str().strip_prefix(authority.host())?;
    let port = match after {
        "" | ":" => default,
        _ => authority.port_u16()?,
    };
    Some((scheme, authority.host().to_ascii_lowercase(), port))
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
