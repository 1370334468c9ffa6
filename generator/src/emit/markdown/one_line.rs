//! A description on one line.
//!
//! In: the events of a description. Out: one line of Markdown. Not done: headings, tables and
//! quotes as such; what they say becomes part of the line.

use super::inline::Inlines;
use super::spelling::{self, is_block};
use super::writer::Place;
use pulldown_cmark::{Event, Tag, TagEnd};

/// The text of all blocks, one after the other.
pub(super) fn print(events: &[Event<'_>]) -> String {
    let mut line = Line::default();
    for event in events {
        line.push(event);
    }
    spelling::spell(spelling::on_one_line(line.inlines.take()), Place::Paragraph)
}

#[derive(Default)]
struct Line {
    inlines: Inlines,
    /// What parts the next text from the one before.
    gap: Option<&'static str>,
    code: Option<String>,
    /// For each open list, the number of its next item.
    numbers: Vec<Option<u64>>,
}

impl Line {
    fn push(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.code = Some(String::new()),
            Event::End(TagEnd::CodeBlock) => self.end_code(),
            Event::End(TagEnd::Item | TagEnd::TableRow | TagEnd::TableHead) => {
                self.gap = Some("; ")
            }
            Event::End(TagEnd::List(_)) => {
                self.numbers.pop();
                self.gap = Some(" ");
            }
            Event::End(tag) if is_block(*tag) => self.gap = Some(" "),
            Event::Start(tag) if is_block(tag.to_end()) => self.start(tag),
            Event::Text(text) if self.code.is_some() => {
                self.code.get_or_insert_default().push_str(text)
            }
            inline => {
                self.close_gap();
                self.inlines.push(inline);
            }
        }
    }

    /// Numbers of items stay: a summary such as `1. Send a message` is a list to the parser.
    fn start(&mut self, tag: &Tag<'_>) {
        self.gap = self.gap.or(Some(" "));
        match tag {
            Tag::List(number) => self.numbers.push(*number),
            Tag::Item => {
                if let Some(Some(number)) = self.numbers.last_mut() {
                    let marker = format!("{number}. ");
                    *number = number.saturating_add(1);
                    self.close_gap();
                    self.inlines.text(&marker);
                }
            }
            _ => {}
        }
    }

    fn end_code(&mut self) {
        let code = self.code.take().unwrap_or_default();
        let words: Vec<&str> = code.split_whitespace().collect();
        if !words.is_empty() {
            self.close_gap();
            self.inlines.code(&words.join(" "));
        }
        self.gap = Some(" ");
    }

    /// A sentence that ends needs no semicolon.
    fn close_gap(&mut self) {
        let Some(gap) = self.gap.take().filter(|_| !self.inlines.is_empty()) else {
            return;
        };
        let ended = self
            .inlines
            .last_character()
            .is_some_and(|c| c.is_ascii_punctuation());
        self.inlines.text(if ended { " " } else { gap });
    }
}
