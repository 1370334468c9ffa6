//! What a file consists of: bytes, what is at a path, or a stream that its clones share.

use std::fmt::{self, Debug, Formatter};
#[cfg(not(target_arch = "wasm32"))]
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;

use crate::Body;

/// The content of a file.
#[derive(Clone)]
pub(super) enum Content {
    Bytes(Bytes),
    #[cfg(not(target_arch = "wasm32"))]
    Path(PathBuf),
    /// None, once it is taken.
    Stream(Arc<Mutex<Option<Body>>>),
}

impl Content {
    /// The content as a body; none, if it was sent already and comes once.
    pub(super) fn body(&self) -> Option<Body> {
        match self {
            Self::Bytes(bytes) => Some(bytes.clone().into()),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Path(path) => Some(Body::from_path(path)),
            Self::Stream(body) => {
                let mut body = body.lock().unwrap_or_else(PoisonError::into_inner);
                let copy = body.as_ref().and_then(Body::try_clone);
                copy.or_else(|| body.take())
            }
        }
    }
}

impl From<Body> for Content {
    fn from(body: Body) -> Self {
        #[cfg(not(target_arch = "wasm32"))]
        if let Some(path) = body.path() {
            return Self::Path(path.to_owned());
        }
        match body.as_bytes() {
            Some(bytes) => Self::Bytes(bytes.clone()),
            None => Self::Stream(Arc::new(Mutex::new(Some(body)))),
        }
    }
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Bytes(one), Self::Bytes(other)) => one == other,
            #[cfg(not(target_arch = "wasm32"))]
            (Self::Path(one), Self::Path(other)) => one == other,
            (Self::Stream(one), Self::Stream(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Eq for Content {}

impl Debug for Content {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(formatter, "{} bytes", bytes.len()),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Path(path) => path.fmt(formatter),
            Self::Stream(_) => formatter.write_str("stream"),
        }
    }
}
