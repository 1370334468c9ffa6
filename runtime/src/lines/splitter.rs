//! Rows of JSON texts: bytes go in, cut anywhere, and whole texts come out, not decoded.
//!
//! Each line is a text (`application/x-ndjson`, `application/jsonl`), until the first record separator: then each text
//! begins with one, and may have lines of its own (`application/json-seq`, RFC 7464). Blank ones are no texts.

use bytes::Bytes;

use crate::frames::{Framing, TooLong};

/// RFC 7464, section 2.1.
const RECORD_SEPARATOR: u8 = 0x1E;

/// A row of JSON texts that was read up to somewhere.
#[derive(Debug, Default)]
pub(crate) struct Splitter {
    text: Vec<u8>,
    is_sequence: bool,
    nesting: Nesting,
}

impl Framing for Splitter {
    type Frame = Bytes;

    fn take(&mut self, chunk: &mut Bytes, limit: usize) -> Option<Result<Bytes, TooLong>> {
        loop {
            let end = chunk.iter().position(|byte| self.ends(*byte));
            let part = chunk.split_to(end.map_or(chunk.len(), |end| end + 1));
            let content = part.get(..end.unwrap_or(part.len())).unwrap_or_default();
            if self.text.len() + content.len() > limit {
                return Some(Err(TooLong));
            }
            self.text.extend_from_slice(content);
            end?;
            if let Some(text) = self.finish() {
                return Some(Ok(text));
            }
        }
    }

    fn finish(&mut self) -> Option<Bytes> {
        let text = std::mem::take(&mut self.text);
        (!text.trim_ascii().is_empty()).then(|| text.into())
    }
}

impl Splitter {
    /// Whether the byte ends the text before it.
    fn ends(&mut self, byte: u8) -> bool {
        if byte == RECORD_SEPARATOR {
            self.is_sequence = true;
            self.nesting = Nesting::default();
            return true;
        }
        if self.is_sequence {
            self.nesting.read(byte);
        }
        byte == b'\n' && self.nesting.is_closed()
    }
}

/// How deep inside of a JSON text something stands; what isn't JSON is as good as closed.
#[derive(Debug, Default)]
struct Nesting {
    depth: usize,
    in_string: bool,
    is_escaped: bool,
}

impl Nesting {
    fn read(&mut self, byte: u8) {
        match byte {
            _ if std::mem::take(&mut self.is_escaped) => {}
            b'\\' => self.is_escaped = self.in_string,
            b'"' => self.in_string = !self.in_string,
            b'{' | b'[' if !self.in_string => self.depth += 1,
            b'}' | b']' if !self.in_string => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    fn is_closed(&self) -> bool {
        self.depth == 0 && !self.in_string
    }
}
