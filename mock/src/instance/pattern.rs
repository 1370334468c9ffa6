//! A string that a `pattern` matches: the pattern comes in, a short text comes out.
//!
//! The syntax is that of Rust's regular expressions, which is most of ECMA-262's. What looks ahead or back isn't in it,
//! and an assertion such as `\b` is taken to hold.

use regex_syntax::hir::{Class, Hir, HirKind, Repetition};

/// How many characters a text may have; a pattern can ask for more in few characters of its own.
const LONGEST: usize = 1_000;

/// How many parts of a pattern are looked at for one.
const MOST_STEPS: usize = 100_000;

/// A text of at least so many and at most so many characters that the pattern matches.
pub(super) fn text(pattern: &str, least: usize, most: usize) -> Option<String> {
    let hir = regex_syntax::parse(pattern).ok()?;
    (0..=least.min(LONGEST) as u32).find_map(|more| {
        let mut writer = Writer {
            more,
            text: String::new(),
            steps: 0,
        };
        writer.write(&hir)?;
        let length = writer.text.chars().count();
        (least..=most).contains(&length).then_some(writer.text)
    })
}

struct Writer {
    /// How often what may be repeated is repeated beyond what it must be.
    more: u32,
    text: String,
    /// How many parts were looked at: one that writes nothing can be repeated without end.
    steps: usize,
}

impl Writer {
    /// Adds what a part of the pattern matches; `None` when nothing does, or too much would be written.
    fn write(&mut self, hir: &Hir) -> Option<()> {
        self.steps += 1;
        if self.text.len() > LONGEST || self.steps > MOST_STEPS {
            return None;
        }
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => Some(()),
            HirKind::Literal(literal) => {
                self.text.push_str(std::str::from_utf8(&literal.0).ok()?);
                Some(())
            }
            HirKind::Class(class) => {
                self.text.push(character(class)?);
                Some(())
            }
            HirKind::Repetition(repetition) => {
                (0..self.times(repetition)).try_for_each(|_| self.write(&repetition.sub))
            }
            HirKind::Capture(capture) => self.write(&capture.sub),
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.write(part)),
            HirKind::Alternation(alternatives) => self.write(alternatives.first()?),
        }
    }

    fn times(&self, repetition: &Repetition) -> u32 {
        let wanted = repetition.min.saturating_add(self.more);
        wanted.min(repetition.max.unwrap_or(u32::MAX))
    }
}

/// A letter or a digit where there is one: it means nothing to a URL, a header or a form.
fn character(class: &Class) -> Option<char> {
    let usual = ('a'..='z').chain('A'..='Z').chain('0'..='9');
    match class {
        Class::Unicode(class) => {
            let has = |wanted: &char| {
                let mut ranges = class.iter();
                ranges.any(|range| (range.start()..=range.end()).contains(wanted))
            };
            let first = class.iter().next().map(|range| range.start());
            usual.into_iter().find(has).or(first)
        }
        Class::Bytes(class) => class.iter().next().map(|range| char::from(range.start())),
    }
}
