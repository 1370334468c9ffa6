//! Media types, as far as answers are told apart by them: an `Accept` header and a `Content-Type` go in, whether they
//! fit comes out (RFC 9110, section 12.5.1). Weights and parameters don't matter for that.

/// Whether a content type is one of those that were asked for. All of JSON is one kind.
pub(crate) fn fits(accept: &str, content_type: &str) -> bool {
    let given = essence(content_type);
    accept.split(',').map(essence).any(|wanted| {
        let range = wanted.strip_suffix('*').unwrap_or(&wanted);
        wanted == "*/*"
            || (range.ends_with('/') && given.starts_with(range))
            || wanted == given
            || (is_json(&wanted) && is_json(&given))
    })
}

/// A media type without its parameters, in lower case (RFC 9110, section 8.3.1).
fn essence(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// RFC 6839, section 3.1.
fn is_json(essence: &str) -> bool {
    matches!(essence, "application/json" | "text/json") || essence.ends_with("+json")
}
