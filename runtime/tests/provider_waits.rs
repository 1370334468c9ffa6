//! Calls that wait for the same credential: how often its provider is asked, and what its failures do to them.

mod petstore;

use std::error::Error as _;
use std::future::{pending, poll_fn};
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use bindery_runtime::transport::{BoxFuture, Carried, Patience};
use bindery_runtime::{Body, Credential, Error, Transport, http};
use petstore::Memory;
use petstore::tokens::{Get, Post, Server, Tokens, client, status};

#[tokio::test]
async fn many_calls_lead_to_one_question() {
    let (server, tokens) = (Server::wanting(1), Tokens::default());
    let client = client(server.clone(), tokens.clone());
    let calls = || async {
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..50 {
            let client = client.clone();
            tasks.spawn(async move { status::<Get>(&client).await });
        }
        let statuses = tasks.join_all().await;
        assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
    };
    calls().await;
    assert_eq!(tokens.asked(), 1);
    server.wants.store(2, Ordering::Relaxed);
    calls().await;
    assert_eq!(tokens.asked(), 2, "{:?}", server.got());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_threads_lead_to_one_question() {
    let (server, tokens) = (Server::wanting(1), Tokens::default());
    let client = client(server.clone(), tokens.clone());
    for round in 1..=20 {
        server.wants.store(round, Ordering::Relaxed);
        let mut tasks = tokio::task::JoinSet::new();
        for _ in 0..16 {
            let client = client.clone();
            tasks.spawn(async move { status::<Post>(&client).await });
        }
        let statuses = tasks.join_all().await;
        assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
        assert_eq!(tokens.asked(), round);
    }
}

#[tokio::test]
async fn a_failure_is_told_to_all_that_wait_and_to_no_others() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let failing = move || {
        let number = counter.fetch_add(1, Ordering::Relaxed) + 1;
        async move {
            tokio::task::yield_now().await;
            Err(format!("the login SECRET is wrong: {number}").into())
        }
    };
    let server = Server::wanting(1);
    let client = client(server.clone(), failing);
    let call = || client.call::<Get>().send::<Get>();
    let (first, second) = tokio::join!(call(), call());
    assert_eq!(asked.load(Ordering::Relaxed), 1);
    for error in [first.expect_err("no credential"), second.expect_err("none")] {
        assert_eq!(
            error.to_string(),
            "Get: the provider of the credential for `Token` failed"
        );
        assert!(!format!("{error:?}").contains("SECRET"), "{error:?}");
        let source = error.source().expect("the provider's error");
        assert_eq!(source.to_string(), "the login SECRET is wrong: 1");
        assert!(!error.is_retryable() && !error.is_timeout());
        assert!(matches!(error, Error::Credential(error) if error.scheme() == "Token"));
    }
    let source = call().await.expect_err("none");
    let source = source.source().map(ToString::to_string);
    assert_eq!(source.as_deref(), Some("the login SECRET is wrong: 2"));
    assert!(server.got().is_empty());
}

#[tokio::test]
async fn who_gives_up_leaves_the_question_to_another() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    // Only the second question is ever answered.
    let provider = move || {
        let number = counter.fetch_add(1, Ordering::Relaxed);
        async move {
            match number {
                0 => pending().await,
                _ => Ok(Credential::bearer("T1")),
            }
        }
    };
    let client = client(Server::wanting(1), provider);
    let mut first = Box::pin(status::<Get>(&client));
    let mut second = pin!(status::<Get>(&client));
    let both = poll_fn(|context| {
        assert!(first.as_mut().poll(context).is_pending());
        assert!(second.as_mut().poll(context).is_pending());
        Poll::Ready(())
    });
    both.await;
    drop(first);
    assert_eq!(second.await, 200);
    assert_eq!(asked.load(Ordering::Relaxed), 2);
}

/// A transport that only waits, by a real clock.
struct Clock;

