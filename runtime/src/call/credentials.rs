//! The credentials of a call: the operation's requirements go in, what is sent for them comes out, or a complete request
//! that has them. A provider is asked only where somebody waits.

use super::Call;
use super::request::labelled;
use crate::clock::Deadline;
use crate::credential::Unprovided;
use crate::decode::Decode;
use crate::error::{CredentialError, Failure, InvalidRequest, Missed, Timeout};
use crate::security::{Grant, Holder, Ungranted};
use crate::{Endpoint, Error, Requested, TransportError};
use http::header;

impl Call<'_> {
    /// The request that [`send`](Self::send) would send, with credentials and everything else. Its `Debug` shows the
    /// URL, and with it a key that belongs in the query.
    ///
    /// Nobody is asked for a credential: of one with a [provider](crate::Credential::provider), what it gave last is
    /// used. Where that may not be there yet, there is [`prepare`](Self::prepare).
    ///
    /// # Errors
    /// [`Error::InvalidRequest`] only.
    pub fn into_request<E: Endpoint>(mut self) -> Requested<E> {
        let request = self
            .grants_at_hand()
            .and_then(|grants| self.request(E::Success::ACCEPT, &grants));
        request
            .map(|request| labelled(request, self.operation))
            .map_err(Error::InvalidRequest)
    }

    /// The credentials for one attempt.
    pub(super) async fn grants(&mut self, deadline: Deadline) -> Result<Vec<Grant>, Failure> {
        // What is wrong with the call is told first: no provider is asked for it.
        self.check().map_err(Failure::InvalidRequest)?;
        let holders = self.holders().map_err(Failure::InvalidRequest)?;
        let mut grants = Vec::with_capacity(holders.len());
        for holder in holders {
            let granted = holder.grant(self.client.transport(), deadline).await;
            grants.push(granted.map_err(|why| self.ungranted(holder, why))?);
        }
        Ok(grants)
    }

    fn grants_at_hand(&mut self) -> Result<Vec<Grant>, InvalidRequest> {
        let unknown = |holder: &Holder| {
            let reason = format!(
                "the provider of the credential for `{}` isn't asked yet; await `prepare` instead of `into_request`",
                holder.scheme()
            );
            InvalidRequest::new(self.operation.id(), reason)
        };
        self.check()?;
        let holders = self.holders()?.into_iter();
        holders
            .map(|holder| holder.at_hand().ok_or_else(|| unknown(holder)))
            .collect()
    }

    /// Where the credentials come from.
    pub(super) fn holders(&self) -> Result<Vec<&Holder>, InvalidRequest> {
        // The caller's own header is a credential for this call.
        if self.headers.contains_key(header::AUTHORIZATION) {
            return Ok(Vec::new());
        }
        let holders = self.client.holders(self.operation.alternatives());
        holders.map_err(|reason| InvalidRequest::new(self.operation.id(), reason))
    }

    fn ungranted(&self, holder: &Holder, why: Ungranted) -> Failure {
        let operation = self.operation.id();
        match why {
            Ungranted::Unprovided(Unprovided::Late) => Failure::Timeout(Timeout {
                operation,
                missed: Missed::Credential(self.timeout()),
                error: TransportError::timeout(format!(
                    "the provider of the credential for `{}` was still at work",
                    holder.scheme()
                )),
            }),
            why => Failure::Credential(CredentialError::new(operation, holder.scheme(), why)),
        }
    }

    /// Whether the body is gone once it is sent.
    pub(super) fn comes_once(&self) -> bool {
        let body = self.body.as_ref().map(|(_, body)| body);
        body.is_some_and(|body| body.try_clone().is_none())
    }
}
