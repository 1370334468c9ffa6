//! What can go wrong before a request is answered: in reading the document, in scripting an answer, in starting.
//!
//! A request never makes an error: whatever is wrong with it is told to the client as a [problem](crate::problem).

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// Why a mock could not be made, started or given an answer.
#[derive(Debug)]
#[non_exhaustive]
pub enum MockError {
    /// The file could not be read.
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The text is not YAML or JSON; the message says where.
    Syntax(String),
    /// The text is not an OpenAPI 2.0 or 3.x document; the message says what was found instead.
    NotOpenApi(String),
    /// No operation of the document has this id, or this method and path.
    UnknownOperation(String),
    /// A scripted reply has a status or a header that HTTP/1.1 does not allow.
    InvalidReply(String),
    /// The port could not be opened, or there is no tokio runtime to serve on.
    Start(io::Error),
}

impl fmt::Display for MockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            MockError::Read { path, .. } => write!(f, "can't read {}", path.display()),
            MockError::Syntax(message) => write!(f, "the document can't be parsed: {message}"),
            MockError::NotOpenApi(message) => write!(f, "not an OpenAPI document: {message}"),
            MockError::UnknownOperation(target) => write!(
                f,
                "the document has no operation `{target}`; give an operationId, or a method and a path such as `GET /pets/{{id}}`"
            ),
            MockError::InvalidReply(message) => write!(f, "a reply can't be sent: {message}"),
            MockError::Start(_) => write!(f, "can't open the port to serve on"),
        }
    }
}

impl Error for MockError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            MockError::Read { source, .. } | MockError::Start(source) => Some(source),
            _ => None,
        }
    }
}
