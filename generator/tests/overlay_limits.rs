//! What overlays can't do: each would take time or memory without end, and is refused where it says so.

use bindery::render::Style;
use bindery::{Effective, Source};
use serde_json::{Value, json};

#[test]
fn what_would_take_too_much_is_refused() {
    let wide = json!({ "x-list": vec![json!({ "a": { "b": [1, 2] } }); 5_000] });
    let small = json!({ "x-a": { "b": {} } });
    let long = json!({ "x-list": ["-".repeat(1 << 20)] });
    let doubled = vec![json!({ "target": "$['x-list']", "copy": "$['x-list']" }); 30];
    let deepened = vec![json!({ "target": "$..b", "copy": "$" }); 9];
    let reports = [
        (
            "many times the same",
            &wide,
            json!([remove("$..*..*..*..*..*")]),
        ),
        (
            "selectors beside each other",
            &wide,
            json!([remove(&format!("${}", "['x-list','x-list']".repeat(30)))]),
        ),
        (
            "everything for each value",
            &wide,
            json!([remove("$..[?count($..*) == 1]")]),
        ),
        (
            "a pattern for each value",
            &wide,
            json!([remove(
                "$..[?match(@.a, '.*') || count(@..*) == count(@..*)]"
            )]),
        ),
        (
            "the whole document for each value",
            &wide,
            json!([remove("$..[?@.a != $ || @.b != $]")]),
        ),
        (
            "too deep to be read",
            &small,
            json!([remove(&format!(
                "$[?{}@.a{}]",
                "@[?".repeat(40),
                "]".repeat(40)
            ))]),
        ),
        (
            "too long to be read",
            &small,
            json!([remove(&format!("$.{}", "a".repeat(5_000)))]),
        ),
        ("a copy of a copy of a copy", &long, Value::from(doubled)),
        ("deeper and deeper", &small, Value::from(deepened)),
        (
            "a long text in many places",
            &wide,
            json!([{ "target": "$..a", "update": { "c": "-".repeat(60_000) } }]),
        ),
        (
            "a large value in many places",
            &wide,
            json!([{ "target": "$..a", "update": { "c": vec![1; 500] } }]),
        ),
        (
            "long keys in many places",
            &wide,
            json!([{ "target": "$..a", "update": { "-".repeat(20_000): [1, 2, 3, 4] } }]),
        ),
    ]
    .map(|(case, document, actions)| format!("-------- {case}\n{}", refused(document, &actions)));
    insta::assert_snapshot!(reports.join("\n"));
}

fn remove(target: &str) -> Value {
    json!({ "target": target, "remove": true })
}

/// The message and the place of the first error; the actions themselves are long.
fn refused(document: &Value, actions: &Value) -> String {
    let overlay =
        json!({ "overlay": "1.1.0", "info": { "title": "A", "version": "1" }, "actions": actions });
    let source =
        |name: &str, value: &Value| Source::new(name, value.to_string()).expect("it is text");
    let document = source("document.json", document);
    let effective = Effective::of(document.overlaid([source("limits.overlay.json", &overlay)]));
    assert!(effective.value().is_none());
    assert!(effective.report(Style::Plain).len() < 1_000_000);
    let errors = effective.diagnostics().iter().filter(|it| it.is_error());
    let errors: Vec<_> = errors.collect();
    let first = errors.first().expect("there is an error");
    format!("{}\n{:?}\n", first.message(), first.place())
}
