//! Spans: an operation or a request goes in, a span comes out, which learns how it ended.

use http::{Method, Request, StatusCode};
use tracing::field::Empty;
use tracing::{Instrument, info_span};

use super::url;
use crate::security::Secrets;
use crate::{Body, Operation};

/// The methods that the conventions know.
const METHODS: [Method; 9] = [
    Method::CONNECT,
    Method::DELETE,
    Method::GET,
    Method::HEAD,
    Method::OPTIONS,
    Method::PATCH,
    Method::POST,
    Method::PUT,
    Method::TRACE,
];

/// A call that is watched.
pub(crate) struct Watch {
    operation: &'static Operation,
    span: Span,
    /// How many requests were sent.
    sent: u64,
}

/// A span that is open as long as it or a clone of it is there.
#[derive(Clone)]
pub(crate) struct Span(tracing::Span);

impl Watch {
    /// The span of a call. It isn't one of an HTTP client's in the sense of the conventions, since those are of requests.
    pub(crate) fn begin(operation: &'static Operation) -> Self {
        let span = info_span!(
            "call",
            otel.name = operation.id(),
            otel.kind = "internal",
            otel.status_code = Empty,
            http.request.method = method(operation.method()),
            url.template = operation.path(),
            http.response.status_code = Empty,
            error.type = Empty,
        );
        Self {
            operation,
            span: Span(span),
            sent: 0,
        }
    }

    /// The span of the call.
    pub(crate) fn span(&self) -> Span {
        self.span.clone()
    }

    /// The span of a request.
    pub(crate) fn request(
        &mut self,
        request: &Request<Body>,
        secrets: impl Fn() -> Secrets,
    ) -> Span {
        let (known, uri) = (method(request.method()), request.uri());
        let original = request.method().as_str();
        let name = match known {
            "_OTHER" => "HTTP",
            known => known,
        };
        let span = info_span!(
            "request",
            otel.name = %format_args!("{name} {}", self.operation.path()),
            otel.kind = "client",
            otel.status_code = Empty,
            http.request.method = known,
            http.request.method_original = (known != original).then_some(original),
            http.request.resend_count = (self.sent > 0).then_some(self.sent),
            url.full = url::shown(uri, &secrets()).as_str(),
            url.template = self.operation.path(),
            server.address = url::host(uri),
            server.port = url::port(uri),
            http.response.status_code = Empty,
            error.type = Empty,
        );
        self.sent += 1;
        Span(span)
    }
}

impl Span {
    /// Goes on with a future within the span.
    pub(crate) fn around<F: Future>(&self, future: F) -> impl Future<Output = F::Output> + use<F> {
        future.instrument(self.0.clone())
    }

    /// There is an answer. To a client, 4xx is an error as well.
    pub(crate) fn answered(&self, status: StatusCode) {
        self.0.record("http.response.status_code", status.as_u16());
        if status.is_client_error() || status.is_server_error() {
            self.failed(status.as_str());
        }
    }

    /// There is an error of this kind.
    pub(crate) fn failed(&self, kind: &str) {
        self.0.record("error.type", kind);
        self.0.record("otel.status_code", "ERROR");
    }
}

/// The method, as one of those that are known.
fn method(method: &Method) -> &str {
    match METHODS.contains(method) {
        true => method.as_str(),
        false => "_OTHER",
    }
}
