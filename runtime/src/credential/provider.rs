//! What gives credentials: the user's own code, which may fetch them from anywhere.

use std::error::Error;

use crate::Credential;
use crate::transport::{BoxFuture, MaybeSend};

/// What a provider comes to: a credential, or why there is none. The error is the
/// [`source`](std::error::Error::source) of the call's, which doesn't show it: what a provider fails with may hold the
/// secrets that it works with.
pub type Provided = Result<Credential, Box<dyn Error + Send + Sync>>;

/// Gives credentials; see [`Credential::provider`].
///
/// It is asked again only when its last credential was refused or is about to expire, so it gives a new one each time.
/// For blocking calls its future may block, as long as it is ready then. Its own requests can't need the credential that
/// it gives: they go through another client, or have an `Authorization` header of their own.
pub trait CredentialProvider: Send + Sync + 'static {
    /// A credential of the kind that the security scheme takes, with its [end](Credential::expiring_in) if that is known.
    ///
    /// # Errors
    /// Anything; calls that need the credential fail with [`Error::Credential`](crate::Error::Credential).
    fn provide(&self) -> BoxFuture<'_, Provided>;
}

impl<F, P> CredentialProvider for F
where
    F: Fn() -> P + Send + Sync + 'static,
    P: Future<Output = Provided> + MaybeSend + 'static,
{
    fn provide(&self) -> BoxFuture<'_, Provided> {
        Box::pin(self())
    }
}
