//! The mock as a client sees it: a small document, a request, the answer.

mod client;

mod answers;
mod certain;
mod checks;
mod conventions;
mod documents;
mod forms;
mod instances;
mod memory;
mod messenger;
mod plays;
mod recording;
mod routing;
mod samples;
mod scripts;
mod security;
mod serving;
