//! Values that are shown without secrets: what a value's own `Debug` writes goes in, the same with stars for secrets comes
//! out. It takes a text of its own, which is fine for what is only read by people.

use std::fmt::{self, Debug, Formatter};

use super::Secrets;

/// A value, and what must not show of it.
pub(crate) struct Masked<'v, T>(pub(crate) &'v T, pub(crate) &'v Secrets);

impl<T: Debug> Debug for Masked<'_, T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let Self(value, secrets) = self;
        let text = match formatter.alternate() {
            true => format!("{value:#?}"),
            false => format!("{value:?}"),
        };
        let masked = secrets.masked(text.as_bytes(), 0, text.len());
        formatter.write_str(&String::from_utf8_lossy(&masked))
    }
}
