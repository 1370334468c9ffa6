//! Where the credential of a scheme comes from. It is ready, because it was set with the client, or it is made ready each
//! time from what a provider has given.

use std::sync::Arc;

use super::authorization::{Authorization, Refused};
use super::{Effect, SecurityScheme};
use crate::clock::Deadline;
use crate::credential::{Credential, Held, Proof, Source, Unprovided};
use crate::transport::Transport;

/// What a client has for a scheme.
pub(crate) struct Holder {
    scheme: &'static SecurityScheme,
    origin: Origin,
}

enum Origin {
    Builder(Arc<Authorization>),
    Provider(Arc<Source>),
}

/// A credential for a request. It holds the secret, so it has no `Debug`.
#[derive(Clone)]
pub(crate) struct Grant {
    pub(super) authorization: Arc<Authorization>,
    provided: Option<(Arc<Source>, Arc<Held>)>,
}

/// Why there is no credential for a request.
pub(crate) enum Ungranted {
    Unprovided(Unprovided),
    /// The provider gave what can't be used.
    Refused(Refused),
}

impl Holder {
    pub(crate) fn new(
        scheme: &'static SecurityScheme,
        credential: &Credential,
    ) -> Result<Self, Refused> {
        let origin = match &credential.proof {
            Proof::Provider(source) => Origin::Provider(source.clone()),
            _ => Origin::Builder(Arc::new(Authorization::new(scheme, credential)?)),
        };
        Ok(Self { scheme, origin })
    }

    /// The scheme's name.
    pub(crate) fn scheme(&self) -> &'static str {
        self.scheme.name
    }

    /// The credential, if nobody has to be asked for it.
    pub(crate) fn at_hand(&self) -> Option<Grant> {
        match &self.origin {
            Origin::Builder(authorization) => Some(Grant::ready(authorization)),
            Origin::Provider(source) => self.ready(source, source.at_hand()?).ok(),
        }
    }

    /// The credential, from the provider if it has to be asked.
    pub(crate) async fn grant(
        &self,
        clock: &dyn Transport,
        deadline: Deadline,
    ) -> Result<Grant, Ungranted> {
        match &self.origin {
            Origin::Builder(authorization) => Ok(Grant::ready(authorization)),
            Origin::Provider(source) => {
                // Boxed, because most calls need no provider and shouldn't have to hold it.
                let held = Box::pin(source.credential(clock, deadline)).await;
                let held = held.map_err(Ungranted::Unprovided)?;
                // What can't be sent can't be refused by a server either.
                self.ready(source, held.clone()).map_err(|refused| {
                    source.refuse(&held);
                    Ungranted::Refused(refused)
                })
            }
        }
    }

    fn ready(&self, source: &Arc<Source>, held: Arc<Held>) -> Result<Grant, Refused> {
        let authorization = Authorization::new(self.scheme, &held.credential)?;
        Ok(Grant {
            authorization: Arc::new(authorization),
            provided: Some((source.clone(), held)),
        })
    }
}

impl Grant {
    fn ready(authorization: &Arc<Authorization>) -> Self {
        Self {
            authorization: authorization.clone(),
            provided: None,
        }
    }

    /// What it adds to a request.
    pub(crate) fn effect(&self) -> &Effect {
        &self.authorization.effect
    }

    /// Whether a provider gave it, which may have taken time.
    pub(crate) fn is_provided(&self) -> bool {
        self.provided.is_some()
    }

    /// Takes note that the server refused it. Whether there may be another one.
    pub(crate) fn refuse(&self) -> bool {
        let Some((source, held)) = &self.provided else {
            return false;
        };
        source.refuse(held);
        true
    }
}
