//! One attempt of a call: its request goes to the transport, and so do those that redirects ask for instead, until there is
//! an answer that is one. All of it is within the time that is left to the call.

use http::{Request, Response, header};

use super::exchange::Exchange;
use super::wanted::Wanted;
use super::{Call, Origin, Sent, length};
use crate::body::Verdict;
use crate::clock::Deadline;
use crate::error::Failure;
use crate::retry::Plan;
use crate::security::Grant;
use crate::transport::Patience;
use crate::watch::Watch;
use crate::{Body, Transport, TransportError};

impl Call<'_> {
    /// Sends the request, and those that redirects ask for, and reads the last answer.
    pub(super) async fn attempt(
        &mut self,
        wanted: Wanted,
        plan: &Plan,
        refused: &[Grant],
        watch: &mut Watch,
    ) -> Result<Exchange, Failure> {
        let grants = self.grants(plan.deadline()).await?;
        let left = match grants.iter().any(Grant::is_provided) {
            true => plan.deadline().left(),
            false => plan.left(),
        };
        let [patience, told] = [left, self.timeout()].map(|it| self.patience(wanted, it));
        let verdict = self.is_upload().then(Verdict::default);
        let mut trip = self.trip();
        let request = self
            .request(wanted.accept, &grants)
            .map_err(Failure::InvalidRequest)?
            .map(|body| self.paced(body, verdict.as_ref()));
        let mut origin = Origin {
            client: Some(self.client.as_ref().clone()),
            sent: Sent {
                operation: self.operation,
                grants: grants.iter().chain(refused).cloned().collect(),
                authorization: request.headers().get(header::AUTHORIZATION).cloned(),
            },
            is_refusable: true,
            accept: wanted.accept,
            patience: told,
            limit: self.response_limit(),
        };
        let sent = carry(self.client.transport(), request, patience, &origin, watch).await;
        let mut answer = match (sent, verdict.as_ref().and_then(|it| it.get())) {
            (Ok(answer), _) => answer,
            (Err(error), Some(stalled)) => return Err(origin.refused(*stalled, error)),
            (Err(error), None) => return Err(origin.unanswered(error)),
        };
        // Only now does the time begin of an answer to what was sent for as long as it took.
        let deadline = match verdict.is_some() {
            true => Deadline::after(self.timeout()),
            false => plan.deadline(),
        };
        while let Some(request) = self.redirected(&mut trip, &answer, &origin, &grants)? {
            let patience = self.patience(wanted, deadline.left());
            let sent = carry(self.client.transport(), request, patience, &origin, watch).await;
            answer = sent.map_err(|error| trip.failure(&origin, error))?;
        }
        origin.is_refusable = trip.is_at_start();
        let (head, body) = answer.into_parts();
        let body = length::told(trip.method(), &head, body);
        Exchange::receive(origin, head, body, wanted, deadline).await
    }
}

/// Sends a request, in a span of its own.
async fn carry(
    transport: &dyn Transport,
    request: Request<Body>,
    patience: Patience,
    origin: &Origin,
    watch: &mut Watch,
) -> Result<Response<Body>, TransportError> {
    let span = watch.request(&request, || origin.secrets(b""));
    let sent = span.around(transport.send(request, patience)).await;
    match &sent {
        Ok(answer) => span.answered(answer.status()),
        Err(error) => span.failed(error.name()),
    }
    sent
}
