//! A pair in a URL's query: it is put there, in place of those of its name, and the rest stays byte for byte.

use messenger_platform::runtime::http::uri::PathAndQuery;
use messenger_platform::runtime::http::{Error, Uri};

/// The URL with this pair at the end of its query.
///
/// # Errors
/// When there is no such URL, as without an origin, or when it gets too long.
pub(crate) fn with(uri: &Uri, name: &str, value: &str) -> Result<Uri, Error> {
    let is_named = |pair: &&str| pair.split('=').next() == Some(name);
    let pairs = uri.query().unwrap_or_default().split('&');
    let mut query: Vec<&str> = pairs
        .filter(|pair| !pair.is_empty() && !is_named(pair))
        .collect();
    let value: String = form_urlencoded::byte_serialize(value.as_bytes()).collect();
    let pair = format!("{name}={value}");
    query.push(&pair);
    let target = format!("{}?{}", uri.path(), query.join("&"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(target)?);
    Ok(Uri::from_parts(parts)?)
}
