//! From what a user sets to a client: everything is checked in `build`, which is where the errors come out.
//! Nothing is read from the environment.

use std::fmt::{self, Debug, Formatter};
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use super::servers::{Bases, Choice};
use super::{BuildError, Client, Shared, transports};
use crate::credential::Proof;
use crate::retry::Budget;
use crate::security::{Holder, Refused};
use crate::{Api, Credential, RetryPolicy, Secret, SecurityScheme, Server, Throughput, Transport};

/// What wraps a transport.
type Layer = Box<dyn FnOnce(Box<dyn Transport>) -> Box<dyn Transport> + Send>;

/// Builds a client for an API; `C` is the type that generated code wraps it in.
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder<C> {
    api: &'static Api,
    servers: Choice,
    for_kinds: Vec<Credential>,
    for_schemes: Vec<(String, Credential)>,
    transport: Option<Box<dyn Transport>>,
    layers: Vec<Layer>,
    timeout: Duration,
    throughput: Throughput,
    retry: RetryPolicy,
    user_agent: String,
    response_limit: usize,
    redirects: u32,
    is_validating: bool,
    client: PhantomData<fn() -> C>,
}

impl<C> ClientBuilder<C> {
    /// A builder with the first servers that the API declares, no credentials, the default transport, 30 seconds for a call and 64 MiB
    /// for an answer.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            servers: Choice::default(),
            for_kinds: Vec::new(),
            for_schemes: Vec::new(),
            transport: None,
            layers: Vec::new(),
            timeout: Duration::from_secs(30),
            throughput: Throughput::standard(),
            retry: RetryPolicy::standard(),
            user_agent: concat!("bindery-runtime/", env!("CARGO_PKG_VERSION")).to_owned(),
            response_limit: 64 * 1024 * 1024,
            redirects: 10,
            is_validating: true,
            client: PhantomData,
        }
    }

    /// The URL that paths are appended to, for every operation and instead of all servers of the document, so that a
    /// proxy or a mock gets all requests. It is `http` or `https`, absolute, and has no user, query or fragment; one
    /// trailing slash is dropped, and nothing else is changed: a version in the path of the document's server, such as
    /// `/v1`, has to be in it too.
    ///
    /// Without it, requests go to the operation's own servers, else to those of its path, else to the document's: to the
    /// first of a list, unless [`server`](Self::server) chooses another. It is needed where that server is relative, such
    /// as `/v1`, or the document declares none: a relative server is relative to where the document is served.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.servers.base_url = Some(url.into());
        self
    }

    /// Another one of the document's servers than the first: operations use it wherever it is among their servers. Of
    /// several that are chosen and that one list declares, the last one counts.
    pub fn server(mut self, server: Server) -> Self {
        self.servers.servers.push(server);
        self
    }

    /// The URL to use instead of one of the document's servers, wherever that is the one that requests go to; what
    /// [`base_url`](Self::base_url) says of its URL is true of this one too.
    pub fn base_url_for(mut self, server: Server, url: impl Into<String>) -> Self {
        self.servers.replaced.push((server, url.into()));
        self
    }

    /// A value for the variable of this name in the URLs of servers, instead of its default. It is one of the
    /// variable's `enum`, if that is declared, and can't lead to another host than the document's URL leaves open: in
    /// a host it holds letters, digits and `-._~:` only, in a path it is encoded as one segment.
    ///
    /// It counts for every server that requests go to, has the variable and takes the value; for servers that take
    /// different ones it may be set several times, and each has the last one that it takes.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.servers.variables.push((name.into(), value.into()));
        self
    }

    /// A token for every bearer scheme.
    pub fn bearer(self, token: impl Into<Secret>) -> Self {
        self.for_kind(Credential::bearer(token))
    }

    /// A user and a password for every basic scheme.
    pub fn basic(self, user: impl Into<String>, password: impl Into<Secret>) -> Self {
        self.for_kind(Credential::basic(user, password))
    }

    /// A key for every scheme with an API key.
    pub fn api_key(self, key: impl Into<Secret>) -> Self {
        self.for_kind(Credential::api_key(key))
    }

    fn for_kind(mut self, credential: Credential) -> Self {
        self.for_kinds.push(credential);
        self
    }

    /// A credential for the scheme with this name in the document, rather than for all of its kind.
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.for_schemes.push((scheme.into(), credential));
        self
    }

    /// How long a call may take as a whole, from connecting to the last byte of the answer. The default is 30 seconds.
    ///
    /// Of a call whose request body is a stream, or whose answer is read as it comes, it is how long each step may take:
    /// until the server takes more of the request, then until the answer's head, and each wait for more of its body.
    /// Events and lines may be waited for longer: five minutes, unless this is longer, or the call has a time of its own
    /// (`with_timeout`). Any byte ends a wait, so a comment that a server sends to keep an event stream alive does too.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How fast bodies have to go that are read as they come or sent as streams, but for events and lines; the default
    /// is [`Throughput::standard`].
    pub fn throughput(mut self, throughput: Throughput) -> Self {
        self.throughput = throughput;
        self
    }

    /// When calls are made again; the default is [`RetryPolicy::standard`].
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// How many redirects in a row a call follows before it ends with [`Error::Redirect`](crate::Error::Redirect); the
    /// default is 10. With 0 it follows none: each is the answer.
    ///
    /// 301, 302, 307 and 308 are followed for `GET` and `HEAD`, 303 for every method, as a `GET` (RFC 9110, section 15.4).
    /// Another origin gets no credentials, and no header but those that ask for a kind or a part of the content; `https`
    /// is never left for `http`. An operation that the document gives no other answers than redirects has its answer then.
    pub fn redirects(mut self, limit: u32) -> Self {
        self.redirects = limit;
        self
    }

    /// The `User-Agent` header.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// How many bytes an answer's body may have that is kept in memory; of one that is read as it comes, how many any
    /// event or line of it may have. The default is 64 MiB, which no JSON answer should come near, and which keeps a
    /// broken or hostile server from filling the memory.
    ///
    /// What counts is what a transport hands on. The default one asks for no compression and undoes none; one that does
    /// hands on what it has decompressed, piece by piece, so that the limit is for that.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Sends calls whether or not their values keep to the document's lengths, bounds, patterns and counts: for a server
    /// that takes more than its document says. It makes a difference only in clients that were generated with validation.
    pub fn without_validation(mut self) -> Self {
        self.is_validating = false;
        self
    }

    /// The transport to use instead of the default one.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// A layer around the transport, and around the layers that were set before: it sees each attempt of each call, as
    /// a request that is complete, and each answer before it is read. Requests that a server has redirected go through it
    /// as well, and may be for another origin.
    pub fn layer<T: Transport>(
        mut self,
        wrap: impl FnOnce(Box<dyn Transport>) -> T + Send + 'static,
    ) -> Self {
        self.layers.push(Box::new(|inner| Box::new(wrap(inner))));
        self
    }

    /// The reqwest client to use, with its own TLS, proxies and redirects. Those that it follows itself may carry keys to
    /// another origin: with `reqwest::redirect::Policy::none()` they are followed as [`redirects`](Self::redirects) has it.
    ///
    /// With the feature `rustls` and no other TLS, building a reqwest client needs a provider for the process
    /// (`rustls::crypto::CryptoProvider::install_default`) and panics without one. The default client needs none.
    #[cfg(feature = "reqwest")]
    pub fn reqwest_client(self, client: reqwest::Client) -> Self {
        self.transport(crate::transport::reqwest::Reqwest::new(client))
    }

    /// The agent of ureq to use for blocking calls, with its own TLS, proxies and redirects. Those that it follows itself
    /// may carry keys to another origin, unless it has `max_redirects(0)`, and it takes proxies from the environment unless
    /// told otherwise: the blocking transport of [`build_blocking`](Self::build_blocking) does neither.
    #[cfg(feature = "blocking")]
    pub fn ureq_agent(self, agent: ureq::Agent) -> Self {
        self.transport(crate::transport::ureq::Ureq::new(agent))
    }
}

