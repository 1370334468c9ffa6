//! Servers: which of those that a document declares a request goes to, and what users can and can't make of them.

mod petstore;

use bindery_runtime::decode::Empty;
use bindery_runtime::{
    Api, Client, ClientBuilder, Endpoint, Method, Operation, Server, ServerVariable, http,
};
use petstore::Memory;

const MAIN: Server = Server::new("https://{region}.pets.test:{port}/{version}/").variables(&[
    ServerVariable::new("region")
        .default("eu")
        .allowed(&["eu", "us", "a.b/c"]),
    ServerVariable::new("port").default("8443"),
    ServerVariable::new("version").default("v1/x"),
]);
const SANDBOX: Server = Server::new("http://sandbox.test");
const FILES: Server = Server::new("https://files.test");
const MIRROR: Server = Server::new("https://{region}.mirror.test/{version}").variables(&[
    ServerVariable::new("region")
        .default("far")
        .allowed(&["far"]),
    ServerVariable::new("version").default("v1"),
]);
const ENDPOINT: Server = Server::new("{endpoint}/v1").variables(&[ServerVariable::new("endpoint")]);
const SCHEME: Server = Server::new("{scheme}://pets.test")
    .variables(&[ServerVariable::new("scheme").default("https")]);
const RELATIVE: Server = Server::new("/v2");

static API: Api = Api::new("Pets", "1")
    .servers(&[MAIN, SANDBOX])
    .operation_servers(&[&[FILES, MIRROR, SANDBOX]])
    .security_schemes(&[bindery_runtime::SecurityScheme::bearer("Token")]);

/// An endpoint without bodies, as a type.
macro_rules! endpoint {
    ($name:ident, $($servers:expr),*) => {
        struct $name;
        impl Endpoint for $name {
            const OPERATION: &'static Operation = &Operation::new(stringify!($name), Method::GET, "/a")
                .servers(&[$($servers),*])
                .security(&[&["Token"]]);
            type Success = Empty;
            type Failure = Empty;
        }
    };
}

endpoint!(OnMain,);
endpoint!(OnFiles, FILES, MIRROR, SANDBOX);
endpoint!(OnUndeclared, RELATIVE);

fn builder(api: &'static Api) -> ClientBuilder<Client> {
    ClientBuilder::new(api).transport(Memory::new(200, ""))
}

fn url<E: Endpoint>(builder: ClientBuilder<Client>) -> String {
    let client = builder.build().unwrap_or_else(|error| panic!("{error}"));
    let call = client
        .call::<E>()
        .with_header(http::header::AUTHORIZATION, bearer());
    match call.into_request::<E>() {
        Ok(request) => request.uri().to_string(),
        Err(error) => error.to_string(),
    }
}

fn bearer() -> http::HeaderValue {
    http::HeaderValue::from_static("Bearer T")
}

fn urls(builder: fn(ClientBuilder<Client>) -> ClientBuilder<Client>) -> [String; 2] {
    let made = || builder(self::builder(&API));
    [url::<OnMain>(made()), url::<OnFiles>(made())]
}

fn refused(api: &'static Api, with: fn(ClientBuilder<Client>) -> ClientBuilder<Client>) -> String {
    let built = with(builder(api)).build();
    built.expect_err("it can't be built").to_string()
}

#[test]
fn an_operations_own_servers_come_before_the_apis() {
    let expected = ["https://eu.pets.test:8443/v1/x/a", "https://files.test/a"];
    assert_eq!(urls(|builder| builder), expected);
}

#[test]
fn a_server_is_chosen_wherever_it_is_declared() {
    let everywhere = ["http://sandbox.test/a", "http://sandbox.test/a"];
    assert_eq!(urls(|builder| builder.server(SANDBOX)), everywhere);
    let files = [
        "https://eu.pets.test:8443/v1/x/a",
        "https://far.mirror.test/v1/a",
    ];
    assert_eq!(urls(|builder| builder.server(MIRROR)), files);
    let each = ["http://sandbox.test/a", "https://far.mirror.test/v1/a"];
    assert_eq!(urls(|builder| builder.server(SANDBOX).server(MIRROR)), each);
}

