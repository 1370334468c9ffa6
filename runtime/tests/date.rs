//! Dates and moments: what is read, what is written, what is refused, and what is equal.

use std::time::{Duration, SystemTime};

use bindery_runtime::{Date, DateTime};

fn moment(text: &str) -> DateTime {
    text.parse()
        .unwrap_or_else(|error| panic!("{text}: {error}"))
}

#[test]
fn moments_are_read_in_common_spellings_and_written_as_rfc_3339() {
    let table = [
        // What Graph sends, and what RFC 3339 asks for.
        ("2017-05-24T17:53:03+0000", "2017-05-24T17:53:03+00:00"),
        ("2017-05-24T17:53:03+00:00", "2017-05-24T17:53:03+00:00"),
        ("2017-05-24T17:53:03Z", "2017-05-24T17:53:03Z"),
        ("2017-05-24T17:53:03-0700", "2017-05-24T17:53:03-07:00"),
        // The text survives: offsets, `-00:00` for an unknown one, fractions of any length.
        (
            "2017-05-24T17:53:03.500+05:30",
            "2017-05-24T17:53:03.500+05:30",
        ),
        ("2017-05-24T17:53:03-00:00", "2017-05-24T17:53:03-00:00"),
        (
            "2017-05-24T17:53:03.123456789012Z",
            "2017-05-24T17:53:03.123456789012Z",
        ),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
        ("9999-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999Z"),
        ("0000-01-01T00:00:00+23:59", "0000-01-01T00:00:00+23:59"),
        // Other spellings.
        ("2017-05-24T17:53:03+00", "2017-05-24T17:53:03+00:00"),
        ("2017-05-24 17:53:03Z", "2017-05-24T17:53:03Z"),
        ("2017-05-24t17:53:03z", "2017-05-24T17:53:03Z"),
    ];
    for (text, written) in table {
        assert_eq!(moment(text).to_string(), written);
        let json = format!("{text:?}");
        let read: DateTime = serde_json::from_str(&json).expect("a moment");
        assert_eq!(
            serde_json::to_string(&read).expect("JSON"),
            format!("{written:?}")
        );
    }
}

#[test]
fn what_isnt_a_moment_is_refused() {
    let table = [
        "",
        "now",
        "2017-05-24",
        "2017-05-24T17:53:03",
        "2017-05-24T17:53Z",
        "2017-5-24T17:53:03Z",
        "1495648383",
        "2017-05-24T17:53:03.Z",
        "2017-05-24T17:53:03,5Z",
        "2017-05-24T17:53:03+",
        "2017-05-24T17:53:03+0",
        "2017-05-24T17:53:03+00:",
        "2017-05-24T17:53:03+000",
        "2017-05-24T17:53:03+00:00:00",
        "2017-05-24T17:53:03+24:00",
        "2017-05-24T17:53:03+00:60",
        "2017-05-24T17:53:03Z ",
        " 2017-05-24T17:53:03Z",
        "2017-05-24T17:53:03Z[UTC]",
        "2017-02-29T00:00:00Z",
        "2017-13-01T00:00:00Z",
        "2017-05-24T24:00:00Z",
        "2017-05-24T17:60:00Z",
        "+02017-05-24T17:53:03Z",
        "-2017-05-24T17:53:03Z",
        "２０１７-05-24T17:53:03Z",
        "2017-05-24_17:53:03Z",
    ];
    for text in table {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
        assert!(
            serde_json::from_value::<DateTime>(text.into()).is_err(),
            "{text}"
        );
    }
    assert!(serde_json::from_str::<DateTime>("1495648383").is_err());
}

#[test]
fn a_refusal_shows_the_beginning_of_the_text() {
    let error = DateTime::try_from(&*"x".repeat(1000))
        .expect_err("an error")
        .to_string();
    let beginning = "x".repeat(40);
    assert_eq!(
        error,
        format!("{beginning:?} isn't a date and time with an offset, such as 2017-05-24T17:53:03Z")
    );
}

#[test]
fn moments_have_parts() {
    let read = moment("2017-05-24T17:53:03.25+0530");
    assert_eq!(read.unix_seconds(), 1_495_628_583);
    assert_eq!(read.subsec_nanos(), 250_000_000);
    assert_eq!(read.utc_offset_seconds(), 19_800);
    assert_eq!(read.as_str(), "2017-05-24T17:53:03.25+05:30");
    let before_1970 = moment("1969-12-31T23:59:59.5Z");
    assert_eq!(
        (before_1970.unix_seconds(), before_1970.subsec_nanos()),
        (-1, 500_000_000)
    );
    assert_eq!(
        moment("2017-05-24T17:53:03.123456789999Z").subsec_nanos(),
        123_456_789
    );
    assert_eq!(
        moment("1970-01-01T00:00:00-0130").utc_offset_seconds(),
        -5400
    );
}

#[test]
fn moments_are_compared_by_the_instant() {
    let (here, there) = (
        moment("2017-05-24T12:00:00Z"),
        moment("2017-05-24T14:00:00.000+02:00"),
    );
    assert_eq!(here, there);
    assert_eq!(
        std::collections::BTreeSet::from([here.clone(), there]).len(),
        1
    );
    assert!(here < moment("2017-05-24T12:00:00.000000001Z"));
    assert!(here > moment("2017-05-24T12:00:00+00:01"));
}

#[test]
fn moments_convert_to_and_from_other_clocks() {
    assert_eq!(
        DateTime::from_unix_seconds(1_495_648_383)
            .expect("a moment")
            .as_str(),
        "2017-05-24T17:53:03Z"
    );
    assert_eq!(
        DateTime::from_unix_seconds(-1).expect("a moment").as_str(),
        "1969-12-31T23:59:59Z"
    );
    assert_eq!(
        DateTime::from_unix_seconds(253_402_300_799)
            .expect("a moment")
            .as_str(),
        "9999-12-31T23:59:59Z"
    );
    for outside in [253_402_300_800, i64::MAX, i64::MIN, -62_167_219_201] {
        assert!(DateTime::from_unix_seconds(outside).is_err(), "{outside}");
    }
    for offset in [Duration::from_millis(1_495_648_383_250), Duration::ZERO] {
        for time in [
            SystemTime::UNIX_EPOCH + offset,
            SystemTime::UNIX_EPOCH - offset,
        ] {
            let moment = DateTime::try_from(time).expect("a moment");
            assert_eq!(SystemTime::try_from(moment).expect("a time"), time);
        }
    }
}

#[test]
fn dates_are_read_and_written() {
    let date: Date = serde_json::from_str(r#""2016-02-29""#).expect("a date");
    assert_eq!((date.year(), date.month(), date.day()), (2016, 2, 29));
    assert_eq!(
        serde_json::to_string(&date).expect("JSON"),
        r#""2016-02-29""#
    );
    assert_eq!(Date::new(2016, 2, 29), Ok(date));
    assert_eq!(
        Date::try_from("0000-01-01").expect("a date").to_string(),
        "0000-01-01"
    );
    assert!(Date::new(2016, 2, 28).expect("a date") < date);
    for text in [
        "",
        "2017-02-29",
        "2017-2-3",
        "20170203",
        "2017-02-03Z",
        "2017-02-03T00:00:00Z",
        "+002017-02-03",
    ] {
        assert!(text.parse::<Date>().is_err(), "{text}");
    }
    assert!(Date::new(10_000, 1, 1).is_err() && Date::new(2017, 0, 1).is_err());
    assert_eq!(
        "x".parse::<Date>().expect_err("an error").to_string(),
        r#""x" isn't a date such as 2017-05-24"#
    );
}
