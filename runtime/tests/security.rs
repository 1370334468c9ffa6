//! Security requirements are alternatives of sets: the first one that is complete is applied, and nothing else.

mod petstore;

use bindery_runtime::{BuildError, ClientBuilder, Credential, HeaderName, HeaderValue, http};
use petstore::models::Pet;
use petstore::{Client, Memory};

fn builder() -> ClientBuilder<Client> {
    Client::builder().transport(Memory::new(200, ""))
}

fn built(builder: ClientBuilder<Client>) -> Client {
    builder.build().expect("a client")
}

fn header<'r, B>(request: &'r http::Request<B>, name: &str) -> Option<&'r str> {
    request
        .headers()
        .get(name)
        .map(|value| value.to_str().expect("ASCII"))
}

#[test]
fn each_scheme_has_its_place() {
    let request = built(builder().bearer("T"))
        .get_pet("1")
        .into_request()
        .expect("a request");
    assert_eq!(header(&request, "authorization"), Some("Bearer T"));
    assert!(request.headers()["authorization"].is_sensitive());

    let request = built(builder().basic("Aladdin", "open sesame"))
        .rename("a", "b")
        .into_request()
        .expect("a request");
    assert_eq!(
        header(&request, "authorization"),
        Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    );

    let both = builder().api_key("K/1 2");
    let request = built(both)
        .add_pet(Pet::new("1"))
        .into_request()
        .expect("a request");
    assert_eq!(header(&request, "x-key"), Some("K/1 2"));
    assert_eq!(header(&request, "cookie"), Some("session=K%2F1%202"));
    assert_eq!(request.uri().query(), None);

    let query = builder().credential("QueryKey", Credential::api_key("K/1 2"));
    let request = built(query)
        .add_pet(Pet::new("1"))
        .into_request()
        .expect("a request");
    assert_eq!(request.uri().query(), Some("key=K%2F1%202"));
    assert!(header(&request, "x-key").is_none() && header(&request, "cookie").is_none());
}

#[test]
fn an_alternative_counts_only_when_it_is_complete() {
    let half = builder().credential("HeaderKey", Credential::api_key("H"));
    let error = built(half)
        .add_pet(Pet::new("1"))
        .into_request()
        .expect_err("an error");
    let expected = "addPet: credentials are missing; set on the client's builder: HeaderKey (`api_key(key)`) and \
                    CookieKey (`api_key(key)`), or QueryKey (`api_key(key)`)";
    assert_eq!(error.to_string(), expected);

    let half = builder().credential("HeaderKey", Credential::api_key("H"));
    let whole = half.credential("QueryKey", Credential::api_key("Q"));
    let request = built(whole)
        .add_pet(Pet::new("1"))
        .into_request()
        .expect("a request");
    assert_eq!(request.uri().query(), Some("key=Q"));
    assert!(header(&request, "x-key").is_none());
}

#[test]
fn an_empty_alternative_allows_a_call_without_credentials() {
    let request = built(builder())
        .rename("a", "b")
        .into_request()
        .expect("a request");
    assert!(header(&request, "authorization").is_none());
    // It comes first in the document, but a credential that is set is used.
    let request = built(builder().basic("u", "p"))
        .rename("a", "b")
        .into_request()
        .expect("a request");
    assert!(header(&request, "authorization").is_some());
    // An operation without requirements takes no credentials.
    let request = built(builder().bearer("T").api_key("K"))
        .ping()
        .into_request()
        .expect("a request");
    assert!(header(&request, "authorization").is_none() && header(&request, "cookie").is_none());
    assert_eq!(request.uri().query(), None);
}

#[test]
fn what_the_runtime_cant_do_is_left_to_the_transport() {
    let error = built(builder().bearer("T"))
        .export()
        .into_request()
        .expect_err("an error");
    let expected = "export: credentials are missing; set on the client's builder: \
                    MutualTls (`credential(\"MutualTls\", Credential::by_transport())`), \
                    or Undefined (which the document doesn't define) and Token (`bearer(token)`)";
    assert_eq!(error.to_string(), expected);
    let tls = builder().credential("MutualTls", Credential::by_transport());
    assert!(built(tls).export().into_request().is_ok());
}

#[test]
fn a_call_may_bring_its_own_credential() {
    let client = built(builder().bearer("T"));
    let own = HeaderValue::from_static("Bearer other");
    let call = client
        .get_pet("1")
        .with_header(http::header::AUTHORIZATION, own.clone());
    let request = call.into_request().expect("a request");
    assert_eq!(header(&request, "authorization"), Some("Bearer other"));
    let call = built(builder().api_key("K"))
        .add_pet(Pet::new("1"))
        .with_header(http::header::AUTHORIZATION, own)
        .into_request()
        .expect("a request");
    assert!(header(&call, "x-key").is_none());
}

#[test]
fn what_is_set_for_a_scheme_wins_and_the_last_one_counts() {
    let builder = builder()
        .bearer("1")
        .credential("Token", Credential::bearer("2"));
    let builder = builder
        .credential("Token", Credential::bearer("3"))
        .bearer("4");
    let request = built(builder)
        .get_pet("1")
        .into_request()
        .expect("a request");
    assert_eq!(header(&request, "authorization"), Some("Bearer 3"));
}