impl Transport for Clock {
    fn send(&self, _: http::Request<Body>, _: Patience) -> Carried<'_> {
        Box::pin(pending())
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'_, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

#[tokio::test]
async fn a_provider_that_never_answers_is_a_timeout_of_each_call() {
    let client = client(Clock, pending);
    let short = client.call::<Get>().with_timeout(Duration::from_millis(20));
    let long = client.call::<Get>().with_timeout(Duration::from_secs(3600));
    let mut long = pin!(long.send::<Get>());
    // The long one asks, and the short one waits for it no longer than its own time.
    let error = tokio::select! {
        biased;
        _ = &mut long => unreachable!("it can't be over"),
        short = short.send::<Get>() => short.expect_err("a timeout"),
    };
    assert!(error.is_timeout(), "{error:?}");
    let source = error.source().map(ToString::to_string);
    let expected = "the provider of the credential for `Token` was still at work";
    assert_eq!(source.as_deref(), Some(expected));
}

#[tokio::test]
async fn a_provider_that_needs_its_own_credential_is_told() {
    let shared: Arc<Mutex<Option<bindery_runtime::Client>>> = Arc::default();
    let within = shared.clone();
    let provider = move || {
        let client = within.lock().expect("no panic").clone().expect("a client");
        async move {
            tokio::task::yield_now().await;
            client.call::<Get>().send::<Get>().await?;
            Ok(Credential::bearer("T1"))
        }
    };
    let client = client(Server::wanting(1), provider);
    *shared.lock().expect("no panic") = Some(client.clone());
    let error = client.call::<Get>().send::<Get>().await.expect_err("one");
    let inner = error.source().expect("the provider's error").to_string();
    assert!(inner.ends_with("it has to use another client"), "{inner}");
}

#[tokio::test]
async fn a_provider_that_panics_harms_only_who_asked() {
    let asked = AtomicUsize::new(0);
    let provider = move || {
        assert!(asked.fetch_add(1, Ordering::Relaxed) > 0, "the first time");
        async { Ok(Credential::bearer("T1")) }
    };
    let client = client(Server::wanting(1), provider);
    let first = client.clone();
    let first = tokio::spawn(async move { status::<Get>(&first).await });
    assert!(first.await.is_err_and(|error| error.is_panic()));
    assert_eq!(status::<Get>(&client).await, 200);
}

/// Wakes a thread, as blocking calls do.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    loop {
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => return value,
            Poll::Pending => thread::park(),
        }
    }
}

/// A transport without a clock: each answer is there at once, and waiting would block.
#[derive(Clone)]
struct Blocking(Memory);

impl Transport for Blocking {
    fn send(&self, request: http::Request<Body>, patience: Patience) -> Carried<'_> {
        self.0.send(request, patience)
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'_, ()> {
        unreachable!("nothing has to be waited for")
    }
}

#[test]
fn blocking_calls_wait_for_each_other_without_a_clock() {
    let (started, has_started) = std::sync::mpsc::channel();
    let (finish, may_finish) = std::sync::mpsc::channel::<()>();
    let may_finish = Mutex::new(may_finish);
    let provider = move || {
        started.send(()).expect("the test waits");
        let finished = may_finish.lock().expect("no panic").recv();
        async move { Ok(finished.map(|()| Credential::bearer("T1"))?) }
    };
    let memory = Memory::new(200, "{}");
    let client = client(Blocking(memory.clone()), provider);
    let call =
        |client: bindery_runtime::Client| thread::spawn(move || block_on(status::<Get>(&client)));
    let first = call(client.clone());
    has_started.recv().expect("the provider is asked");
    // This one finds the provider at work.
    let mut second = Box::pin(status::<Get>(&client));
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let polled = second.as_mut().poll(&mut Context::from_waker(&waker));
    assert!(polled.is_pending());
    finish.send(()).expect("the provider waits");
    assert_eq!(
        (block_on(second), first.join().expect("no panic")),
        (200, 200)
    );
    assert_eq!(memory.requests().len(), 2);
}
