//! What went wrong within ureq, as a [`TransportError`]. Only what is sure to have come before the request counts as a
//! missing connection; URLs are left out, because their query may hold a key.

use std::io;

use ureq::Error;

use crate::TransportError;

pub(super) fn failure(error: Error) -> TransportError {
    match error {
        Error::Timeout(_) => TransportError::timeout(error),
        Error::Io(error) => broken(error),
        Error::BadUri(_) => TransportError::rejected("the URL can't be connected to"),
        Error::RequireHttpsOnly(_) => TransportError::rejected("the agent is for https only"),
        Error::ConnectProxyFailed(_) => TransportError::connect("the proxy refused to connect"),
        Error::InvalidProxyUrl | Error::TlsRequired => TransportError::rejected(error),
        Error::HostNotFound | Error::ConnectionFailed | Error::Tls(_) => {
            TransportError::connect(error)
        }
        #[cfg(feature = "native-tls")]
        Error::NativeTls(_) => TransportError::connect(error),
        _ => TransportError::other(error),
    }
}

fn broken(error: io::Error) -> TransportError {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => TransportError::timeout(error),
        io::ErrorKind::ConnectionRefused | io::ErrorKind::AddrNotAvailable => {
            TransportError::connect(error)
        }
        _ if is_lookup(&error) || is_untrusted(&error) => TransportError::connect(error),
        // What the request's own body failed with comes back as it was.
        _ => match error.downcast::<TransportError>() {
            Ok(error) => error,
            Err(error) => TransportError::other(error),
        },
    }
}

/// Whether a name couldn't be resolved. The standard library has no kind of error for it.
fn is_lookup(error: &io::Error) -> bool {
    error.raw_os_error().is_none() && error.to_string().starts_with("failed to lookup address")
}

/// Whether the server's certificate was refused, which comes before any request.
#[cfg(feature = "rustls")]
fn is_untrusted(error: &io::Error) -> bool {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref());
    matches!(inner, Some(rustls::Error::InvalidCertificate(_)))
}

#[cfg(not(feature = "rustls"))]
fn is_untrusted(_: &io::Error) -> bool {
    false
}
