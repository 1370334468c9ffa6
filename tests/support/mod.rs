//! A server that knows the document, and a client for it. Nothing leaves the machine.

use bindery_mock::{Mock, Server};
use messenger_platform::Client;
use messenger_platform::runtime::ClientBuilder;

/// The token that clients send; no message may ever show it.
pub(crate) const TOKEN: &str = "EAAG-page-token";

/// The document's own example of a page.
pub(crate) const PAGE: &str = "200001234567890";

/// The API, served from the document with its overlay; it accepts [`TOKEN`] alone.
pub(crate) async fn serve() -> Server {
    let mock = Mock::from_json(messenger_mock::DOCUMENT).expect("the document is served");
    mock.accept_token(TOKEN)
        .start()
        .await
        .expect("a port is free")
}

/// A builder that needs nothing more, for tests that set something else.
pub(crate) fn builder(server: &Server) -> ClientBuilder<Client> {
    Client::builder().base_url(server.url()).bearer(TOKEN)
}

/// A client of the server.
pub(crate) fn client(server: &Server) -> Client {
    builder(server)
        .build()
        .expect("the settings are those of every client")
}
