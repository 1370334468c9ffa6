//! All pictures, without a thought for pages.
//!
//! `cargo run -p gallery --example pagination`

use std::error::Error;

use bindery_mock::{Mock, Reply, Server};
use gallery::Client;
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Mock::from_yaml(gallery::DOCUMENT)?.start().await?;
    let builder = Client::builder().base_url(server.url()).bearer("TOKEN");
    let client = builder.build()?;
    by_picture(&client, &server).await?;
    by_page(&client, &server).await?;
    in_circles(&client, &server).await
}

/// A page is fetched when it is needed; an empty one isn't the end.
async fn by_picture(client: &Client, server: &Server) -> Result<(), Box<dyn Error>> {
    script(
        server,
        [
            page(&["1", "2"], "b"),
            page(&[], "c"),
            page(&["3"], Value::Null),
        ],
    )?;
    let mut pictures = client.list_pictures().limit(2).items();
    let mut titles = Vec::new();
    while let Some(picture) = pictures.next().await {
        titles.push(picture?.title);
    }
    println!("{titles:?} from {} pages", server.requests().len());
    assert_eq!(titles, ["Picture 1", "Picture 2", "Picture 3"]);
    Ok(())
}

/// A page is a whole response, with its status and headers; how many there may be is for the caller to say.
async fn by_page(client: &Client, server: &Server) -> Result<(), Box<dyn Error>> {
    script(server, [page(&["1", "2"], "b"), page(&["3", "4"], "c")])?;
    let mut pages = client.list_pictures().pages().at_most(2);
    let mut count = 0;
    while let Some(page) = pages.next().await {
        let page = page?;
        println!("{}: {} pictures", page.status(), page.pictures.len());
        count += 1;
    }
    assert_eq!(count, 2);
    Ok(())
}

/// A server whose pages lead nowhere is told, rather than asked for ever.
async fn in_circles(client: &Client, server: &Server) -> Result<(), Box<dyn Error>> {
    script(server, [page(&["1"], "b"), page(&["1"], "b")])?;
    let mut pictures = client.list_pictures().items();
    let error = loop {
        match pictures.next().await {
            Some(Ok(picture)) => println!("{}", picture.title),
            Some(Err(error)) => break error,
            None => return Err("no end was told".into()),
        }
    };
    println!("{error}");
    Ok(())
}

fn script(server: &Server, pages: impl IntoIterator<Item = Value>) -> Result<(), Box<dyn Error>> {
    for page in pages {
        server.respond("listPictures", Reply::new(200).json(page).times(1))?;
    }
    Ok(())
}

fn page(ids: &[&str], next: impl Into<Value>) -> Value {
    let picture = |id: &&str| json!({ "id": id, "title": format!("Picture {id}") });
    let pictures: Vec<_> = ids.iter().map(picture).collect();
    json!({ "pictures": pictures, "next": next.into() })
}