#[test]
fn a_client_isnt_built_from_what_cant_be_used() {
    static BARE: bindery_runtime::Api = bindery_runtime::Api::new("Bare", "1");
    static RELATIVE: bindery_runtime::Api =
        bindery_runtime::Api::new("Relative", "1").servers(&[bindery_runtime::Server::new("/v1")]);
    let on = |url: &str| {
        builder()
            .base_url(url)
            .build()
            .expect_err("an error")
            .to_string()
    };
    let refused =
        |builder: ClientBuilder<Client>| builder.build().expect_err("an error").to_string();
    let no_server = |server: &str| {
        format!(
            "the API's document has the server `{server}`, which is no absolute URL; set `base_url`, \
             or `base_url_for` this server"
        )
    };
    let (none, relative) = (no_server("/"), no_server("/v1"));
    let table = [
        (refused(ClientBuilder::new(&BARE)), none.as_str()),
        (refused(ClientBuilder::new(&RELATIVE)), relative.as_str()),
        (
            on("petstore.test"),
            "the base URL isn't an absolute URL with http or https",
        ),
        (
            on("/v1"),
            "the base URL isn't an absolute URL with http or https",
        ),
        (
            on("ftp://petstore.test"),
            "the base URL isn't an absolute URL with http or https",
        ),
        (on("http://"), "the base URL isn't a valid URL"),
        (
            on("http://pet store.test"),
            "the base URL isn't a valid URL",
        ),
        (
            on("http://a.test?b"),
            "the base URL has a query or a fragment, which would end up in the middle of every URL",
        ),
        (
            on("http://a.test#b"),
            "the base URL has a query or a fragment, which would end up in the middle of every URL",
        ),
        (
            on("http://u:SECRET@a.test"),
            "the base URL has a user or a password; set them with `basic`",
        ),
        (
            refused(builder().user_agent("a\nb")),
            "the user agent has a character that can't be sent",
        ),
        (
            refused(builder().bearer("a\r\nb")),
            "the credential for `Token` is empty or has a character that can't be sent",
        ),
        (
            refused(builder().bearer("")),
            "the credential for `Token` is empty or has a character that can't be sent",
        ),
        (
            refused(builder().basic("a:b", "c")),
            "the credential for `Login` is empty or has a character that can't be sent",
        ),
        (
            refused(builder().credential("token", Credential::bearer("T"))),
            "the API's document defines no security scheme `token`",
        ),
        (
            refused(builder().credential("Token", Credential::api_key("T"))),
            "the credential for `Token` is of another kind than the scheme",
        ),
        (
            refused(
                ClientBuilder::new(&BARE)
                    .base_url("http://a.test")
                    .bearer("T"),
            ),
            "the API's document defines no security scheme that takes a bearer token",
        ),
    ];
    for (message, expected) in table {
        assert_eq!(message, expected);
    }
    assert!(matches!(
        builder().base_url("x").build(),
        Err(BuildError::InvalidBaseUrl(_))
    ));
}

#[test]
fn requests_are_complete() {
    let client = built(
        builder()
            .bearer("T")
            .base_url("http://localhost:1/v2/")
            .user_agent("test/1"),
    );
    let call = client
        .get_pet("a/b")
        .fields("x,y")
        .trace("t 1")
        .theme("dark mode");
    let call = call.with_header(
        HeaderName::from_static("x-own"),
        HeaderValue::from_static("o"),
    );
    let request = call.into_request().expect("a request");
    assert_eq!(request.method(), http::Method::GET);
    assert_eq!(
        request.uri(),
        "http://localhost:1/v2/pets/a%2Fb?fields=x%2Cy"
    );
    let headers = [
        ("accept", "application/json"),
        ("user-agent", "test/1"),
        ("x-trace", "t 1"),
        ("cookie", "theme=dark%20mode"),
        ("x-own", "o"),
    ];
    for (name, value) in headers {
        assert_eq!(header(&request, name), Some(value));
    }
    assert!(header(&request, "content-length").is_none() && request.body().length() == Some(0));
    let operation = request
        .extensions()
        .get::<&'static bindery_runtime::Operation>()
        .expect("the operation");
    assert_eq!(
        (operation.id(), operation.method(), operation.path()),
        ("getPet", &http::Method::GET, "/pets/{pet-id}")
    );

    let client = built(builder().api_key("K"));
    let request = client
        .add_pet(Pet::new("1"))
        .into_request()
        .expect("a request");
    assert_eq!(request.uri(), "https://petstore.test/v1/pets");
    assert_eq!(header(&request, "content-type"), Some("application/json"));
    assert_eq!(request.body().as_bytes().expect("bytes"), r#"{"id":"1"}"#);
    // A request of this kind without a body says so.
    let request = client.rename("a", "b").into_request().expect("a request");
    assert_eq!(header(&request, "content-length"), Some("0"));
    let default = concat!("bindery-runtime/", env!("CARGO_PKG_VERSION"));
    assert_eq!(header(&request, "user-agent"), Some(default));
}
