//! The rows of an `object!` table. Each module is named like the word of the row, which is how the macro's expansion finds
//! it: `row` is what the table says, `slot` where the value goes that is read, and `field` how it is written.

use super::fields::{Always, IfSome, UnlessAbsent};
use super::slot::Full;
use crate::Presence;

/// What a row says.
pub struct Row {
    /// The property's name on the wire.
    pub name: &'static str,
    /// Whether an object without it is refused.
    pub required: bool,
}

/// Properties that must be there.
pub mod required {
    use super::{Always, Full, Row};

    /// The row.
    #[must_use]
    pub const fn row(name: &'static str) -> Row {
        Row {
            name,
            required: true,
        }
    }

    /// The field, to be written.
    pub const fn field<T>(field: &T) -> Always<'_, T> {
        Always(field)
    }

    /// An empty slot.
    #[must_use]
    pub const fn slot<T>() -> Full<T> {
        Full(None)
    }
}

/// Properties that must be there and may be `null`: the same, with an `Option` for the field.
pub use required as nullable;

/// Properties that may be left out.
pub mod optional {
    use super::{IfSome, Row};

    /// The row.
    #[must_use]
    pub const fn row(name: &'static str) -> Row {
        Row {
            name,
            required: false,
        }
    }

    /// The field, to be written.
    pub const fn field<T>(field: &Option<T>) -> IfSome<'_, T> {
        IfSome(field)
    }

    /// An empty slot: absent and `null` are the same.
    #[must_use]
    pub const fn slot<T>() -> Option<T> {
        None
    }
}

/// Properties that may be left out, with values of any kind.
pub mod untyped {
    pub use super::optional::{field, row};
    pub use super::required::slot;
}

/// Properties for which absent and `null` differ.
pub mod presence {
    use super::{Presence, UnlessAbsent};

    pub use super::optional::row;

    /// The field, to be written.
    pub const fn field<T>(field: &Presence<T>) -> UnlessAbsent<'_, T> {
        UnlessAbsent(field)
    }

    /// An empty slot.
    #[must_use]
    pub const fn slot<T>() -> Presence<T> {
        Presence::Absent
    }
}
