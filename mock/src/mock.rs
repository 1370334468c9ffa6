//! The mock before it serves: a document comes in, settings and scripted replies are added, a server goes out.
//!
//! The document is not validated: what is wrong with it is left out of what is served.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use crate::document::Document;
use crate::error::MockError;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::route::Routes;
use crate::sample::{Extent, Sample};
use crate::script::Scripts;
use crate::security::Secrets;
use crate::server::Server;

/// A document to be served. A clone shares the scripted replies.
#[derive(Clone)]
pub struct Mock {
    pub(crate) document: Arc<Document>,
    pub(crate) routes: Arc<Routes>,
    pub(crate) scripts: Arc<Scripts>,
    pub(crate) secrets: Secrets,
    pub(crate) checks_requests: bool,
    port: u16,
}

impl Mock {
    /// Reads an OpenAPI 2.0 or 3.x document in YAML.
    ///
    /// # Errors
    /// [`MockError::Syntax`] if it isn't YAML, [`MockError::NotOpenApi`] if it isn't such a document.
    pub fn from_yaml(text: &str) -> Result<Self, MockError> {
        Document::from_yaml(text).map(Mock::new)
    }

    /// Reads an OpenAPI 2.0 or 3.x document in JSON.
    ///
    /// # Errors
    /// [`MockError::Syntax`] if it isn't JSON, [`MockError::NotOpenApi`] if it isn't such a document.
    pub fn from_json(text: &str) -> Result<Self, MockError> {
        Document::from_json(text).map(Mock::new)
    }

    /// Reads a file: JSON if its name ends in `.json`, else YAML. References into other files are not followed.
    ///
    /// # Errors
    /// [`MockError::Read`] if it can't be read, else as [`Mock::from_yaml`] and [`Mock::from_json`].
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, MockError> {
        let path = path.as_ref();
        let text = std::fs::read_to_string(path).map_err(|source| MockError::Read {
            path: path.to_owned(),
            source,
        })?;
        let is_json = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
        if is_json {
            Mock::from_json(&text)
        } else {
            Mock::from_yaml(&text)
        }
    }

    fn new(document: Document) -> Self {
        Mock {
            routes: Arc::new(Routes::of(&document)),
            document: Arc::new(document),
            scripts: Arc::default(),
            secrets: Secrets::default(),
            checks_requests: true,
            port: 0,
        }
    }

    /// Accepts this secret, and from then on only secrets given this way; others are answered with 401.
    /// Without it any credential that isn't empty is accepted.
    ///
    /// The secret is compared as it stands in a request: what follows `Bearer` or `Basic`, or the API key itself.
    pub fn accept_token(mut self, secret: impl Into<String>) -> Self {
        self.secrets.add(secret.into());
        self
    }

    /// Answers requests whatever their parameters and bodies are. Credentials are still asked for.
    pub fn without_request_checks(mut self) -> Self {
        self.checks_requests = false;
        self
    }

    /// Serves on this port instead of any free one.
    pub fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Scripts the answer of an operation, given by its `operationId` or as a method and a path of the document
    /// (`GET /pets/{id}`). It goes before everything that the document says, checks and credentials included.
    ///
    /// Replies with [`Reply::times`] are given first, in order, then the last one without. It also works on a mock that
    /// was started, and on its [`Server`].
    ///
    /// # Errors
    /// [`MockError::UnknownOperation`], or [`MockError::InvalidReply`] for a status or header that can't be sent.
    pub fn respond(&self, operation: &str, reply: Reply) -> Result<(), MockError> {
        reply.validate()?;
        let found = self.operation(operation)?;
        self.scripts.add(found.key(), reply);
        Ok(())
    }

    /// Values that a request of an operation, given as for [`respond`](Self::respond), can be made of.
    ///
    /// # Errors
    /// [`MockError::UnknownOperation`].
    pub fn sample(&self, operation: &str, extent: Extent) -> Result<Sample, MockError> {
        let found = self.operation(operation)?;
        Ok(Sample::of(&found, extent))
    }

    fn operation(&self, name: &str) -> Result<Operation<'_>, MockError> {
        let find =
            |wanted: &dyn Fn(&Operation<'_>) -> bool| self.document.operations().find(wanted);
        find(&|known| known.id() == Some(name))
            .or_else(|| find(&|known| known.key() == name))
            .ok_or_else(|| MockError::UnknownOperation(name.to_owned()))
    }

    /// Starts to serve on 127.0.0.1, on the tokio runtime that this is called on.
    ///
    /// # Errors
    /// [`MockError::Start`] if the port can't be opened, or there is no tokio runtime.
    pub async fn start(&self) -> Result<Server, MockError> {
        Server::start(self.clone(), self.port).await
    }
}

/// Prints settings, without the secrets.
impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock")
            .field("checks_requests", &self.checks_requests)
            .field("port", &self.port)
            .finish_non_exhaustive()
    }
}
