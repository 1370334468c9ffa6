//! Values of an enum that the document doesn't list, texts and integers: they come from the wire, or from a conversion,
//! and go back as they came. They can't be made by hand, so no program can match on one that a later version will list.

use std::fmt::{self, Debug, Display, Formatter};

/// The text of an enum value that the document doesn't list.
///
/// It is made by the enum's `From<&str>` and `From<String>` and by decoding, never directly: matching on a text here
/// would silently stop matching once the document lists it. Compare `as_str()` of the enum instead.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    pub(crate) fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The text as it is on the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Debug for Unrecognized {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, formatter)
    }
}

impl Display for Unrecognized {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.pad(&self.0)
    }
}

/// An integer that an enum of integers doesn't list.
///
/// It is made by the enum's `From` and by decoding, never directly: matching on an integer here would silently stop
/// matching once the document lists it. Compare `value()` of the enum instead.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnrecognizedInteger<T>(T);

impl<T: Copy> UnrecognizedInteger<T> {
    pub(crate) const fn new(integer: T) -> Self {
        Self(integer)
    }

    /// The integer as it is on the wire.
    #[must_use]
    pub const fn get(self) -> T {
        self.0
    }
}

impl<T: Debug> Debug for UnrecognizedInteger<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, formatter)
    }
}

impl<T: Display> Display for UnrecognizedInteger<T> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, formatter)
    }
}
