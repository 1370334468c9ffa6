//! Calls over loopback: the runtime as generated code uses it, against reqwest and serde's derive used by hand.
//!
//! `cargo bench -p bindery-runtime --bench calls` prints calls per second, and the CPU time that a call costs the
//! client's thread; the server has a thread of its own. The two take turns, so that both see the same machine.

mod support;

use std::convert::Infallible;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bindery_runtime::decode::{Empty, Json};
use bindery_runtime::{
    Api, Bytes, Endpoint, Method, Operation, Parameter, RetryPolicy, SecurityScheme,
};
use http_body_util::Full;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;
use support::derived::Derived;
use support::tables::Tables;
use support::{SIZES, Size};
use tokio::net::TcpListener;

/// How often the two take turns, and for how long each time.
const ROUNDS: u32 = 10;
const TURN: Duration = Duration::from_millis(200);

static API: Api = Api::new("Pages", "1").security_schemes(&[SecurityScheme::bearer("Token")]);

struct GetPage;

impl Endpoint for GetPage {
    const OPERATION: &'static Operation = &Operation::new("getPage", Method::GET, "/pages/{id}")
        .security(&[&["Token"]])
        .responses(&["200"]);
    type Success = Json<Tables>;
    type Failure = Empty;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!(
        "{:8} {:14} {:>12} {:>14}",
        "body", "client", "calls/s", "CPU µs/call"
    );
    for size in SIZES {
        let address = serve(size.page());
        let generated = Generated::new(address);
        let by_hand = ByHand::new(address);
        let (mut ours, mut theirs) = (Cost::default(), Cost::default());
        for _ in 0..ROUNDS {
            ours.add(async || generated.call().await).await;
            theirs.add(async || by_hand.call().await).await;
        }
        ours.print(size, "generated");
        theirs.print(size, "by hand");
    }
}

struct Generated(bindery_runtime::Client);

impl Generated {
    fn new(address: SocketAddr) -> Self {
        let builder = bindery_runtime::ClientBuilder::<bindery_runtime::Client>::new(&API)
            .base_url(format!("http://{address}"))
            .bearer("token")
            .retry(RetryPolicy::standard());
        Self(builder.build().expect("a client"))
    }

    async fn call(&self) -> usize {
        let mut call = self.0.call::<GetPage>();
        call.parameter(Parameter::path("id"), "7");
        call.parameter(Parameter::query("fields"), "id,message,from");
        let page = call.send::<GetPage>().await.expect("a page");
        page.data.len()
    }
}

struct ByHand {
    client: reqwest::Client,
    base: String,
}

impl ByHand {
    fn new(address: SocketAddr) -> Self {
        Self {
            client: reqwest::Client::new(),
            base: format!("http://{address}"),
        }
    }

    async fn call(&self) -> usize {
        let url = format!("{}/pages/{}?fields=id%2Cmessage%2Cfrom", self.base, 7);
        let request = self.client.get(url).bearer_auth("token");
        let request = request
            .header("accept", "application/json")
            .timeout(Duration::from_secs(30));
        let answer = request.send().await.expect("an answer");
        let answer = answer.error_for_status().expect("a success");
        let body = answer.bytes().await.expect("a body");
        let page: Derived = serde_json::from_slice(&body).expect("a page");
        page.data.len()
    }
}

/// What calls have cost.
#[derive(Default)]
struct Cost {
    calls: u32,
    wall: Duration,
    cpu: Duration,
}

impl Cost {
    async fn add(&mut self, call: impl AsyncFn() -> usize) {
        let (start, cpu) = (Instant::now(), cpu());
        while start.elapsed() < TURN {
            assert!(call().await > 0);
            self.calls += 1;
        }
        self.wall += start.elapsed();
        self.cpu += self::cpu() - cpu;
    }

    fn print(&self, size: Size, client: &str) {
        let rate = f64::from(self.calls) / self.wall.as_secs_f64();
        let cpu = self.cpu.as_secs_f64() * 1e6 / f64::from(self.calls);
        println!("{size:8} {client:14} {rate:12.1} {cpu:14.1}");
    }
}

/// The CPU time of this thread so far.
fn cpu() -> Duration {
    let usage = getrusage(UsageWho::RUSAGE_THREAD).expect("Linux tells");
    let time = |value: TimeVal| {
        let seconds = u64::try_from(value.tv_sec()).unwrap_or_default();
        let micros = u64::try_from(value.tv_usec()).unwrap_or_default();
        Duration::from_secs(seconds) + Duration::from_micros(micros)
    };
    time(usage.user_time()) + time(usage.system_time())
}

/// Serves a page to every request, on a thread of its own.
fn serve(page: String) -> SocketAddr {
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        runtime.expect("a runtime").block_on(async move {
            let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
            let address = listener.local_addr().expect("an address");
            sender.send(address).expect("it is waited for");
            let page = Bytes::from(page);
            loop {
                let (stream, _) = listener.accept().await.expect("a connection");
                stream.set_nodelay(true).expect("a TCP option");
                tokio::spawn(answer(TokioIo::new(stream), page.clone()));
            }
        });
    });
    receiver.recv().expect("the server starts")
}

async fn answer(stream: TokioIo<tokio::net::TcpStream>, page: Bytes) {
    let service = service_fn(move |_| {
        let body = Full::new(page.clone());
        let answer = hyper::Response::builder().header("content-type", "application/json");
        async move { Ok::<_, Infallible>(answer.body(body).expect("an answer")) }
    });
    // A client that goes away ends its connection.
    let connection = hyper::server::conn::http1::Builder::new().serve_connection(stream, service);
    _ = connection.await;
}
