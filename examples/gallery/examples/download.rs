//! A picture that is never in memory as a whole.
//!
//! `cargo run -p gallery --example download`

use std::error::Error;

use bindery_mock::{Mock, Reply, Server};
use gallery::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Mock::from_yaml(gallery::DOCUMENT)?.start().await?;
    let builder = Client::builder().base_url(server.url()).bearer("TOKEN");
    let client = builder.build()?;
    let picture = Reply::new(200).header("content-type", "image/png");
    server.respond("downloadPicture", picture.bytes(vec![7; 3_000_000]))?;
    by_piece(&client).await?;
    to_a_file(&client).await?;
    what_breaks_off_leaves_no_file(&client, &server).await
}

/// The timeout bounds each wait, rather than the whole.
async fn by_piece(client: &Client) -> Result<(), Box<dyn Error>> {
    let mut picture = client.download_picture("1").await?;
    let (mut pieces, mut bytes) = (0, 0);
    while let Some(piece) = picture.next_chunk().await {
        pieces += 1;
        bytes += piece?.len();
    }
    println!("{bytes} bytes in {pieces} pieces");
    assert_eq!(bytes, 3_000_000);
    Ok(())
}

async fn to_a_file(client: &Client) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("picture.png");
    let saved = client.download_picture("1").await?.save(&path).await?;
    println!("{saved} bytes saved");
    assert_eq!(std::fs::metadata(&path)?.len(), saved);
    Ok(())
}

async fn what_breaks_off_leaves_no_file(
    client: &Client,
    server: &Server,
) -> Result<(), Box<dyn Error>> {
    let picture = Reply::new(200).header("content-type", "image/png");
    let picture = picture.bytes(vec![7; 3_000_000]).truncated();
    server.respond("downloadPicture", picture)?;
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("picture.png");
    let saved = client.download_picture("1").await?.save(&path).await;
    println!("{}", saved.err().ok_or("half a picture")?);
    assert_eq!(folder.path().read_dir()?.count(), 0);
    Ok(())
}
