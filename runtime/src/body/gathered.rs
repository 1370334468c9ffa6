//! What is read of a body so far. Pieces are kept as they come, and copied once, into the whole; a body that comes in one
//! piece isn't copied at all. Small ones that follow each other are copied together first, so that a body that drips
//! takes no more memory than its bytes.

use bytes::Bytes;

/// A piece that is shorter than this is small: it isn't worth what keeping it takes.
const SMALL: usize = 1024;

/// The pieces that have come.
#[derive(Default)]
pub(crate) struct Gathered {
    pieces: Vec<Bytes>,
    /// Small pieces that came behind them.
    small: Vec<u8>,
    length: usize,
}

impl Gathered {
    pub(crate) fn len(&self) -> usize {
        self.length
    }

    pub(crate) fn push(&mut self, piece: Bytes) {
        if piece.is_empty() {
            return;
        }
        let is_kept = self.length == 0 || piece.len() >= SMALL;
        self.length += piece.len();
        match is_kept {
            true => {
                self.end_small();
                self.pieces.push(piece);
            }
            false => self.small.extend_from_slice(&piece),
        }
    }

    pub(crate) fn into_bytes(mut self) -> Bytes {
        self.end_small();
        match self.pieces.len() {
            0 | 1 => self.pieces.pop().unwrap_or_default(),
            _ => self.pieces.concat().into(),
        }
    }

    fn end_small(&mut self) {
        if !self.small.is_empty() {
            self.pieces.push(std::mem::take(&mut self.small).into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_of_it_is_there_in_its_order() {
        let large = [b'-'; SMALL];
        let pieces: [&[u8]; 9] = [b"", b"a", &large, b"b", b"c", b"", &large, &large, b"d"];
        let mut gathered = Gathered::default();
        for piece in pieces {
            gathered.push(Bytes::copy_from_slice(piece));
        }
        assert_eq!(gathered.len(), 4 + 3 * SMALL);
        assert_eq!(gathered.into_bytes(), pieces.concat());
    }

    #[test]
    fn a_body_in_one_piece_is_that_piece() {
        for length in [1, SMALL] {
            let piece = Bytes::from(vec![0; length]);
            let mut gathered = Gathered::default();
            gathered.push(piece.clone());
            assert_eq!(gathered.into_bytes().as_ptr(), piece.as_ptr());
        }
    }

    #[test]
    fn a_drip_is_kept_together() {
        let mut gathered = Gathered::default();
        (0..10_000).for_each(|_| gathered.push(Bytes::from_static(b"x")));
        assert_eq!((gathered.pieces.len(), gathered.small.len()), (1, 9_999));
    }
}
