//! How diagnostics look.

use bindery::diagnostic::Diagnostics;
use bindery::position::Span;
use bindery::render::{Style, location, render};
use bindery::{Diagnostic, Place, Source};
use proptest::prelude::*;

fn source(path: &str, text: &str) -> Source {
    Source::new(path, text).expect("the text is UTF-8")
}

fn key(pointer: &str) -> Place {
    Place::Key(pointer.parse().expect("a pointer"))
}

fn value(pointer: &str) -> Place {
    Place::Value(pointer.parse().expect("a pointer"))
}

fn plain(diagnostic: Diagnostic, source: &Source) -> String {
    render(&[diagnostic], source, Style::Plain)
}

const PETS: &str = "\
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      description: |
        Lists the pets.
        All of them.
      responses:
        200: {description: The pets.}
components:
  schemas:
    Pet: &pet
      type: object
      properties:
        born: {type: string, format: date-thyme}
    Dog: *pet
    Cat:
      <<: *pet
      nullable:
";

#[test]
fn a_diagnostic_with_everything() {
    let diagnostic = Diagnostic::unsupported(
        value("/components/schemas/Pet/properties/born/format"),
        "unknown format `date-thyme`",
    )
    .label("read as a plain string")
    .also(key("/components/schemas/Pet"), "in this schema")
    .also(key("/paths/~1pets"), "used here")
    .note("the known formats are `date` and `date-time`")
    .help("correct the format,\nor leave it out");
    let source = source("spec/pets.yaml", PETS);
    insta::assert_snapshot!("everything", plain(diagnostic.clone(), &source));
    insta::assert_snapshot!(
        "everything_in_colour",
        render(&[diagnostic.error()], &source, Style::Colored)
    );
}

#[test]
fn every_kind_of_place() {
    let places = [
        ("the document", Place::Document),
        ("the root", value("")),
        ("a key", key("/info/title")),
        ("a value", value("/info/title")),
        (
            "a value of several lines",
            value("/paths/~1pets/get/description"),
        ),
        ("a mapping", value("/paths/~1pets")),
        (
            "a value that is written as nothing",
            value("/components/schemas/Cat/nullable"),
        ),
        (
            "a missing key, shown at its mapping's",
            value("/paths/~1pets/get/operationId"),
        ),
        (
            "a missing key of a missing key",
            key("/paths/~1pets/put/responses/200"),
        ),
        ("a missing key of the root", key("/servers")),
        ("an alias", value("/components/schemas/Dog")),
        (
            "something in an alias",
            value("/components/schemas/Dog/properties/born"),
        ),
        (
            "something merged",
            key("/components/schemas/Cat/properties"),
        ),
        ("a position", Place::Position { line: 2, column: 8 }),
        (
            "a position after the end of its line",
            Place::Position {
                line: 1,
                column: 99,
            },
        ),
        (
            "a position after the end",
            Place::Position {
                line: 99,
                column: 1,
            },
        ),
    ];
    let diagnostics: Vec<_> = places
        .into_iter()
        .map(|(what, place)| Diagnostic::invalid(place, what))
        .collect();
    insta::assert_snapshot!(render(
        &diagnostics,
        &source("spec/pets.yaml", PETS),
        Style::Plain
    ));
}

#[test]
fn characters_before_the_caret() {
    let text = "# ä€😀\ntitle: {ä: €, 😀: x, 漢字: here}\n";
    let source = source("a.yaml", text);
    let diagnostic = Diagnostic::invalid(value("/title/漢字"), "columns are counted in characters");
    assert_eq!(location(&diagnostic, &source), Some((2, 25)));
    insta::assert_snapshot!(plain(diagnostic, &source));
}

#[test]
fn byte_order_mark_and_carriage_returns() {
    let source = source("a.yaml", "\u{feff}a: 1\r\nb: [1,\r\n  two\r\n]\r\nc: 3\r\n");
    let diagnostic =
        Diagnostic::invalid(value("/b/1"), "on the third line").also(key("/a"), "on the first");
    assert_eq!(location(&diagnostic, &source), Some((3, 3)));
    insta::assert_snapshot!(plain(diagnostic, &source));
}

