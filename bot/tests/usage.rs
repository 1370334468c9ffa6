//! Headers that tell of limits, in whatever form they come.

use std::time::Duration;

use messenger_bot::Usage;
use messenger_bot::platform::runtime::{HeaderMap, HeaderName, HeaderValue};
use serde_json::json;

fn usage(header: &'static str, value: &str) -> Usage {
    let value = HeaderValue::from_bytes(value.as_bytes()).expect("a value");
    Usage::of(&HeaderMap::from_iter([(
        HeaderName::from_static(header),
        value,
    )]))
}

#[test]
fn the_app_and_the_page_have_percentages() {
    let load = r#"{"call_count":85,"total_cputime":56.5,"total_time":60}"#;
    let app = usage("x-app-usage", load).app.expect("it is told");
    assert_eq!(
        (app.calls, app.cpu_time, app.time, app.highest()),
        (85.0, 56.5, 60.0, 85.0)
    );
    let page = usage("x-page-usage", load).page.expect("it is told");
    assert_eq!(page, app);
    assert_eq!(
        usage("facebook-api-version", "v22.0").version.as_deref(),
        Some("v22.0")
    );
}

#[test]
fn the_longest_wait_of_all_products_of_bots_counts() {
    let header = json!({
        "100": [{ "type": "pages", "call_count": 1, "total_cputime": 1, "total_time": 1, "estimated_time_to_regain_access": 0 }],
        "200": [
            { "type": "messenger", "call_count": 100, "estimated_time_to_regain_access": 3 },
            { "type": "instagram", "estimated_time_to_regain_access": 12 },
        ],
    });
    let usage = usage("x-business-use-case-usage", &header.to_string());
    assert_eq!(usage.regain_access(), Some(Duration::from_secs(720)));
    assert_eq!(usage.business["100"][0].regain_access, None);
    assert_eq!(usage.business["200"][0].load.calls, 100.0);
}

#[test]
fn products_that_are_none_of_a_bots_stop_no_call() {
    let header = json!({ "100": [
        { "type": "ads_management", "estimated_time_to_regain_access": 55 },
        { "type": "whatsapp", "estimated_time_to_regain_access": 44 },
        { "estimated_time_to_regain_access": 33 },
    ] });
    let usage = usage("x-business-use-case-usage", &header.to_string());
    assert_eq!(usage.regain_access(), None);
    // It is told all the same.
    let ads = usage.business["100"][0].regain_access;
    assert_eq!(ads, Some(Duration::from_secs(55 * 60)));
}

#[test]
fn what_can_not_be_read_is_not_there() {
    assert_eq!(Usage::of(&HeaderMap::new()), Usage::default());
    for value in ["", "{", "[]", "7", "null", "\u{e4}"] {
        for header in ["x-app-usage", "x-page-usage", "x-business-use-case-usage"] {
            assert_eq!(usage(header, value), Usage::default(), "{header}: {value}");
        }
    }
    let odd = r#"{"1":[{"estimated_time_to_regain_access":"soon"},7],"2":{},"3":[{"type":"pages","estimated_time_to_regain_access":18446744073709551615}]}"#;
    let odd = usage("x-business-use-case-usage", odd);
    assert_eq!(odd.business["1"].len(), 1);
    assert_eq!(odd.regain_access(), Some(Duration::from_secs(u64::MAX)));
}
