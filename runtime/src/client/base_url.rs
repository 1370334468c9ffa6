//! The URL that paths are appended to: what the user set, else the document's first server, comes in, and goes out checked.
//! A relative server isn't resolved: the document's own URL isn't known to a client.

use http::Uri;

use super::BuildError;
use crate::Api;

/// Chooses and checks the base URL; one trailing slash is dropped.
pub(super) fn choose(set: Option<&str>, api: &Api) -> Result<String, BuildError> {
    let server = api
        .servers
        .first()
        .map(|server| server.url)
        .filter(|url| url.contains("://"));
    let url = set.or(server).ok_or(BuildError::NoBaseUrl)?;
    let url = url.strip_suffix('/').unwrap_or(url);
    check(url).map_err(BuildError::InvalidBaseUrl)?;
    Ok(url.to_owned())
}

fn check(url: &str) -> Result<(), &'static str> {
    // http's `Uri` forgets a fragment, so it is looked for in the text.
    if url.contains(['?', '#']) {
        return Err("has a query or a fragment, which would end up in the middle of every URL");
    }
    let uri: Uri = url.parse().map_err(|_| "isn't a valid URL")?;
    if !matches!(uri.scheme_str(), Some("http" | "https")) {
        return Err("isn't an absolute URL with http or https");
    }
    if uri
        .authority()
        .is_none_or(|authority| authority.as_str().contains('@'))
    {
        return Err("has a user or a password; set them with `basic`");
    }
    Ok(())
}
