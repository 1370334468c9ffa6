//! The requests that were answered: one goes in, and the oldest go out where there are too many of them, or too large ones.

use std::collections::VecDeque;

use crate::recorded::Recorded;

/// What a request takes beside its texts, roughly.
const RECORD: usize = 256;

/// The last requests, with their sizes.
#[derive(Default)]
pub(super) struct Log {
    requests: VecDeque<(Recorded, usize)>,
    bytes: usize,
}

impl Log {
    /// Keeps a request, and only the last `count` of all, and only as many as have `bytes` together.
    pub(super) fn push(&mut self, request: Recorded, count: usize, bytes: usize) {
        let size = size(&request);
        if size > bytes {
            return;
        }
        self.bytes = self.bytes.saturating_add(size);
        self.requests.push_back((request, size));
        while self.requests.len() > count || self.bytes > bytes {
            let oldest = self.requests.pop_front();
            self.bytes -= oldest.map_or(self.bytes, |(_, size)| size);
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Recorded> {
        self.requests.iter().map(|(request, _)| request)
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }
}

/// What of a request can be as large as its sender likes.
fn size(request: &Recorded) -> usize {
    let headers = request.headers.iter();
    let headers = headers.map(|(name, value)| name.as_str().len() + value.len());
    let violations = request.violations.iter();
    let violations = violations.map(|it| RECORD + it.pointer.len() + it.message.len());
    // The query is there twice: as it came, and as pairs.
    let texts = request.path.len() + 2 * request.raw_query.len() + request.body.len();
    RECORD + texts + headers.sum::<usize>() + violations.sum::<usize>()
}
