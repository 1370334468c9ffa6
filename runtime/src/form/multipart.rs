//! Multipart bodies (RFC 2046, section 5.1): parts go in, the body and its boundary come out.
//!
//! Each part is named as in a form (RFC 7578), whatever the multipart type: servers that need no names ignore them.
//! Names are escaped as browsers do it (HTML, "Multipart form data"), so no value of the caller's can end a header or
//! begin another.

use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;

use super::parts::Part;
use super::{Encoding, Form, Parts};

/// A body, and the content type that tells its boundary.
#[derive(Debug)]
pub(crate) struct Multipart {
    pub(crate) content_type: String,
    pub(crate) body: Bytes,
}

impl Multipart {
    /// Writes `form`.
    ///
    /// # Errors
    /// A message, when something in it can't be written.
    pub(crate) fn of(
        content_type: &str,
        form: &impl Form,
        encodings: &[Encoding],
    ) -> Result<Self, String> {
        let mut parts = Parts::new(encodings);
        form.write(&mut parts);
        match parts.mistake {
            Some(mistake) => Err(mistake),
            None => Ok(Self::assemble(content_type, &parts.parts)),
        }
    }

    fn assemble(content_type: &str, parts: &[Part]) -> Self {
        let boundary = boundary(parts);
        let mut body = Vec::with_capacity(parts.iter().map(|part| part.content.len() + 256).sum());
        for part in parts {
            body.extend_from_slice(format!("--{boundary}\r\n{}\r\n", head(part)).as_bytes());
            body.extend_from_slice(&part.content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Self {
            content_type: format!(
                "{content_type}; boundary={boundary}{}",
                root(content_type, parts)
            ),
            body: body.into(),
        }
    }
}

/// The parameter by which `multipart/related` tells of what type its first part is (RFC 2387, section 3.1).
fn root(content_type: &str, parts: &[Part]) -> String {
    let first = parts
        .first()
        .filter(|_| content_type == "multipart/related");
    let first = first.map(|part| part.content_type.as_deref().unwrap_or("text/plain"));
    first.map_or_else(String::new, |ty| {
        let quoted = ty.replace('\\', "\\\\").replace('"', "\\\"");
        format!("; type=\"{quoted}\"")
    })
}

/// The header fields of a part.
fn head(part: &Part) -> String {
    let mut head = format!(
        "Content-Disposition: form-data; name=\"{}\"",
        escaped(&part.name)
    );
    if let Some(name) = &part.file_name {
        head.push_str(&format!("; filename=\"{}\"", escaped(name)));
    }
    head.push_str("\r\n");
    if let Some(content_type) = &part.content_type {
        head.push_str(&format!("Content-Type: {content_type}\r\n"));
    }
    head
}

fn escaped(name: &str) -> String {
    name.replace('\r', "%0D")
        .replace('\n', "%0A")
        .replace('"', "%22")
}

/// A boundary that no part has in it. It follows from the content, so that the same form is the same bytes again.
fn boundary(parts: &[Part]) -> String {
    let mut hasher = DefaultHasher::new();
    for part in parts {
        part.content.hash(&mut hasher);
    }
    loop {
        let boundary = format!("bindery-{:016x}", hasher.finish());
        if !parts.iter().any(|part| contains(part, boundary.as_bytes())) {
            return boundary;
        }
        boundary.hash(&mut hasher);
    }
}

fn contains(part: &Part, boundary: &[u8]) -> bool {
    let mut windows = part.content.windows(boundary.len());
    windows.any(|window| window.first() == boundary.first() && window == boundary)
}
