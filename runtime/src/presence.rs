//! A property that may be left out and may be `null`, where the two mean different things: in an update, `null`
//! removes a value and leaving it out keeps it. A property that is only one of both is a plain `Option`.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

/// An optional and nullable property: left out, `null`, or a value.
///
/// Inside an object, `Absent` isn't written. Anywhere else JSON has no way to leave a value out, so it is `null`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence<T> {
    /// The property isn't there.
    #[default]
    Absent,
    /// The property is `null`.
    Null,
    /// The property has a value.
    Present(T),
}

impl<T> Presence<T> {
    /// Whether the property isn't there.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the property is there and `null`.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether the property has a value.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        matches!(self, Self::Present(_))
    }

    /// The same state, with the value borrowed.
    #[must_use]
    pub const fn as_ref(&self) -> Presence<&T> {
        match self {
            Self::Absent => Presence::Absent,
            Self::Null => Presence::Null,
            Self::Present(value) => Presence::Present(value),
        }
    }

    /// The same state, with the value borrowed for change.
    #[must_use]
    pub const fn as_mut(&mut self) -> Presence<&mut T> {
        match self {
            Self::Absent => Presence::Absent,
            Self::Null => Presence::Null,
            Self::Present(value) => Presence::Present(value),
        }
    }

    /// The value, if there is one; absent and `null` become the same.
    #[must_use]
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Absent | Self::Null => None,
            Self::Present(value) => Some(value),
        }
    }

    /// The same state, with the value changed by a function.
    #[must_use]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Presence<U> {
        match self {
            Self::Absent => Presence::Absent,
            Self::Null => Presence::Null,
            Self::Present(value) => Presence::Present(change(value)),
        }
    }
}

impl<T> From<T> for Presence<T> {
    fn from(value: T) -> Self {
        Self::Present(value)
    }
}

/// `None` is `Null`: who writes `None` for such a property means to say something. To leave it out, don't set it.
impl<T> From<Option<T>> for Presence<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Present)
    }
}

impl<T: Serialize> Serialize for Presence<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_ref().into_option().serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Presence<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Option::deserialize(deserializer).map(Self::from)
    }
}
