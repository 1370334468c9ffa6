//! What becomes visible of a call while it is made: spans of `tracing`, with the feature of that name, one for the call and
//! in it one for each request that is sent. Without the feature nothing is here but the places where it would be.
//!
//! The names of fields are those of OpenTelemetry's conventions for HTTP clients. Headers and bodies aren't shown, nor what
//! there is in a URL's query; what an application shows of its own is its own business.

#[cfg(feature = "tracing")]
mod spans;
#[cfg(feature = "tracing")]
mod url;

#[cfg(not(feature = "tracing"))]
mod nothing;

#[cfg(not(feature = "tracing"))]
pub(crate) use nothing::{Span, Watch};
#[cfg(feature = "tracing")]
pub(crate) use spans::{Span, Watch};