#[test]
fn a_base_url_is_for_every_operation() {
    let all = ["http://proxy.test/p/a", "http://proxy.test/p/a"];
    assert_eq!(
        urls(|builder| builder.base_url("http://proxy.test/p/")),
        all
    );
    let said = |builder: ClientBuilder<Client>| {
        let builder = builder.server(SANDBOX).server_variable("region", "far");
        builder
            .base_url_for(FILES, "http://x.test")
            .base_url("http://proxy.test/p")
    };
    assert_eq!(
        refused(&API, said),
        "no server that requests go to has a variable `region`"
    );
    let said = |builder: ClientBuilder<Client>| {
        let builder = builder.server_variable("region", "us").server(FILES);
        builder
            .base_url_for(FILES, "http://x.test")
            .base_url("http://proxy.test/p")
    };
    assert_eq!(urls(said), all);
}

#[test]
fn one_server_can_be_replaced() {
    let expected = [
        "https://eu.pets.test:8443/v1/x/a",
        "http://127.0.0.1:1/up/a",
    ];
    let with =
        |builder: ClientBuilder<Client>| builder.base_url_for(FILES, "http://127.0.0.1:1/up/");
    assert_eq!(urls(with), expected);
    let error = refused(&API, |builder| builder.base_url_for(FILES, "files.test"));
    assert_eq!(
        error,
        "the base URL isn't an absolute URL with http or https"
    );
    let error = refused(&API, |builder| {
        builder.base_url_for(RELATIVE, "http://a.test")
    });
    assert_eq!(
        error,
        "the API's document declares no server `/v2` that an operation could use"
    );
}

#[test]
fn variables_have_their_place_and_no_other() {
    let main = |name: &str, value: &str| {
        let built = builder(&API).server_variable(name, value).build();
        built
            .map(|client| client.base_url().unwrap_or_default().to_owned())
            .map_err(|error| error.to_string())
    };
    for (name, value, base) in [
        ("region", "us", "https://us.pets.test:8443/v1/x"),
        ("region", "a.b/c", "https://a.b/c.pets.test:8443/v1/x"),
        ("port", "1", "https://eu.pets.test:1/v1/x"),
        ("version", "v1/x", "https://eu.pets.test:8443/v1/x"),
        ("version", "v2", "https://eu.pets.test:8443/v2"),
        (
            "version",
            "a/b ?#@%é",
            "https://eu.pets.test:8443/a%2Fb%20%3F%23%40%25%C3%A9",
        ),
    ] {
        assert_eq!(main(name, value).as_deref(), Ok(base), "{name} {value}");
    }
    let host =
        "the server variable `port` holds what can't stand in a host; `base_url` takes a whole URL";
    let path =
        "the server variable `version` can't be empty, `.` or `..`, which would change the path";
    for (name, value, message) in [
        (
            "region",
            "asia",
            "the value of the server variable `region` isn't one of `eu`, `us`, `a.b/c`",
        ),
        (
            "regoin",
            "eu",
            "no server that requests go to has a variable `regoin`",
        ),
        ("version", "..", path),
        ("version", "", path),
        ("port", "", host),
        ("port", "1/evil.test", host),
        ("port", "1@evil.test", host),
        ("port", "1?", host),
        ("port", "1#", host),
        ("port", "1\\", host),
        ("port", "1 ", host),
        ("port", "%2F", host),
    ] {
        assert_eq!(
            main(name, value).expect_err(value),
            message,
            "{name} {value}"
        );
    }
    for value in ["x", "99999", "1:2"] {
        assert!(main("port", value).is_err(), "{value}");
    }
}

#[test]
fn each_server_has_the_last_value_that_it_takes() {
    let with = |builder: ClientBuilder<Client>| {
        let builder = builder.server(MIRROR).server_variable("region", "us");
        builder
            .server_variable("region", "far")
            .server_variable("version", "v3")
    };
    let expected = [
        "https://us.pets.test:8443/v3/a",
        "https://far.mirror.test/v3/a",
    ];
    assert_eq!(urls(with), expected);
}

