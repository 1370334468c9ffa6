//! The blocks of a description.
//!
//! In: the parser's events. Out: Markdown in one style: fences, `-` lists, `###` headings,
//! continuation lines indented exactly as clippy's `doc_lazy_continuation` and
//! `doc_overindented_list_items` want them. Containers write their marker when the first line
//! inside them is written, so that empty ones leave no trace. Not done: recursion; depth is data
//! here.

use super::inline::Inlines;
use super::lines::{Container, Lines};
use super::spelling::{self, is_block};
use super::table::Table;
use super::writer::Place;
use super::{fence, list};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

/// The level that the highest heading of a description gets.
const TOP_HEADING: usize = 3;

const MAX_HEADING: usize = 6;

/// Prints the blocks; the text does not end in a line break.
pub(super) fn print(events: &[Event<'_>]) -> String {
    let mut printer = Printer {
        top: top_heading(events),
        ..Printer::default()
    };
    for (index, event) in events.iter().enumerate() {
        printer.event(event, events.get(index + 1..).unwrap_or_default());
    }
    printer.paragraph();
    printer.lines.finish()
}

/// The highest level of the headings that show something; the others are not printed.
fn top_heading(events: &[Event<'_>]) -> usize {
    let mut top = MAX_HEADING;
    let mut content = Inlines::default();
    for event in events {
        match event {
            Event::Start(Tag::Heading { .. }) => content = Inlines::default(),
            Event::End(TagEnd::Heading(level)) if !content.take().is_empty() => {
                top = top.min(*level as usize)
            }
            inline => content.push(inline),
        }
    }
    top
}

#[derive(Default)]
struct Printer {
    lines: Lines,
    inlines: Inlines,
    table: Table,
    /// The info string and the text so far of the code block that is open.
    code: Option<(String, String)>,
    /// The highest level of the description's own headings.
    top: usize,
}

impl Printer {
    fn event(&mut self, event: &Event<'_>, rest: &[Event<'_>]) {
        match event {
            Event::Start(tag) if is_block(tag.to_end()) => self.start(tag, rest),
            Event::End(tag) if is_block(*tag) => self.end(*tag),
            Event::Rule => {
                self.paragraph();
                // Not `---`: that is a list item after `- `, and could underline a heading.
                self.lines.write("___");
            }
            Event::Text(text) => match &mut self.code {
                Some((_, code)) => code.push_str(text),
                None => self.inlines.push(event),
            },
            inline => self.inlines.push(inline),
        }
    }

    fn start(&mut self, tag: &Tag<'_>, rest: &[Event<'_>]) {
        match tag {
            Tag::Paragraph => {}
            Tag::FootnoteDefinition(label) => {
                self.paragraph();
                self.inlines.text(&format!("[^{label}]: "));
            }
            Tag::CodeBlock(kind) => {
                self.paragraph();
                self.code = Some((info(kind), String::new()));
            }
            Tag::BlockQuote(_) => self.open(Container::Quote),
            Tag::List(start) => {
                let tight = list::is_tight(rest);
                self.open(Container::List {
                    number: *start,
                    mark: ' ',
                    tight,
                });
            }
            Tag::Item => self.open(Container::Item { width: None }),
            Tag::Table(alignments) => {
                self.paragraph();
                self.table = Table::new(alignments);
            }
            Tag::TableHead | Tag::TableRow => self.table.start_row(),
            _ => self.paragraph(),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::CodeBlock => {
                let (info, code) = self.code.take().unwrap_or_default();
                self.lines.write(&fence::print(&info, &code));
            }
            TagEnd::TableCell => {
                let cell = spelling::spell(self.inlines.take(), Place::Cell);
                self.table.cell(cell);
            }
            TagEnd::Table => self.lines.write(&std::mem::take(&mut self.table).print()),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.paragraph();
                self.lines.close();
            }
            TagEnd::TableHead | TagEnd::TableRow => {}
            _ => self.paragraph(),
        }
    }

    fn open(&mut self, container: Container) {
        self.paragraph();
        self.lines.open(container);
    }

    /// Writes the text read so far. The items of a tight list hold text without a paragraph, so
    /// whatever follows text ends it.
    fn paragraph(&mut self) {
        if !self.inlines.is_empty() {
            let text = spelling::spell(self.inlines.take(), Place::Paragraph);
            self.lines.write(&text);
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let text = spelling::spell(self.inlines.take(), Place::Heading);
        let level = (level as usize + TOP_HEADING)
            .saturating_sub(self.top)
            .clamp(TOP_HEADING, MAX_HEADING);
        if !text.is_empty() {
            self.lines.write(&format!("{} {text}", "#".repeat(level)));
        }
    }
}

fn info(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Indented => String::new(),
        CodeBlockKind::Fenced(info) => info.to_string(),
    }
}
