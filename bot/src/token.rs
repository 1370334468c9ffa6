//! The access token of a request, in either of the places where Graph takes it.

use messenger_platform::runtime::Body;
use messenger_platform::runtime::http::{Request, header};

/// The parameter of queries that has it.
const PARAMETER: &str = "access_token";

/// The token that a request has; the header is what counts if there are two.
pub(crate) fn of(request: &Request<Body>) -> Option<String> {
    let query = || {
        let pairs = form_urlencoded::parse(request.uri().query()?.as_bytes());
        let mut tokens = pairs.filter(|(name, _)| name == PARAMETER);
        tokens.next().map(|(_, token)| token.into_owned())
    };
    bearer(request).or_else(query)
}

/// The token in a request's header; Graph knows it by two names.
fn bearer(request: &Request<Body>) -> Option<String> {
    let header = request.headers().get(header::AUTHORIZATION)?;
    let (scheme, token) = header.to_str().ok()?.split_once(' ')?;
    let is_known = ["bearer", "oauth"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    is_known.then(|| token.trim().to_owned())
}
