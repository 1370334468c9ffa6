//! The mock before it serves: a document comes in, settings and scripted replies are added, a server goes out.
//!
//! The document is not validated: what is wrong with it is left out of what is served.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;

use serde_json::Value;

use crate::dispatch::Turns;
use crate::document::Document;
use crate::error::MockError;
use crate::memory::Memory;
use crate::operation::Operation;
use crate::play::{Hooks, Play, State};
use crate::recorded::Recorded;
use crate::reply::Reply;
use crate::route::Routes;
use crate::sample::{Extent, Sample};
use crate::script::Scripts;
use crate::security::Secrets;
use crate::served::Served;
use crate::server::Server;

/// A document to be served. A clone shares the scripted replies, the handlers and their state, and what was set.
#[derive(Clone)]
pub struct Mock {
    pub(crate) document: Arc<Document>,
    pub(crate) routes: Arc<Routes>,
    pub(crate) scripts: Arc<Scripts>,
    pub(crate) turns: Arc<Turns>,
    pub(crate) secrets: Secrets,
    pub(crate) play: Arc<Play>,
    pub(crate) hooks: Hooks,
    /// What is set and read back, if it is.
    pub(crate) memory: Option<Arc<Memory>>,
    pub(crate) checks_requests: bool,
    pub(crate) admin: bool,
    /// How many requests are kept.
    pub(crate) kept: usize,
    /// How many bytes they may have together.
    pub(crate) kept_bytes: usize,
    pub(crate) host: IpAddr,
    pub(crate) port: u16,
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
            turns: Arc::new(Turns::new(0)),
            secrets: Secrets::default(),
            play: Arc::default(),
            hooks: Hooks::default(),
            memory: None,
            checks_requests: true,
            admin: false,
            kept: usize::MAX,
            kept_bytes: usize::MAX,
            host: Ipv4Addr::LOCALHOST.into(),
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

    /// Remembers what is set, so that it is read back: an object that is sent by `PUT`, `PATCH` or `POST` is what `GET` answers
    /// at that path, what is sent by `POST` to a collection is in its list and at its own path, and `DELETE` forgets. What
    /// belongs together is found by the [document's shape](crate#what-is-set-and-read-back).
    ///
    /// Handlers ([`on`](Self::on)) go before it, and so do a client's preferences.
    pub fn stateful(mut self) -> Self {
        self.memory = Some(Arc::default());
        self
    }

    /// Chooses by chance from this seed on, where a document or a client leaves something to chance, and takes turns from the
    /// start: the same requests get the same answers again.
    pub fn seed(mut self, seed: u64) -> Self {
        self.turns = Arc::new(Turns::new(seed));
        self
    }

    /// Words the mock's own refusals (no such path, no credentials, a request that isn't what the document says) as the API
    /// that is played words them: the request, with its violations and the status, comes in with the reply as it would be.
    pub fn on_refusal(
        mut self,
        worded: impl Fn(&Recorded, Reply) -> Reply + Send + Sync + 'static,
    ) -> Self {
        self.hooks.refusal = Some(Arc::new(worded));
        self
    }

    /// Tells each request when its answer is known, before it is sent.
    pub fn on_answer(mut self, listener: impl Fn(&Recorded) + Send + Sync + 'static) -> Self {
        self.hooks.listener = Some(Arc::new(listener));
        self
    }

    /// Keeps only the last requests, so that a mock which serves for long doesn't grow; otherwise it keeps all.
    pub fn keep_requests(mut self, count: usize) -> Self {
        self.kept = count;
        self
    }

    /// Keeps only the last requests that have so many bytes together, bodies included; otherwise it keeps all. One that is
    /// larger by itself isn't kept.
    pub fn keep_bytes(mut self, bytes: usize) -> Self {
        self.kept_bytes = bytes;
        self
    }

