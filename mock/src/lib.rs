//! Serves any OpenAPI document from memory, for tests and examples.
//!
//! A [`Mock`] is made of a document (OpenAPI 2.0 or 3.x, YAML or JSON) and started on a free port of 127.0.0.1. It answers
//! each operation with the document's own example, or with a value made from the schema, and refuses requests that are not
//! what the document says: unknown paths and methods (404, 405), missing credentials (401), undeclared content types (415),
//! and parameters, forms and JSON bodies that don't fit (400, with every [`Violation`] listed in the body, unless the document
//! declares another body for that). The [`Server`] records
//! every request as [`Recorded`], and gives the [`Reply`] that a test scripts.
//!
//! ```
//! use bindery_mock::{Mock, Reply};
//! # use tokio::io::{AsyncReadExt, AsyncWriteExt};
//! # async fn get(server: &bindery_mock::Server, path: &str) -> std::io::Result<String> {
//! #     let mut stream = tokio::net::TcpStream::connect(server.url().trim_start_matches("http://")).await?;
//! #     stream.write_all(format!("GET {path} HTTP/1.1\r\nhost: mock\r\nconnection: close\r\n\r\n").as_bytes()).await?;
//! #     let mut answer = String::new();
//! #     stream.read_to_string(&mut answer).await?;
//! #     Ok(answer)
//! # }
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mock = Mock::from_yaml("
//! openapi: 3.0.3
//! info: { title: Pets, version: '1' }
//! servers: [{ url: https://example.com/v1 }]
//! paths:
//!   /pets/{id}:
//!     get:
//!       operationId: getPet
//!       parameters:
//!         - { name: id, in: path, required: true, schema: { type: integer } }
//!       responses:
//!         200:
//!           description: A pet.
//!           content:
//!             application/json:
//!               example: { name: Rex }
//! ")?;
//! let server = mock.start().await?;
//!
//! assert!(get(&server, "/pets/1").await?.ends_with(r#"{"name":"Rex"}"#));
//! assert!(get(&server, "/v1/pets/rex").await?.starts_with("HTTP/1.1 400"));
//!
//! mock.respond("getPet", Reply::new(503).times(1))?;
//! assert!(get(&server, "/pets/1").await?.starts_with("HTTP/1.1 503"));
//!
//! let requests = server.requests();
//! assert_eq!(requests[0].path_parameters["id"], "1");
//! assert_eq!(requests[1].violations[0].to_string(), "path \"/id\" is a string, not integer");
//! # Ok(())
//! # }
//! ```
//!
//! # Which answer
//!
//! What was scripted goes first ([`Mock::respond`]), then what is wrong with the request, then what the client asks for, then
//! a handler, then what was set ([`Mock::stateful`]), then the document.
//!
//! - **A client asks** as it would ask Stoplight Prism: `Prefer: code=404`, `Prefer: example=NAME`, or `Prefer: dynamic=true`
//!   for a body made by chance; or `__code`, `__example` and `__dynamic` in the query.
//! - **Examples of one name belong together**, as in Microcks: a request that has the values which are named `rex` at
//!   parameters and bodies is answered with the response example `rex`.
//! - **`x-microcks-operation`** chooses otherwise: `dispatcher` is `URI_PARTS`, `URI_PARAMS`, `URI_ELEMENTS`, `QUERY_HEADER`,
//!   `JSON_BODY`, `SEQUENCE`, `RANDOM` (the same again from the same [`Mock::seed`]), or `FALLBACK` around one of them, with
//!   `dispatcherRules`. `delay` is kept; `x-microcks-delay` in a request's headers, or `delay` in its query, is another.
//!   Scripts and proxies are not run.
//! - **Otherwise** the example marked `x-microcks-default: true` answers, else the first, else a value made from the schema.
//!
//! # What goes wrong, and what is remembered
//!
//! A [`Reply`] is a status, headers and a body, but also a [delay](Reply::delay), an answer that [breaks off](Reply::truncated)
//! or [stalls](Reply::stalled), or [none at all](Reply::dropped); for the next [few requests](Reply::times), or for all.
//! What an API does beyond its document is told by handlers ([`Mock::on`]), which share a [`State`]: what one request sets
//! another reads back. [`Pages`] split lists for them, and [`Mock::on_refusal`] words refusals as the API does.
//!
//! # What is set and read back
//!
//! A mock that is [stateful](Mock::stateful) remembers what it is sent without any handler. Only the document's shape tells what
//! belongs together, and no answer is made that its schema may not allow:
//!
//! - What is sent by `PUT`, `PATCH` or `POST` as a JSON object is the resource at that path, and `GET` there answers with it.
//!   `PUT` replaces what was there before, the others change what they name; `PATCH` also of what the document shows.
//! - `POST` to a *collection*, which is a path that has items one parameter below it, or is answered with a list of objects
//!   that have an `id`, makes an item: it is in the list, and at its own path. Its identity, which is the property called as
//!   that parameter or else `id`, is the one that was sent, or a new one that the answer tells.
//! - `PUT` and `PATCH` to a collection, with an identity, are for that item.
//! - A list whose objects have no identity, and no paths, has the one object that was set.
//! - `DELETE` forgets a resource with all that is below it: it is in no list any more, and `GET` answers with 404 where the
//!   document declares that, with an empty list, or as if it had never been set. A body that is nothing but a list of names
//!   (`{"fields": ["a"]}`) forgets the properties of these names.
//! - Whatever wasn't set or deleted is as the document shows it, and so are properties that don't fit what an answer declares.
//!
//! Resources stand at the top of answers, or in one of their properties (`{"data": ..}`). Queries aren't looked at: lists are
//! neither filtered nor split. A thousand resources of 16 MiB together are remembered, and the oldest forgotten. Where a list
//! has to fit one of several schemas as a whole (`oneOf`), one that is too long to be held against each stays the document's.
//!
//! # From the command line
//!
//! `bindery mock api.yaml` serves a document for programs in any language, shows what it serves, and then every request with
//! what is wrong with it. It is this crate's command `bindery-mock`.
//!
//! The mock knows nothing of the generator on purpose, so that it can judge what generated clients send.

mod mock;
mod server;

mod answer;
mod certain;
mod check;
mod dispatch;
mod document;
mod error;
mod example;
mod form;
mod header;
mod instance;
mod media;
mod memory;
mod operation;
mod pages;
mod parameter;
mod play;
mod prefer;
mod problem;
mod recorded;
mod reply;
mod response;
mod route;
mod sample;
mod script;
mod security;
mod served;

pub use check::Violation;
pub use error::MockError;
pub use mock::Mock;
pub use pages::{Page, Pages};
pub use parameter::Location;
pub use play::State;
pub use recorded::Recorded;
pub use reply::Reply;
pub use sample::{Extent, Sample};
pub use served::Served;
pub use server::Server;
