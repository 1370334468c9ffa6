//! Files of forms and bodies of requests that are read while they are sent: what arrives, what can be sent again, and
//! what can't be sent at all.

mod petstore;

use std::path::{Path, PathBuf};

use bindery_runtime::decode::Empty;
use bindery_runtime::{
    Body, Bytes, Call, Client, ClientBuilder, Endpoint, Error, File, Method, Operation,
    TransportError, http,
};
use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use petstore::Memory;
use petstore::memory::Pieces;
use petstore::parts::{Part, cut, parts};
use proptest::collection::vec;
use proptest::prelude::*;

static API: bindery_runtime::Api = bindery_runtime::Api::new("Files", "1");

struct Send;

impl Endpoint for Send {
    const OPERATION: &'static Operation =
        &Operation::new("send", Method::PUT, "/").responses(&["204"]);
    type Success = Empty;
    type Failure = Empty;
}

#[derive(Debug, Clone, PartialEq)]
struct Upload {
    note: String,
    files: Vec<File>,
}

bindery_runtime::form! { Upload { note: value "note", files: file "files" } }

fn upload(files: impl Into<Vec<File>>) -> Upload {
    Upload {
        note: "n".to_owned(),
        files: files.into(),
    }
}

fn client(memory: &Memory) -> Client {
    let builder = ClientBuilder::<Client>::new(&API).base_url("http://files.test");
    let client = builder.transport(memory.clone()).build();
    client.expect("a client")
}

fn block<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.expect("a runtime").block_on(future)
}

