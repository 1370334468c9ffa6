//! The formats of strings: what is read, what is written, what is refused, what is equal, and what is shown.

use std::fmt::{Debug, Display};
use std::str::FromStr;

use bindery_runtime::{Base64, Date, Secret, Time, Uuid, Value};
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

fn read<T: FromStr<Err: Display>>(text: &str) -> T {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Reads a text from JSON, and gives what is written of it.
fn through<T: DeserializeOwned + Serialize>(text: &str) -> Value {
    let value: T = serde_json::from_value(text.into()).expect("it is of the format");
    serde_json::to_value(value).expect("it can be written")
}

fn is_refused<T: FromStr<Err: Display> + DeserializeOwned>(text: &str) -> bool {
    text.parse::<T>().is_err() && serde_json::from_value::<T>(text.into()).is_err()
}

const UUID: &str = "123e4567-e89b-12d3-a456-426614174000";

#[test]
fn uuids_keep_their_letters() {
    let texts = [
        UUID,
        "123E4567-E89B-12D3-A456-426614174000",
        "123e4567-E89b-12D3-a456-426614174000",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
    ];
    for text in texts {
        assert_eq!(through::<Uuid>(text), text);
        assert_eq!(format!("{:?}", read::<Uuid>(text)), text);
    }
    assert_eq!(read::<Uuid>(texts[0]), read::<Uuid>(texts[1]));
    assert!(read::<Uuid>(texts[3]) < read::<Uuid>(texts[4]));
    assert_eq!(size_of::<Uuid>(), 20);
}

#[test]
fn uuids_are_numbers() {
    let uuid: Uuid = read(UUID);
    assert_eq!(uuid.as_u128(), 0x123e_4567_e89b_12d3_a456_4266_1417_4000);
    assert_eq!(uuid.as_bytes()[..4], [0x12, 0x3e, 0x45, 0x67]);
    assert_eq!(Uuid::from_u128(uuid.as_u128()).to_string(), UUID);
    assert_eq!(Uuid::from_bytes(*uuid.as_bytes()), uuid);
}

#[test]
fn what_isnt_a_uuid_is_refused() {
    let texts = [
        "",
        "6762f11b1bb69f9f2193bba3",
        "123e4567e89b12d3a456426614174000",
        "{123e4567-e89b-12d3-a456-426614174000}",
        "urn:uuid:123e4567-e89b-12d3-a456-426614174000",
        "123e4567-e89b-12d3-a456-42661417400",
        "123e4567-e89b-12d3-a456-42661417400g",
        "123e4567-e89b-12d3-a456-4266141740é",
        "123e4567-e89b-12d3-a456+426614174000",
    ];
    for text in texts {
        assert!(is_refused::<Uuid>(text), "{text}");
    }
    assert_eq!(
        "x".repeat(1000)
            .parse::<Uuid>()
            .map_err(|error| error.to_string().len()),
        Err(100)
    );
}

#[cfg(feature = "uuid")]
#[test]
fn uuids_convert_to_those_of_the_crate() {
    let foreign = uuid::Uuid::from(read::<Uuid>(UUID));
    assert_eq!(foreign.to_string(), UUID);
    assert_eq!(Uuid::from(foreign), read(UUID));
}

#[test]
fn base64_is_written_as_it_was_read() {
    let texts = [
        ("", &b""[..]),
        ("aGk=", b"hi"),
        ("aGk", b"hi"),
        ("+/8=", b"\xfb\xff"),
        ("-_8=", b"\xfb\xff"),
        ("-_8", b"\xfb\xff"),
        ("aGVs\r\nbG8=\n", b"hello"),
        ("aGl=", b"hi"),
    ];
    for (text, bytes) in texts {
        let value: Base64 = read(text);
        assert_eq!((value.as_bytes(), value.to_string()), (bytes, text.into()));
        assert_eq!(through::<Base64>(text), text);
    }
    assert_eq!(read::<Base64>("aGk"), Base64::from(b"hi"));
}

#[test]
fn bytes_become_base64() {
    assert_eq!(Base64::from(vec![0xfb, 0xff]).to_string(), "+/8=");
    assert_eq!(Base64::url_safe(vec![0xfb, 0xff]).to_string(), "-_8");
    assert_eq!(Base64::from(&b"hi"[..]).into_bytes(), "hi");
}

#[test]
fn what_isnt_base64_is_refused() {
    for text in ["a", "aGk==", "a=Gk", "+_8=", "airSensors,sensor_id=1", "é"] {
        assert!(is_refused::<Base64>(text), "{text}");
    }
}

#[test]
fn times_keep_their_text() {
    let texts = [
        "17:53:03Z",
        "17:53:03.120+05:30",
        "17:53:03",
        "17:53",
        "17:53:03+0000",
        "23:59:60z",
    ];
    for text in texts {
        assert_eq!(through::<Time>(text), text);
        assert_eq!(read::<Time>(text).as_str(), text);
    }
    let time: Time = read("17:53:03.120+05:30");
    assert_eq!((time.hour(), time.minute(), time.second()), (17, 53, 3));
    assert_eq!(time.subsec_nanos(), 120_000_000);
    assert_eq!(time.utc_offset_seconds(), Some(19_800));
    assert_eq!(read::<Time>("17:53").utc_offset_seconds(), None);
}

#[test]
fn times_are_ordered_by_the_clock() {
    assert_eq!(read::<Time>("17:53"), Time::new(17, 53, 0).expect("a time"));
    assert_eq!(read::<Time>("17:53:03.5Z"), read("17:53:03.50+00:00"));
    assert_ne!(read::<Time>("17:53Z"), read("17:53"));
    assert!(read::<Time>("09:00Z") < read("17:00-08:00"));
    assert!(Time::new(24, 0, 0).is_err());
}

#[test]
fn what_isnt_a_time_is_refused() {
    let texts = [
        "",
        "9:00",
        "24:00:00",
        "17:60",
        "17:53.5",
        "17:53:03.",
        "17",
        "175303",
        "5 pm",
        "17:53:03 Z",
        "17:53:03+25:00",
        "17:53:é",
    ];
    for text in texts {
        assert!(is_refused::<Time>(text), "{text}");
    }
}

#[derive(Debug, Clone, PartialEq)]
struct Login {
    user: String,
    password: Secret,
}

bindery_runtime::object! { Login { user: required "user", password: required "password" } }

#[test]
fn secrets_go_over_the_wire_and_nowhere_else() {
    let json = r#"{"user":"eve","password":"hunter2"}"#;
    let login: Login = serde_json::from_str(json).expect("a login");
    assert_eq!(login.password.expose(), "hunter2");
    assert_eq!(serde_json::to_string(&login).expect("JSON"), json);
    assert_eq!(
        format!("{login:?}"),
        r#"Login { user: "eve", password: Secret(..) }"#
    );
    assert_eq!(Secret::from("a"), Secret::from("a".to_owned()));
}

#[test]
fn what_isnt_a_secret_isnt_shown() {
    for json in ["4711", "-4711", "4711.5", "true"] {
        let json = format!(r#"{{"user":"eve","password":{json}}}"#);
        let error = serde_json::from_str::<Login>(&json).expect_err("no string");
        assert_eq!(
            error.to_string().split(" at line").next(),
            Some("invalid type: expected a string")
        );
        assert_eq!(error.line(), 1);
    }
}

#[test]
fn bytes_arent_shown() {
    let bytes = Base64::from(vec![b'x'; 1000]);
    assert_eq!(format!("{bytes:?}"), "Base64(1000 bytes)");
}

#[derive(Debug, Clone, PartialEq)]
enum Id {
    Name(String),
    Uuid(Uuid),
    Date(Date),
    Time(Time),
    Unrecognized(Value),
}

bindery_runtime::union! { Id { Name [], Uuid [], Date [], Time [] } }

#[test]
fn unions_prefer_what_a_text_is_to_any_string() {
    let id = |text: &str| serde_json::from_value::<Id>(text.into()).expect("an id");
    assert_eq!(id(UUID), Id::Uuid(read(UUID)));
    assert_eq!(id("2017-05-24"), Id::Date(read("2017-05-24")));
    assert_eq!(id("17:53"), Id::Time(read("17:53")));
    assert_eq!(id("2017-05-24x"), Id::Name("2017-05-24x".to_owned()));
}

fn survives<T: DeserializeOwned + Serialize + Debug>(text: &str) -> bool {
    let value = serde_json::from_value::<T>(text.into());
    value.is_ok_and(|value| serde_json::to_value(value).is_ok_and(|written| written == text))
}

proptest! {
    #[test]
    fn uuids_survive(text in "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") {
        prop_assert!(survives::<Uuid>(&text));
    }

    #[test]
    fn times_survive(text in "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,12})?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?") {
        prop_assert!(survives::<Time>(&text));
    }

    #[test]
    fn bytes_survive(bytes in any::<Vec<u8>>()) {
        for value in [Base64::from(bytes.clone()), Base64::url_safe(bytes.clone())] {
            let read: Base64 = read(&value.to_string());
            prop_assert_eq!(read.as_bytes(), &bytes);
            prop_assert!(survives::<Base64>(&value.to_string()));
        }
    }

    #[test]
    fn whatever_is_base64_survives(text in "[A-Za-z0-9+/_\\-= \n]{0,12}") {
        if text.parse::<Base64>().is_ok() {
            prop_assert!(survives::<Base64>(&text));
        }
    }

    #[test]
    fn no_text_breaks_the_readers(text in "\\PC*", near in "[0-9a-f:.Z+é-]{0,36}") {
        for text in [text, near] {
            let _ = (text.parse::<Uuid>(), text.parse::<Time>(), text.parse::<Base64>());
        }
    }
}