impl<C: From<Client>> ClientBuilder<C> {
    /// The client.
    ///
    /// # Errors
    /// When something that was set can't be used, or something that is needed isn't set; see [`BuildError`].
    pub fn build(self) -> Result<C, BuildError> {
        self.build_on(transports::default)
    }

    /// The client for calls that are sent with `send_blocking`, which need no async runtime. Unless another transport is
    /// set it has one on the sockets of the standard library, which knows no proxy.
    ///
    /// # Errors
    /// As [`build`](Self::build).
    #[cfg(feature = "blocking")]
    pub fn build_blocking(self) -> Result<C, BuildError> {
        self.build_on(transports::blocking)
    }

    fn build_on(self, default: transports::Default) -> Result<C, BuildError> {
        let bases = Bases::of(&self.servers, self.api)?;
        let holders = self.holders()?;
        let is_transport_ours = self.transport.is_none() && self.layers.is_empty();
        let transport = match self.transport {
            Some(transport) => transport,
            None => default(&bases)?,
        };
        let shared = Shared {
            holders,
            user_agent: HeaderValue::try_from(self.user_agent)
                .map_err(|_| BuildError::InvalidUserAgent)?,
            transport: self
                .layers
                .into_iter()
                .fold(transport, |inner, wrap| wrap(inner)),
            is_transport_ours,
            api: self.api,
            bases,
            timeout: self.timeout,
            throughput: self.throughput,
            retry: self.retry,
            budget: Budget::new(),
            response_limit: self.response_limit,
            redirects: self.redirects,
            is_validating: self.is_validating,
        };
        Ok(Client(Arc::new(shared)).into())
    }

