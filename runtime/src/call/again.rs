//! The same call once more, for after it was sent.

use std::borrow::Cow;

use http::{HeaderName, HeaderValue};

use super::Call;
use crate::body::Verdict;
use crate::{Body, Client, RetryPolicy};

impl<'c> Call<'c> {
    /// The same call once more, unless its body comes once.
    pub(crate) fn again(&self) -> Option<Self> {
        self.copy(self.client.clone())
    }

    /// The same for whoever outlives the caller's client, with a client of its own.
    pub(crate) fn outliving(&self) -> Option<Call<'static>> {
        self.copy(Cow::Owned(self.client.as_ref().clone()))
    }

    /// Its mistakes aren't copied, which it would have failed by, and what an answer adds to it isn't checked: it isn't
    /// the caller's.
    fn copy<'o>(&self, client: Cow<'o, Client>) -> Option<Call<'o>> {
        let body = match &self.body {
            Some((content_type, body)) => Some((content_type.clone(), body.try_clone()?)),
            None => None,
        };
        Some(Call {
            client,
            operation: self.operation,
            parameters: self.parameters.clone(),
            further: self.further.clone(),
            target: self.target.clone(),
            body,
            headers: self.headers.clone(),
            accept: self.accept,
            timeout: self.timeout,
            throughput: self.throughput,
            response_limit: self.response_limit,
            retry: self.retry.clone(),
            mistake: None,
            is_validated: false,
            #[cfg(feature = "validation")]
            checks: super::checks::Checks::default(),
        })
    }

    /// A body that is a stream goes on with the throughput that the call is to have, or there is a verdict.
    pub(super) fn paced(&self, body: Body, verdict: Option<&Verdict>) -> Body {
        let throughput = self.throughput.unwrap_or(self.client.throughput());
        match (verdict, throughput.meter(self.timeout())) {
            (Some(verdict), Some(meter)) => body.paced(meter, verdict.clone()),
            _ => body,
        }
    }
}

impl Call<'static> {
    /// The same call with a header, and without retries.
    pub(crate) fn once_with(mut self, header: Option<(HeaderName, HeaderValue)>) -> Self {
        self.headers.extend(header);
        self.retry = Some(Box::new(RetryPolicy::none()));
        self
    }
}
