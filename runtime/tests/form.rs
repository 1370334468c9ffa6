//! Forms on the wire: the exact bytes, and that whatever is written is read again by a parser that isn't ours.

mod petstore;

use bindery_runtime::decode::Empty;
use bindery_runtime::{
    AdditionalProperties, Bytes, Call, Client, ClientBuilder, Encoding, Endpoint, Error, File,
    Form, Method, Operation, Parameter, Presence, Style, Value, http,
};
use petstore::Memory;
use petstore::parts::{Part, content_type, parts};
use proptest::prelude::*;
use serde_json::json;

static API: bindery_runtime::Api = bindery_runtime::Api::new("Forms", "1");

struct Send;

impl Endpoint for Send {
    const OPERATION: &'static Operation = &Operation::new("send", Method::POST, "/");
    type Success = Empty;
    type Failure = Empty;
}

struct Upload {
    scan: File,
    pages: Vec<File>,
    cover: Option<File>,
    back: Presence<File>,
    note: Option<String>,
    additional_properties: AdditionalProperties,
}

bindery_runtime::form! {
    Upload {
        scan: file "scan",
        pages: file "pages",
        cover: file "cover",
        back: file "back",
        note: value "note",
        ..additional_properties
    }
}

impl Upload {
    fn new(scan: File) -> Self {
        Self {
            scan,
            pages: Vec::new(),
            cover: None,
            back: Presence::Null,
            note: None,
            additional_properties: AdditionalProperties::new(),
        }
    }
}

