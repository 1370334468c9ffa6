//! Laws that hold for every value.

use bindery_runtime::decode::{Empty, Json};
use bindery_runtime::{
    Client, ClientBuilder, Date, DateTime, Endpoint, Error, Method, Operation, Parameter,
    Unrecognized, Value,
};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

mod petstore;

use petstore::Memory;

#[derive(Debug, Clone)]
enum Kind {
    A,
    Unrecognized(Unrecognized),
}

bindery_runtime::open_enum! { Kind { A = "A" } }

static API: bindery_runtime::Api = bindery_runtime::Api::new("Any", "1");

struct Get;

impl Endpoint for Get {
    const OPERATION: &'static Operation =
        &Operation::new("get", Method::GET, "/{value}/end").responses(&["200"]);
    type Success = Json<Value>;
    type Failure = Empty;
}

fn client(body: &'static [u8]) -> Client {
    let builder = ClientBuilder::new(&API).base_url("http://any.test");
    let answer = move || Ok(bindery_runtime::http::Response::new(body.into()));
    builder
        .transport(Memory::with(answer))
        .build()
        .expect("a client")
}

fn decoded(text: &str) -> String {
    percent_decode_str(text)
        .decode_utf8()
        .expect("UTF-8")
        .into_owned()
}

proptest! {
    #[test]
    fn rfc_3339_texts_survive(
        text in "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,12})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])",
    ) {
        let json = format!("{text:?}");
        let moment: DateTime = serde_json::from_str(&json).expect("a moment");
        prop_assert_eq!(serde_json::to_string(&moment).expect("JSON"), json);
        prop_assert_eq!(moment.as_str(), text);
    }

    #[test]
    fn moments_and_seconds_agree(seconds in -62_167_219_200_i64..=253_402_300_799) {
        let moment = DateTime::from_unix_seconds(seconds).expect("a moment");
        prop_assert_eq!(moment.unix_seconds(), seconds);
        prop_assert_eq!(moment.as_str().parse::<DateTime>().expect("a moment").unix_seconds(), seconds);
    }

    #[test]
    fn no_text_breaks_the_readers(text in "\\PC*") {
        let _ = (text.parse::<DateTime>(), text.parse::<Date>());
    }

    #[test]
    fn texts_near_to_a_moment_dont_break_the_reader(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt _][0-9]{2}:[0-9]{2}:[0-9]{2}[.,0-9]{0,3}[Zz+-]?[:0-9é]{0,5}") {
        if let Ok(moment) = text.parse::<DateTime>() {
            let again: DateTime = moment.as_str().parse().expect("a moment");
            prop_assert_eq!(again.as_str(), moment.as_str());
        }
    }

    #[test]
    fn encoded_values_decode_back(value in any::<String>()) {
        let client = client(b"");
        let mut call = client.call::<Get>();
        call.parameter(Parameter::path("value"), &value);
        call.parameter(Parameter::query("plain"), &value);
        call.parameter(Parameter::query("reserved").allow_reserved(), &value);
        match call.into_request::<Get>() {
            Ok(request) => {
                let path = request.uri().path().strip_prefix('/').and_then(|path| path.strip_suffix("/end"));
                let path = path.expect("the template");
                prop_assert!(!path.contains('/'));
                prop_assert_eq!(decoded(path), &*value);
                let query = request.uri().query().expect("a query").split('&');
                let values: Vec<_> = query.filter_map(|pair| pair.split_once('=')).map(|(_, text)| decoded(text)).collect();
                prop_assert_eq!(values, vec![value.clone(), value]);
            }
            Err(_) => prop_assert!(["", ".", ".."].contains(&value.as_str())),
        }
    }

    #[test]
    fn numbers_survive(number in any::<f64>()) {
        prop_assume!(number.is_finite());
        let json = serde_json::to_string(&number).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<f64>(&json).expect("a number"), number);
    }

    #[test]
    fn open_enums_carry_every_text(text in any::<String>()) {
        let kind = Kind::from(text.clone());
        prop_assert_eq!(kind.as_str(), &text);
        prop_assert_eq!(kind.to_string(), &*text);
        prop_assert_eq!(&kind, &Kind::from(&*text));
        let json = serde_json::to_string(&kind).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Kind>(&json).expect("a kind"), kind);
    }

    #[test]
    fn no_body_breaks_the_decoder(bytes in "[\\[\\]{}:,\"\\\\ a-c0-9\n\u{e9}-]{0,60}") {
        let client = client(Box::leak(bytes.into_bytes().into_boxed_slice()));
        let mut call = client.call::<Get>();
        call.parameter(Parameter::path("value"), "1");
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        if let Err(error) = runtime.block_on(call.send::<Get>()) {
            prop_assert!(matches!(error, Error::Decode(_)));
        }
    }
}
