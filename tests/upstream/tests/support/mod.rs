//! A server that knows the document, and a client for it. Nothing leaves the machine.

use bindery_mock::{Mock, Server};
use messenger_upstream::Client;
use messenger_upstream::runtime::ClientBuilder;

/// The token that clients send; no message may ever show it.
pub(crate) const TOKEN: &str = "EAAG-page-token";

/// The document's own example of a page.
pub(crate) const PAGE: &str = "200001234567890";

/// The API, served from the document; it accepts no other token.
pub(crate) async fn serve() -> Server {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../spec/messenger.yaml");
    let mock = Mock::from_path(path).expect("the document is served");
    let server = mock.accept_token(TOKEN).start().await;
    server.expect("a port is free")
}

/// A builder that needs nothing more, for tests that set something else.
pub(crate) fn builder(server: &Server) -> ClientBuilder<Client> {
    Client::builder().base_url(server.url()).bearer(TOKEN)
}

/// A client of the server.
pub(crate) fn client(server: &Server) -> Client {
    let built = builder(server).build();
    built.expect("the settings are those of every client")
}
