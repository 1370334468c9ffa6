//! URLs as they are shown: where a request goes, the path, and the names in the query without their values.

use http::Uri;

use crate::security::Secrets;

/// What stands for a value, by the conventions.
const REDACTED: &str = "REDACTED";

/// The URL, with stars for secrets.
pub(super) fn shown(uri: &Uri, secrets: &Secrets) -> String {
    let scheme = uri.scheme_str().unwrap_or_default();
    let authority = uri.authority().map_or("", |authority| authority.as_str());
    let mut url = format!("{scheme}://{authority}{}", uri.path());
    let pairs = uri.query().into_iter().flat_map(|query| query.split('&'));
    for (at, pair) in pairs.enumerate() {
        url.push(if at == 0 { '?' } else { '&' });
        // What has no name is a value.
        if let Some((name, _)) = pair.split_once('=') {
            url.push_str(name);
            url.push('=');
        }
        url.push_str(REDACTED);
    }
    let masked = secrets.masked(url.as_bytes(), 0, url.len());
    String::from_utf8_lossy(&masked).into_owned()
}

/// The name or the address of the server.
pub(super) fn host(uri: &Uri) -> Option<&str> {
    let host = uri.host()?;
    Some(host.trim_start_matches('[').trim_end_matches(']'))
}

pub(super) fn port(uri: &Uri) -> Option<u16> {
    let usual = || match uri.scheme_str() {
        Some("http") => Some(80),
        Some("https") => Some(443),
        _ => None,
    };
    uri.port_u16().or_else(usual)
}
