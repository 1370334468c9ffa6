//! Where in a value the check is, and what it found there: JSON pointers (RFC 6901) go with every step.
//!
//! Only values are pointed into, never schemas.

use serde_json::Value;

/// One thing that is wrong with a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    /// Where, as a JSON pointer (RFC 6901).
    pub(crate) pointer: String,
    /// What.
    pub(crate) message: String,
}

/// A part of the value that is being checked.
pub(crate) struct Place<'v> {
    pub(crate) value: &'v Value,
    pub(crate) pointer: String,
    pub(crate) depth: usize,
}

impl<'v> Place<'v> {
    /// The value as a whole.
    pub(crate) fn whole(value: &'v Value) -> Self {
        Place {
            value,
            pointer: String::new(),
            depth: 0,
        }
    }

    /// One thing that is wrong here.
    pub(super) fn finding(&self, message: impl Into<String>) -> Vec<Finding> {
        vec![Finding {
            pointer: self.pointer.clone(),
            message: message.into(),
        }]
    }

    /// The same part, for a schema inside the schema.
    pub(crate) fn again(&self) -> Self {
        Place {
            value: self.value,
            pointer: self.pointer.clone(),
            depth: self.depth + 1,
        }
    }

    /// A member or element.
    pub(crate) fn child(&self, name: &str, value: &'v Value) -> Self {
        Place {
            value,
            pointer: child_pointer(&self.pointer, name),
            depth: self.depth + 1,
        }
    }
}

/// The pointer to a member of what another pointer names.
pub(crate) fn child_pointer(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}
