//! Redirects of what only asks.

use std::sync::Mutex;
use std::time::Duration;

use bindery_runtime::transport::{Patience, Recorder, Reply};
use bindery_runtime::{Error, Method, RetryPolicy, StatusCode, TransportError};

use crate::support::{
    Found, Get, Head, START, asked, builder, client, redirect, redirecting, status,
};

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
