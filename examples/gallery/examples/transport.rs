//! A transport of one's own, a layer around one, and calls that need neither.
//!
//! `cargo run -p gallery --example transport`

use std::error::Error;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bindery_mock::{Mock, Server};
use futures_util::TryStreamExt;
use gallery::Client;
use gallery::endpoints::GetPicture;
use gallery::runtime::http::{Request, Response};
use gallery::runtime::transport::{BoxFuture, Carried, Patience};
use gallery::runtime::{Body, Bytes, Endpoint, Transport, TransportError};
use http_body_util::{BodyExt, Full, StreamBody, combinators::UnsyncBoxBody};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client as Hyper, Error as HyperError};
use hyper_util::rt::TokioExecutor;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

#[tokio::main]
async fn main() -> Outcome {
    let server = Mock::from_yaml(gallery::DOCUMENT)?.start().await?;
    over_hyper(&server).await?;
    in_layers(&server).await?;
    by_hand(&server).await
}

/// Everything else is the runtime's: retries, credentials, and what answers mean.
async fn over_hyper(server: &Server) -> Outcome {
    let builder = Client::builder().base_url(server.url()).bearer("TOKEN");
    let client = builder.transport(OverHyper(hyper())).build()?;
    println!("over hyper: {}", client.get_picture("1").await?.title);
    Ok(())
}

/// hyper's own client, with neither TLS nor proxies.
struct OverHyper(Hyper<HttpConnector, UnsyncBoxBody<Bytes, TransportError>>);

impl Transport for OverHyper {
    fn send(&self, request: Request<Body>, patience: Patience) -> Carried<'_> {
        Box::pin(async move {
            let frames = |body: Body| StreamBody::new(body.map_ok(hyper::body::Frame::data));
            let answer = self
                .0
                .request(request.map(|body| frames(body).boxed_unsync()));
            let answer = tokio::time::timeout(patience.head(), answer).await;
            let answer = answer.map_err(TransportError::timeout)?.map_err(failure)?;
            let pieces = |body: hyper::body::Incoming| {
                Body::stream(body.into_data_stream().map_err(TransportError::other))
            };
            Ok(answer.map(pieces))
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// What tells failures apart decides about retries: without a connection, the server can't have seen the request.
fn failure(error: HyperError) -> TransportError {
    match error.is_connect() {
        true => TransportError::connect(error),
        false => TransportError::other(error),
    }
}

/// A layer sees each attempt of each call: to sign it, to count it, to keep a pace.
async fn in_layers(server: &Server) -> Outcome {
    let builder = Client::builder().base_url(server.url()).bearer("TOKEN");
    let client = builder.layer(Numbered::new).build()?;
    for id in ["1", "2"] {
        client.get_picture(id).await?;
    }
    let requests = server.requests();
    let number = requests.last().and_then(|last| last.header("x-number"));
    println!("in layers: number {number:?}");
    assert_eq!(number, Some("2"));
    Ok(())
}

/// Numbers the requests that go through it.
struct Numbered<T> {
    inner: T,
    count: AtomicU64,
}

impl<T> Numbered<T> {
    fn new(inner: T) -> Self {
        let count = AtomicU64::new(1);
        Self { inner, count }
    }
}

impl<T: Transport> Transport for Numbered<T> {
    fn send(&self, mut request: Request<Body>, patience: Patience) -> Carried<'_> {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        request.headers_mut().insert("x-number", number.into());
        self.inner.send(request, patience)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        self.inner.sleep(duration)
    }
}

/// A call is plain data until it is sent, and an answer needs no client to be read.
async fn by_hand(server: &Server) -> Outcome {
    let builder = Client::builder().base_url(server.url()).bearer("TOKEN");
    let request = builder.build()?.get_picture("1").into_request()?;
    println!("by hand: {} {}", request.method(), request.uri().path());

    let bytes = request.body().as_bytes().cloned().unwrap_or_default();
    let answer = hyper::<Full<Bytes>>().request(request.map(|_| bytes.into()));
    let (head, body) = answer.await?.into_parts();
    let body = body.collect().await?.to_bytes();
    let picture = GetPicture::read(Response::from_parts(head, body))?;
    println!("by hand: {}", picture.title);
    Ok(())
}

fn hyper<B>() -> Hyper<HttpConnector, B>
where
    B: hyper::body::Body<Data: Send> + Send,
{
    Hyper::builder(TokioExecutor::new()).build_http()
}
