//! One part of a multipart body, and its header fields.
//!
//! Each part is named as in a form (RFC 7578), whatever the multipart type: servers that need no names ignore them.
//! Names are escaped as browsers do it (HTML, "Multipart form data"), so no value of the caller's can end a header or
//! begin another.

use std::fmt::{self, Debug, Formatter};

use http::{HeaderMap, HeaderValue, header};

use crate::Body;

/// One part.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    /// What is said of it besides.
    pub(super) headers: HeaderMap,
    pub(super) content: Body,
}

impl Part {
    /// Whether its header fields can be written.
    ///
    /// # Errors
    /// A message that names the part.
    pub(super) fn check(&self) -> Result<(), String> {
        let name = &self.name;
        let content_type = self.content_type.as_deref().unwrap_or_default();
        if HeaderValue::try_from(content_type).is_err() {
            return Err(format!("the content type of `{name}` can't be a header"));
        }
        let mut own = [header::CONTENT_DISPOSITION, header::CONTENT_TYPE].into_iter();
        match own.find(|own| self.headers.contains_key(own)) {
            Some(own) => Err(format!(
                "the form itself writes the header `{own}` of `{name}`"
            )),
            None => Ok(()),
        }
    }

    /// The header fields.
    pub(super) fn head(&self) -> Vec<u8> {
        let name = escaped(&self.name);
        let mut head = format!("Content-Disposition: form-data; name=\"{name}\"").into_bytes();
        if let Some(name) = &self.file_name {
            head.extend(format!("; filename=\"{}\"", escaped(name)).bytes());
        }
        head.extend(b"\r\n");
        if let Some(content_type) = &self.content_type {
            head.extend(format!("Content-Type: {content_type}\r\n").bytes());
        }
        for (name, value) in &self.headers {
            head.extend(name.as_str().bytes());
            head.extend(b": ");
            head.extend(value.as_bytes());
            head.extend(b"\r\n");
        }
        head
    }
}

fn escaped(name: &str) -> String {
    name.replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('"', "%22")
}

/// Shows how long the content is: any of it may be a secret.
impl Debug for Part {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Part")
            .field("name", &self.name)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("content", &self.content)
            .finish_non_exhaustive()
    }
}
