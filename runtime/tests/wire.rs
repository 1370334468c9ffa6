//! Bodies as they go over a connection: framing, lengths, what breaks off and what falls silent.
#![cfg(feature = "reqwest")]

mod petstore;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use bindery_runtime::decode::{Empty, Events};
use bindery_runtime::{
    Body, Bytes, Client, ClientBuilder, Endpoint, Error, File, Method, Operation, Reconnect,
    Throughput, Value,
};
use petstore::memory::Pieces;

static API: bindery_runtime::Api = bindery_runtime::Api::new("Wire", "1");

/// An endpoint, as a type.
macro_rules! endpoint {
    ($name:ident, $method:ident, $success:ty) => {
        struct $name;
        impl Endpoint for $name {
            const OPERATION: &'static Operation =
                &Operation::new(stringify!($name), Method::$method, "/").responses(&["200"]);
            type Success = $success;
            type Failure = Empty;
        }
    };
}

endpoint!(Upload, POST, Empty);
endpoint!(Fetch, GET, bindery_runtime::decode::Stream);
endpoint!(Watch, GET, Events<Value>);

struct Form {
    files: Vec<File>,
}

bindery_runtime::form! { Form { files: file "files" } }

/// Serves as many connections as there are functions, one after the other, and gives what they give.
fn serve<T: Send + 'static>(
    connections: Vec<fn(&mut Connection) -> T>,
) -> (Client, JoinHandle<Vec<T>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let builder = ClientBuilder::<Client>::new(&API).base_url(format!("http://{address}"));
    let serving = thread::spawn(move || {
        let serve = |serve: fn(&mut Connection) -> T| {
            let (stream, _) = listener.accept().expect("a connection");
            serve(&mut Connection(BufReader::new(stream)))
        };
        connections.into_iter().map(serve).collect()
    });
    (builder.build().expect("a client"), serving)
}

/// What was served. The thread is not waited for on this one, where the client's connections live.
async fn served<T: Send + 'static>(serving: JoinHandle<Vec<T>>) -> Vec<T> {
    let served = tokio::task::spawn_blocking(|| serving.join());
    served.await.expect("a thread").expect("requests")
}

struct Connection(BufReader<TcpStream>);

impl Connection {
    fn head(&mut self) -> String {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert!(self.0.read_line(&mut head).expect("a line") > 0);
        }
        head
    }

    /// Writes what the client may not be there for any more.
    fn write(&mut self, text: &[u8]) {
        self.0.get_mut().write_all(text).ok();
    }

    fn exactly(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes).expect("bytes");
        bytes
    }
}

/// The head of a request, and what its chunks hold (RFC 9112, section 7.1).
fn chunked(connection: &mut Connection) -> (String, Vec<String>) {
    let (head, mut chunks) = (connection.head(), Vec::new());
    loop {
        let mut line = String::new();
        connection.0.read_line(&mut line).expect("a size");
        let size = usize::from_str_radix(line.trim(), 16).expect("a size");
        let chunk = connection.exactly(size + 2);
        if size == 0 {
            break;
        }
        chunks.push(String::from_utf8_lossy(&chunk[..size]).into_owned());
    }
    connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    (head, chunks)
}

/// The head of a request, and as much of a body as it tells.
fn told(connection: &mut Connection) -> (String, Vec<u8>) {
    let head = connection.head();
    let mut lines = head.lines();
    let length = lines.find_map(|line| line.strip_prefix("content-length: "));
    let length = length.expect("a length").parse().expect("a number");
    let body = connection.exactly(length);
    connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n");
    (head, body)
}

