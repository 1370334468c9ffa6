//! The transports that a client has when its user brings none: the bases that requests go to come in, a transport that
//! can reach them comes out.

use super::BuildError;
use super::servers::Bases;
use crate::Transport;

/// What makes a transport, if it can reach all of the bases.
pub(super) type Default = fn(&Bases) -> Result<Box<dyn Transport>, BuildError>;

/// Whether there is TLS. A browser has its own.
#[cfg(any(feature = "reqwest", feature = "blocking"))]
const HAS_TLS: bool = cfg!(any(
    feature = "rustls",
    feature = "native-tls",
    target_arch = "wasm32"
));

#[cfg(feature = "reqwest")]
pub(super) fn default(bases: &Bases) -> Result<Box<dyn Transport>, BuildError> {
    check_tls(bases)?;
    let transport = crate::transport::reqwest::Reqwest::with_defaults();
    Ok(Box::new(transport.map_err(BuildError::Transport)?))
}

#[cfg(not(feature = "reqwest"))]
pub(super) fn default(_: &Bases) -> Result<Box<dyn Transport>, BuildError> {
    Err(BuildError::NoTransport)
}

#[cfg(feature = "blocking")]
pub(super) fn blocking(bases: &Bases) -> Result<Box<dyn Transport>, BuildError> {
    check_tls(bases)?;
    Ok(Box::new(crate::transport::ureq::Ureq::with_defaults()))
}

#[cfg(any(feature = "reqwest", feature = "blocking"))]
fn check_tls(bases: &Bases) -> Result<(), BuildError> {
    match !HAS_TLS
        && bases
            .iter()
            .any(|base| crate::reference::is_https(base.as_str()))
    {
        true => Err(BuildError::NoTls),
        false => Ok(()),
    }
}
