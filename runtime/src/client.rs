//! A client: everything that calls share, made once and cheap to clone. The one thing that calls change is the budget
//! of their retries.

mod base_url;
mod build_error;
mod builder;
mod servers;
mod template;
mod transports;

use std::fmt::{self, Debug, Formatter};
use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;

use crate::retry::Budget;
use crate::security::{Holder, Secrets};
use crate::{Api, Call, Endpoint, Operation, RetryPolicy, Throughput, Transport};
use servers::Bases;

pub(crate) use base_url::BaseUrl;
pub use build_error::BuildError;
pub use builder::ClientBuilder;

/// A client for one API. Generated code wraps it in a type of the API's own.
#[derive(Clone)]
pub struct Client(Arc<Shared>);

struct Shared {
    api: &'static Api,
    bases: Bases,
    holders: Vec<Holder>,
    transport: Box<dyn Transport>,
    /// Whether no code of the user's sees requests, so that nothing has to be in them for it.
    is_transport_ours: bool,
    timeout: Duration,
    throughput: Throughput,
    retry: RetryPolicy,
    budget: Budget,
    user_agent: HeaderValue,
    response_limit: usize,
    redirects: u32,
    is_validating: bool,
}

impl Client {
    /// Begins a call of an endpoint.
    pub fn call<E: Endpoint>(&self) -> Call<'_> {
        Call::new(self, E::OPERATION)
    }

    /// The URL that the paths of operations are appended to that have no servers of their own; it has no trailing
    /// slash. `None` when each operation has its own.
    #[must_use]
    pub fn base_url(&self) -> Option<&str> {
        self.0.bases.shared().map(BaseUrl::as_str)
    }

    /// The URL that the path of an operation is appended to.
    ///
    /// # Errors
    /// A message, when the operation isn't one of the client's API.
    pub(crate) fn base_of(&self, operation: &Operation) -> Result<&BaseUrl, &'static str> {
        let base = self.0.bases.base(operation);
        base.ok_or("the client's API declares no server for it; set `base_url`")
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        self.0.transport.as_ref()
    }

    pub(crate) fn is_transport_ours(&self) -> bool {
        self.0.is_transport_ours
    }

    pub(crate) fn timeout(&self) -> Duration {
        self.0.timeout
    }

    pub(crate) fn throughput(&self) -> Throughput {
        self.0.throughput
    }

    pub(crate) fn retry(&self) -> &RetryPolicy {
        &self.0.retry
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.0.budget
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.0.user_agent
    }

    pub(crate) fn redirects(&self) -> u32 {
        self.0.redirects
    }

    pub(crate) fn response_limit(&self) -> usize {
        self.0.response_limit
    }

    /// The credentials of the first alternative that are all set. An empty alternative stands back: a caller that has set
    /// credentials wants them to be used.
    ///
    /// # Errors
    /// A message that names the missing schemes and the functions of the builder that set them.
    pub(crate) fn holders(&self, alternatives: &[&[&'static str]]) -> Result<Vec<&Holder>, String> {
        let named = alternatives.iter().filter(|names| !names.is_empty());
        let mut complete =
            named.filter_map(|names| names.iter().map(|name| self.holder(name)).collect());
        match complete.next() {
            Some(holders) => Ok(holders),
            None if alternatives.is_empty() || alternatives.contains(&[].as_slice()) => {
                Ok(Vec::new())
            }
            None => Err(self.missing(alternatives)),
        }
    }

    fn holder(&self, scheme: &str) -> Option<&Holder> {
        let mut holders = self.0.holders.iter();
        holders.find(|holder| holder.scheme() == scheme)
    }

    fn missing(&self, alternatives: &[&[&'static str]]) -> String {
        let setter = |name: &&str| match self
            .0
            .api
            .security_schemes
            .iter()
            .find(|scheme| scheme.name == *name)
        {
            Some(scheme) => format!("{name} (`{}`)", scheme.setter()),
            None => format!("{name} (which the document doesn't define)"),
        };
        let all = |names: &&[&str]| names.iter().map(setter).collect::<Vec<_>>().join(" and ");
        let any: Vec<_> = alternatives.iter().map(all).collect();
        format!(
            "credentials are missing; set on the client's builder: {}",
            any.join(", or ")
        )
    }

    /// Whether calls are checked against the document, where tables for it were generated.
    pub(crate) fn is_validating(&self) -> bool {
        self.0.is_validating
    }

    /// What must not show, whatever is called.
    pub(crate) fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        let grants = self.0.holders.iter().filter_map(Holder::at_hand);
        grants.for_each(|grant| secrets.add_grant(&grant));
        secrets
    }
}

/// Shows which schemes have credentials, not the credentials.
impl Debug for Client {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let schemes: Vec<_> = self.0.holders.iter().map(Holder::scheme).collect();
        formatter
            .debug_struct("Client")
            .field(
                "api",
                &format_args!("{} {}", self.0.api.title, self.0.api.version),
            )
            .field("base_url", &self.base_url().unwrap_or_default())
            .field("credentials", &schemes)
            .field("timeout", &self.0.timeout)
            .field("retry", &self.0.retry)
            .finish_non_exhaustive()
    }
}
