//! Events as they happen, over more than one connection.
//!
//! `cargo run -p gallery --example events`

use std::error::Error;

use bindery_mock::{Mock, Reply, Server};
use gallery::Client;
use gallery::runtime::Reconnect;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Mock::from_yaml(gallery::DOCUMENT)?.start().await?;
    let builder = Client::builder().base_url(server.url()).bearer("TOKEN");
    let client = builder.build()?;
    script(&server)?;
    let events = client.watch_visits().await?.into_inner();
    let mut events = events.reconnecting(Reconnect::standard())?;
    let mut seen = Vec::new();
    while let Some(event) = events.next().await {
        let event = event?;
        let visit = event.json()?;
        println!("{:?}: {} by {:?}", event.id, visit.picture, visit.visitor);
        seen.push(visit.picture);
        if seen.len() == 3 {
            break;
        }
    }
    assert_eq!(seen, ["1", "2", "3"]);
    let requests = server.requests();
    println!("connected {} times", requests.len());
    assert_eq!(requests[1].header("last-event-id"), Some("b"));
    Ok(())
}

/// Two connections: the first ends after two events, and asks to be left alone for a tenth of a second.
fn script(server: &Server) -> Result<(), Box<dyn Error>> {
    let first = ": welcome\n\nretry: 100\nid: a\ndata: {\"picture\": \"1\"}\n\n\
                 id: b\ndata: {\"picture\": \"2\",\ndata:  \"visitor\": \"Ada\"}\n\n";
    let second = "id: c\ndata: {\"picture\": \"3\"}\n\n";
    for events in [first, second] {
        let reply = Reply::new(200).header("content-type", "text/event-stream");
        server.respond("watchVisits", reply.bytes(events).times(1))?;
    }
    Ok(())
}
