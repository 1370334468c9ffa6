//! A form with a file, from wherever the file is.
//!
//! `cargo run -p gallery --example upload`

use std::error::Error;

use bindery_mock::{Mock, Server};
use gallery::Client;
use gallery::models::NewPicture;
use gallery::runtime::{Body, File};

/// What is uploaded, if it is read bit by bit.
const PIECES: [&[u8]; 3] = [b"\x89PNG", b"\r\n\x1a\n", b"and so on"];

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Mock::from_yaml(gallery::DOCUMENT)?.start().await?;
    let builder = Client::builder().base_url(server.url()).bearer("TOKEN");
    let client = builder.build()?;
    println!("from memory: {}", from_memory(&client).await?);
    println!("from a path: {}", from_a_path(&client).await?);
    println!("from a stream: {}", from_a_stream(&client).await?);
    check(&server);
    Ok(())
}

async fn from_memory(client: &Client) -> Result<String, Box<dyn Error>> {
    let file = File::new("memory.png", PIECES.concat());
    let new = NewPicture::new("From memory", file);
    Ok(client.add_picture(new).await?.into_inner().id)
}

/// The file is read while it is sent, and again if the call is repeated.
async fn from_a_path(client: &Client) -> Result<String, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("path.png");
    std::fs::write(&path, PIECES.concat())?;
    let new = NewPicture::new("From a path", File::from_path(path));
    Ok(client.add_picture(new).await?.into_inner().id)
}

/// A stream comes once, so a call with one is made once.
async fn from_a_stream(client: &Client) -> Result<String, Box<dyn Error>> {
    let pieces = PIECES.map(|piece| Ok(piece.into()));
    let content = Body::stream(futures_util::stream::iter(pieces));
    let file = File::new("stream.png", content).with_content_type("image/png");
    let new = NewPicture::new("From a stream", file);
    Ok(client.add_picture(new).await?.into_inner().id)
}

/// The mock holds each form against the document; here is what came.
fn check(server: &Server) {
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    for request in requests {
        assert!(request.violations.is_empty(), "{:?}", request.violations);
        let pieces = PIECES.concat();
        let mut parts = request.body.windows(pieces.len());
        assert!(parts.any(|part| part == pieces));
    }
}
