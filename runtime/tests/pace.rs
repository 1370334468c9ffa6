//! What may take how long, and how much of it there may be: throughput, waits, limits and lengths.

mod petstore;

use std::error::Error as _;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bindery_runtime::transport::Patience;
use bindery_runtime::{
    Body, Bytes, Download, Error, Response, SaveError, Throughput, TransportError, http,
};
use petstore::memory::Pieces;
use petstore::{Client, Memory};

/// Pieces that are waited for a little, each of them.
struct Drips {
    pieces: Pieces,
    is_waited_for: bool,
}

impl futures_core::Stream for Drips {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.is_waited_for = !self.is_waited_for;
        if self.is_waited_for {
            context.waker().wake_by_ref();
            std::thread::sleep(Duration::from_millis(1));
            return Poll::Pending;
        }
        Pin::new(&mut self.pieces).poll_next(context)
    }
}

fn drips(pieces: &[&'static str]) -> Body {
    let pieces = pieces
        .iter()
        .map(|piece| Ok(Bytes::from_static(piece.as_bytes())));
    Body::stream(Drips {
        pieces: Pieces(pieces.collect()),
        is_waited_for: false,
    })
}

fn answering(content_type: &'static str, pieces: &'static [&'static str]) -> Memory {
    Memory::with(move || {
        let mut response = http::Response::new(drips(pieces));
        let headers = response.headers_mut();
        headers.insert("content-type", http::HeaderValue::from_static(content_type));
        Ok(response)
    })
}

fn client(memory: &Memory) -> Client {
    let builder = Client::builder().api_key("KEY").transport(memory.clone());
    builder.build().expect("a client")
}

/// More than a byte for each nanosecond, which no drip keeps up with.
fn torrent() -> Throughput {
    Throughput::at_least(u32::MAX).with_grace(Duration::ZERO)
}

#[tokio::test]
async fn a_download_that_drips_is_given_up() {
    let memory = answering("image/png", &["a", "b"]);
    let client = client(&memory);
    let call = client.picture().with_throughput(torrent());
    let mut picture = call.await.expect("a picture");
    let error = picture.read_to_end().await.expect_err("an error");
    assert!(error.is_timeout() && error.is_retryable());
    assert_eq!(
        error.to_string(),
        "picture: the answer came too slowly; `with_throughput` allows less"
    );
    let source = error.source().expect("a cause").to_string();
    assert!(source.starts_with("1 bytes in "), "{source}");
    match error {
        Error::Timeout(timeout) => {
            assert!(timeout.throughput().is_some_and(|seen| seen <= 1000));
            assert!(timeout.after() >= Duration::from_millis(1));
        }
        other => panic!("{other:?}"),
    }
    assert!(picture.next_chunk().await.is_none());
}

#[tokio::test]
async fn the_clients_throughput_is_for_downloads_only() {
    let slow = |memory: &Memory| {
        let builder = Client::builder().api_key("KEY").throughput(torrent());
        builder.transport(memory.clone()).build().expect("a client")
    };
    let client = slow(&answering("image/png", &["a"]));
    let mut picture = client.picture().await.expect("a picture");
    assert!(picture.next_chunk().await.expect("a piece").is_err());
    let client = slow(&answering("image/png", &["a"]));
    let any = client.picture().with_throughput(Throughput::any()).await;
    let whole = any.expect("a picture").read_to_end().await;
    assert_eq!(whole.expect("bytes"), "a");
    let client = slow(&answering("text/event-stream", &["data: a\n\n"]));
    let mut events = client.tell().as_events().await.expect("events");
    assert_eq!(events.next().await.expect("one").expect("one").data, "a");
    let call = client.tell().as_events().with_throughput(torrent());
    let mut events = call.await.expect("events");
    assert!(events.next().await.expect("an error").is_err());
}

#[tokio::test]
async fn a_request_that_is_taken_slowly_is_given_up() {
    /// Takes the body as slowly as it can.
    struct Slow;

    impl bindery_runtime::Transport for Slow {
        fn send(
            &self,
            mut request: http::Request<Body>,
            _: Patience,
        ) -> bindery_runtime::transport::Carried<'_> {
            Box::pin(async move {
                while let Some(chunk) = request.body_mut().next_chunk().await {
                    chunk.map_err(|_| TransportError::other("the body broke off"))?;
                    std::thread::sleep(Duration::from_millis(1));
                }
                Ok(http::Response::new("{}".into()))
            })
        }

        fn sleep(&self, _: Duration) -> bindery_runtime::transport::BoxFuture<'_, ()> {
            Box::pin(async {})
        }
    }

    let builder = Client::builder().transport(Slow).throughput(torrent());
    let client: Client = builder.build().expect("a client");
    let client = client.into_inner();
    let mut call = client.call::<petstore::endpoints::Ping<'_>>();
    call.raw_body("a/b", drips(&["a", "b", "c"]));
    let error = call.send::<petstore::endpoints::Ping<'_>>().await;
    let error = error.expect_err("an error");
    assert_eq!(
        error.to_string(),
        "ping: the request was taken too slowly; `with_throughput` allows less"
    );
    assert!(matches!(&error, Error::Timeout(error) if error.throughput().is_some()));
}