fn request(set: impl FnOnce(&mut Call<'_>)) -> Result<http::Request<Bytes>, Error> {
    let builder = ClientBuilder::<Client>::new(&API).base_url("http://forms.test");
    let client = builder.transport(Memory::new(204, "")).build();
    let client = client.expect("a client");
    let mut call = client.call::<Send>();
    set(&mut call);
    let request = call.into_request::<Send>()?;
    Ok(request.map(|body| body.as_bytes().cloned().expect("a body of bytes")))
}

fn url_encoded(encodings: &[Parameter], body: &Value) -> String {
    let request = request(|call| call.form_body(encodings, body)).expect("a request");
    assert_eq!(content_type(&request), "application/x-www-form-urlencoded");
    String::from_utf8(request.body().to_vec()).expect("ASCII")
}

/// The body with its boundary named `B`.
fn multipart(encodings: &[Encoding], body: &impl Form) -> String {
    let request = request(|call| call.multipart_body("multipart/form-data", encodings, body))
        .expect("a request");
    let boundary = content_type(&request).strip_prefix("multipart/form-data; boundary=");
    let boundary = boundary.expect("a boundary");
    let body = String::from_utf8(request.body().to_vec()).expect("text");
    body.replace(boundary, "B")
}

#[test]
fn url_encoded_by_default() {
    let body = json!({
        "a b": "c&d=é+ ",
        "flag": true,
        "items": [1, null, {"x": 1}],
        "nested": {"list": ["x"]},
        "nothing": null,
    });
    assert_eq!(
        url_encoded(&[], &body),
        "a%20b=c%26d%3D%C3%A9%2B%20&flag=true&items=1&items=%7B%22x%22%3A1%7D&nested=%7B%22list%22%3A%5B%22x%22%5D%7D"
    );
}

#[test]
fn url_encoded_by_encodings() {
    let encodings = [
        Parameter::query("comma").explode(false),
        Parameter::query("deep").style(Style::DeepObject),
        Parameter::query("form").explode(true),
        Parameter::query("json").style(Style::Json),
        Parameter::query("url").allow_reserved(),
    ];
    let body = json!({
        "comma": [1, 2],
        "deep": {"color": {"r": 1}},
        "form": {"x": 1, "y": 2},
        "json": ["a"],
        "url": "http://a/?b&c",
    });
    assert_eq!(
        url_encoded(&encodings, &body),
        "comma=1,2&deep%5Bcolor%5D%5Br%5D=1&x=1&y=2&json=%5B%22a%22%5D&url=http://a/?b%26c"
    );
}

#[test]
fn forms_are_made_of_objects_only() {
    let url_encoded = request(|call| call.form_body(&[], "text"));
    let multipart = request(|call| call.multipart_body("multipart/form-data", &[], &[1]));
    for error in [url_encoded.err(), multipart.err()] {
        let error = error.expect("a mistake").to_string();
        assert!(error.contains("what isn't an object"), "{error}");
    }
    assert_eq!(url_encoded_of_nothing(), "");
}

fn url_encoded_of_nothing() -> String {
    url_encoded(&[], &Value::Null)
}

#[test]
fn multipart_of_values() {
    let body =
        json!({"flag": true, "nested": {"a": 1}, "none": null, "tags": ["x", "y"], "text": "é"});
    let encodings = [
        Encoding::new("nested", "application/vnd.a+json"),
        Encoding::new("text", "text/markdown"),
        Encoding::new("flag", "application/json"),
    ];
    assert_eq!(
        multipart(&encodings, &body).replace("\r\n", "\n"),
        "--B\nContent-Disposition: form-data; name=\"flag\"\nContent-Type: application/json\n\ntrue\n\
         --B\nContent-Disposition: form-data; name=\"nested\"\nContent-Type: application/vnd.a+json\n\n{\"a\":1}\n\
         --B\nContent-Disposition: form-data; name=\"tags\"\n\nx\n\
         --B\nContent-Disposition: form-data; name=\"tags\"\n\ny\n\
         --B\nContent-Disposition: form-data; name=\"text\"\nContent-Type: text/markdown\n\né\n\
         --B--\n"
    );
}

#[test]
fn multipart_of_files() {
    let scan = File::new("a\"\r\nb.png", "1").with_content_type("image/png");
    let upload = Upload {
        pages: vec![File::from(b"2".to_vec()), File::from(Bytes::from("3"))],
        note: Some("n".to_owned()),
        additional_properties: AdditionalProperties::from([("more".to_owned(), json!({"a": 1}))]),
        ..Upload::new(scan)
    };
    let encodings = [Encoding::new("pages", "image/gif")];
    assert_eq!(
        multipart(&encodings, &upload),
        "--B\r\nContent-Disposition: form-data; name=\"scan\"; filename=\"a%22%0D%0Ab.png\"\r\nContent-Type: image/png\r\n\r\n1\r\n\
         --B\r\nContent-Disposition: form-data; name=\"pages\"; filename=\"pages\"\r\nContent-Type: image/gif\r\n\r\n2\r\n\
         --B\r\nContent-Disposition: form-data; name=\"pages\"; filename=\"pages\"\r\nContent-Type: image/gif\r\n\r\n3\r\n\
         --B\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nn\r\n\
         --B\r\nContent-Disposition: form-data; name=\"more\"\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n\
         --B--\r\n"
    );
}

struct Page {
    title: String,
    images: Vec<File>,
    about: Value,
}

bindery_runtime::form! { Page { title: value "title", images: file "images", about: value "about" } }

#[test]
fn multipart_that_is_no_form() {
    let page = Page {
        title: "T".to_owned(),
        images: vec![File::from(b"1".to_vec())],
        about: json!({"a": 1}),
    };
    let encodings = [Encoding::new("title", "text/plain; charset=\"utf-8\"")];
    let types = [
        ("multipart/mixed", ""),
        (
            "multipart/related",
            r#"; type="text/plain; charset=\"utf-8\"""#,
        ),
    ];
    for (content_type, rest) in types {
        let request = request(|call| call.multipart_body(content_type, &encodings, &page));
        let request = request.expect("a request");
        let boundary = boundary_of(&request);
        let expected = format!("{content_type}; boundary={boundary}{rest}");
        assert_eq!(self::content_type(&request), expected);
        let body = String::from_utf8(request.into_body().to_vec()).expect("text");
        assert_eq!(
            body.replace(&boundary, "B").replace("\r\n", "\n"),
            "--B\nContent-Disposition: form-data; name=\"title\"\nContent-Type: text/plain; charset=\"utf-8\"\n\nT\n\
             --B\nContent-Disposition: form-data; name=\"images\"; filename=\"images\"\nContent-Type: application/octet-stream\n\n1\n\
             --B\nContent-Disposition: form-data; name=\"about\"\nContent-Type: application/json\n\n{\"a\":1}\n\
             --B--\n"
        );
    }
}

fn boundary_of(request: &http::Request<Bytes>) -> String {
    let (_, rest) = content_type(request)
        .split_once("boundary=")
        .expect("a boundary");
    rest.split(';').next().unwrap_or_default().to_owned()
}

struct Ordered;

impl serde::Serialize for Ordered {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([("z", 1), ("a", 2)])
    }
}

