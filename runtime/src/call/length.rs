//! Whether all of an answer's body comes. Not every transport looks at that, and one that hangs up early isn't to pass
//! for a complete answer.

use http::{HeaderName, Method, StatusCode, header, response};

use crate::Body;

/// What a length isn't told beside.
const OTHERS: [HeaderName; 2] = [header::TRANSFER_ENCODING, header::CONTENT_ENCODING];

/// The body of an answer, which breaks off if it isn't as long as its head says (RFC 9110, section 8.6).
///
/// The length isn't that of the body where there is none whatever it says, where the connection's own framing ends it,
/// and where the transport may have undone an encoding of it. A browser does that without telling, and looks at the
/// length itself.
pub(super) fn told(method: &Method, head: &response::Parts, body: Body) -> Body {
    let is_untold = cfg!(target_arch = "wasm32")
        || method == Method::HEAD
        || matches!(
            head.status,
            StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED
        );
    let length = head.headers.get(&header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    match length {
        Some(length)
            if !is_untold && !OTHERS.iter().any(|name| head.headers.contains_key(name)) =>
        {
            body.checked_by(length)
        }
        _ => body,
    }
}
