//! Forms: bodies of type `application/x-www-form-urlencoded`, `multipart/form-data` and of other multipart types.
//!
//! An object goes in and the bytes of the body come out, each property by its entry in the media type's `encoding`
//! (OpenAPI 3.0.4, "Encoding Object") or by the default for what its value is. Files may be read while they are sent;
//! everything else is made in memory.

mod content;
mod encoding;
mod file;
pub(crate) mod multipart;
mod part;
mod parts;
pub(crate) mod properties;
pub(crate) mod url_encoded;

pub use encoding::Encoding;
pub use file::{File, Files};
pub use parts::Parts;

use serde::Serialize;

/// What can be sent as the parts of a multipart body: any object that serde can write, and the types that hold files, for
/// which [`form!`](crate::form) implements this.
pub trait Form {
    /// Adds a part for each property that is there.
    fn write(&self, parts: &mut Parts<'_>);
}

/// What a form sends, as JSON: nothing for nulls and for lists without items, and nulls for the content of files.
#[cfg(feature = "validation")]
pub(crate) fn values(form: &impl Form) -> serde_json::Map<String, serde_json::Value> {
    let mut parts = Parts::recording();
    form.write(&mut parts);
    parts.values.unwrap_or_default()
}

impl<T: Serialize> Form for T {
    fn write(&self, parts: &mut Parts<'_>) {
        parts.object(self);
    }
}

/// Implements [`Form`] for a struct that holds files: `file` is the word for a field of a type in [`Files`], `value`
/// for any other.
///
/// ```
/// use bindery_runtime::{AdditionalProperties, File};
///
/// pub struct Upload {
///     pub scan: File,
///     pub note: Option<String>,
///     pub additional_properties: AdditionalProperties,
/// }
///
/// bindery_runtime::form! {
///     Upload {
///         scan: file "scan",
///         note: value "note",
///         ..additional_properties
///     }
/// }
/// ```
#[macro_export]
macro_rules! form {
    ($form:path { $($field:ident : $word:ident $name:literal),* $(,)? $(..$rest:ident $(,)?)? }) => {
        impl $crate::Form for $form {
            fn write(&self, parts: &mut $crate::Parts<'_>) {
                $(parts.$word($name, &self.$field);)*
                $(parts.object(&self.$rest);)?
            }
        }
    };
}