#[test]
fn a_variable_may_be_the_whole_beginning() {
    static WHOLE: Api = Api::new("Pets", "1").servers(&[ENDPOINT, SCHEME]);
    let error = refused(&WHOLE, |builder| builder);
    assert_eq!(
        error,
        "the server variable `endpoint` has no default; set it with `server_variable`"
    );
    let base = |value: &str| builder(&WHOLE).server_variable("endpoint", value).build();
    let client = base("http://localhost:5055/x/").expect("a client");
    assert_eq!(client.base_url(), Some("http://localhost:5055/x/v1"));
    for hopeless in [
        "",
        "localhost",
        "ftp://a.test",
        "http://u:p@a.test",
        "http://a.test?b",
        "http://a.test#b",
    ] {
        let error = base(hopeless).expect_err(hopeless).to_string();
        assert_eq!(
            error, "the server variable `endpoint` isn't a URL to begin with",
            "{hopeless}"
        );
    }
    let scheme = |value: &str| {
        builder(&WHOLE)
            .server(SCHEME)
            .server_variable("scheme", value)
            .build()
    };
    let client = scheme("http").expect("a client");
    assert_eq!(client.base_url(), Some("http://pets.test"));
    let error = scheme("file").expect_err("no scheme").to_string();
    assert_eq!(
        error,
        "the server variable `scheme` can only be `http` or `https`"
    );
}

#[test]
fn a_base_url_is_asked_for_where_an_operation_needs_it() {
    static NONE: Api = Api::new("Pets", "1");
    static OWN: Api = Api::new("Pets", "1")
        .servers(&[])
        .operation_servers(&[&[FILES, MIRROR, SANDBOX]]);
    static MIXED: Api = Api::new("Pets", "1")
        .servers(&[SANDBOX])
        .operation_servers(&[&[RELATIVE]]);
    static BROKEN: Api = Api::new("Pets", "1").servers(&[Server::new("http://<ip>/x")]);
    let asked = |server: &str| {
        format!(
            "the API's document has the server `{server}`, which is no absolute URL; set `base_url`, or `base_url_for` this server"
        )
    };
    assert_eq!(refused(&NONE, |builder| builder), asked("/"));
    assert_eq!(refused(&MIXED, |builder| builder), asked("/v2"));
    assert_eq!(
        refused(&BROKEN, |builder| builder),
        "the URL of the document's server `http://<ip>/x` isn't a valid URL; set `base_url`"
    );
    assert_eq!(url::<OnFiles>(builder(&OWN)), "https://files.test/a");
    assert!(
        builder(&OWN)
            .build()
            .expect("a client")
            .base_url()
            .is_none()
    );
    let mixed = || builder(&MIXED).base_url_for(RELATIVE, "https://pets.test/v2");
    assert_eq!(url::<OnUndeclared>(mixed()), "https://pets.test/v2/a");
    assert_eq!(url::<OnMain>(mixed()), "http://sandbox.test/a");
    assert_eq!(
        url::<OnMain>(builder(&NONE).base_url("http://a.test")),
        "http://a.test/a"
    );
    let undeclared = "OnUndeclared: the client's API declares no server for it; set `base_url`";
    assert_eq!(url::<OnUndeclared>(builder(&OWN)), undeclared);
}

#[test]
fn credentials_go_where_the_document_or_the_user_says() {
    let client = builder(&API)
        .bearer("T")
        .base_url_for(SANDBOX, "http://local.test");
    let client = client.build().expect("a client");
    let sent = |request: Result<http::Request<_>, bindery_runtime::Error>| {
        let request: http::Request<bindery_runtime::Body> = request.expect("a request");
        assert_eq!(request.headers()["authorization"], "Bearer T");
        request.uri().host().map(str::to_owned)
    };
    let main = sent(client.call::<OnMain>().into_request::<OnMain>());
    assert_eq!(main.as_deref(), Some("eu.pets.test"));
    let files = sent(client.call::<OnFiles>().into_request::<OnFiles>());
    assert_eq!(files.as_deref(), Some("files.test"));
    let stray = client.call::<OnUndeclared>().into_request::<OnUndeclared>();
    assert!(stray.is_err(), "a server that the API doesn't declare");
}