fn patience(memory: &Memory) -> Patience {
    *memory.requests()[0]
        .extensions()
        .get()
        .expect("the patience")
}

fn steps(head: u64, chunk: u64) -> Patience {
    Patience::Steps {
        head: Duration::from_secs(head),
        chunk: Duration::from_secs(chunk),
    }
}

#[tokio::test]
async fn events_may_be_waited_for_longer() {
    let events = || answering("text/event-stream", &[]);
    let memory = events();
    client(&memory).tell().as_events().await.expect("events");
    assert_eq!(patience(&memory), steps(30, 300));
    let memory = events();
    let seven = Duration::from_secs(7);
    let client = client(&memory);
    let call = client.tell().as_events().with_timeout(seven);
    call.await.expect("events");
    assert_eq!(patience(&memory), steps(7, 7));
    let memory = events();
    let builder = Client::builder().transport(memory.clone());
    let client: Client = builder
        .timeout(Duration::from_secs(900))
        .build()
        .expect("a client");
    client.tell().as_events().await.expect("events");
    assert_eq!(patience(&memory), steps(900, 900));
}

#[tokio::test]
async fn no_wait_is_longer_than_the_grace() {
    let memory = answering("image/png", &[]);
    let throughput = Throughput::standard().with_grace(Duration::from_secs(5));
    let client = client(&memory);
    let call = client.picture().with_throughput(throughput);
    call.await.expect("a picture");
    assert_eq!(patience(&memory), steps(30, 5));
}

#[tokio::test]
async fn a_stream_is_sent_in_steps() {
    let memory = Memory::new(200, "pong");
    let client = client(&memory).into_inner();
    let mut call = client.call::<petstore::endpoints::Ping<'_>>();
    call.raw_body("a/b", drips(&["a"]));
    let sent = call.send::<petstore::endpoints::Ping<'_>>().await;
    assert_eq!(*sent.expect("text"), "pong");
    assert_eq!(patience(&memory), steps(30, 30));
}

#[tokio::test]
async fn a_call_has_a_limit_of_its_own() {
    let memory = Memory::new(200, "12345");
    let client = client(&memory);
    let error = client.ping().with_response_limit(4).await;
    let error = error.expect_err("an error");
    assert!(matches!(&error, Error::ResponseTooLarge(error) if error.limit() == 4));
    let text = client.ping().with_response_limit(5).await;
    assert_eq!(*text.expect("text"), "12345");
}

async fn picture(pieces: &'static [&'static str]) -> Response<Download> {
    let client = client(&answering("image/png", pieces));
    client.picture().await.expect("a picture")
}

#[tokio::test]
async fn a_download_has_no_limit_but_one_that_is_set() {
    let mut picture = picture(&["12", "34", "56"]).await;
    picture.set_limit(5);
    assert_eq!(picture.next_chunk().await.expect("one").expect("one"), "12");
    assert_eq!(picture.next_chunk().await.expect("two").expect("two"), "34");
    let error = picture.next_chunk().await.expect("an error");
    assert!(matches!(error, Err(Error::ResponseTooLarge(error)) if error.limit() == 5));
    assert!(picture.next_chunk().await.is_none());
}