    /// Answers below `/__mock` what tests in other languages ask: `GET` and `DELETE /__mock/requests`, `GET /__mock/state`, as
    /// handlers see it, and `DELETE` of it, with what is remembered otherwise ([`stateful`](Self::stateful)), and
    /// `POST /__mock/replies` with `{"operation": "getPet", "reply": {"status": 503, "times": 2}}`.
    pub fn admin(mut self) -> Self {
        self.admin = true;
        self
    }

    /// Serves on this address of the machine instead of 127.0.0.1, such as `0.0.0.0` for whoever reaches the machine or the
    /// container. Anybody there can ask it anything.
    pub fn host(mut self, host: IpAddr) -> Self {
        self.host = host;
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

    /// Answers an operation, given as for [`respond`](Self::respond), as its API would: the handler sees each request that
    /// nothing is wrong with and that no reply is scripted for, and a state that all handlers share. Where it gives nothing,
    /// the document answers. A client's preferences (`Prefer`) go before it.
    ///
    /// ```
    /// use bindery_mock::{Mock, Reply};
    /// # let mock = Mock::from_yaml("{ openapi: 3.0.3, paths: { /name: { get: { responses: {} }, put: { responses: {} } } } }")?;
    /// mock.on("PUT /name", |request, state| {
    ///     state.insert("name".to_owned(), request.json()?);
    ///     Some(Reply::new(204))
    /// })?;
    /// mock.on("GET /name", |_, state| Some(Reply::new(200).json(state.get("name")?.clone())))?;
    /// # Ok::<(), bindery_mock::MockError>(())
    /// ```
    ///
    /// # Errors
    /// [`MockError::UnknownOperation`].
    pub fn on(
        &self,
        operation: &str,
        handler: impl Fn(&Recorded, &mut State) -> Option<Reply> + Send + Sync + 'static,
    ) -> Result<(), MockError> {
        let found = self.operation(operation)?;
        self.play.on(found.key(), Arc::new(handler));
        Ok(())
    }

    /// Looks at what handlers remember, and changes it. A handler that is at work waits for this, and the other way round,
    /// so that it must not be called by one.
    pub fn state<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        self.play.with_state(change)
    }

    /// Values that a request of an operation, given as for [`respond`](Self::respond), can be made of.
    ///
    /// # Errors
    /// [`MockError::UnknownOperation`].
    pub fn sample(&self, operation: &str, extent: Extent) -> Result<Sample, MockError> {
        let found = self.operation(operation)?;
        Ok(Sample::of(&found, extent))
    }

    /// The title of the document and its version.
    pub fn title(&self) -> String {
        let info = self.document.root().get("info");
        let text = |field| {
            info.and_then(|info| info.get(field))
                .and_then(Value::as_str)
        };
        let words = [
            text("title").unwrap_or("Untitled"),
            text("version").unwrap_or_default(),
        ];
        words.join(" ").trim_end().to_owned()
    }

    /// What may stand before the document's paths: the paths of its servers, the longest first. Without one of them the paths
    /// are served, too.
    pub fn prefixes(&self) -> impl Iterator<Item = &str> {
        self.routes.prefixes()
    }

    /// What is served, in the order of the document.
    pub fn operations(&self) -> Vec<Served> {
        let operations = self.document.operations();
        operations
            .map(|operation| Served::of(self, &operation))
            .collect()
    }

    fn operation(&self, name: &str) -> Result<Operation<'_>, MockError> {
        let find =
            |wanted: &dyn Fn(&Operation<'_>) -> bool| self.document.operations().find(wanted);
        find(&|known| known.id() == Some(name))
            .or_else(|| find(&|known| known.key() == name))
            .ok_or_else(|| MockError::UnknownOperation(name.to_owned()))
    }

    /// Starts to serve on 127.0.0.1, or on another [`host`](Self::host), on the tokio runtime that this is called on.
    ///
    /// # Errors
    /// [`MockError::Start`] if the port can't be opened, or there is no tokio runtime.
    pub async fn start(&self) -> Result<Server, MockError> {
        Server::start(self.clone()).await
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
