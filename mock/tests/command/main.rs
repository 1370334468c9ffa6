//! The command as its users meet it: what it serves, what it shows, and what it refuses.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStdout, Command, Output, Stdio};

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Pets, version: '1' }
servers: [{ url: https://example.com/v1 }]
security: [{ token: [] }]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses: { 200: { content: { application/json: { example: { name: Rex } } } } }
  /pets:
    post: { responses: { 201: { content: { application/json: { schema: { type: object } } } } } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
";

/// A command that serves, until this is dropped.
struct Serving {
    child: Child,
    lines: BufReader<ChildStdout>,
    /// What it shows before the first request.
    table: String,
}

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Serving {
    /// Serves the document, given on standard input, on any free port.
    fn start(arguments: &[&str]) -> Self {
        Self::start_on(&path(), arguments)
    }

    /// Does so where other commands are looked for in these folders.
    fn start_on(path: &str, arguments: &[&str]) -> Self {
        let mut child = command(path, arguments);
        let mut input = child.stdin.take().expect("it is piped");
        input.write_all(DOCUMENT.as_bytes()).expect("it is read");
        drop(input);
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut table = String::new();
        while !table.ends_with("\n\n") || table.matches("\n\n").count() < 2 {
            assert_ne!(lines.read_line(&mut table).expect("text"), 0, "{table}");
        }
        Serving {
            child,
            lines,
            table,
        }
    }

    fn address(&self) -> &str {
        let (_, rest) = self.table.split_once("http://").expect("a URL");
        rest.split([',', '\n']).next().expect("an address")
    }

    /// The answer to a request that has a token.
    fn send(&self, head: &str) -> String {
        self.send_json(head, "")
    }

    /// The answer to one that has a body, too.
    fn send_json(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(self.address()).expect("a connection");
        let request = format!(
            "{head} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer hidden\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            body.len()
        );
        stream.write_all(request.as_bytes()).expect("it is sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("a line");
        line
    }
}

fn path() -> String {
    std::env::var("PATH").unwrap_or_default()
}

fn command(path: &str, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bindery-mock"));
    let piped = command
        .args(arguments)
        .env("PATH", path)
        .stdin(Stdio::piped());
    let piped = piped.stdout(Stdio::piped()).stderr(Stdio::piped());
    piped.spawn().expect("it runs")
}

fn ended(arguments: &[&str], input: &str) -> Output {
    let mut child = command(&path(), arguments);
    let mut pipe = child.stdin.take().expect("it is piped");
    // It may end before it reads.
    let _ = pipe.write_all(input.as_bytes());
    drop(pipe);
    child.wait_with_output().expect("it ends")
}

#[test]
fn it_shows_what_it_serves_and_each_request() {
    let mut serving = Serving::start(&["-", "--port", "0"]);
    let expected = format!(
        "\
Pets 1
2 operations at http://{}, and below /v1

METHOD  PATH        OPERATION  ANSWER
GET     /pets/{{id}}  getPet     200 its example
POST    /pets       -          201 made from its schema

",
        serving.address()
    );
    assert_eq!(serving.table, expected);
    assert!(
        serving
            .send("GET /v1/pets/1?access_token=hidden&b")
            .ends_with(r#"{"name":"Rex"}"#)
    );
    assert_eq!(
        serving.line(),
        "200  GET    /v1/pets/1?access_token&b  getPet\n"
    );
    assert!(serving.send("GET /pets/rex").starts_with("HTTP/1.1 400"));
    assert_eq!(serving.line(), "400  GET    /pets/rex  getPet\n");
    assert_eq!(
        serving.line(),
        "     path \"/id\" is a string, not integer\n"
    );
    assert!(serving.send("PUT /cats").starts_with("HTTP/1.1 404"));
    assert_eq!(serving.line(), "404  PUT    /cats\n");
    assert_eq!(
        serving.line(),
        "     no path of the document matches PUT /cats\n"
    );
    assert!(serving.send("DELETE /pets").starts_with("HTTP/1.1 405"));
    assert_eq!(serving.line(), "405  DELETE /pets\n");
    assert_eq!(
        serving.line(),
        "     DELETE is not declared for /pets; there are: POST\n"
    );
}

#[test]
fn answers_can_be_told() {
    let fault = r#"GET /pets/{id}={"status":429,"times":1}"#;
    let arguments = [
        "--port",
        "0",
        "--admin",
        "--no-checks",
        "--reply",
        fault,
        "-",
    ];
    let serving = Serving::start(&arguments);
    assert!(
        serving.table.contains("getPet     scripted"),
        "{}",
        serving.table
    );
    assert!(serving.send("GET /pets/rex").starts_with("HTTP/1.1 429"));
    assert!(serving.send("GET /pets/rex").starts_with("HTTP/1.1 200"));
    let asked = serving.send("GET /__mock/requests");
    assert_eq!(asked.matches("\"getPet\"").count(), 2, "{asked}");
}

#[test]
fn what_is_set_is_read_back_where_that_is_asked_for() {
    for (flags, name) in [(&["--stateful"][..], "Max"), (&[], "Rex")] {
        let arguments = [&["-", "--port", "0"][..], flags].concat();
        let serving = Serving::start(&arguments);
        serving.send_json("POST /pets", r#"{"id":7,"name":"Max"}"#);
        let read = serving.send("GET /v1/pets/7");
        assert!(read.ends_with(&format!(r#"{{"name":"{name}"}}"#)), "{read}");
    }
}

#[test]
fn a_port_that_is_taken_is_said_to_be() {
    let serving = Serving::start(&["-", "--port", "0", "--host", "0.0.0.0"]);
    let port = serving
        .address()
        .strip_prefix("0.0.0.0:")
        .expect("that address");
    let output = ended(&["-", "--port", port, "--host", "0.0.0.0"], DOCUMENT);
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{err}");
    assert!(
        err.starts_with("error: can't open the port to serve on: "),
        "{err}"
    );
}

#[test]
fn only_told_credentials_are_accepted() {
    let mut serving = Serving::start(&["-", "--port", "0", "--token", "other"]);
    assert!(serving.send("GET /pets/1").starts_with("HTTP/1.1 401"));
    assert_eq!(serving.line(), "401  GET    /pets/1  getPet\n");
    assert_eq!(
        serving.line(),
        "     credentials are missing or not accepted; wanted: token\n"
    );
    let serving = Serving::start(&["-", "--port", "0", "--token", "other", "--token", "hidden"]);
    assert!(serving.send("GET /pets/1").starts_with("HTTP/1.1 200"));
}

/// The generator's command is asked for the document; here a script stands for it.
#[cfg(unix)]
#[test]
fn overlays_are_applied_by_the_generators_command() {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    let bin = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("overlays");
    fs::create_dir_all(&bin).expect("there is room");
    let script = "#!/bin/sh\n[ \"$*\" = \"overlay apply api.yaml --overlay a.yaml --overlay b.yaml\" ] && exec cat\nexit 1\n";
    fs::write(bin.join("bindery"), script).expect("it is written");
    let mine = Permissions::from_mode(0o755);
    fs::set_permissions(bin.join("bindery"), mine).expect("it is mine");
    let path = format!("{}:/usr/bin:/bin", bin.display());

    let told = [
        "api.yaml",
        "--overlay",
        "a.yaml",
        "--overlay",
        "b.yaml",
        "--port",
        "0",
    ];
    let serving = Serving::start_on(&path, &told);
    assert!(
        serving.table.starts_with("Pets 1\n2 operations"),
        "{}",
        serving.table
    );

    for (path, told) in [
        (
            path.as_str(),
            "can't read api.yaml: the overlays can't be applied",
        ),
        (
            "/nowhere",
            "can't read api.yaml: --overlay needs the command `bindery` on PATH: ",
        ),
    ] {
        let child = command(path, &["api.yaml", "--overlay", "c.yaml"]);
        let output = child.wait_with_output().expect("it ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{err}");
        assert!(err.contains(told), "{err}");
    }
}

#[test]
fn a_document_that_can_not_be_served_is_at_fault() {
    for (arguments, input, told) in [
        (&["missing.yaml"][..], "", "can't read missing.yaml: "),
        (&["-"], "a: [", "the document can't be parsed: "),
        (&["-"], "{\"a\"", "the document can't be parsed: "),
        (&["-"], "a: 1", "not an OpenAPI document: "),
        (
            &["-", "--reply", "getDog={}"],
            DOCUMENT,
            "the document has no operation `getDog`",
        ),
    ] {
        let output = ended(arguments, input);
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{err}");
        assert!(err.starts_with("error: ") && err.contains(told), "{err}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn what_is_not_understood_is_answered_with_the_usage() {
    for arguments in [
        &[][..],
        &["-", "other"],
        &["-", "--port"],
        &["-", "--port", "70000"],
        &["-", "--host", "localhost:1"],
        &["-", "--seed", "x"],
        &["-", "--no-such"],
        &["-", "--reply", "getPet"],
        &["-", "--reply", "getPet={\"state\":1}"],
        &["-", "--reply", "getPet={\"status\":9}"],
    ] {
        let output = ended(arguments, "");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{err}");
        assert!(
            err.starts_with("error: ") && err.contains("\nUsage:\n"),
            "{err}"
        );
    }
    let help = ended(&["--help"], "");
    assert!(help.status.success() && help.stderr.is_empty());
    assert!(String::from_utf8_lossy(&help.stdout).contains("\nUsage:\n"));
    let version = ended(&["-V"], "");
    assert!(String::from_utf8_lossy(&version.stdout).starts_with("bindery-mock "));
}