#[test]
fn a_long_line_is_cut() {
    let items: Vec<_> = (0..4_000)
        .map(|n| format!(r#""key{n}":{{"type":"string"}}"#))
        .collect();
    let source = source("min.json", &format!("{{{}}}", items.join(",")));
    assert!(source.text().len() > 100_000);
    let diagnostic = Diagnostic::invalid(value("/key2000/type"), "in the middle")
        .label("here")
        .also(key("/key2000"), "near")
        .also(key("/key3999"), "far away");
    insta::assert_snapshot!("minified", plain(diagnostic, &source));
    let first = Diagnostic::invalid(key("/key0"), "at the start");
    let last = Diagnostic::invalid(value("/key3999"), "at the end");
    insta::assert_snapshot!(
        "minified_ends",
        render(&[first, last], &source, Style::Plain)
    );
}

#[test]
fn text_of_the_document_does_no_harm() {
    let source = source(
        "a\u{1b}[2J.yaml",
        "a: \"\u{202e}x\u{200b}\"\nb: \u{85}\u{9b}31m\u{7f}\n",
    );
    let diagnostic = Diagnostic::invalid(
        value("/a"),
        "bell \u{7}, override \u{202e} and escape \u{1b}[31m",
    )
    .label("isolate \u{2066}\nsecond line")
    .help("a long text: ".to_owned() + &"x".repeat(5_000));
    let text = plain(diagnostic, &source);
    assert!(
        text.chars()
            .all(|it| it == '\n' || !it.is_control() && !('\u{2000}'..'\u{2070}').contains(&it))
    );
    insta::assert_snapshot!(text);
}

#[test]
fn lines_between_labels_are_folded() {
    let comments = |count| "# comment\n".repeat(count);
    let text = format!(
        "far: 1\n{}near: 1\n{}last: 2\n",
        comments(8_000),
        comments(8_000)
    );
    let diagnostic = Diagnostic::invalid(key("/last"), "the last")
        .also(key("/near"), "this is near")
        .also(key("/far"), "this is far");
    insta::assert_snapshot!(plain(diagnostic, &source("a.yaml", &text)));
}

#[test]
fn diagnostics_are_sorted_by_position() {
    let source = source("spec/pets.yaml", PETS);
    let mut found = Diagnostics::new();
    found.push(Diagnostic::invalid(key("/paths"), "third"));
    found.push(Diagnostic::invalid(Place::Document, "first"));
    found.push(Diagnostic::unsupported(key("/paths"), "fourth"));
    found.push(Diagnostic::invalid(key("/info"), "second"));
    assert!(!found.has_errors());
    let found = found.promote_warnings().sorted(&source);
    assert!(found.has_errors());
    let messages: Vec<_> = found.iter().map(Diagnostic::message).collect();
    assert_eq!(messages, ["first", "second", "third", "fourth"]);
}

proptest! {
    #[test]
    fn no_text_or_span_panics(
        text in "[\\PC\\t\\r\\n\u{200d}\u{301}\u{1f600}漢-]{0,400}",
        spans in prop::collection::vec((0..800_usize, 0..800_usize), 1..4),
        message in "\\PC{0,20}",
    ) {
        let source = source("a.yaml", &text);
        let places: Vec<_> = spans.into_iter().map(|(start, end)| Place::Span(Span { start, end })).collect();
        let diagnostic = Diagnostic::invalid(places[0].clone(), &message);
        let diagnostic = places.into_iter().fold(diagnostic, |it, place| it.also(place, &message));
        for style in [Style::Plain, Style::Colored] {
            prop_assert!(render(std::slice::from_ref(&diagnostic), &source, style).contains(" a.yaml:"));
        }
    }
}
