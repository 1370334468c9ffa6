//! The rows of an `object!` table. Each module is named like the word of the row, which is how the macro's expansion finds
//! it: `row` is what the table says, `field` how a field is written, `take` what becomes of its slot.

use super::fields::{Always, IfSome, UnlessAbsent};
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
    use super::{Always, Row};

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

    /// What a full slot holds is the field.
    pub fn take<T>(value: T) -> T {
        value
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

    /// Absent and `null` are the same.
    pub fn take<T>(slot: Option<Option<T>>) -> Option<T> {
        slot.flatten()
    }
}

/// Properties that may be left out, with values of any kind.
pub mod untyped {
    pub use super::optional::{field, row};

    /// A `null` is a value like any other.
    pub fn take<T>(slot: Option<T>) -> Option<T> {
        slot
    }
}

/// Properties for which absent and `null` differ.
pub mod presence {
    use super::{Presence, UnlessAbsent};

    pub use super::optional::row;

    /// The field, to be written.
    pub const fn field<T>(field: &Presence<T>) -> UnlessAbsent<'_, T> {
        UnlessAbsent(field)
    }

    /// An empty slot is `Absent`.
    pub fn take<T>(slot: Option<Presence<T>>) -> Presence<T> {
        slot.unwrap_or_default()
    }
}
