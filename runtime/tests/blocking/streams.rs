//! What comes bit by bit, or page by page, as iterators and readers.

use std::io::Read;

use crate::petstore::Client;
use crate::petstore::wire::serve;
use bindery_runtime::transport::{Recorder, Reply};
use bindery_runtime::{Blocking, Credential, Error, TransportError};
use serde_json::json;

#[test]
fn what_comes_bit_by_bit_is_read_bit_by_bit() {
    let (builder, serving) = serve(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n",
    );
    let client = builder.build_blocking().expect("a client");
    let picture = client.picture().send_blocking().expect("a picture");
    let mut text = String::new();
    let mut reader = picture.into_inner().into_blocking();
    reader.read_to_string(&mut text).expect("text");
    assert_eq!(text, "onetwo");
    serving.join().expect("a request");
}

#[test]
fn a_download_becomes_a_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("picture.png");
    for (length, saved) in [("6", Some(6)), ("7", None)] {
        let answer = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\nonetwo");
        let (builder, serving) = serve(answer.leak());
        let client = builder.build_blocking().expect("a client");
        let mut picture = client.picture().send_blocking().expect("a picture");
        assert_eq!(picture.save_blocking(&path).ok(), saved);
        serving.join().expect("a request");
        assert_eq!(std::fs::read(&path).expect("a file"), b"onetwo");
        assert_eq!(folder.path().read_dir().expect("a folder").count(), 1);
    }
}

#[test]
fn events_and_lines_are_iterators() {
    let recorder = Recorder::new();
    let client = Client::builder()
        .transport(recorder.clone())
        .build_blocking()
        .expect("a client");
    let events = Reply::ok().header("content-type", "text/event-stream");
    recorder.reply(events.pieces([Ok("data: {\"id\":1}\n"), Ok("\ndata: {\"id\":2}\n\n")]));
    let events = client
        .tell()
        .as_events()
        .send_blocking()
        .expect("events")
        .into_inner();
    let ids = events
        .into_blocking()
        .map(|event| event.and_then(|event| Ok(event.json()?.id)));
    assert_eq!(ids.collect::<Result<Vec<_>, _>>().expect("tags"), [1, 2]);

    let lines = Reply::ok().header("content-type", "application/jsonl");
    recorder.reply(lines.pieces([Ok("{\"id\":1}\n{\"i"), Ok("d\":2}\n")]));
    let mut lines = client.tell().as_lines().send_blocking().expect("lines");
    let mut ids = Blocking::new(&mut *lines).map(|tag| tag.map(|tag| tag.id));
    assert_eq!(ids.next().and_then(Result::ok), Some(1));
    assert_eq!(ids.next().and_then(Result::ok), Some(2));
    assert!(ids.next().is_none());
}

#[test]
fn pages_and_items_are_iterators() {
    let recorder = Recorder::new();
    let client = Client::builder()
        .transport(recorder.clone())
        .bearer("token")
        .credential("QueryKey", Credential::api_key("key"))
        .build_blocking()
        .expect("a client");
    let script = || {
        let next = Reply::ok().header("link", "<?page=2>; rel=next");
        recorder.reply(next.json(&json!([{ "id": "1" }, { "id": "2" }])));
        recorder.reply(Reply::ok().json(&json!([{ "id": "3" }])));
    };
    script();
    let items = client.list_pets().items().into_blocking();
    let ids = items.map(|pet| pet.map(|pet| pet.id));
    let ids: Vec<String> = ids.collect::<Result<_, _>>().expect("pets");
    assert_eq!(ids, ["1", "2", "3"]);
    script();
    let pages = client.list_pets().pages().into_blocking();
    let lengths = pages.map(|page| page.map(|page| page.len()));
    assert_eq!(
        lengths.collect::<Result<Vec<_>, _>>().expect("pages"),
        [2, 1]
    );
    assert_eq!(recorder.requests().len(), 4);
}

#[test]
fn a_reader_tells_why_the_body_broke_off() {
    let recorder = Recorder::new();
    let client = Client::builder()
        .transport(recorder.clone())
        .build_blocking()
        .expect("a client");
    let late = Err(TransportError::timeout("late"));
    recorder.reply(Reply::ok().pieces([Ok("one"), late]));
    let picture = client.picture().send_blocking().expect("a picture");
    let mut reader = picture.into_inner().into_blocking();
    let mut buffer = [0; 2];
    assert_eq!(reader.read(&mut buffer).expect("bytes"), 2);
    assert_eq!(reader.read(&mut buffer).expect("bytes"), 1);
    let error = reader.read(&mut buffer).expect_err("late");
    assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
    assert!(error.get_ref().is_some_and(|inner| inner.is::<Error>()));
}
