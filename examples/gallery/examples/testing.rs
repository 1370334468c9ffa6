//! Tests of what uses a client, without a server.
//!
//! `cargo run -p gallery --example testing`

use std::error::Error as StdError;
use std::time::Duration;

use gallery::Client;
use gallery::models::NewOrder;
use gallery::runtime::transport::{Recorder, Reply};
use gallery::runtime::{Error, StatusCode};
use serde_json::{Value, json};

/// What is tested: orders a print of the picture with this title, and gives the order.
async fn order(client: &Client, title: &str) -> Result<Option<String>, Box<dyn StdError>> {
    let page = client.list_pictures().await?;
    let Some(picture) = page.pictures.iter().find(|picture| picture.title == title) else {
        return Ok(None);
    };
    match client.order_print(NewOrder::new(&picture.id)).await {
        Ok(order) => Ok(Some(order.into_inner().id)),
        Err(Error::Api(problem)) if problem.status() == StatusCode::CONFLICT => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn StdError>> {
    what_is_there_is_ordered().await?;
    what_is_sold_out_is_not().await?;
    a_busy_server_is_waited_for().await
}

async fn what_is_there_is_ordered() -> Result<(), Box<dyn StdError>> {
    let (recorder, client) = recorded()?;
    recorder.reply_to(
        "orderPrint",
        Reply::new(StatusCode::ACCEPTED).json(&json!({ "id": "o-1" })),
    );
    assert_eq!(order(&client, "Dawn").await?.as_deref(), Some("o-1"));

    let requests = recorder.requests();
    assert_eq!(requests[1].operation_id(), "orderPrint");
    assert_eq!(requests[1].json::<Value>()?, json!({ "picture": "7" }));
    println!("ordered with {} requests", requests.len());
    Ok(())
}

async fn what_is_sold_out_is_not() -> Result<(), Box<dyn StdError>> {
    let (recorder, client) = recorded()?;
    recorder.reply_to("orderPrint", Reply::new(StatusCode::CONFLICT));
    assert_eq!(order(&client, "Dawn").await?, None);
    println!("not ordered what is sold out");
    Ok(())
}

/// The recorder waits for nothing, and tells for how long a call would have waited.
async fn a_busy_server_is_waited_for() -> Result<(), Box<dyn StdError>> {
    let recorder = Recorder::new();
    let busy = Reply::new(StatusCode::SERVICE_UNAVAILABLE).header("retry-after", "9");
    recorder.reply(busy);
    recorder.reply(Reply::ok().json(&json!({ "pictures": [] })));
    assert_eq!(order(&client(&recorder)?, "Dawn").await?, None);
    assert_eq!(recorder.waits(), [Duration::from_secs(9)]);
    println!("waited as long as was asked for");
    Ok(())
}

fn recorded() -> Result<(Recorder, Client), Box<dyn StdError>> {
    let recorder = Recorder::new();
    let page = json!({ "pictures": [{ "id": "7", "title": "Dawn" }] });
    recorder.reply_to("listPictures", Reply::ok().json(&page));
    let client = client(&recorder)?;
    Ok((recorder, client))
}

fn client(recorder: &Recorder) -> Result<Client, Box<dyn StdError>> {
    let builder = Client::builder().bearer("TOKEN");
    Ok(builder.transport(recorder.clone()).build()?)
}