/// What arrives of a call.
async fn sent(set: impl FnOnce(&mut Call<'_>)) -> Result<http::Request<Bytes>, Error> {
    let memory = Memory::new(204, "");
    let client = client(&memory);
    let mut call = client.call::<Send>();
    set(&mut call);
    call.send::<Send>().await?;
    Ok(memory.requests().remove(0))
}

async fn sent_form(form: &Upload) -> Result<http::Request<Bytes>, Error> {
    sent(|call| call.multipart_body("multipart/form-data", &[], form)).await
}

fn stream(pieces: Vec<Bytes>) -> Body {
    Body::stream(Pieces(pieces.into_iter().map(Ok).collect()))
}

/// A file that is removed when it is dropped.
struct Stored(PathBuf);

impl Stored {
    fn new(name: &str, content: &[u8]) -> Self {
        let folder = std::env::temp_dir().join(format!("bindery-files-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let path = folder.join(name);
        std::fs::write(&path, content).expect("a file");
        Self(path)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Stored {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).ok();
    }
}

fn header<'r>(request: &'r http::Request<Bytes>, name: &str) -> Option<&'r str> {
    request.headers().get(name)?.to_str().ok()
}

#[tokio::test]
async fn a_file_is_read_from_its_path() {
    let stored = Stored::new("a_file_is_read", &[7; 200_000]);
    let form = upload([File::from_path(stored.path())]);
    let request = sent_form(&form).await.expect("a request");
    let length = request.body().len().to_string();
    assert_eq!(header(&request, "content-length"), Some(length.as_str()));
    let parts = tokio::task::spawn_blocking(move || parts(&request, &[1000]));
    let expected = [
        Part::new("note", None, "n"),
        Part::new("files", Some("a_file_is_read"), vec![7; 200_000]),
    ];
    assert_eq!(parts.await.expect("parts"), expected);
}

#[test]
fn no_runtime_is_needed_to_read_a_file() {
    let stored = Stored::new("no_runtime", b"0123456789");
    let mut body = Body::from_path(stored.path());
    assert_eq!((body.length(), body.as_bytes()), (None, None));
    let mut reading = std::pin::pin!(body.next_chunk());
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match reading.as_mut().poll(&mut context) {
        std::task::Poll::Ready(Some(Ok(chunk))) => assert_eq!(chunk, "0123456789"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_body_is_read_from_its_path() {
    let stored = Stored::new("a_body_is_read", b"0123456789");
    let body = Body::from_path(stored.path());
    let request = sent(|call| call.raw_body("application/octet-stream", body)).await;
    let request = request.expect("a request");
    assert_eq!(request.body(), "0123456789");
    assert_eq!(header(&request, "content-length"), Some("10"));
    let empty = Stored::new("an_empty_body", b"");
    let body = Body::from_path(empty.path());
    let request = sent(|call| call.raw_body("application/octet-stream", body)).await;
    let request = request.expect("a request");
    assert_eq!(header(&request, "content-length"), Some("0"));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_named() {
    let nowhere = std::env::temp_dir().join("bindery-nowhere");
    for form in [
        upload([File::from_path(&nowhere)]),
        upload([File::from_path(std::env::temp_dir())]),
    ] {
        let error = sent_form(&form).await.expect_err("an error");
        let shown = error.to_string();
        assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
        let temporary = std::env::temp_dir();
        assert!(
            shown.contains(temporary.to_str().expect("UTF-8")),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn a_path_is_sent_as_often_as_it_takes() {
    let stored = Stored::new("a_path_is_sent", b"again");
    let memory = Memory::new(503, "");
    let client = client(&memory);
    let mut call = client.call::<Send>();
    let form = upload([File::from_path(stored.path())]);
    call.multipart_body("multipart/form-data", &[], &form);
    call.send::<Send>().await.expect_err("an error");
    let bodies: Vec<_> = memory
        .requests()
        .into_iter()
        .map(|it| it.into_body())
        .collect();
    assert_eq!(bodies.len(), 3);
    assert!(bodies.iter().all(|body| body == &bodies[0]));
}

#[tokio::test]
async fn a_stream_is_sent_once() {
    let memory = Memory::new(503, "");
    let client = client(&memory);
    let form = upload([File::new("s", stream(vec!["once".into()]))]);
    let again = form.clone();
    assert_eq!(form, again);
    let mut call = client.call::<Send>();
    call.multipart_body("multipart/form-data", &[], &form);
    call.send::<Send>().await.expect_err("an error");
    assert_eq!(memory.requests().len(), 1);
    assert_eq!(header(&memory.requests()[0], "content-length"), None);
    let error = sent_form(&again).await.expect_err("an error").to_string();
    assert_eq!(
        error,
        "send: the stream of the file `files` was sent already"
    );
}

#[tokio::test]
async fn a_stream_that_can_begin_again_is_sent_again() {
    let make = || stream(vec!["ag".into(), "ain".into()]);
    let file = File::new("s", Body::repeatable(make).with_length(5));
    let form = upload([file]);
    for _ in 0..2 {
        let request = sent_form(&form).await.expect("a request");
        let length = request.body().len().to_string();
        assert_eq!(header(&request, "content-length"), Some(length.as_str()));
    }
}

#[tokio::test]
async fn a_stream_of_another_length_breaks_off() {
    for length in [3, 5] {
        let body = stream(vec!["four".into()]).with_length(length);
        let error = sent(|call| call.raw_body("a/b", body)).await;
        assert!(matches!(error, Err(Error::Transport(_))), "{error:?}");
        let body = Body::repeatable(|| "four".into()).with_length(length);
        let error = sent(|call| call.raw_body("a/b", body)).await;
        assert!(matches!(error, Err(Error::Transport(_))), "{error:?}");
    }
    let body = stream(vec!["four".into()]).with_length(4);
    let request = sent(|call| call.raw_body("a/b", body)).await;
    assert_eq!(request.expect("a request").body(), "four");
}

#[tokio::test]
async fn a_break_in_a_file_breaks_the_call_off() {
    let pieces = [Ok("one".into()), Err(TransportError::other("lost"))];
    let form = upload([File::new("s", Body::stream(Pieces(pieces.into())))]);
    let error = sent_form(&form).await.expect_err("an error");
    assert!(matches!(error, Error::Transport(_)), "{error:?}");
}

#[tokio::test]
async fn parts_have_headers_of_their_own() {
    let language = HeaderName::from_static("content-language");
    let file = File::new("a.txt", "x").with_content_type("text/plain");
    let file = file.with_header(language, HeaderValue::from_static("de"));
    let request = sent_form(&upload([file.clone()])).await.expect("a request");
    let body = String::from_utf8_lossy(request.body()).into_owned();
    let head =
        "filename=\"a.txt\"\r\nContent-Type: text/plain\r\ncontent-language: de\r\n\r\nx\r\n";
    assert!(body.contains(head), "{body}");
    let shown = format!("{file:?}");
    assert!(
        shown.contains("content-language") && !shown.contains("de\""),
        "{shown}"
    );
    let file = file.with_header(CONTENT_TYPE, HeaderValue::from_static("a/b"));
    let error = sent_form(&upload([file])).await.expect_err("an error");
    assert_eq!(
        error.to_string(),
        "send: the form itself writes the header `content-type` of `files`"
    );
}

#[test]
fn files_are_equal_by_what_they_are() {
    let bytes = |text: &'static str| File::new("a", text);
    assert_eq!(bytes("x"), bytes("x"));
    assert_ne!(bytes("x"), bytes("y"));
    assert_ne!(bytes("x"), bytes("x").with_content_type("a/b"));
    assert_eq!(File::from_path("/a/b"), File::from_path("/a/b"));
    assert_ne!(File::from_path("/a/b"), File::from_path("/c/b"));
    assert_ne!(
        File::new("a", stream(Vec::new())),
        File::new("a", stream(Vec::new()))
    );
    assert_eq!(File::from_path("/a/b").name(), Some("b"));
}

proptest! {
    #[test]
    fn a_streamed_form_survives_a_parser(
        contents in vec((vec(any::<u8>(), 0..200), any::<bool>(), any::<bool>()), 0..4),
        sizes in vec(1..50_usize, 1..5),
        read in vec(1..50_usize, 1..5),
    ) {
        let file = |(content, is_stream, is_told): &(Vec<u8>, bool, bool)| {
            let length = u64::try_from(content.len()).expect("a length");
            let body = match (is_stream, is_told) {
                (false, _) => Body::from(content.clone()),
                (true, false) => stream(cut(content, &sizes)),
                (true, true) => stream(cut(content, &sizes)).with_length(length),
            };
            File::new("f", body)
        };
        let form = upload(contents.iter().map(file).collect::<Vec<_>>());
        let request = block(sent_form(&form)).expect("a request");
        let files = contents.iter().map(|(content, ..)| Part::new("files", Some("f"), content.clone()));
        let expected: Vec<_> = std::iter::once(Part::new("note", None, "n")).chain(files).collect();
        let is_told = contents.iter().all(|(_, is_stream, is_told)| !is_stream || *is_told);
        let is_stream = contents.iter().any(|(_, is_stream, _)| *is_stream);
        let length = request.body().len().to_string();
        let told = (is_told && is_stream).then_some(length.as_str());
        prop_assert_eq!(header(&request, "content-length"), told);
        prop_assert_eq!(parts(&request, &read), expected);
    }
}
