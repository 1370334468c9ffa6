//! From a call to its outcome: the request goes to the transport, perhaps several times, the answer is read up to the
//! limit or handed over as it comes, and its status decides what it is. All of it is the same for every operation but
//! the last step, which decodes the body.

use std::time::Duration;

use bytes::Bytes;
use http::{StatusCode, response};

use super::wanted::Wanted;
use super::{Call, Origin, Sent};
use crate::decode::{Content, Decode, Undecodable};
use crate::download::Source;
use crate::error::{Answer, Failure};
use crate::retry::{Ended, Plan};
use crate::security::Grant;
use crate::transport::{BoxFuture, Patience};
use crate::watch::{Span, Watch};
use crate::{Answered, Body, Download, Endpoint, Error, Response, RetryPolicy};

/// What comes of a call, with its span, which is over when what the answer holds is decoded.
pub(super) type Exchanged = Result<(Box<Exchange>, Span), Failure>;

/// An answer of any status.
pub(super) struct Exchange {
    origin: Origin,
    /// Without bytes, if the body is a stream.
    answer: Answer,
    stream: Option<Download>,
}

impl<'c> Call<'c> {
    /// Boxed, so that it is compiled once and not again in every crate that calls it.
    pub(super) fn exchange(mut self, wanted: &'static Wanted) -> BoxFuture<'c, Exchanged> {
        Box::pin(async move {
            let mut watch = Watch::begin(self.operation);
            let span = watch.span();
            let outcome = span.around(self.attempts(wanted, &mut watch)).await;
            match &outcome {
                Ok(exchange) => span.answered(exchange.answer.status),
                Err(failure) => span.failed(failure.name()),
            }
            Ok((outcome?, span))
        })
    }

    async fn attempts(
        &mut self,
        wanted: &Wanted,
        watch: &mut Watch,
    ) -> Result<Box<Exchange>, Failure> {
        let (mut plan, is_repeatable) = (self.plan(), self.is_repeatable(wanted));
        // A body that comes once is gone after the first attempt.
        let comes_once = self.comes_once();
        let mut refused = Vec::new();
        loop {
            // Boxed apart, since two pieces of memory are at hand sooner than one that is larger than allocators keep.
            let attempt = Box::pin(self.attempt(wanted, &plan, &refused, watch));
            let exchange = attempt.await;
            if refused.is_empty() {
                refused = refusals(&exchange);
                // What isn't authorized has done nothing, so it may be repeated whatever it is.
                if !refused.is_empty() && !comes_once {
                    continue;
                }
            }
            let Some(ended) = ended(&exchange) else {
                return exchange;
            };
            let Some(wait) = plan.next(ended, self.client.budget()) else {
                plan.end(ended, self.client.budget());
                let mut exchange = exchange?.declared(wanted)?;
                let meter = self.meter(wanted.arrival(exchange.answer.status));
                let again = is_repeatable.then(|| self.outliving()).flatten();
                if let Some(stream) = &mut exchange.stream {
                    stream.go_on(meter, again);
                }
                return Ok(exchange);
            };
            drop(exchange);
            self.client.transport().sleep(wait).await;
        }
    }

    /// A request whose body comes once is sent once.
    fn plan(&mut self) -> Plan {
        let policy = match self.comes_once() {
            true => RetryPolicy::none(),
            false => self.retry.as_deref().unwrap_or(self.client.retry()).clone(),
        };
        let mut plan = Plan::new(policy, self.operation, self.timeout());
        if let Some((header, key)) = plan.key() {
            self.headers.entry(header).or_insert(key);
        }
        plan
    }
}

/// The credentials that a server has refused, and instead of which there may be others: their providers know by now.
fn refusals(exchange: &Result<Box<Exchange>, Failure>) -> Vec<Grant> {
    let unauthorized = exchange.as_ref().ok();
    let unauthorized = unauthorized
        .filter(|it| it.answer.status == StatusCode::UNAUTHORIZED && it.origin.is_refusable);
    let grants = unauthorized
        .into_iter()
        .flat_map(|it| &it.origin.sent.grants);
    grants.filter(|grant| grant.refuse()).cloned().collect()
}

/// How an attempt ended, unless no other attempt could end differently.
fn ended(exchange: &Result<Box<Exchange>, Failure>) -> Option<Ended<'_>> {
    match exchange {
        Ok(exchange) => Some(Ok(&exchange.answer)),
        Err(Failure::Transport(failure)) => Some(Err(&failure.error)),
        Err(Failure::Timeout(timeout)) => Some(Err(&timeout.error)),
        Err(_) => None,
    }
}

