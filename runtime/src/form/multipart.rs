//! Multipart bodies (RFC 2046, section 5.1): parts go in, the body and its boundary come out. A body of bytes alone is
//! bytes; one with a part that has still to be read is a stream.

use std::hash::{DefaultHasher, Hash, Hasher};

use bytes::Bytes;

use super::part::Part;
use super::{Encoding, Form, Parts};
use crate::{Body, chance};

/// A body, and the content type that tells its boundary.
#[derive(Debug)]
pub(crate) struct Multipart {
    pub(crate) content_type: String,
    pub(crate) body: Body,
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
            None => Ok(Self::assemble(content_type, parts.parts)),
        }
    }

    fn assemble(content_type: &str, parts: Vec<Part>) -> Self {
        let boundary = boundary(&parts);
        let root = root(content_type, &parts);
        let mut bodies = Vec::with_capacity(2 * parts.len() + 1);
        let mut between = format!("--{boundary}\r\n").into_bytes();
        for part in parts {
            between.extend(part.head());
            between.extend(b"\r\n");
            bodies.push(between.into());
            bodies.push(part.content);
            between = format!("\r\n--{boundary}\r\n").into_bytes();
        }
        let end = match bodies.is_empty() {
            true => format!("--{boundary}--\r\n"),
            false => format!("\r\n--{boundary}--\r\n"),
        };
        bodies.push(end.into());
        Self {
            content_type: format!("{content_type}; boundary={boundary}{root}"),
            body: Body::chain(bodies),
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

/// A boundary that no part has in it. Where all content is there it follows from that, so that the same form is the same
/// bytes again; where it isn't, nobody can guess the boundary, and so not put it into the content either.
fn boundary(parts: &[Part]) -> String {
    let contents = parts.iter().map(|part| part.content.as_bytes());
    match contents.collect::<Option<Vec<&Bytes>>>() {
        Some(contents) => boundary_apart_from(&contents),
        None => format!("bindery-{:016x}{:016x}", chance::number(), chance::number()),
    }
}

fn boundary_apart_from(contents: &[&Bytes]) -> String {
    let mut hasher = DefaultHasher::new();
    contents
        .iter()
        .for_each(|content| content.hash(&mut hasher));
    loop {
        let boundary = format!("bindery-{:016x}", hasher.finish());
        if !contents.iter().any(|it| contains(it, boundary.as_bytes())) {
            return boundary;
        }
        boundary.hash(&mut hasher);
    }
}

fn contains(content: &[u8], boundary: &[u8]) -> bool {
    let mut windows = content.windows(boundary.len());
    windows.any(|window| window.first() == boundary.first() && window == boundary)
}
