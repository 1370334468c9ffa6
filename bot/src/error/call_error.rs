//! Why a call has no value, with what Graph said apart from everything else that can go wrong.

use std::fmt::{self, Debug, Display, Formatter};

use messenger_platform::runtime::{Error, HeaderMap, StatusCode};

use super::{Class, Refusal};

/// Why a call failed. `F` is the body that the bindings' document gives its error answers.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError<F = ()> {
    /// Graph refused it.
    Refused(Box<Refusal>),
    /// There is no answer, or none that is Graph's.
    Failed(Error<F>),
}

impl<F> CallError<F> {
    /// What can be done about it, if Graph said what it is.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        self.refusal().map(|refusal| refusal.class())
    }

    /// What Graph said.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Failed(_) => None,
        }
    }

    /// The answer's status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Refused(refusal) => Some(refusal.status()),
            Self::Failed(error) => error.status(),
        }
    }

    /// The answer's headers, if there was an answer.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        match self {
            Self::Refused(refusal) => Some(refusal.headers()),
            Self::Failed(error) => error.headers(),
        }
    }
}

impl<F> From<Error<F>> for CallError<F> {
    /// Finds what Graph said in the answer, if there is one.
    fn from(error: Error<F>) -> Self {
        match refusal_of(&error) {
            Some(refusal) => Self::Refused(Box::new(refusal)),
            None => Self::Failed(error),
        }
    }
}

fn refusal_of<F>(error: &Error<F>) -> Option<Refusal> {
    Some(Refusal {
        error: super::GraphError::read(error.body()?)?,
        status: error.status()?,
        headers: error.headers()?.clone(),
    })
}

impl<F> Display for CallError<F> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(refusal) => Display::fmt(refusal, formatter),
            Self::Failed(error) => Display::fmt(error, formatter),
        }
    }
}

impl<F: Debug> std::error::Error for CallError<F> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Refused(_) => None,
            Self::Failed(error) => error.source(),
        }
    }
}
