//! Redirects: which are followed, as which request, and what of it another origin gets.

mod petstore;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bindery_runtime::transport::{Patience, Recorded, Recorder, Reply};
use bindery_runtime::{
    Body, Call, ClientBuilder, Credential, Endpoint, Error, HeaderName, HeaderValue, Method,
    Operation, Parameter, RetryPolicy, StatusCode, TransportError, decode, http,
};
use petstore::Client;
use petstore::memory::Pieces;

macro_rules! endpoints {
    ($($name:ident $method:ident $responses:expr;)*) => {$(
        struct $name;
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

const START: &str = "https://petstore.test/v1/pets?key=QUERY-KEY";

fn builder(recorder: &Recorder) -> ClientBuilder<Client> {
    Client::builder()
        .bearer("BEARER-TOKEN")
        .credential("QueryKey", Credential::api_key("QUERY-KEY"))
        .credential("CookieKey", Credential::api_key("COOKIE-KEY"))
        .transport(recorder.clone())
}

fn client(recorder: &Recorder) -> bindery_runtime::Client {
    builder(recorder).build().expect("a client").into_inner()
}

fn redirect(status: u16, location: &str) -> Reply {
    let status = StatusCode::from_u16(status).expect("a status");
    Reply::new(status).header("location", location)
}

/// Answers with these redirects, and then with success.
fn redirecting(locations: &[(u16, &str)]) -> Recorder {
    let recorder = Recorder::with(|_| Reply::ok());
    for (status, location) in locations {
        recorder.reply(redirect(*status, location));
    }
    recorder
}

async fn status<E: Endpoint>(call: Call<'_>) -> u16 {
    match call.send::<E>().await {
        Ok(answer) => answer.status().as_u16(),
        Err(error) => error.status().map_or(0, |status| status.as_u16()),
    }
}

fn asked(recorder: &Recorder) -> Vec<String> {
    let line = |it: &Recorded| format!("{} {}", it.method(), it.uri());
    recorder.requests().iter().map(line).collect()
}

#[tokio::test]
async fn what_only_asks_follows_and_keeps_its_credentials_on_its_origin() {
    let cases = [
        (301, "/moved", "https://petstore.test/moved?key=QUERY-KEY"),
        (
            302,
            "cats?a=%2F",
            "https://petstore.test/v1/cats?a=%2F&key=QUERY-KEY",
        ),
        (
            303,
            "?page=2",
            "https://petstore.test/v1/pets?page=2&key=QUERY-KEY",
        ),
        (
            307,
            "https://petstore.test:443",
            "https://petstore.test/?key=QUERY-KEY",
        ),
        (
            308,
            "//PETSTORE.test/x#part",
            "https://petstore.test/x?key=QUERY-KEY",
        ),
        // A key that is there already isn't sent twice.
        (
            302,
            "/x?key=QUERY-KEY&a=1",
            "https://petstore.test/x?a=1&key=QUERY-KEY",
        ),
    ];
    for (code, location, target) in cases {
        let recorder = redirecting(&[(code, location)]);
        let client = client(&recorder);
        assert_eq!(status::<Get>(client.call::<Get>()).await, 200, "{location}");
        assert_eq!(
            asked(&recorder),
            [format!("GET {START}"), format!("GET {target}")]
        );
        let [first, second] = recorder.requests().try_into().expect("two");
        assert_eq!(first.headers(), second.headers());
        assert!(second.headers()["authorization"].is_sensitive());
        assert_eq!(second.operation_id(), "Get");
    }
    let recorder = redirecting(&[(301, "/a"), (303, "b"), (308, "c")]);
    assert_eq!(status::<Head>(client(&recorder).call::<Head>()).await, 200);
    assert!(
        recorder
            .requests()
            .iter()
            .all(|it| it.method() == Method::HEAD)
    );
    let last = &recorder.requests()[3];
    assert_eq!(last.uri(), "https://petstore.test/c?key=QUERY-KEY");
}

#[tokio::test]
async fn another_origin_gets_no_credentials() {
    let away = [
        "https://other.test/x?a=1",
        "//other.test/x?a=1",
        "https://petstore.test:8443/x?a=1",
        "https://petstore.test.other.test/x?a=1",
        // Servers like to hand on the query, or to tell where somebody came from.
        "https://other.test/x?key=QUERY-KEY&a=1",
        "https://other.test/x?a=1&token=BEARER%2DTOKEN",
        "https://other.test/x?from=https%3A%2F%2Fpetstore.test%2F%3Fkey%3DQUERY-KEY&a=1",
    ];
    for location in away {
        // It comes back, but to where the other origin wants it.
        let recorder = redirecting(&[(302, location), (302, "https://petstore.test/v1/delete")]);
        let client = client(&recorder);
        let mut call = client
            .call::<Get>()
            .with_header(
                HeaderName::from_static("x-own"),
                HeaderValue::from_static("own"),
            )
            .with_header(http::header::RANGE, HeaderValue::from_static("bytes=0-9"));
        call.parameter(Parameter::header("X-Secret"), "parameter");
        call.parameter(Parameter::header("Accept-Language"), "parameter");
        call.parameter(Parameter::cookie("tracked"), "parameter");
        assert_eq!(status::<Get>(call).await, 200);
        let requests = recorder.requests();
        assert_eq!(requests.len(), 3);
        for request in &requests[1..] {
            let mut names: Vec<_> = request.headers().keys().map(HeaderName::as_str).collect();
            names.sort_unstable();
            assert_eq!(names, ["accept", "range", "user-agent"], "{location}");
        }
        let uri = requests[1].uri().to_string();
        assert!(uri.ends_with("/x?a=1"), "{uri}");
        assert_eq!(requests[2].uri(), "https://petstore.test/v1/delete");
    }
}

#[tokio::test]
async fn https_is_not_left_for_http() {
    for location in [
        "http://petstore.test/v1/pets",
        "http://other.test/?k=QUERY-KEY",
    ] {
        let recorder = redirecting(&[(302, location)]);
        let client = client(&recorder);
        let error = client
            .call::<Get>()
            .send::<Get>()
            .await
            .expect_err("no answer");
        let text = format!("{error} {error:?}");
        assert!(
            text.contains("from https to http://") && !text.contains("KEY"),
            "{text}"
        );
        assert_eq!(error.status().map(|it| it.as_u16()), Some(302));
        assert_eq!(error.headers().expect("headers")["location"], location);
        assert!(!error.is_retryable());
        assert!(matches!(error, Error::Redirect(it) if it.is_insecure() && !it.is_too_many()));
        assert_eq!(recorder.requests().len(), 1);
    }
    // To `https` there is no harm in it, but it is another origin.
    let recorder = redirecting(&[(301, "https://petstore.test/v1/pets")]);
    let client = builder(&recorder).base_url("http://petstore.test/v1");
    let client = client.build().expect("a client").into_inner();
    assert_eq!(status::<Get>(client.call::<Get>()).await, 200);
    assert!(
        !recorder.requests()[1]
            .headers()
            .contains_key("authorization")
    );
}

#[tokio::test]
async fn redirects_without_end_have_one() {
    for (limit, sent) in [(None, 11), (Some(2), 3)] {
        let recorder = Recorder::with(|request| {
            let count = request.uri().query().map_or(0, str::len);
            redirect(302, &format!("/pets?{}", "a".repeat(count % 7)))
        });
        let builder = match limit {
            Some(limit) => builder(&recorder).redirects(limit),
            None => builder(&recorder),
        };
        let client = builder.build().expect("a client").into_inner();
        let error = client
            .call::<Get>()
            .send::<Get>()
            .await
            .expect_err("no end");
        let times = format!("Get: the server redirected more than {} times; ", sent - 1);
        assert!(error.to_string().starts_with(&times), "{error}");
        assert!(matches!(error, Error::Redirect(it) if it.is_too_many() && !it.is_insecure()));
        assert_eq!(recorder.requests().len(), sent);
    }
    let recorder = redirecting(&[(301, "/moved")]);
    let client = builder(&recorder)
        .redirects(0)
        .build()
        .expect("a client")
        .into_inner();
    let error = client.call::<Get>().send::<Get>().await.expect_err("301");
    assert!(matches!(error, Error::UndocumentedStatus(_)), "{error:?}");
    assert_eq!(recorder.requests().len(), 1);
}

#[tokio::test]
async fn what_does_something_is_not_sent_again() {
    for code in [301, 302, 307, 308] {
        let recorder = redirecting(&[(code, "/moved"), (code, "/moved")]);
        let client = client(&recorder);
        assert_eq!(status::<Post>(client.call::<Post>()).await, code);
        assert_eq!(status::<Put>(client.call::<Put>()).await, code);
        assert_eq!(recorder.requests().len(), 2);
        // Nor is a body, whatever the method.
        let recorder = redirecting(&[(code, "/moved")]);
        let client = self::client(&recorder);
        let mut call = client.call::<Get>();
        call.raw_body("text/plain", "a body");
        assert_eq!(status::<Get>(call).await, code);
    }
}

#[tokio::test]
async fn see_other_is_asked_for_by_get() {
    let bodies = [
        || Body::from("a body"),
        || Body::stream(Pieces([Ok("a body".into())].into())),
    ];
    for body in bodies {
        for answer in [(303, "/done"), (303, "https://petstore.test/done")] {
            let recorder = redirecting(&[answer, (307, "done?really")]);
            let client = client(&recorder);
            let mut call = client.call::<Post>();
            call.raw_body("text/plain", body());
            assert_eq!(status::<Post>(call).await, 200);
            let expected = [
                format!("POST {START}"),
                "GET https://petstore.test/done?key=QUERY-KEY".to_owned(),
                "GET https://petstore.test/done?really&key=QUERY-KEY".to_owned(),
            ];
            assert_eq!(asked(&recorder), expected);
            let requests = recorder.requests();
            assert_eq!(requests[0].body(), "a body");
            for request in &requests[1..] {
                assert!(request.body().is_empty());
                assert!(!request.headers().contains_key("content-type"));
                assert!(!request.headers().contains_key("content-length"));
                assert_eq!(request.headers()["authorization"], "Bearer BEARER-TOKEN");
            }
        }
    }
}

/// What has become of it isn't known, which is no reason to do it again.
#[tokio::test]
async fn what_is_done_is_not_repeated_for_its_outcome() {
    let outcomes: [fn() -> Reply; 4] = [
        || Reply::new(StatusCode::SERVICE_UNAVAILABLE),
        || Reply::new(StatusCode::UNAUTHORIZED),
        || Reply::failure(TransportError::connect("refused")),
        || Reply::failure(TransportError::timeout("late")),
    ];
    for outcome in outcomes {
        let recorder = Recorder::with(move |request| match *request.method() == Method::GET {
            true => outcome(),
            false => redirect(303, "/done"),
        });
        let asked = Arc::new(AtomicUsize::new(0));
        let provider = counting(&asked);
        let client = builder(&recorder).credential("Token", provider);
        let client = client.build().expect("a client").into_inner();
        let error = client
            .call::<Post>()
            .send::<Post>()
            .await
            .expect_err("an error");
        assert!(!error.is_connect(), "the server has seen it: {error:?}");
        let methods: Vec<_> = recorder
            .requests()
            .iter()
            .map(|it| it.method().clone())
            .collect();
        assert_eq!(methods, [Method::POST, Method::GET]);
        assert_eq!(asked.load(Ordering::Relaxed), 1);
    }
}

fn counting(asked: &Arc<AtomicUsize>) -> Credential {
    let asked = asked.clone();
    Credential::provider(move || {
        asked.fetch_add(1, Ordering::Relaxed);
        async { Ok(Credential::bearer("BEARER-TOKEN")) }
    })
}

#[tokio::test]
async fn another_origins_refusal_renews_nothing() {
    let asked = Arc::new(AtomicUsize::new(0));
    let recorder = Recorder::with(|request| match request.uri().host() {
        Some("other.test") => Reply::new(StatusCode::UNAUTHORIZED),
        _ => redirect(302, "https://other.test/"),
    });
    let client = builder(&recorder).credential("Token", counting(&asked));
    let client = client.build().expect("a client").into_inner();
    assert_eq!(status::<Get>(client.call::<Get>()).await, 401);
    assert_eq!(
        (recorder.requests().len(), asked.load(Ordering::Relaxed)),
        (2, 1)
    );
    // Its own does, and then all is asked for again.
    let recorder = Recorder::with(|request| match request.uri().path() {
        "/there" => Reply::new(StatusCode::UNAUTHORIZED),
        _ => redirect(302, "/there"),
    });
    let client = builder(&recorder).credential("Token", counting(&asked));
    let client = client.build().expect("a client").into_inner();
    assert_eq!(status::<Get>(client.call::<Get>()).await, 401);
    assert_eq!(
        (recorder.requests().len(), asked.load(Ordering::Relaxed)),
        (4, 3)
    );
}

#[tokio::test]
async fn retries_begin_at_the_beginning_and_all_is_within_the_time() {
    let answers = Mutex::new(vec![
        Reply::ok(),
        redirect(302, "/there"),
        Reply::new(StatusCode::SERVICE_UNAVAILABLE),
        redirect(302, "/there"),
    ]);
    let recorder = Recorder::with(move |_| answers.lock().expect("no panic").pop().expect("one"));
    let client = client(&recorder);
    assert_eq!(status::<Get>(client.call::<Get>()).await, 200);
    let paths: Vec<_> = recorder
        .requests()
        .iter()
        .map(|it| it.uri().path().to_owned())
        .collect();
    assert_eq!(paths, ["/v1/pets", "/there", "/v1/pets", "/there"]);
    let mut times = recorder.requests().into_iter().map(|it| it.patience());
    assert_eq!(
        times.next(),
        Some(Patience::Exchange(Duration::from_secs(30)))
    );
    assert!(times.all(|it| it.head() < Duration::from_secs(30)));
    // A transport error on the way is one of the attempt.
    let recorder = redirecting(&[(302, "/there")]);
    recorder.reply(Reply::failure(TransportError::connect("refused")));
    let once = client_call(&recorder).await;
    assert!(once.is_connect(), "{once:?}");
}

async fn client_call(recorder: &Recorder) -> Error {
    let client = client(recorder);
    let call = client.call::<Get>().with_retry(RetryPolicy::none());
    call.send::<Get>().await.expect_err("no connection")
}

#[tokio::test]
async fn what_leads_nowhere_is_the_answer() {
    let nowhere = [
        "https://[::1",
        "ftp://petstore.test/",
        "https://user:pw@petstore.test/",
        "//",
        "\\\\other.test",
    ];
    for location in nowhere {
        let recorder = redirecting(&[(302, location)]);
        assert_eq!(
            status::<Get>(client(&recorder).call::<Get>()).await,
            302,
            "{location}"
        );
    }
    let recorder = Recorder::with(|_| Reply::new(StatusCode::FOUND));
    assert_eq!(status::<Get>(client(&recorder).call::<Get>()).await, 302);
    for code in [300, 304, 305, 306] {
        let recorder = redirecting(&[(code, "/moved")]);
        assert_eq!(status::<Get>(client(&recorder).call::<Get>()).await, code);
    }
    // Here the document says that the redirect is what was asked for.
    let recorder = redirecting(&[(302, "https://files.test/signed")]);
    let client = client(&recorder);
    let error = client
        .call::<Found>()
        .send::<Found>()
        .await
        .expect_err("302");
    assert!(matches!(error, Error::Api(_)), "{error:?}");
    assert_eq!(
        error.headers().expect("headers")["location"],
        "https://files.test/signed"
    );
}
