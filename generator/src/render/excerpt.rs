//! The lines of a document that a diagnostic shows.
//!
//! In come the labels of a diagnostic; out goes a small text that holds only their lines, each at its number, with the
//! marks to draw on it. A line that is far too long for a terminal, such as a whole document of minified JSON, is cut
//! around its mark. Of a value that spans lines only the first one is shown: where it ends is seldom the matter.

mod window;

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Snippet};

use super::escape::escape;
use crate::diagnostic::{Diagnostic, Label, Place};
use crate::position::Span;
use crate::source::Source;
use window::Window;

/// A label so many lines from the primary one is only named: the lines between would have to be counted out.
const FAR: usize = 10_000;

/// A text to show and what to draw on it.
pub(super) struct Excerpt {
    first_line: usize,
    last_line: usize,
    text: String,
    marks: Vec<Mark>,
    elsewhere: Vec<String>,
}

/// What is drawn under a range of the excerpt's text.
struct Mark {
    kind: AnnotationKind,
    range: Range<usize>,
    label: String,
}

/// A label and the range of the source that it marks, which doesn't leave its line.
struct Located<'d> {
    kind: AnnotationKind,
    label: &'d Label,
    span: Span,
    line: usize,
    column: usize,
}

impl Excerpt {
    /// The lines of all labels that have a place in the text; `None` if none has.
    pub(super) fn of(diagnostic: &Diagnostic, source: &Source) -> Option<Self> {
        let (file, _) = source.locate(diagnostic.place());
        let (labels, elsewhere) = located(diagnostic, source, file);
        let source = file;
        let center = labels.first()?.line;
        let (near, far): (Vec<_>, Vec<_>) = labels
            .into_iter()
            .partition(|label| label.line.abs_diff(center) <= FAR);
        let mut lines: BTreeMap<usize, Vec<Located<'_>>> = BTreeMap::new();
        for label in near {
            lines.entry(label.line).or_default().push(label);
        }
        let (first_line, last_line) = (*lines.keys().next()?, *lines.keys().next_back()?);
        let mut excerpt = Self {
            first_line,
            last_line,
            text: String::new(),
            marks: Vec::new(),
            elsewhere: elsewhere
                .into_iter()
                .chain(far.iter().map(Located::in_words))
                .collect(),
        };
        for line in first_line..=last_line {
            match lines.get(&line) {
                Some(labels) => excerpt.marked_line(line, labels, source),
                // A single line between two marked ones is shown by the renderer; of more it only makes a gap.
                None if lines.contains_key(&(line - 1)) && lines.contains_key(&(line + 1)) => {
                    excerpt.marked_line(line, &[], source);
                }
                None => excerpt.text.push('\n'),
            }
        }
        Some(excerpt)
    }

    /// What the renderer draws.
    pub(super) fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        let marks = self.marks.iter().map(|mark| {
            let label = Some(mark.label.as_str()).filter(|label| !label.is_empty());
            mark.kind.span(mark.range.clone()).label(label)
        });
        Snippet::source(self.text.as_str())
            .line_start(self.first_line)
            .annotations(marks)
    }

    /// The width of the line numbers.
    pub(super) fn gutter(&self) -> usize {
        self.last_line.to_string().len()
    }

    /// Labels in words that can't be shown: they are in another file, lines away, or on a cut line away from its first
    /// mark.
    pub(super) fn elsewhere(&self) -> impl Iterator<Item = String> {
        self.elsewhere.iter().cloned()
    }

    fn marked_line(&mut self, line: usize, labels: &[Located<'_>], source: &Source) {
        let Some(span) = source.positions().line(line) else {
            return;
        };
        let window = Window::around(
            labels.first().map(|first| first.span.start),
            span,
            source.text(),
        );
        let base = self.text.len();
        self.text.push_str(&window.text);
        self.text.push('\n');
        for located in labels {
            let Some(range) = window.range(located.span) else {
                self.elsewhere.push(located.in_words());
                continue;
            };
            self.marks.push(Mark {
                kind: located.kind,
                range: base + range.start..base + range.end,
                label: located.text(),
            });
        }
    }
}

impl Located<'_> {
    fn text(&self) -> String {
        escape(self.label.text()).replace('\n', " ")
    }

    fn in_words(&self) -> String {
        self.with_text(format!("see line {}, column {}", self.line, self.column))
    }

    fn in_words_of(&self, file: &Source) -> String {
        let path = escape(&file.path().display().to_string());
        self.with_text(format!("see {path}:{}:{}", self.line, self.column))
    }

    fn with_text(&self, place: String) -> String {
        match self.text() {
            text if text.is_empty() => place,
            text => format!("{place}: {text}"),
        }
    }
}

/// The labels that have a place in `file`, the primary one first, and those in other files in words.
fn located<'d>(
    diagnostic: &'d Diagnostic,
    source: &Source,
    file: &Source,
) -> (Vec<Located<'d>>, Vec<String>) {
    let primary = (AnnotationKind::Primary, diagnostic.primary());
    let secondary = diagnostic
        .secondary()
        .iter()
        .map(|label| (AnnotationKind::Context, label));
    let (mut here, mut elsewhere) = (Vec::new(), Vec::new());
    for (kind, label) in std::iter::once(primary).chain(secondary) {
        let (home, place) = source.locate(label.place());
        let Some(located) = locate(kind, label, home, &place) else {
            continue;
        };
        if std::ptr::eq(home, file) {
            here.push(located);
        } else {
            elsewhere.push(located.in_words_of(home));
        }
    }
    (here, elsewhere)
}

fn locate<'d>(
    kind: AnnotationKind,
    label: &'d Label,
    file: &Source,
    place: &Place,
) -> Option<Located<'d>> {
    let positions = file.positions();
    let Span { start, end } = positions.span(place)?;
    let (line, column) = positions.line_column(start);
    let end = positions
        .line(line)
        .map_or(end, |line| line.end.max(start).min(end));
    Some(Located {
        kind,
        label,
        span: Span { start, end },
        line,
        column,
    })
}
