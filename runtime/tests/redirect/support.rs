//! What is called, and a server that redirects.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bindery_runtime::transport::{Recorded, Recorder, Reply};
use bindery_runtime::{
    Call, ClientBuilder, Credential, Endpoint, Method, Operation, StatusCode, decode,
};

use crate::petstore::Client;

macro_rules! endpoints {
    ($($name:ident $method:ident $responses:expr;)*) => {$(
        pub(crate) struct $name;
        impl Endpoint for $name {
            const OPERATION: &'static Operation =
                &Operation::new(stringify!($name), Method::$method, "/pets")
                    .security(&[&["Token", "QueryKey", "CookieKey"]])
                    .responses($responses);
            type Success = decode::Empty;
            type Failure = decode::Empty;
        }
    )*};
}
endpoints! {
    Get GET &["2XX", "302"];
    Head HEAD &["200"];
    Post POST &["2XX"];
    Put PUT &["2XX"];
    Found GET &["302", "404"];
}

pub(crate) const START: &str = "https://petstore.test/v1/pets?key=QUERY-KEY";

pub(crate) fn builder(recorder: &Recorder) -> ClientBuilder<Client> {
    Client::builder()
        .bearer("BEARER-TOKEN")
        .credential("QueryKey", Credential::api_key("QUERY-KEY"))
        .credential("CookieKey", Credential::api_key("COOKIE-KEY"))
        .transport(recorder.clone())
}

pub(crate) fn client(recorder: &Recorder) -> bindery_runtime::Client {
    builder(recorder).build().expect("a client").into_inner()
}

pub(crate) fn redirect(status: u16, location: &str) -> Reply {
    let status = StatusCode::from_u16(status).expect("a status");
    Reply::new(status).header("location", location)
}

/// Answers with these redirects, and then with success.
pub(crate) fn redirecting(locations: &[(u16, &str)]) -> Recorder {
    let recorder = Recorder::with(|_| Reply::ok());
    for (status, location) in locations {
        recorder.reply(redirect(*status, location));
    }
    recorder
}

pub(crate) async fn status<E: Endpoint>(call: Call<'_>) -> u16 {
    match call.send::<E>().await {
        Ok(answer) => answer.status().as_u16(),
        Err(error) => error.status().map_or(0, |status| status.as_u16()),
    }
}

pub(crate) fn asked(recorder: &Recorder) -> Vec<String> {
    let line = |it: &Recorded| format!("{} {}", it.method(), it.uri());
    recorder.requests().iter().map(line).collect()
}

pub(crate) fn counting(asked: &Arc<AtomicUsize>) -> Credential {
    let asked = asked.clone();
    Credential::provider(move || {
        asked.fetch_add(1, Ordering::Relaxed);
        async { Ok(Credential::bearer("BEARER-TOKEN")) }
    })
}