    /// What is set for a scheme wins over what is set for its kind; of two of the same rank the later one wins.
    fn holders(&self) -> Result<Vec<Holder>, BuildError> {
        let schemes = self.api.security_schemes;
        let defined = |name: &str| schemes.iter().any(|scheme| scheme.name == name);
        if let Some((name, _)) = self.for_schemes.iter().find(|(name, _)| !defined(name)) {
            return Err(BuildError::NoSuchScheme(name.clone()));
        }
        let taken = |proof: &Proof| schemes.iter().any(|scheme| scheme.takes(proof));
        let mut proofs = self.for_kinds.iter().map(|credential| &credential.proof);
        if let Some(proof) = proofs.find(|proof| !taken(proof)) {
            return Err(BuildError::NoSchemeFor(proof.kind()));
        }
        schemes
            .iter()
            .filter_map(|scheme| Some((scheme, self.credential_for(scheme)?)))
            .map(hold)
            .collect()
    }

    fn credential_for(&self, scheme: &SecurityScheme) -> Option<&Credential> {
        let named = self
            .for_schemes
            .iter()
            .rfind(|(name, _)| name == scheme.name);
        let of_kind = || {
            self.for_kinds
                .iter()
                .rfind(|credential| scheme.takes(&credential.proof))
        };
        named.map(|(_, credential)| credential).or_else(of_kind)
    }
}

fn hold(
    (scheme, credential): (&'static SecurityScheme, &Credential),
) -> Result<Holder, BuildError> {
    Holder::new(scheme, credential).map_err(|refused| match refused {
        Refused::Kind => BuildError::CredentialKind(scheme.name),
        Refused::Text => BuildError::CredentialText(scheme.name),
    })
}

/// Shows for which schemes there are credentials, not the credentials, nor a base URL that isn't checked yet.
impl<C> Debug for ClientBuilder<C> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ClientBuilder")
            .field(
                "api",
                &format_args!("{} {}", self.api.title, self.api.version),
            )
            .field("credentials", &(&self.for_kinds, &self.for_schemes))
            .field("timeout", &self.timeout)
            .field("retry", &self.retry)
            .field("response_limit", &self.response_limit)
            .finish_non_exhaustive()
    }
}
