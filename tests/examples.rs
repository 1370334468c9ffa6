//! Every example of the document, and of its overlay, decodes into its Rust type, and encodes back to equal JSON. Examples are what authors
//! of a document test least, and what its readers try first.

use bindery::ir::{Api, Example, Type};
use bindery::{Document, Source};
use messenger_mock::DOCUMENT;
use messenger_platform::models::{
    AttachmentUpload, GraphErrorResponse, Notification, SendMessageRequest, SendMessageResponse,
    send_message_request,
};
use messenger_platform::runtime::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Decodes JSON, and encodes what came out of it.
type RoundTrip = fn(&Value) -> Result<Value, String>;

/// The types that the document has examples of, by the places that declare them.
const ROUND_TRIPS: [(&str, RoundTrip); 6] = [
    (
        "/components/schemas/SendMessageRequest",
        round_trip::<SendMessageRequest>,
    ),
    (
        "/components/schemas/SendMessageResponse",
        round_trip::<SendMessageResponse>,
    ),
    (
        "/components/schemas/SendMessageRequest/properties/messaging_type",
        round_trip::<send_message_request::MessagingType>,
    ),
    (
        "/components/schemas/GraphErrorResponse",
        round_trip::<GraphErrorResponse>,
    ),
    (
        "/components/schemas/AttachmentUpload",
        round_trip::<AttachmentUpload>,
    ),
    (
        "/components/schemas/Notification",
        round_trip::<Notification>,
    ),
];

fn document() -> Document {
    Document::of(Source::new("messenger.json", DOCUMENT).expect("it is text"))
}

#[test]
fn every_example_survives_a_round_trip() {
    let document = document();
    let api = document.api().expect("nothing is wrong with the document");
    for example in &api.examples {
        let Example { at, ty, value } = example;
        let round_trip = round_trip_of(api, ty)
            .unwrap_or_else(|| panic!("{at}: add its type to `ROUND_TRIPS`: {ty:?}"));
        assert_eq!(round_trip(value).as_ref(), Ok(value), "{at}");
    }
}

#[test]
fn no_example_is_overlooked() {
    let raw: Value = serde_json::from_str(DOCUMENT).expect("the document is JSON");
    let mut expected = Vec::new();
    collect(&raw, "", &mut expected);
    let document = document();
    let api = document.api().expect("nothing is wrong with the document");
    let mut found: Vec<_> = api
        .examples
        .iter()
        .map(|example| example.at.to_string())
        .collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
    assert!(!found.is_empty());
}

/// The places of `example` and of the values of `examples`, found without the generator.
fn collect(value: &Value, at: &str, places: &mut Vec<String>) {
    let Value::Object(entries) = value else {
        let items = value.as_array().into_iter().flatten().enumerate();
        return items.for_each(|(index, item)| collect(item, &format!("{at}/{index}"), places));
    };
    // Below `properties` a key is the name of a property.
    let is_keyword = !at.ends_with("/properties");
    for (key, value) in entries {
        let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
        match (is_keyword, key.as_str(), value) {
            (true, "example", _) => places.push(at),
            (true, "examples", Value::Object(examples)) => {
                places.extend(examples.keys().map(|name| format!("{at}/{name}/value")));
            }
            _ => collect(value, &at, places),
        }
    }
}

fn round_trip_of(api: &Api, ty: &Type) -> Option<RoundTrip> {
    let at = match ty {
        Type::Named(id) => api[*id].at.as_str(),
        Type::String => return Some(round_trip::<String>),
        Type::List(_) => return Some(round_trip::<Vec<String>>),
        _ => return None,
    };
    ROUND_TRIPS
        .iter()
        .find(|(place, _)| *place == at)
        .map(|(_, round_trip)| *round_trip)
}

fn round_trip<T: DeserializeOwned + Serialize>(example: &Value) -> Result<Value, String> {
    // As text, because that is what is on the wire.
    let decoded: T =
        serde_json::from_str(&example.to_string()).map_err(|error| error.to_string())?;
    serde_json::to_value(&decoded).map_err(|error| error.to_string())
}
