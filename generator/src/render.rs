//! Diagnostics to text, as compilers print them.
//!
//! In come diagnostics and their source; out goes the text for a terminal, a build log or a test:
//! ```text
//! error: duplicate key `get`
//!    --> spec/messenger.yaml:309:5
//!     |
//! 305 |     get:
//!     |     --- first one
//! ...
//! 309 |     get:
//!     |     ^^^ second one
//!     |
//!     = help: remove one of the two, or rename it
//! ```
//! The document isn't trusted: its control characters are escaped, and what it makes long is cut. Nothing is printed
//! here, and no colour is chosen by looking at the environment.

mod escape;
mod excerpt;

use annotate_snippets::renderer::DEFAULT_LINE_NUM_STYLE;
use annotate_snippets::{Group, Level, Message, Renderer};

use crate::diagnostic::{Diagnostic, Severity};
use crate::source::Source;
use escape::escape;
use excerpt::Excerpt;

/// Whether the text is for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// Plain text.
    Plain,
    /// Text with ANSI colours.
    Colored,
}

/// The diagnostics as text, in the given order, with an empty line between them.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], source: &Source, style: Style) -> String {
    let texts: Vec<_> = diagnostics
        .iter()
        .map(|it| render_one(it, source, style))
        .collect();
    texts.join("\n")
}

/// Line and column of a diagnostic in its file, both counted from 1, columns in characters. `None` when it is about the
/// document as a whole.
#[must_use]
pub fn location(diagnostic: &Diagnostic, source: &Source) -> Option<(usize, usize)> {
    let (file, place) = source.locate(diagnostic.place());
    let positions = file.positions();
    let span = positions.span(&place)?;
    Some(positions.line_column(span.start))
}

fn render_one(diagnostic: &Diagnostic, source: &Source, style: Style) -> String {
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Colored => Renderer::styled(),
    };
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let excerpt = Excerpt::of(diagnostic, source);
    let title = Group::with_title(level.clone().primary_title(escape(diagnostic.message())));
    let mut text = renderer.render(&[title]);
    text.push('\n');
    text.push_str(&arrow(diagnostic, source, excerpt.as_ref(), style));
    let mut body = Group::with_level(level);
    if let Some(excerpt) = &excerpt {
        body = body.element(excerpt.snippet());
    }
    body = body.elements(messages(diagnostic, excerpt.as_ref()));
    if !body.is_empty() {
        text.push_str(&renderer.render(&[body]));
        text.push('\n');
    }
    text
}

/// The line with the path. It isn't left to the renderer, which would count columns in a line that is cut.
fn arrow(
    diagnostic: &Diagnostic,
    source: &Source,
    excerpt: Option<&Excerpt>,
    style: Style,
) -> String {
    let indent = excerpt.map_or(1, Excerpt::gutter);
    let (file, _) = source.locate(diagnostic.place());
    let path = escape(&file.path().display().to_string());
    let place = match location(diagnostic, source) {
        Some((line, column)) => format!("{path}:{line}:{column}"),
        None => path,
    };
    match style {
        Style::Plain => format!("{:indent$}--> {place}\n", ""),
        Style::Colored => format!(
            "{:indent$}{DEFAULT_LINE_NUM_STYLE}-->{DEFAULT_LINE_NUM_STYLE:#} {place}\n",
            ""
        ),
    }
}

fn messages<'a>(
    diagnostic: &'a Diagnostic,
    excerpt: Option<&'a Excerpt>,
) -> impl Iterator<Item = Message<'a>> {
    let elsewhere = excerpt.into_iter().flat_map(|excerpt| excerpt.elsewhere());
    let notes = diagnostic
        .notes()
        .iter()
        .map(|text| escape(text))
        .chain(elsewhere);
    let helps = diagnostic
        .helps()
        .iter()
        .map(|text| Level::HELP.message(escape(text)));
    notes.map(|text| Level::NOTE.message(text)).chain(helps)
}
