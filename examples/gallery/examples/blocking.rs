//! The same calls in a program that isn't async.
//!
//! `cargo run -p gallery --example blocking`

use std::error::Error;
use std::io::Read;

use bindery_mock::{Mock, Reply, Server};
use gallery::Client;
use gallery::models::PictureUpdate;

fn main() -> Result<(), Box<dyn Error>> {
    // The mock is async; the client below is not.
    let runtime = tokio::runtime::Runtime::new()?;
    let server = runtime.block_on(Mock::from_yaml(gallery::DOCUMENT)?.start())?;
    let builder = Client::builder().base_url(server.url()).bearer("TOKEN");
    let client = builder.build_blocking()?;
    calls(&client)?;
    reading(&client, &server)?;
    watching(&client, &server)
}

fn calls(client: &Client) -> Result<(), Box<dyn Error>> {
    let update = PictureUpdate::new().title("Another title");
    let picture = client.update_picture("1", update).send_blocking()?;
    println!("{} {:?}", picture.status(), picture.id);
    Ok(())
}

/// What comes bit by bit can be read like any file,
fn reading(client: &Client, server: &Server) -> Result<(), Box<dyn Error>> {
    let picture = Reply::new(200).header("content-type", "image/png");
    server.respond("downloadPicture", picture.bytes(&b"\x89PNG"[..]))?;
    let picture = client.download_picture("1").send_blocking()?.into_inner();
    let mut bytes = Vec::new();
    picture.into_blocking().read_to_end(&mut bytes)?;
    println!("{} bytes", bytes.len());
    assert_eq!(bytes, b"\x89PNG");
    Ok(())
}

/// or is an iterator.
fn watching(client: &Client, server: &Server) -> Result<(), Box<dyn Error>> {
    let visits = Reply::new(200).header("content-type", "text/event-stream");
    let visits = visits.bytes("data: {\"picture\": \"1\"}\n\ndata: {\"picture\": \"2\"}\n\n");
    server.respond("watchVisits", visits)?;
    let events = client.watch_visits().send_blocking()?.into_inner();
    let mut seen = Vec::new();
    for event in events.into_blocking() {
        seen.push(event?.json()?.picture);
    }
    println!("{seen:?}");
    assert_eq!(seen, ["1", "2"]);
    Ok(())
}
