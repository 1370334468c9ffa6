//! How URLs are made: of a base that users choose, and of ids that anybody may have chosen.

mod support;

use bindery_mock::Recorded;
use messenger_platform::Client;
use messenger_platform::runtime::Error;
use support::{PAGE, TOKEN, builder, client, serve};

/// Ids that a careless client would take apart, send elsewhere or encode twice.
const HARD: [(&str, &str); 8] = [
    ("a/b c%é", "/a%2Fb%20c%25%C3%A9/conversations"),
    ("../../me", "/..%2F..%2Fme/conversations"),
    ("me?fields=id", "/me%3Ffields%3Did/conversations"),
    ("me#top", "/me%23top/conversations"),
    ("%2e%2e", "/%252e%252e/conversations"),
    (
        "a+b;c=d&e,f:@",
        "/a%2Bb%3Bc%3Dd%26e%2Cf%3A%40/conversations",
    ),
    ("//evil.example", "/%2F%2Fevil.example/conversations"),
    (
        "a\r\nHost: evil\0",
        "/a%0D%0AHost%3A%20evil%00/conversations",
    ),
];

#[tokio::test]
async fn ids_are_one_segment_whatever_they_hold() {
    let server = serve().await;
    let client = client(&server);
    for (id, path) in HARD {
        client
            .list_conversations(id)
            .await
            .expect("the server knows the operation");
        let request: Recorded = server.requests().pop().expect("it arrived");
        assert_eq!(request.path, path);
        assert_eq!(request.operation_id.as_deref(), Some("listConversations"));
        assert_eq!(request.path_parameters["page-id"], id);
    }
}

#[tokio::test]
async fn ids_that_urls_can_not_hold_are_refused() {
    let server = serve().await;
    let client = client(&server);
    for id in ["", ".", ".."] {
        let error = client
            .list_conversations(id)
            .await
            .expect_err("it can't be sent");
        assert!(matches!(error, Error::InvalidRequest(_)), "{error:?}");
        let text = error.to_string();
        assert!(
            text.contains("listConversations") && text.contains("page-id"),
            "{text}"
        );
        let unsent = client.get_conversation(id).into_request();
        assert!(
            matches!(unsent, Err(Error::InvalidRequest(_))),
            "{unsent:?}"
        );
    }
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn a_base_has_a_prefix_or_a_slash_or_neither() {
    let server = serve().await;
    for (end, prefix) in [
        ("", ""),
        ("/", ""),
        ("/v21.0", "/v21.0"),
        ("/v21.0/", "/v21.0"),
    ] {
        let base = format!("{}{end}", server.url());
        let client = builder(&server)
            .base_url(base)
            .build()
            .expect("the base is valid");
        client
            .list_conversations(PAGE)
            .await
            .expect("the server takes both");
        let request = server.requests().pop().expect("it arrived");
        assert_eq!(request.path, format!("{prefix}/{PAGE}/conversations"));
    }
}

#[test]
fn without_a_base_the_server_is_the_documents() {
    let client = Client::builder()
        .bearer(TOKEN)
        .build()
        .expect("nothing is missing");
    let request = client
        .list_conversations(PAGE)
        .into_request()
        .expect("it is valid");
    let expected = format!("https://graph.facebook.com/v26.0/{PAGE}/conversations");
    assert_eq!(request.uri().to_string(), expected);
}

#[test]
fn host_and_version_are_settings() {
    let client = Client::builder()
        .bearer(TOKEN)
        .server_variable("host", "graph.instagram.com")
        .server_variable("version", "v25.0")
        .build()
        .expect("nothing is missing");
    let request = client.list_conversations("me").into_request();
    let expected = "https://graph.instagram.com/v25.0/me/conversations";
    assert_eq!(request.expect("it is valid").uri().to_string(), expected);
}

#[test]
fn the_token_may_go_into_the_query() {
    let client = Client::builder().api_key(TOKEN).build();
    let client = client.expect("nothing is missing");
    let request = client.list_conversations("me").into_request();
    let request = request.expect("it is valid");
    let query = format!("access_token={TOKEN}");
    assert_eq!(request.uri().query(), Some(query.as_str()));
    assert_eq!(request.headers().get("authorization"), None);
    assert!(!format!("{client:?}").contains(TOKEN), "{client:?}");
}

#[test]
fn the_documents_server_can_be_replaced() {
    let replaced = Client::builder().bearer(TOKEN).base_url_for(
        messenger_platform::servers::GRAPH_API,
        "http://127.0.0.1:1/graph/",
    );
    let client = replaced.build().expect("nothing is missing");
    let request = client.list_conversations(PAGE).into_request();
    let expected = format!("http://127.0.0.1:1/graph/{PAGE}/conversations");
    assert_eq!(request.expect("it is valid").uri().to_string(), expected);
    // A server that isn't the document's can't be slipped in, so neither can the host that gets the token.
    let stranger = messenger_platform::runtime::Server::new("https://evil.example");
    let built = Client::builder().bearer(TOKEN).server(stranger).build();
    let error = built
        .expect_err("the document has no such server")
        .to_string();
    assert!(error.contains("declares no server"), "{error}");
}

#[test]
fn bases_that_could_send_requests_elsewhere_are_refused() {
    let hopeless = [
        "",
        "graph.facebook.com",
        "/v21.0",
        "ftp://graph.facebook.com",
        "https://a.example?x=1",
        "https://a.example/#x",
        "https://user:secret@a.example",
    ];
    for base in hopeless {
        let built = Client::builder().base_url(base).bearer(TOKEN).build();
        let error = built.expect_err("it is no base").to_string();
        assert!(!error.contains("secret"), "{error}");
    }
}
