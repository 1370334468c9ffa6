//! Redirects to other origins, and what they get.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bindery_runtime::transport::{Recorder, Reply};
use bindery_runtime::{Error, HeaderName, HeaderValue, Parameter, StatusCode, http};

use crate::support::{Get, builder, client, counting, redirect, redirecting, status};

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
