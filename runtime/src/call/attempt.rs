//! One attempt of a call: its request goes to the transport, and so do those that redirects ask for instead, until there is
//! an answer that is one. All of it is within the time that is left to the call.

use http::{Request, Response, header};

use super::exchange::Exchange;
use super::request::labelled;
use super::wanted::Wanted;
use super::{Call, Origin, Sent, length};
use crate::body::Verdict;
use crate::clock::Deadline;
use crate::error::Failure;
use crate::retry::Plan;
use crate::security::Grant;
use crate::transport::Patience;
use crate::watch::Watch;
use crate::{Body, Client, TransportError};

impl Call<'_> {
    /// Sends the request, and those that redirects ask for, and reads the last answer.
    pub(super) async fn attempt(
        &mut self,
        wanted: &Wanted,
        plan: &Plan,
        refused: &[Grant],
        watch: &mut Watch,
    ) -> Result<Box<Exchange>, Failure> {
        let grants = self.grants(plan.deadline()).await?;
        let left = match grants.iter().any(Grant::is_provided) {
            true => plan.deadline().left(),
            false => plan.left(),
        };
        let [patience, told] = [left, self.timeout()].map(|it| self.patience(wanted, it));
        let verdict = self.is_upload().then(Verdict::default);
        let mut trip = self.trip();
        // What still has its name while something is waited for is a part of the future, even if it was handed over
        // before. A block of its own ends the request, of which the future would be a quarter larger.
        let (mut origin, sending) = {
            let request = self
                .request(wanted.accept, &grants)
                .map_err(Failure::InvalidRequest)?
                .map(|body| self.paced(body, verdict.as_ref()));
            let origin = self.origin(wanted, told, &request, grants.iter().chain(refused));
            let sending = carry(&self.client, request, patience, &origin, watch);
            (origin, sending)
        };
        let sent = sending.await;
        // Only now does the time begin of an answer to what was sent for as long as it took.
        let deadline = match verdict.is_some() {
            true => Deadline::after(self.timeout()),
            false => plan.deadline(),
        };
        let mut answer = match (sent, verdict.as_ref().and_then(|it| it.get())) {
            (Ok(answer), _) => answer,
            (Err(error), Some(stalled)) => return Err(origin.refused(*stalled, error)),
            (Err(error), None) => return Err(origin.unanswered(error)),
        };
        loop {
            let request = self.redirected(&mut trip, &answer, &origin, &grants)?;
            let patience = self.patience(wanted, deadline.left());
            let sending = request.map(|it| carry(&self.client, it, patience, &origin, watch));
            let Some(sending) = sending else { break };
            answer = sending
                .await
                .map_err(|error| trip.failure(&origin, error))?;
        }
        origin.is_refusable = trip.is_at_start();
        let (head, mut body) = answer.into_parts();
        body = length::told(trip.method(), &head, body);
        if origin.streams(&head, wanted) {
            return Ok(Exchange::streaming(origin, head, body));
        }
        // A body that is read to its end is bounded as a whole, although the transport may bound only the steps.
        match body.read(origin.limit, deadline).await {
            Ok(bytes) => Ok(Exchange::whole(origin, head, bytes)),
            Err(why) => Err(origin.unread(why, head.status, head.headers)),
        }
    }

    /// Where the answer to a request comes from.
    fn origin<'g>(
        &self,
        wanted: &Wanted,
        patience: Patience,
        request: &Request<Body>,
        grants: impl Iterator<Item = &'g Grant>,
    ) -> Origin {
        Origin {
            client: Some(self.client.as_ref().clone()),
            sent: Sent {
                operation: self.operation,
                grants: grants.cloned().collect(),
                authorization: request.headers().get(header::AUTHORIZATION).cloned(),
            },
            is_refusable: true,
            accept: wanted.accept,
            patience,
            limit: self.response_limit(),
        }
    }
}

/// Sends a request, in a span of its own. The transport has the request before anything is waited for, so that it isn't
/// kept here as well.
fn carry<'t>(
    client: &'t Client,
    request: Request<Body>,
    patience: Patience,
    origin: &Origin,
    watch: &mut Watch,
) -> impl Future<Output = Result<Response<Body>, TransportError>> + use<'t> {
    let span = watch.request(&request, || origin.secrets(b""));
    let request = match client.is_transport_ours() {
        true => request,
        false => labelled(request, origin.sent.operation),
    };
    let sending = client.transport().send(request, patience);
    async move {
        let sent = span.around(sending).await;
        match &sent {
            Ok(answer) => span.answered(answer.status()),
            Err(error) => span.failed(error.name()),
        }
        sent
    }
}
