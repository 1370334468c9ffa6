//! Which calls are made again, and who says so.
//!
//! `cargo run -p gallery --example retries`

use std::error::Error;
use std::time::Duration;

use bindery_mock::{Mock, Reply, Server};
use gallery::Client;
use gallery::models::NewOrder;
use gallery::runtime::http::HeaderName;
use gallery::runtime::{RetryPolicy, Verdict};
use serde_json::json;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Mock::from_yaml(gallery::DOCUMENT)?.start().await?;
    let builder = Client::builder().base_url(server.url()).bearer("TOKEN");
    let client = builder.build()?;
    reading_is_repeated(&client, &server).await?;
    ordering_is_not(&client, &server).await?;
    unless_the_server_knows_the_order_again(&client, &server).await?;
    or_says_itself_that_nothing_was_done(&client, &server).await
}

/// A `GET` can be sent twice; how long to wait is what the server says.
async fn reading_is_repeated(client: &Client, server: &Server) -> Result<(), Box<dyn Error>> {
    let busy = Reply::new(503).header("retry-after", "1").times(2);
    server.respond("getPicture", busy)?;
    let picture = client.get_picture("1").await?;
    println!("{:?} after {} attempts", picture.title, sent(server));
    assert_eq!(sent(server), 3);
    Ok(())
}

/// Whether an order has gone through when the answer is lost, nobody knows but the server.
async fn ordering_is_not(client: &Client, server: &Server) -> Result<(), Box<dyn Error>> {
    let before = sent(server);
    server.respond("orderPrint", Reply::new(503).times(1))?;
    let error = client.order_print(NewOrder::new("1")).await;
    let error = error.err().ok_or("an order that wasn't answered")?;
    println!("{error}; worth another try: {}", error.is_retryable());
    assert_eq!(sent(server) - before, 1);
    Ok(())
}

/// With a key, which is the same for all attempts, an order can be sent twice.
async fn unless_the_server_knows_the_order_again(
    client: &Client,
    server: &Server,
) -> Result<(), Box<dyn Error>> {
    let key = HeaderName::from_static("idempotency-key");
    let policy = RetryPolicy::standard().with_idempotency_key(key);
    server.respond("orderPrint", Reply::new(503).times(1))?;
    let call = client.order_print(NewOrder::new("1")).with_retry(policy);
    println!("ordered: {}", call.await?.id);
    let requests = server.requests();
    let mut keys = requests.iter().rev().map(|r| r.header("idempotency-key"));
    assert_eq!(keys.next(), keys.next());
    Ok(())
}

/// What an API's own errors mean is for the caller to say.
async fn or_says_itself_that_nothing_was_done(
    client: &Client,
    server: &Server,
) -> Result<(), Box<dyn Error>> {
    let policy = RetryPolicy::standard().classify(|attempt| {
        let body = attempt.body().map_or(&[][..], |body| body);
        match String::from_utf8_lossy(body).contains("out of paper") {
            true => Verdict::RetryAfter(Duration::from_millis(100)),
            false => Verdict::Standard,
        }
    });
    let out = Reply::new(500).json(json!({ "message": "out of paper" }));
    server.respond("orderPrint", out.times(2))?;
    let call = client.order_print(NewOrder::new("1")).with_retry(policy);
    println!("ordered: {}", call.await?.id);
    Ok(())
}

fn sent(server: &Server) -> usize {
    server.requests().len()
}
