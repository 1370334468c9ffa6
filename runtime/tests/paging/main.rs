//! Pages: each way to the next page, how walks end, and what is never followed.

#[macro_use]
mod support;

mod cursors;
mod numbers;
mod refusals;
mod urls;
mod walks;
