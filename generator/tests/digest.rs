//! How many findings are told, where there are many.

use bindery::render::Style;
use bindery::{Document, Source};

fn open(text: &str) -> Document {
    Document::of(Source::new("a.yaml", text).expect("it is text"))
}

fn of_schemas(schemas: impl Iterator<Item = String>) -> Document {
    let head =
        "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n";
    open(&(head.to_owned() + &schemas.collect::<String>()))
}

#[test]
fn a_few_of_each_cause_are_shown_and_the_rest_is_counted() {
    let document = of_schemas((0..15).map(|index| format!("    A{index}: {{type: t{index}}}\n")));
    let summary = document.summary(Style::Plain);
    assert_eq!(summary.matches("is not a type").count(), 11);
    assert!(
        summary.contains("warning: 5 more: `..` is not a type\n"),
        "{summary}"
    );
    assert_eq!(
        document
            .report(Style::Plain)
            .matches("is not a type")
            .count(),
        15
    );
    assert_eq!(document.diagnostics().len(), 15);
}

#[test]
fn different_causes_are_counted_apart() {
    let types = (0..9).map(|index| format!("    A{index}: {{type: t}}\n"));
    let keywords = (0..9).map(|index| format!("    B{index}: {{typo: t}}\n"));
    let document = of_schemas(types.chain(keywords));
    assert_eq!(
        document.summary(Style::Plain),
        document.report(Style::Plain)
    );
}

#[test]
fn errors_are_all_shown() {
    let document = of_schemas((0..15).map(|index| format!("    A{index}: {{type: t}}\n"))).strict();
    assert_eq!(
        document
            .summary(Style::Plain)
            .matches("error: `t` is not")
            .count(),
        15
    );
}

#[test]
fn what_is_found_from_many_places_is_told_once() {
    let paths = (0..6).map(|index| {
        format!("  /a{index}: {{get: {{parameters: [$ref: '#/components/parameters/a'], responses: {{}}}}}}\n")
    });
    let head = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\ncomponents: {parameters: {a: {name: a, in: body, required: true, schema: {}}}}\npaths:\n";
    let document = open(&(head.to_owned() + &paths.collect::<String>()));
    let report = document.report(Style::Plain);
    assert_eq!(
        report
            .matches("a parameter can't be sent in `body`")
            .count(),
        1,
        "{report}"
    );
    assert!(
        report.contains("and 3 more for the same reason"),
        "{report}"
    );
    let skipped = document.api().map(|api| api.skipped.len());
    assert_eq!(skipped, Some(6));
}