impl Call<'static> {
    /// Waits, and asks once more for what is read as it comes. There is no download where the answer says that there is
    /// no more.
    ///
    /// # Errors
    /// When there is no such answer.
    pub(crate) fn reopen<D: Decode>(
        self,
        wait: Duration,
    ) -> BoxFuture<'static, Result<Option<Download>, Failure>> {
        let client = self.client.clone();
        let exchange = self.exchange(Wanted::of::<D>());
        Box::pin(async move {
            client.transport().sleep(wait).await;
            match exchange.await.map(|(exchange, _)| *exchange) {
                Ok(exchange) if exchange.answer.status == StatusCode::NO_CONTENT => Ok(None),
                Err(Failure::UndocumentedStatus(answer))
                    if answer.status() == StatusCode::NO_CONTENT =>
                {
                    Ok(None)
                }
                Ok(Exchange {
                    origin,
                    answer,
                    stream: None,
                }) => Err(Failure::UndocumentedStatus(origin.undocumented(answer))),
                Ok(Exchange { stream, .. }) => Ok(stream),
                Err(failure) => Err(failure),
            }
        })
    }
}

/// Reads an answer that came by other means than a client.
pub(crate) fn read<E: Endpoint>(answer: http::Response<Bytes>) -> Answered<E> {
    let wanted = Wanted::of::<E::Success>();
    let origin = Origin {
        client: None,
        sent: Sent::nothing(E::OPERATION),
        is_refusable: false,
        accept: wanted.accept,
        patience: Patience::Exchange(Duration::MAX),
        limit: usize::MAX,
    };
    let (head, bytes) = answer.into_parts();
    let exchange = Exchange::read(origin, head, bytes, wanted).declared(wanted)?;
    exchange.decode::<E::Success, E::Failure>()
}

impl Exchange {
    fn read(origin: Origin, head: response::Parts, bytes: Bytes, wanted: &Wanted) -> Box<Self> {
        match origin.streams(&head, wanted) {
            true => Self::streaming(origin, head, bytes.into()),
            false => Self::whole(origin, head, bytes),
        }
    }

    pub(super) fn whole(origin: Origin, head: response::Parts, bytes: Bytes) -> Box<Self> {
        let answer = Answer {
            status: head.status,
            headers: head.headers,
            bytes,
        };
        Box::new(Self {
            origin,
            answer,
            stream: None,
        })
    }

    pub(super) fn streaming(origin: Origin, head: response::Parts, body: Body) -> Box<Self> {
        let source = Source {
            origin: origin.clone(),
            status: head.status,
            headers: head.headers.clone(),
        };
        let mut exchange = Self::whole(origin, head, Bytes::new());
        exchange.stream = Some(Download::new(body, source));
        exchange
    }

    /// The same exchange, if its status is declared and its body of the kind that was asked for.
    fn declared(self: Box<Self>, wanted: &Wanted) -> Result<Box<Self>, Failure> {
        let Self { origin, answer, .. } = &*self;
        if !origin.sent.operation.declares(answer.status) {
            let Self { origin, answer, .. } = *self;
            return Err(Failure::UndocumentedStatus(origin.undocumented(answer)));
        }
        if wanted.is_streamed(answer.status) && self.stream.is_none() {
            let Self { origin, answer, .. } = *self;
            let cause = Undecodable::new(format_args!("it was to be {}", origin.accept));
            return Err(Failure::Decode(origin.undecodable(answer, &cause)));
        }
        Ok(self)
    }

    pub(super) fn decode<S: Decode, F: Decode>(
        self: Box<Self>,
    ) -> Result<Response<S::Value>, Error<F::Value>> {
        let Self {
            origin,
            answer,
            stream,
        } = *self;
        if !answer.status.is_success() {
            let body = F::decode(answer.status, Content::Whole(&answer.bytes)).ok();
            return Err(Error::Api(Box::new(origin.api_error(answer, body))));
        }
        let content = stream.map_or(Content::Whole(&answer.bytes), Content::Stream);
        match S::decode(answer.status, content) {
            Ok(body) => Ok(Response::new(answer, body, origin.sent)),
            Err(cause) => Err(Error::Decode(origin.undecodable(answer, &cause))),
        }
    }
}

impl Origin {
    pub(super) fn streams(&self, head: &response::Parts, wanted: &Wanted) -> bool {
        wanted.is_streamed(head.status)
            && self.sent.operation.declares(head.status)
            && self.mislabelled(&head.headers).is_none()
    }
}

#[cfg(test)]
mod tests {
    use http::Method;

    use super::*;
    use crate::decode::Text;
    use crate::transport::Recorder;
    use crate::{Api, Client, ClientBuilder, Operation};

    static API: Api = Api::new("Pets", "1");
    static OPERATION: Operation = Operation::new("getPet", Method::GET, "/pet").responses(&["200"]);

    /// A program may wait for thousands of answers at once, and what waits isn't to be what it takes to send.
    #[test]
    fn what_waits_for_an_answer_is_small() {
        let builder = ClientBuilder::<Client>::new(&API).base_url("https://pets.test");
        let client = builder
            .transport(Recorder::new())
            .build()
            .expect("a client");
        let mut call = Call::new(&client, &OPERATION);
        let (plan, mut watch) = (call.plan(), Watch::begin(&OPERATION));
        let wanted = Wanted::of::<Text>();
        let attempt = size_of_val(&call.attempt(wanted, &plan, &[], &mut watch));
        assert!(attempt <= 900, "{attempt} bytes");
        let whole = size_of_val(&*call.exchange(wanted));
        assert!(whole <= 1000, "{whole} bytes");
    }
}
