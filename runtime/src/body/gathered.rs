//! What is read of a body so far. A small body comes in one piece, which isn't copied; pieces of a larger one are copied
//! together as they come, so that many small ones take no more memory than their bytes.

use bytes::Bytes;

/// The pieces that have come.
#[derive(Default)]
pub(crate) struct Gathered {
    /// The only piece, until there is another one.
    first: Bytes,
    whole: Vec<u8>,
}

impl Gathered {
    pub(crate) fn len(&self) -> usize {
        self.first.len() + self.whole.len()
    }

    pub(crate) fn push(&mut self, piece: Bytes) {
        if self.len() == 0 {
            self.first = piece;
            return;
        }
        let first = std::mem::take(&mut self.first);
        self.whole.extend_from_slice(&first);
        self.whole.extend_from_slice(&piece);
    }

    pub(crate) fn into_bytes(self) -> Bytes {
        match self.whole.is_empty() {
            true => self.first,
            false => self.whole.into(),
        }
    }
}
