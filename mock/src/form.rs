//! Forms: a url-encoded or multipart body comes in, its parts come out in their order.
//!
//! What the parts should be like is not asked here.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use multer::Multipart;

use crate::recorded::pairs;

/// One name and value of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// As it was sent; a part of a multipart body that is no form may have none.
    pub(crate) name: String,
    /// The part's own header, if it has one.
    pub(crate) content_type: Option<String>,
    /// The value.
    pub(crate) content: Bytes,
}

/// Whether bodies of a type, given without parameters, are forms.
pub(crate) fn is_form(essence: &str) -> bool {
    is_url_encoded(essence) || is_multipart(essence)
}

/// Whether a type, given without parameters, is that of pairs.
pub(crate) fn is_url_encoded(essence: &str) -> bool {
    essence == "application/x-www-form-urlencoded"
}

fn is_multipart(essence: &str) -> bool {
    essence.starts_with("multipart/")
}

/// The parts of a body of this type, which is a form.
///
/// # Errors
/// What is wrong with the body.
pub(crate) fn parts(content_type: &str, body: &Bytes) -> Result<Vec<Part>, String> {
    let essence = crate::media::essence(content_type);
    if is_multipart(&essence) {
        return multipart(content_type, body);
    }
    let text = std::str::from_utf8(body).map_err(|_| "is not UTF-8".to_owned())?;
    let pairs = pairs(text).into_iter();
    let parts = pairs.map(|(name, value)| Part {
        name,
        content_type: None,
        content: value.into(),
    });
    Ok(parts.collect())
}

/// The parser knows forms only, and a boundary is a boundary in any multipart type (RFC 2046, section 5.1).
fn multipart(content_type: &str, body: &Bytes) -> Result<Vec<Part>, String> {
    let parameters = content_type.split_once(';').map_or("", |(_, rest)| rest);
    let as_form = format!("multipart/form-data;{parameters}");
    let unread = |error: multer::Error| format!("can't be taken apart: {error}");
    let boundary = multer::parse_boundary(as_form).map_err(unread)?;
    let stream = Full::new(body.clone()).into_data_stream();
    let reading = pin!(read(Multipart::new(stream, boundary)));
    // All of the body is there, so that nothing is ever waited for.
    match reading.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(parts) => parts.map_err(unread),
        Poll::Pending => Err("can't be taken apart".to_owned()),
    }
}

async fn read(mut multipart: Multipart<'_>) -> Result<Vec<Part>, multer::Error> {
    let mut parts = Vec::new();
    while let Some(field) = multipart.next_field().await? {
        let content_type = field.headers().get(http::header::CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        parts.push(Part {
            name: field.name().unwrap_or_default().to_owned(),
            content_type: content_type.map(ToOwned::to_owned),
            content: field.bytes().await?,
        });
    }
    Ok(parts)
}
