//! Markdown out of inlines.
//!
//! In: inlines and a way to spell them. Out: their Markdown. Not done: knowing whether it reads
//! back as it should (see `spelling`).

use super::escape::{self, Care, Escape};
use super::fence;
use super::inline::{Inline, Style};

/// The block that the text is for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// One way to write everything.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spelling {
    pub(super) care: Care,
    /// Emphasis within another style: `**_x_**` is clear where `***x***` is not, but inside a word
    /// only asterisks work.
    pub(super) inner_emphasis: &'static str,
}

/// Writes inlines one after the other.
struct Writer<'i> {
    out: String,
    spelling: Spelling,
    place: Place,
    /// How many styles are open.
    depth: usize,
    link: Option<&'i str>,
}

/// Writes the inlines of one block.
pub(super) fn write(inlines: &[Inline], place: Place, spelling: Spelling) -> String {
    let mut writer = Writer {
        out: String::new(),
        spelling,
        place,
        depth: 0,
        link: None,
    };
    for (index, inline) in inlines.iter().enumerate() {
        writer.inline(inline, inlines.get(index + 1));
    }
    writer.out
}

impl<'i> Writer<'i> {
    fn inline(&mut self, inline: &'i Inline, next: Option<&Inline>) {
        match inline {
            Inline::Text(text) => self.text(text, matches!(next, None | Some(Inline::SoftBreak))),
            Inline::Code(code) => self.code(code),
            Inline::SoftBreak => self.out.push('\n'),
            Inline::HardBreak => self.out.push_str("\\\n"),
            Inline::Open(style) => {
                self.delimiter(*style);
                self.depth += 1;
            }
            Inline::Close(style) => {
                self.depth = self.depth.saturating_sub(1);
                self.delimiter(*style);
            }
            Inline::Link(url) => {
                self.link = Some(url);
                self.out.push('[');
            }
            Inline::EndLink => self.end_link(),
            Inline::Autolink(url) => self.out.push_str(&format!("<{url}>")),
        }
    }

    fn text(&mut self, text: &str, ends_line: bool) {
        let escape = Escape {
            care: self.spelling.care,
            starts_block: self.out.is_empty(),
            starts_line: self.out.is_empty() || self.out.ends_with('\n'),
            ends_line,
            in_link: self.link.is_some(),
            in_cell: self.place == Place::Cell,
        };
        escape.write(text, &mut self.out);
    }

    /// CommonMark, "Code spans": longer delimiters than any run inside, and a space where it begins
    /// or ends with one.
    fn code(&mut self, code: &str) {
        let ticks = "`".repeat(fence::longest_run(code) + 1);
        let spaced =
            code.starts_with(' ') && code.ends_with(' ') && !code.trim_matches(' ').is_empty();
        let space = if spaced || code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        let code = if self.place == Place::Cell {
            code.replace('|', "\\|")
        } else {
            code.to_owned()
        };
        self.out
            .push_str(&format!("{ticks}{space}{code}{space}{ticks}"));
    }

    fn delimiter(&mut self, style: Style) {
        self.out.push_str(match style {
            Style::Emphasis if self.depth == 0 => "*",
            Style::Emphasis => self.spelling.inner_emphasis,
            Style::Strong => "**",
            Style::Strikethrough => "~~",
        });
    }

    fn end_link(&mut self) {
        let url = self.link.take().unwrap_or_default();
        self.out
            .push_str(&format!("]({})", escape::references(url)));
    }
}
