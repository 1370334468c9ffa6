//! Errors of the YAML parser, told so that they can be mended.
//!
//! In comes an error of libyaml's, which names its own states ("did not find expected key at line 3 column 2, while
//! parsing a block mapping"); out goes a diagnostic that says what is wrong with the document. An error that isn't
//! known here is shown in the parser's words.

mod known;

use crate::diagnostic::{Diagnostic, Place};
use crate::position::Span;
use crate::source::Source;
use known::Known;

/// The diagnostic of a parser's error.
pub(super) fn diagnostic(error: &serde_yaml::Error, source: &Source) -> Diagnostic {
    let text = error.to_string();
    let told = Told::of(&text);
    let known = Known::of(told.problem, told.context);
    let message = if known.message.is_empty() {
        told.problem
    } else {
        known.message
    };
    let Some(offset) = told
        .offset
        .or(error.location().map(|location| location.index()))
    else {
        return Diagnostic::invalid(Place::Document, message)
            .help(known.help)
            .error();
    };
    let offset = offset.min(source.text().trim_end().len());
    if let Some(tab) = tab(source, offset, &told) {
        return tab;
    }
    let (place, begin) = match told.begin {
        Some(begin) if known.is_about_context => (begin, None),
        begin => (Place::Span(word(source.text(), offset)), begin),
    };
    let mut diagnostic = Diagnostic::invalid(place, message)
        .label(known.label)
        .error();
    if let (Some(begin), Some(what)) = (begin, collection(told.context)) {
        diagnostic = diagnostic.also(begin, format!("the {what} begins here"));
    }
    diagnostic.help(known.help)
}

/// The word that begins at an offset, or the one character there.
fn word(text: &str, offset: usize) -> Span {
    let rest = text.get(offset..).unwrap_or_default();
    let is_end = |it: char| it.is_whitespace() || ",:[]{}'\"".contains(it);
    let word = rest.split(is_end).next().unwrap_or_default();
    Span {
        start: offset,
        end: offset + word.len(),
    }
}

/// What people call the thing that the parser was in the middle of, if that helps them.
fn collection(context: &str) -> Option<&'static str> {
    match context {
        "block mapping" | "flow mapping" => Some("mapping"),
        "block collection" | "flow sequence" => Some("list"),
        _ => None,
    }
}

/// What an error message is made of.
struct Told<'t> {
    problem: &'t str,
    /// An offset in bytes, which some errors have in place of a line and column.
    offset: Option<usize>,
    /// What was being read, such as `block mapping`.
    context: &'t str,
    /// Where that begins.
    begin: Option<Place>,
}

impl<'t> Told<'t> {
    fn of(text: &'t str) -> Self {
        let (problem, context) = text.split_once(", while ").unwrap_or((text, ""));
        let (problem, at) = problem.split_once(" at ").unwrap_or((problem, ""));
        let (context, begin) = context.split_once(" at ").unwrap_or((context, ""));
        Self {
            // Errors of serde's begin with the path of the value.
            problem: problem
                .find("invalid type: ")
                .and_then(|at| problem.get(at..))
                .unwrap_or(problem),
            offset: at
                .strip_prefix("position ")
                .and_then(|offset| offset.parse().ok()),
            context: context.split_once(" a ").map_or(context, |(_, what)| what),
            begin: position(begin),
        }
    }
}

/// Reads `line 3 column 2`.
fn position(text: &str) -> Option<Place> {
    let (line, column) = text.strip_prefix("line ")?.split_once(" column ")?;
    Some(Place::Position {
        line: line.parse().ok()?,
        column: column.parse().ok()?,
    })
}

/// A tab before the first word of a line, where YAML allows only spaces.
fn tab(source: &Source, offset: usize, told: &Told<'_>) -> Option<Diagnostic> {
    let (number, _) = source.positions().line_column(offset);
    let line = source.positions().line(number)?;
    let text = source.text().get(line.start..line.end)?;
    let indentation = text.len() - text.trim_start().len();
    let at = line.start + text.get(..indentation)?.find('\t')?;
    // Within brackets the tab isn't what is wrong.
    if told.context.starts_with("flow ") {
        return None;
    }
    let place = Place::Span(Span {
        start: at,
        end: at + 1,
    });
    let diagnostic = Diagnostic::invalid(place, "a line is indented with a tab");
    Some(
        diagnostic
            .label("this is a tab")
            .help("indent with spaces: YAML doesn't allow tabs here")
            .error(),
    )
}
