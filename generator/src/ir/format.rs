//! Formats: the strings that have a type of their own in the runtime.

/// A format of strings that has a type of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// `format: date-time`: `bindery_runtime::DateTime`.
    DateTime,
    /// `format: date`: `bindery_runtime::Date`.
    Date,
    /// `format: time`: `bindery_runtime::Time`.
    Time,
    /// `format: uuid`: `bindery_runtime::Uuid`.
    Uuid,
    /// `format: byte`, `contentEncoding: base64` or `base64url`: `bindery_runtime::Base64`.
    Base64,
    /// `format: password`: `bindery_runtime::Secret`.
    Secret,
}

impl Format {
    /// What its type is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DateTime => "DateTime",
            Self::Date => "Date",
            Self::Time => "Time",
            Self::Uuid => "Uuid",
            Self::Base64 => "Base64",
            Self::Secret => "Secret",
        }
    }

    /// A text of the format.
    #[must_use]
    pub fn example(self) -> &'static str {
        match self {
            Self::DateTime => "2017-05-24T17:53:03.120Z",
            Self::Date => "2017-05-24",
            Self::Time => "17:53:03.120Z",
            Self::Uuid => "123e4567-e89b-12d3-a456-426614174000",
            Self::Base64 => "aGVsbG8=",
            Self::Secret => "secret",
        }
    }
}