fn stream(pieces: &[&'static str]) -> Body {
    let pieces = pieces
        .iter()
        .map(|piece| Ok(Bytes::from_static(piece.as_bytes())));
    Body::stream(Pieces(pieces.collect()))
}

async fn upload(client: &Client, body: Body) -> Result<(), Error> {
    let mut call = client.call::<Upload>();
    call.raw_body("a/b", body);
    call.send::<Upload>().await.map(|_| ())
}

#[tokio::test]
async fn a_stream_is_sent_in_chunks() {
    let (client, serving) = serve(vec![chunked]);
    upload(&client, stream(&["one", "two"]))
        .await
        .expect("an answer");
    let (head, chunks) = served(serving).await.remove(0);
    assert!(
        head.contains("\r\ntransfer-encoding: chunked\r\n"),
        "{head}"
    );
    assert!(!head.contains("content-length"), "{head}");
    assert_eq!(chunks.concat(), "onetwo");
}

#[tokio::test]
async fn a_form_of_files_is_sent_with_its_length() {
    let path = std::env::temp_dir().join(format!("bindery-wire-{}", std::process::id()));
    std::fs::write(&path, vec![b'x'; 300_000]).expect("a file");
    let (client, serving) = serve(vec![told]);
    let mut call = client.call::<Upload>();
    let files = vec![File::from_path(&path), File::new("b", "y")];
    let form = Form { files };
    call.multipart_body("multipart/form-data", &[], &form);
    call.send::<Upload>().await.expect("an answer");
    std::fs::remove_file(&path).expect("the file");
    let (head, body) = served(serving).await.remove(0);
    assert!(!head.contains("transfer-encoding"), "{head}");
    assert_eq!(body.iter().filter(|byte| **byte == b'x').count(), 300_000);
}

#[tokio::test]
async fn a_stream_that_is_too_short_is_no_request() {
    let (client, serving) = serve(vec![|connection: &mut Connection| {
        let mut request = Vec::new();
        connection.0.read_to_end(&mut request).ok();
        String::from_utf8_lossy(&request).into_owned()
    }]);
    let error = upload(&client, stream(&["one"]).with_length(9)).await;
    assert!(matches!(error, Err(Error::Transport(_))), "{error:?}");
    let request = served(serving).await.remove(0);
    let (_, body) = request.split_once("\r\n\r\n").unwrap_or_default();
    assert!(body.len() <= 3, "{request}");
}

#[tokio::test]
async fn a_server_that_stops_reading_is_a_timeout() {
    // The connection stays open for as long as its socket is kept.
    let (client, serving) = serve(vec![|connection: &mut Connection| {
        connection.head();
        connection.0.get_ref().try_clone().expect("the socket")
    }]);
    let endless = Body::stream(Endless);
    let mut call = client.call::<Upload>().with_timeout(Duration::from_secs(1));
    call.raw_body("a/b", endless);
    let error = call.send::<Upload>().await.expect_err("an error");
    assert!(error.is_timeout(), "{error:?}");
    served(serving).await;
}

struct Endless;

impl futures_core::Stream for Endless {
    type Item = Result<Bytes, bindery_runtime::TransportError>;

    fn poll_next(
        self: std::pin::Pin<&mut Self>,
        _: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        std::task::Poll::Ready(Some(Ok(Bytes::from_static(&[0; 64 * 1024]))))
    }
}

fn answered(connection: &mut Connection, answer: &[u8]) -> String {
    let head = connection.head();
    connection.write(answer);
    head
}

async fn fetched(client: &Client) -> Result<Bytes, Error> {
    let download = client.call::<Fetch>().send::<Fetch>().await?;
    download.into_inner().read_to_end().await
}

#[tokio::test]
async fn a_download_that_breaks_off_is_an_error() {
    let answers: Vec<fn(&mut Connection) -> String> = vec![
        |it| answered(it, b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nfour"),
        |it| {
            answered(
                it,
                b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nfour\r\n",
            )
        },
        |it| {
            answered(
                it,
                b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nfour",
            )
        },
        |it| {
            answered(
                it,
                b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nx\r\nfour\r\n",
            )
        },
    ];
    let count = answers.len();
    let (client, serving) = serve(answers);
    for _ in 0..count {
        let error = fetched(&client).await;
        assert!(matches!(error, Err(Error::Transport(_))), "{error:?}");
    }
    served(serving).await;
}

#[tokio::test]
async fn what_a_server_drips_is_given_up() {
    let (client, serving) = serve(vec![|connection: &mut Connection| {
        connection.head();
        connection.write(b"HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n");
        while connection.0.get_mut().write_all(b"x").is_ok() {
            thread::sleep(Duration::from_millis(5));
        }
    }]);
    let throughput = Throughput::at_least(1_000_000).with_grace(Duration::from_millis(100));
    let call = client.call::<Fetch>().with_throughput(throughput);
    let download = call.send::<Fetch>().await.expect("a download");
    let error = download.into_inner().read_to_end().await;
    assert!(error.is_err_and(|error| error.is_timeout()));
    served(serving).await;
}

#[tokio::test]
async fn events_go_on_after_a_break_within_a_character() {
    let (client, serving) = serve(vec![
        |it: &mut Connection| {
            let text = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\
                        transfer-encoding: chunked\r\n\r\n\
                        22\r\nretry: 1\nid: 7\ndata: 🦀\n\ndata: 🦀";
            answered(it, text.split_at(text.len() - 4).0.as_bytes())
        },
        |it: &mut Connection| {
            let text = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: é\n\n";
            answered(it, text.as_bytes())
        },
        |it: &mut Connection| answered(it, b"HTTP/1.1 204 No Content\r\n\r\n"),
    ]);
    let events = client.call::<Watch>().send::<Watch>().await;
    let events = events.expect("events").into_inner();
    let mut events = events.reconnecting(Reconnect::standard()).expect("a GET");
    let mut data = Vec::new();
    while let Some(event) = events.next().await {
        data.push(event.expect("an event").data);
    }
    assert_eq!(data, ["🦀", "é"]);
    let heads = served(serving).await;
    assert!(!heads[0].contains("last-event-id"), "{}", heads[0]);
    assert!(
        heads[1..]
            .iter()
            .all(|head| head.contains("\r\nlast-event-id: 7\r\n"))
    );
}
