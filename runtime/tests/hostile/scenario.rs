//! What every scenario has in common: it is played over each transport, it comes to an end, and no error of it shows a
//! credential.

use std::error::Error as _;
use std::fmt::Debug;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use bindery_runtime::{ClientBuilder, Credential, Error, RetryPolicy};
#[cfg(feature = "tower")]
use {
    bindery_runtime::{TransportError, transport::ServiceTransport},
    hyper_util::{client::legacy, rt::TokioExecutor},
    tower::ServiceExt,
};

use crate::petstore::Client;
use crate::server::Server;

/// The credentials of every client here.
pub(crate) const SECRETS: [&str; 2] = ["BEARER-SECRET", "QUERY-SECRET"];

/// Far more than any scenario takes, and less than anybody would wait.
const FOREVER: Duration = Duration::from_secs(60);

/// What carries the calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stack {
    #[cfg(feature = "reqwest")]
    Reqwest,
    /// Its calls keep their thread until they are done, whoever awaits them.
    #[cfg(feature = "blocking")]
    Blocking,
    /// A client of hyper's, as a service of tower.
    #[cfg(feature = "tower")]
    Hyper,
}

impl Stack {
    const ALL: &[Self] = &[
        #[cfg(feature = "reqwest")]
        Self::Reqwest,
        #[cfg(feature = "blocking")]
        Self::Blocking,
        #[cfg(feature = "tower")]
        Self::Hyper,
    ];

    /// A client of the server, with credentials, five seconds for a call, and 64 KiB for an answer.
    pub(crate) fn builder(self, server: &Server) -> ClientBuilder<Client> {
        Client::builder()
            .base_url(server.url())
            .bearer(SECRETS[0])
            .credential("QueryKey", Credential::api_key(SECRETS[1]))
            .response_limit(64 * 1024)
            .timeout(Duration::from_secs(5))
    }

    pub(crate) fn client(self, server: &Server) -> Client {
        self.build(self.builder(server))
    }

    /// A client that makes each call once.
    pub(crate) fn plain(self, server: &Server) -> Client {
        self.build(self.builder(server).retry(RetryPolicy::none()))
    }

    pub(crate) fn build(self, builder: ClientBuilder<Client>) -> Client {
        let client = match self {
            #[cfg(feature = "reqwest")]
            Self::Reqwest => builder.build(),
            #[cfg(feature = "blocking")]
            Self::Blocking => builder.build_blocking(),
            #[cfg(feature = "tower")]
            Self::Hyper => {
                let client = legacy::Client::builder(TokioExecutor::new()).build_http();
                let service = client.map_err(|error| match error.is_connect() {
                    true => TransportError::connect(error),
                    false => TransportError::other(error),
                });
                let transport = ServiceTransport::new(service, tokio::time::sleep);
                builder.transport(transport).build()
            }
        };
        client.expect("a client")
    }
}

/// Plays a scenario over each transport, on a thread that has to come to an end.
pub(crate) fn survive(scenario: impl AsyncFn(Stack) + Copy + Send + 'static) {
    for stack in Stack::ALL {
        let (done, ended) = mpsc::channel();
        let playing = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread();
            let runtime = { runtime }.enable_all().build().expect("a runtime");
            runtime.block_on(scenario(*stack));
            done.send(()).ok();
        });
        match ended.recv_timeout(FOREVER) {
            Err(mpsc::RecvTimeoutError::Timeout) => panic!("{stack:?} hangs"),
            _ => playing
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
        }
    }
}

/// The error of a call that can't have succeeded, once it is clear that it tells no secret.
pub(crate) fn failure<T: Debug, F: Debug + 'static>(outcome: Result<T, Error<F>>) -> Error<F> {
    let error = outcome.expect_err("an error");
    let mut told = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(cause) = source {
        told += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    for secret in SECRETS {
        assert!(!told.contains(secret), "{told}");
    }
    error
}
