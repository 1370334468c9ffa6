//! An entry of `encoding` for a part of a multipart form. Its headers aren't here: the document says what they may be,
//! not what they are.

/// How one property of a multipart form is written.
#[derive(Debug, Clone, Copy)]
pub struct Encoding {
    pub(super) property: &'static str,
    pub(super) content_type: &'static str,
}

impl Encoding {
    /// The property's parts are of this media type. A file may say otherwise of itself.
    #[must_use]
    pub const fn new(property: &'static str, content_type: &'static str) -> Self {
        Self {
            property,
            content_type,
        }
    }
}