#[test]
fn properties_keep_their_order() {
    let request = request(|call| call.form_body(&[], &Ordered)).expect("a request");
    assert_eq!(request.body(), "z=1&a=2");
    let body = multipart(&[], &Ordered);
    assert!(body.find("\"z\"") < body.find("\"a\""), "{body}");
}

#[test]
fn a_post_of_nothing_has_a_length() {
    let request = request(|_| {}).expect("a request");
    assert_eq!(request.headers()["content-length"], "0");
    assert!(!request.headers().contains_key("content-type"));
}

#[test]
fn a_header_chooses_among_media_types() {
    let builder = ClientBuilder::<Client>::new(&API).base_url("http://forms.test");
    let client = builder.transport(Memory::new(204, "")).build();
    let client = client.expect("a client");
    let mut call = client.call::<Send>();
    call.json_body("application/json", &[1]);
    let json = http::HeaderValue::from_static("text/json");
    let call = call.with_header(http::header::CONTENT_TYPE, json);
    let request = call.into_request::<Send>().expect("a request");
    assert_eq!(content_type(&request), "text/json");
    assert_eq!(request.body().as_bytes().expect("bytes"), "[1]");
}

#[test]
fn the_same_form_is_the_same_bytes() {
    let bodies = [(); 2].map(|()| {
        let request = request(|call| {
            call.multipart_body(
                "multipart/form-data",
                &[],
                &Upload::new(b"x".to_vec().into()),
            )
        });
        request.expect("a request").into_body()
    });
    assert_eq!(bodies[0], bodies[1]);
}

#[test]
fn a_content_type_cannot_begin_another_header() {
    let file = File::from(b"x".to_vec()).with_content_type("a/b\r\nX: y");
    let request =
        request(|call| call.multipart_body("multipart/form-data", &[], &Upload::new(file)));
    let error = request.expect_err("a mistake").to_string();
    assert_eq!(error, "send: the content type of `scan` can't be a header");
}

#[test]
fn a_file_does_not_show_its_content() {
    let shown = format!("{:?}", File::new("key", "secret"));
    assert_eq!(
        shown,
        r#"File { name: Some("key"), content_type: None, content: 6 bytes }"#
    );
}

/// What is hard to write into a form: the characters that delimit, and text of other scripts.
const HARD: &str = "([a\"\r\n;=&%é猫\u{1f408}-]|--bindery-|\r\n--){0,12}";

fn escaped(name: &str) -> String {
    let name = name.replace('\r', "%0D").replace('\n', "%0A");
    name.replace('"', "%22")
}

proptest! {
    #[test]
    fn multipart_survives_a_parser(
        name in HARD,
        text in HARD,
        content in proptest::collection::vec(any::<u8>(), 0..64),
        key in HARD,
    ) {
        prop_assume!(!["scan", "note"].contains(&key.as_str()));
        let upload = Upload {
            note: Some(text.clone()),
            additional_properties: AdditionalProperties::from([(key.clone(), json!(text))]),
            ..Upload::new(File::new(name.clone(), content.clone()))
        };
        let request = request(|call| call.multipart_body("multipart/form-data", &[], &upload)).expect("a request");
        let expected = vec![
            Part::new("scan", Some(&escaped(&name)), content),
            Part::new("note", None, text.clone()),
            Part::new(&escaped(&key), None, text),
        ];
        prop_assert_eq!(parts(&request, &[usize::MAX]), expected);
    }

    #[test]
    fn url_encoded_survives_a_parser(key in HARD, text in HARD) {
        let body = json!({key.clone(): text});
        let pairs: Vec<_> = url::form_urlencoded::parse(url_encoded(&[], &body).as_bytes())
            .into_owned()
            .collect();
        prop_assert_eq!(pairs, vec![(key, text)]);
    }
}
