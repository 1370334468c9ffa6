//! The service, which checks one request after the other.

use std::pin::Pin;
use std::task::{Context, Poll};

use http_body::Body;
use http_body_util::Full;
use messenger_platform::runtime::Bytes;
use messenger_platform::runtime::http::{Method, Request, Response};
use tower_service::Service;

use crate::webhook::{Refused, body};
use crate::{AppSecret, signature};

/// A service that lets no request pass whose body isn't signed; but a `GET`, which is a handshake, and a `HEAD` have none
/// and pass without it. Others are answered with 403, those with a body that is too long with 413, those with one that breaks off with 400, and all without a body.
#[derive(Debug, Clone)]
pub struct Signatures<S> {
    pub(super) inner: S,
    pub(super) secret: AppSecret,
    pub(super) limit: usize,
}

impl<S, B, R> Service<Request<B>> for Signatures<S>
where
    S: Service<Request<Full<Bytes>>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    B: Body + Send + 'static,
    B::Data: Send,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
    R: Default,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<R>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // The one that was found to be ready is the one that is called.
        let next = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, next);
        let (secret, limit) = (self.secret.clone(), self.limit);
        Box::pin(async move {
            match checked(request, &secret, limit).await {
                Ok(request) => inner.call(request).await,
                Err(refused) => {
                    let mut answer = Response::new(R::default());
                    *answer.status_mut() = refused.status();
                    Ok(answer)
                }
            }
        })
    }
}

async fn checked<B>(
    request: Request<B>,
    secret: &AppSecret,
    limit: usize,
) -> Result<Request<Full<Bytes>>, Refused>
where
    B: Body,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    let (head, body) = request.into_parts();
    let body = body::read(body, limit).await?;
    let is_unsigned = matches!(head.method, Method::GET | Method::HEAD);
    if !is_unsigned {
        signature::verify_headers(secret, &head.headers, &body).map_err(Refused::Signature)?;
    }
    Ok(Request::from_parts(head, Full::new(body)))
}
