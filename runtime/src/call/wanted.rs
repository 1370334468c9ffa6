//! What a call wants of its answer: how it is read, and by that, how long each part of the exchange may take.

use std::time::Duration;

use http::{Method, StatusCode};

use super::Call;
use crate::decode::{Arrival, Decode};
use crate::operation::matches;
use crate::pace::Meter;
use crate::transport::Patience;

/// How long events and lines may be waited for, at least. Proxies give a connection up after a minute or so on which
/// nothing comes, so servers keep theirs alive more often than that; this is for those without a proxy before them.
const IDLE: Duration = Duration::from_secs(300);

/// What has to be known of a [`Decode`] before there is anything to decode.
pub(super) struct Wanted {
    pub(super) accept: &'static str,
    arrives: &'static [(&'static str, Arrival)],
}

impl Wanted {
    pub(super) fn of<D: Decode>() -> &'static Self {
        const {
            &Self {
                accept: D::ACCEPT,
                arrives: D::ARRIVES,
            }
        }
    }

    fn may_arrive(&self, arrival: Arrival) -> bool {
        self.arrives.iter().any(|(_, other)| *other == arrival)
    }

    /// How the body of an answer with this status arrives.
    pub(super) fn arrival(&self, status: StatusCode) -> Arrival {
        let mut rows = self.arrives.iter();
        let row = rows.find(|(declared, _)| matches(declared, status));
        row.filter(|_| status.is_success())
            .map_or(Arrival::Whole, |(_, arrival)| *arrival)
    }

    pub(super) fn is_streamed(&self, status: StatusCode) -> bool {
        self.arrival(status) != Arrival::Whole
    }
}

impl Call<'_> {
    pub(super) fn timeout(&self) -> Duration {
        self.timeout.unwrap_or(self.client.timeout())
    }

    pub(super) fn response_limit(&self) -> usize {
        self.response_limit.unwrap_or(self.client.response_limit())
    }

    /// Whether the request's body is a stream, which takes as long as it takes.
    pub(super) fn is_upload(&self) -> bool {
        let body = self.body.as_ref();
        body.is_some_and(|(_, body)| body.as_bytes().is_none())
    }

    /// What may be a stream takes as long as it takes, so only its steps can be bounded.
    pub(super) fn patience(&self, wanted: &Wanted, left: Duration) -> Patience {
        let steps = |chunk| Patience::Steps { head: left, chunk };
        if wanted.may_arrive(Arrival::Whenever) {
            let idle = self.timeout.unwrap_or(self.client.timeout().max(IDLE));
            steps(self.throughput.map_or(idle, |own| own.longest_wait(idle)))
        } else if wanted.may_arrive(Arrival::Steadily) || self.is_upload() {
            let throughput = self.throughput.unwrap_or(self.client.throughput());
            steps(throughput.longest_wait(self.timeout()))
        } else {
            Patience::Exchange(left)
        }
    }

    /// What measures a body that arrives so.
    pub(super) fn meter(&self, arrival: Arrival) -> Option<Meter> {
        let usual = (arrival == Arrival::Steadily).then(|| self.client.throughput());
        self.throughput.or(usual)?.meter(self.timeout())
    }

    /// Whether the same may be asked for again after the answer has begun.
    pub(super) fn is_repeatable(&self, wanted: &Wanted) -> bool {
        let is_plain = *self.operation.method() == Method::GET && self.body.is_none();
        is_plain && wanted.may_arrive(Arrival::Whenever)
    }
}
