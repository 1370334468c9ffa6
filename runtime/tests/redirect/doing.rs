//! Redirects of what does something, or has a body.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use bindery_runtime::transport::{Recorder, Reply};
use bindery_runtime::{Body, Method, StatusCode, TransportError};

use crate::petstore::memory::Pieces;
use crate::support::{
    Get, Post, Put, START, asked, builder, client, counting, redirect, redirecting, status,
};

#[tokio::test]
async fn what_does_something_is_not_sent_again() {
    for code in [301, 302, 307, 308] {
        let recorder = redirecting(&[(code, "/moved"), (code, "/moved")]);
        let client = client(&recorder);
        assert_eq!(status::<Post>(client.call::<Post>()).await, code);
        assert_eq!(status::<Put>(client.call::<Put>()).await, code);
        assert_eq!(recorder.requests().len(), 2);
    }
}

#[tokio::test]
async fn a_body_is_not_sent_again_whatever_the_method() {
    for code in [301, 302, 307, 308] {
        let recorder = redirecting(&[(code, "/moved")]);
        let client = client(&recorder);
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
