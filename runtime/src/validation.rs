//! Validation: what is about to be sent, against what the document asks of it besides its types.
//!
//! Tables that generated code keeps and a JSON value come in; all [`Violation`](crate::Violation)s go out, each with its
//! place.
//! The tables are plain data that one interpreter applies, so that they cost next to nothing to compile.
//!
//! A valid value is never refused. Values of an `enum` that the document doesn't list, formats that no type keeps,
//! `not`, conditions, and whether a `oneOf` fits more than once aren't looked at; a pattern that the engine doesn't take
//! asks nothing. Beyond a depth and a number of steps that no real request needs nothing more is found.
//! The tables are there without the feature `validation`, but nothing applies them; generated crates that have some say
//! so by [`requires_validation!`](crate::requires_validation).
//! From JSON Schema 2020-12 Validation, section 6, and Core, section 10.

#[cfg(feature = "validation")]
mod alternative;
#[cfg(feature = "validation")]
mod canonical;
#[cfg(feature = "validation")]
mod check;
#[cfg(feature = "validation")]
mod decimal;
#[cfg(feature = "validation")]
mod pattern;
#[cfg(feature = "validation")]
mod place;
mod rule;
#[cfg(feature = "validation")]
mod scalar;

#[cfg(feature = "validation")]
pub(crate) use check::Check;
#[cfg(feature = "validation")]
pub use check::check;
pub use rule::{Branch, Request, Rule, Schema};

/// Fails to compile unless calls are checked: so that nobody believes in checks that aren't there.
#[cfg(feature = "validation")]
#[macro_export]
macro_rules! requires_validation {
    () => {};
}

/// Fails to compile unless calls are checked: so that nobody believes in checks that aren't there.
#[cfg(not(feature = "validation"))]
#[macro_export]
macro_rules! requires_validation {
    () => {
        ::core::compile_error!(
            "these bindings check what they send: enable the feature `validation` of bindery-runtime"
        );
    };
}
