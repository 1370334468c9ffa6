//! Multipart bodies as `multer` reads them, whatever pieces they come in.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};

use bindery_runtime::{Bytes, http};

/// A part, without its headers.
#[derive(Debug, PartialEq)]
pub struct Part {
    name: String,
    file_name: Option<String>,
    content: Bytes,
}

impl Part {
    pub fn new(name: &str, file_name: Option<&str>, content: impl Into<Bytes>) -> Self {
        Self {
            name: name.to_owned(),
            file_name: file_name.map(ToOwned::to_owned),
            content: content.into(),
        }
    }
}

pub fn content_type<B>(request: &http::Request<B>) -> &str {
    let header = request.headers().get("content-type").expect("a header");
    header.to_str().expect("ASCII")
}

/// The parts of a request whose body comes in pieces of these sizes.
pub fn parts(request: &http::Request<Bytes>, sizes: &[usize]) -> Vec<Part> {
    let boundary = multer::parse_boundary(content_type(request)).expect("a boundary");
    let stream = Cut(cut(request.body(), sizes).into());
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(async {
        let mut parser = multer::Multipart::new(stream, boundary);
        let mut parts = Vec::new();
        while let Some(part) = parser.next_field().await.expect("a part") {
            let named = Part::new(part.name().unwrap_or_default(), part.file_name(), "");
            let content = part.bytes().await.expect("content");
            parts.push(Part { content, ..named });
        }
        parts
    })
}

/// The same bytes in pieces of these sizes, again and again.
pub fn cut(bytes: &[u8], sizes: &[usize]) -> Vec<Bytes> {
    let (mut rest, mut pieces) = (bytes, Vec::new());
    for size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (piece, after) = rest.split_at((*size).clamp(1, rest.len()));
        pieces.push(Bytes::copy_from_slice(piece));
        rest = after;
    }
    pieces
}

struct Cut(VecDeque<Bytes>);

impl futures_core::Stream for Cut {
    type Item = Result<Bytes, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.pop_front().map(Ok))
    }
}
