//! Answers by status: a table of statuses goes in, a way to read bodies comes out, for operations whose answers carry
//! different things. The first row that matches decides, so a table has exact statuses before ranges and those before
//! `default`.

/// Implements [`Decode`](crate::decode::Decode) for an enum with one variant a status.
///
/// Each row says how the variant's body is read (`json`, `text`, `bytes`, `stream`, `events` and `lines` have one value,
/// `empty` has none), and for which status: `200`, `2XX` or `default`.
///
/// ```
/// use bindery_runtime::decode::{Content, Decode};
/// use bindery_runtime::{Bytes, StatusCode};
///
/// #[derive(Debug, PartialEq)]
/// pub enum Found { Status200(Vec<i64>), Status204 }
/// bindery_runtime::answers! { Found { Status200: json "200", Status204: empty "204" } }
///
/// let found = Found::decode(StatusCode::OK, Content::Whole(&Bytes::from_static(b"[1]")));
/// assert_eq!(found.ok(), Some(Found::Status200(vec![1])));
/// ```
#[macro_export]
macro_rules! answers {
    ($answers:path { $($variant:ident : $body:ident $status:literal),* $(,)? }) => {
        impl $crate::decode::Decode for $answers {
            type Value = Self;

            const ACCEPT: &'static str = "application/json, */*;q=0.5";

            const ARRIVES: &'static [(&'static str, $crate::decode::Arrival)] =
                &[$(($status, $crate::__arrives!($body))),*];

            fn decode(
                status: $crate::StatusCode,
                body: $crate::decode::Content<'_>,
            ) -> ::core::result::Result<Self, $crate::decode::Undecodable> {
                $(if $crate::__private::matches($status, status) {
                    return $crate::__answer!($body Self::$variant, status, body);
                })*
                ::core::result::Result::Err($crate::decode::Undecodable::new("the status is not declared"))
            }
        }
    };
}

/// Reads the body of one row of `answers!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __answer {
    (empty $variant:path, $status:ident, $body:ident) => {
        ::core::result::Result::Ok($variant)
    };
    ($kind:ident $variant:path, $status:ident, $body:ident) => {
        <$crate::__answered_by!($kind) as $crate::decode::Decode>::decode($status, $body)
            .map($variant)
    };
}

/// What reads the body of one row of `answers!`.
#[doc(hidden)]
#[macro_export]
macro_rules! __answered_by {
    (json) => { $crate::decode::Json<_> };
    (text) => { $crate::decode::Text };
    (bytes) => { $crate::decode::Binary };
    (stream) => { $crate::decode::Stream };
    (events) => { $crate::decode::Events<_> };
    (lines) => { $crate::decode::Lines<_> };
}

/// How the body of one row of `answers!` arrives.
#[doc(hidden)]
#[macro_export]
macro_rules! __arrives {
    (stream) => {
        $crate::decode::Arrival::Steadily
    };
    (events) => {
        $crate::decode::Arrival::Whenever
    };
    (lines) => {
        $crate::decode::Arrival::Whenever
    };
    ($kind:ident) => {
        $crate::decode::Arrival::Whole
    };
}
