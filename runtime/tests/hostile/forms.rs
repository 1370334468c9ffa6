//! Forms whose files are read while they are sent: how they arrive, and which of them are sent again.

use std::collections::VecDeque;

use bindery_runtime::decode::Empty;
use bindery_runtime::{Body, Bytes, Endpoint, Error, File, Method, Operation};

use crate::petstore::memory::Pieces;
use crate::scenario::{Stack, failure, survive};
use crate::server::{Server, Step, answering};

const DONE: &[u8] = b"HTTP/1.1 204 No Content\r\n\r\n";

struct Upload;

impl Endpoint for Upload {
    const OPERATION: &'static Operation =
        &Operation::new("upload", Method::PUT, "/pictures").responses(&["204"]);
    type Success = Empty;
    type Failure = Empty;
}

struct Form {
    files: Vec<File>,
}

bindery_runtime::form! { Form { files: file "files" } }

/// A body that comes in these pieces.
fn stream(pieces: &[&'static str]) -> Body {
    let pieces = pieces.iter().map(|piece| Ok(Bytes::from(*piece)));
    Body::stream(Pieces(pieces.collect::<VecDeque<_>>()))
}

async fn upload(stack: Stack, server: &Server, files: impl Into<Vec<File>>) -> Result<(), Error> {
    let client = stack.client(server).into_inner();
    let mut call = client.call::<Upload>();
    let files = files.into();
    call.multipart_body("multipart/form-data", &[], &Form { files });
    call.send::<Upload>().await.map(|_| ())
}

#[test]
fn a_form_of_a_stream_arrives_whole_without_a_length() {
    survive(async |stack| {
        let server = Server::start([answering(DONE)]);
        let unknown = File::new("unknown", stream(&["one", "", "two"]));
        let files = [unknown, File::new("known", "three")];
        let sent = upload(stack, &server, files).await;
        sent.expect("an answer");
        let request = server.seen().remove(0);
        assert_eq!(request.header("transfer-encoding"), Some("chunked"));
        assert_eq!(request.header("content-length"), None);
        let body = String::from_utf8(request.body).expect("text");
        let unknown =
            "filename=\"unknown\"\r\nContent-Type: application/octet-stream\r\n\r\nonetwo\r\n--";
        assert!(body.contains(unknown), "{body}");
        assert!(body.contains("\r\n\r\nthree\r\n--"), "{body}");
    });
}

#[test]
fn a_form_is_sent_again_only_if_it_can_be_made_again() {
    survive(async |stack| {
        let busy = || {
            let answer = "HTTP/1.1 503 Busy\r\ncontent-length: 0\r\nretry-after: 0\r\n\r\n";
            vec![Step::Read, Step::Send(answer.as_bytes().to_vec())]
        };
        let folder = tempfile::tempdir().expect("a folder");
        let stored = folder.path().join("stored");
        std::fs::write(&stored, "stored").expect("a file");
        let files = || {
            let made = Body::repeatable(|| stream(&["ma", "de"]));
            [File::from_path(&stored), File::new("made", made)]
        };
        let server = Server::start([[busy(), answering(DONE)].concat(), answering(DONE)]);
        let sent = upload(stack, &server, files()).await;
        sent.expect("an answer");
        let bodies: Vec<_> = server.seen().into_iter().map(|it| it.body).collect();
        assert_eq!(bodies.len(), 2);
        assert_eq!(bodies[0], bodies[1]);

        let server = Server::start([busy()]);
        let once = [File::new("once", stream(&["once"]))];
        failure(upload(stack, &server, once).await);
        assert_eq!(server.methods(), ["PUT"]);
    });
}
