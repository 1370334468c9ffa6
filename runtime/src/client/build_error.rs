//! Why a client can't be built. Everything a client is given is checked here, once, so that calls needn't. Messages
//! never show a base URL or a credential: both may hold secrets.

use std::error::Error;
use std::fmt::{self, Display, Formatter};

use crate::TransportError;

/// Why a client can't be built.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// No base URL is set, and the document's server is this one, which is relative.
    NoBaseUrl(&'static str),
    /// A base URL isn't usable, for this reason.
    InvalidBaseUrl(&'static str),
    /// The document's server with this URL isn't usable, for this reason.
    InvalidServer(&'static str, &'static str),
    /// A server was chosen or replaced that the document doesn't declare for any operation.
    NoSuchServer(&'static str),
    /// A variable was set that no server has to which requests go.
    NoSuchServerVariable(String),
    /// The variable of this name was set to a value that isn't one of these, which are all that the document allows.
    ServerVariableValue(&'static str, &'static [&'static str]),
    /// The variable of this name can't be filled in, for this reason.
    ServerVariable(&'static str, &'static str),
    /// A credential was set for a scheme that the document doesn't define.
    NoSuchScheme(String),
    /// A credential was set for every scheme of its kind, and the document defines none.
    NoSchemeFor(&'static str),
    /// A credential is of another kind than its scheme.
    CredentialKind(&'static str),
    /// A credential is empty, or has a character that can't be sent.
    CredentialText(&'static str),
    /// The user agent has a character that can't be sent.
    InvalidUserAgent,
    /// There is no transport: none was set, and the feature `reqwest` is off.
    NoTransport,
    /// The base URL is `https`, and no feature for TLS is on.
    NoTls,
    /// The default transport can't be set up.
    Transport(TransportError),
}

impl Display for BuildError {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBaseUrl(server) => write!(
                formatter,
                "the API's document has the server `{server}`, which is no absolute URL; set `base_url`, \
                 or `base_url_for` this server"
            ),
            Self::InvalidBaseUrl(reason) => write!(formatter, "the base URL {reason}"),
            Self::InvalidServer(server, reason) => write!(
                formatter,
                "the URL of the document's server `{server}` {reason}; set `base_url`"
            ),
            Self::NoSuchServer(server) => write!(
                formatter,
                "the API's document declares no server `{server}` that an operation could use"
            ),
            Self::NoSuchServerVariable(name) => write!(
                formatter,
                "no server that requests go to has a variable `{name}`"
            ),
            Self::ServerVariableValue(name, allowed) => write!(
                formatter,
                "the value of the server variable `{name}` isn't one of `{}`",
                allowed.join("`, `")
            ),
            Self::ServerVariable(name, reason) => {
                write!(formatter, "the server variable `{name}` {reason}")
            }
            Self::NoSuchScheme(name) => write!(
                formatter,
                "the API's document defines no security scheme `{name}`"
            ),
            Self::NoSchemeFor(kind) => {
                write!(
                    formatter,
                    "the API's document defines no security scheme that takes {kind}"
                )
            }
            Self::CredentialKind(scheme) => {
                write!(
                    formatter,
                    "the credential for `{scheme}` is of another kind than the scheme"
                )
            }
            Self::CredentialText(scheme) => write!(
                formatter,
                "the credential for `{scheme}` is empty or has a character that can't be sent"
            ),
            Self::InvalidUserAgent => {
                formatter.write_str("the user agent has a character that can't be sent")
            }
            Self::NoTransport => formatter.write_str(
                "there is no transport: set `transport`, turn on the feature `reqwest`, or turn on `blocking` and \
                 build with `build_blocking`",
            ),
            Self::NoTls => formatter.write_str(
                "the base URL is https: turn on the feature `rustls` or `native-tls`, \
                 or set a transport with TLS",
            ),
            Self::Transport(_) => formatter.write_str("the default transport can't be set up"),
        }
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::NoBaseUrl(_)
            | Self::InvalidBaseUrl(_)
            | Self::InvalidServer(..)
            | Self::NoSuchServer(_)
            | Self::NoSuchServerVariable(_)
            | Self::ServerVariableValue(..)
            | Self::ServerVariable(..)
            | Self::NoSuchScheme(_)
            | Self::NoSchemeFor(_)
            | Self::CredentialKind(_)
            | Self::CredentialText(_)
            | Self::InvalidUserAgent
            | Self::NoTransport
            | Self::NoTls => None,
        }
    }
}
