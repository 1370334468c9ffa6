//! The outcome of a call, looked at as Graph means it.

use messenger_platform::runtime::{Error, Response};

use super::{CallError, GraphError, Refusal};

/// What the bindings' calls give, in which Graph's errors are to be found.
pub trait GraphAnswer {
    /// What the call gives when it succeeds.
    type Success;
    /// The body that the document gives error answers.
    type Failure;

    /// The same outcome with Graph's own errors told apart, those in answers that report success too.
    ///
    /// # Errors
    /// When Graph refused the call, or it failed otherwise.
    fn graph(self) -> Result<Self::Success, CallError<Self::Failure>>;
}

impl<T, F> GraphAnswer for Result<Response<T>, Error<F>> {
    type Success = Response<T>;
    type Failure = F;

    fn graph(self) -> Result<Response<T>, CallError<F>> {
        let response = self?;
        match GraphError::read(response.bytes()) {
            None => Ok(response),
            Some(error) => Err(CallError::Refused(Box::new(Refusal {
                error,
                status: response.status(),
                headers: response.headers().clone(),
            }))),
        }
    }
}
