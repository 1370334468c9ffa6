//! Typed headers of answers: a [`HeaderMap`] and a table go in, a struct with a field for each declared header comes out
//! (OpenAPI 3.0.3, section 4.7.21). What the document doesn't declare stays where it is, in the map.

mod invalid;
pub mod read;
mod shown;
mod text;

use http::HeaderMap;

pub use invalid::InvalidHeader;

pub(crate) use shown::Shown;

/// A struct that is read from the headers of an answer; [`headers!`](crate::headers) implements it.
pub trait FromHeaders: Sized {
    /// Reads the headers.
    ///
    /// # Errors
    /// When a header is missing that the document requires, or one isn't as the document says.
    fn from_headers(headers: &HeaderMap) -> Result<Self, InvalidHeader>;
}

/// Implements [`FromHeaders`] for a struct from a table of its fields.
///
/// Each row says whether the header is `required` or `optional`, how its value is written (`Simple`, `Exploded`, which
/// differs for objects only, or `Json`), and its name.
///
/// ```
/// use bindery_runtime::{FromHeaders, HeaderMap};
///
/// #[derive(Debug, PartialEq)]
/// pub struct Limits { limit: i64, tags: Option<Vec<String>> }
/// bindery_runtime::headers! {
///     Limits { limit: required Simple "X-Rate-Limit", tags: optional Simple "X-Tags" }
/// }
///
/// let headers = HeaderMap::from_iter([("x-rate-limit".parse().unwrap(), "60".parse().unwrap())]);
/// assert_eq!(Limits::from_headers(&headers).unwrap(), Limits { limit: 60, tags: None });
/// ```
#[macro_export]
macro_rules! headers {
    ($headers:path { $($field:ident : $presence:ident $written:ident $name:literal),* $(,)? }) => {
        impl $crate::FromHeaders for $headers {
            fn from_headers(
                headers: &$crate::HeaderMap,
            ) -> ::core::result::Result<Self, $crate::InvalidHeader> {
                ::core::result::Result::Ok(Self {
                    $($field: $crate::__private::header::$presence(
                        headers,
                        $name,
                        $crate::__private::header::Written::$written,
                    )?,)*
                })
            }
        }
    };
}