/// An answer that says how long it is.
fn told(length: &'static str, body: impl Fn() -> Body + Send + Sync + 'static) -> Memory {
    Memory::with(move || {
        let mut response = http::Response::new(body());
        let headers = response.headers_mut();
        headers.insert("content-length", http::HeaderValue::from_static(length));
        Ok(response)
    })
}

#[tokio::test]
async fn a_body_is_as_long_as_its_head_says() {
    let bodies: [fn() -> Body; 2] = [|| Body::from("four"), || drips(&["fo", "ur"])];
    for body in bodies {
        for (length, is_whole) in [("4", true), ("5", false), ("3", false), ("x", true)] {
            let client = client(&told(length, body));
            let text = client
                .ping()
                .with_retry(bindery_runtime::RetryPolicy::none());
            assert_eq!(text.await.is_ok(), is_whole, "{length}");
            let picture = client.picture().await.expect("a picture");
            let whole = picture.into_inner().read_to_end().await;
            assert_eq!(whole.is_ok(), is_whole, "{length}");
        }
    }
}

#[tokio::test]
async fn a_body_that_may_have_been_decompressed_has_any_length() {
    let memory = Memory::with(|| {
        let mut response = http::Response::new(Body::from("decompressed"));
        let headers = response.headers_mut();
        headers.insert("content-length", http::HeaderValue::from_static("3"));
        headers.insert("content-encoding", http::HeaderValue::from_static("gzip"));
        Ok(response)
    });
    let text = client(&memory).ping().await;
    assert_eq!(*text.expect("text"), "decompressed");
    let error = client(&memory).ping().with_response_limit(3).await;
    assert!(
        matches!(error, Err(Error::ResponseTooLarge(_))),
        "{error:?}"
    );
}

/// A folder that is removed when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("bindery-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    fn file(&self) -> PathBuf {
        self.0.join("picture.png")
    }

    fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(&self.0).expect("a folder");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        names
            .map(|name| name.to_string_lossy().into_owned())
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[tokio::test]
async fn a_download_becomes_a_file() {
    let folder = Folder::new("becomes");
    std::fs::write(folder.file(), "before").expect("a file");
    let saved = picture(&["one", "two"]).await.save(folder.file()).await;
    assert_eq!(saved.expect("a length"), 6);
    assert_eq!(std::fs::read(folder.file()).expect("a file"), b"onetwo");
    assert_eq!(folder.names(), ["picture.png"]);
}

#[tokio::test]
async fn what_was_there_stays_when_a_download_fails() {
    let folder = Folder::new("stays");
    std::fs::write(folder.file(), "before").expect("a file");
    let mut picture = picture(&["one", "two"]).await;
    picture.set_limit(4);
    let error = picture.save(folder.file()).await.expect_err("an error");
    assert!(matches!(
        error,
        SaveError::Download(Error::ResponseTooLarge(_))
    ));
    assert_eq!(std::fs::read(folder.file()).expect("a file"), b"before");
    assert_eq!(folder.names(), ["picture.png"]);
}

#[tokio::test]
async fn a_download_that_nobody_waits_for_leaves_nothing() {
    let folder = Folder::new("nothing");
    let mut picture = picture(&["one"]).await;
    {
        let mut saving = std::pin::pin!(picture.save(folder.file()));
        let mut context = Context::from_waker(std::task::Waker::noop());
        assert!(saving.as_mut().poll(&mut context).is_pending());
        assert_eq!(folder.names().len(), 1);
    }
    assert!(folder.names().is_empty());
}

#[tokio::test]
async fn a_file_that_cannot_be_written_is_named() {
    let folder = Folder::new("unwritten");
    let path = folder.0.join("nowhere").join("picture.png");
    let error = picture(&["one"]).await.save(&path).await;
    let error = error.expect_err("an error");
    let shown = format!("the file `{}` can't be written", path.display());
    assert_eq!(error.to_string(), shown);
    assert!(error.source().is_some());
    let error = picture(&["one"]).await.save(Path::new("/")).await;
    assert!(matches!(error, Err(SaveError::File { .. })), "{error:?}");
}
