//! URLs that paths are appended to: a text comes in, and goes out checked. Joining is left to text: the rules of URLs
//! would drop parts of the base, or leave its host.

use http::Uri;
use http::uri::Authority;

/// The URL without one trailing slash.
///
/// # Errors
/// Why nothing can be appended to it, without the URL, which may hold a secret.
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
