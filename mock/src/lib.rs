//! Serves any OpenAPI document from memory, for tests and examples.
//!
//! A [`Mock`] is made of a document (OpenAPI 2.0 or 3.x, YAML or JSON) and started on a free port of 127.0.0.1. It answers
//! each operation with the document's own example, or with a value made from the schema, and refuses requests that are not
//! what the document says: unknown paths and methods (404, 405), missing credentials (401), undeclared content types (415),
//! and parameters, forms and JSON bodies that don't fit (400, with every [`Violation`] listed in the body). The [`Server`] records
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
//! To choose another declared answer, a client sends `Prefer: code=404` or `Prefer: example=NAME`. The vendor extensions
//! `x-microcks-default` (of an example) and `x-microcks-operation: { delay }` are honoured.
//!
//! The mock knows nothing of the generator on purpose, so that it can judge what generated clients send.

mod mock;
mod server;

mod answer;
mod check;
mod document;
mod error;
mod example;
mod form;
mod header;
mod instance;
mod media;
mod operation;
mod parameter;
mod prefer;
mod problem;
mod recorded;
mod reply;
mod response;
mod route;
mod sample;
mod script;
mod security;

pub use check::Violation;
pub use error::MockError;
pub use mock::Mock;
pub use parameter::Location;
pub use recorded::Recorded;
pub use reply::Reply;
pub use sample::{Extent, Sample};
pub use server::Server;
