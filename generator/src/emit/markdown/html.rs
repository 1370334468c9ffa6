//! The HTML that descriptions use for want of better Markdown.
//!
//! In: a description. Out: the same with the tags that Markdown has an equal for (`<b>`, `<code>`,
//! `<a href>`, `<br>`, `<p>`, `<li>`) replaced by it, and layout tags and comments left out. Not
//! done: safety. Every other tag stays, a placeholder such as `<id>` among them, and is printed as
//! text later.

use super::OPTIONS;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// Rewrites the HTML of a description; code is not touched.
pub(super) fn to_markdown(source: &str) -> String {
    let mut rewriter = Rewriter::default();
    let mut copied = 0;
    for (range, place) in html_ranges(source) {
        rewriter
            .out
            .push_str(source.get(copied..range.start).unwrap_or_default());
        copied = range.end;
        rewriter.html(source.get(range).unwrap_or_default(), place);
    }
    rewriter
        .out
        .push_str(source.get(copied..).unwrap_or_default());
    rewriter.out
}

#[derive(Clone, Copy, PartialEq)]
enum Place {
    Block,
    Inline,
    /// A line that cannot be broken: a table's or a heading's.
    Line,
}

/// Where the parser sees HTML. The lines of a block come one by one, and are put together again for
/// the sake of long comments.
fn html_ranges(source: &str) -> Vec<(Range<usize>, Place)> {
    let mut ranges: Vec<(Range<usize>, Place)> = Vec::new();
    let mut inline = Place::Inline;
    for (event, range) in Parser::new_ext(source, OPTIONS).into_offset_iter() {
        match (event, ranges.last_mut()) {
            (Event::Start(Tag::Table(_) | Tag::Heading { .. }), _) => inline = Place::Line,
            (Event::End(TagEnd::Table | TagEnd::Heading(_)), _) => inline = Place::Inline,
            (Event::Html(_), Some((last, Place::Block))) if last.end == range.start => {
                last.end = range.end
            }
            (Event::Html(_), _) => ranges.push((range, Place::Block)),
            (Event::InlineHtml(_), _) => ranges.push((range, inline)),
            _ => {}
        }
    }
    ranges
}

/// A tag that encloses text.
struct Open {
    name: String,
    /// Where its text begins in the output.
    start: usize,
    href: Option<String>,
}

#[derive(Default)]
struct Rewriter {
    out: String,
    open: Vec<Open>,
}

impl Rewriter {
    fn html(&mut self, html: &str, place: Place) {
        let mut rest = html;
        while let Some((text, tail)) = rest.find('<').map(|start| rest.split_at(start)) {
            let (tag, after) = tail.split_at(tag_length(tail));
            self.text(text);
            self.tag(tag, place);
            rest = after;
        }
        self.text(rest);
    }

    /// Indentation means nothing in HTML and a code block in Markdown.
    fn text(&mut self, text: &str) {
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                self.out.push('\n');
            }
            let at_start = self.out.is_empty() || self.out.ends_with('\n');
            self.out.push_str(if at_start {
                line.trim_start_matches(' ')
            } else {
                line
            });
        }
    }

    fn tag(&mut self, tag: &str, place: Place) {
        let Some((closing, name, attributes)) = parts(tag) else {
            self.out.push_str(if is_comment(tag) { "" } else { tag });
            return;
        };
        match role(&name) {
            Role::Enclosing if closing => self.close(&name),
            Role::Enclosing => self.open(name, attributes),
            // The parser's event says it well enough, unless it saw nothing but HTML.
            Role::LineBreak if place != Place::Block => self.out.push_str(tag),
            Role::Item if closing => {}
            Role::Item if place != Place::Line => {
                self.out.truncate(self.out.trim_end().len());
                self.out.push_str("\n- ");
            }
            Role::Block | Role::LineBreak if place != Place::Line => self.out.push_str("\n\n"),
            Role::Block | Role::LineBreak | Role::Item | Role::Cell => self.out.push(' '),
            Role::Layout => {}
            Role::Other => self.out.push_str(tag),
        }
    }

    fn open(&mut self, name: String, attributes: &str) {
        let start = self.out.len();
        let href = href(attributes);
        self.open.push(Open { name, start, href });
    }

    /// Encloses the text since the tag was opened, if Markdown can: not over paragraphs, nor with
    /// space inside the delimiters.
    fn close(&mut self, name: &str) {
        let Some(at) = self.open.iter().rposition(|open| open.name == name) else {
            return;
        };
        let Some(open) = self.open.drain(at..).next() else {
            return;
        };
        let text = self.out.get(open.start..).unwrap_or_default();
        if text.trim().is_empty() || text.trim() != text || text.contains("\n\n") {
            return;
        }
        let (before, after) = match (name, open.href) {
            ("b" | "strong", _) => ("**", "**".to_owned()),
            ("i" | "em", _) => ("*", "*".to_owned()),
            ("a", Some(href)) => ("[", format!("](<{href}>)")),
            ("a", None) => return,
            _ if text.contains('`') => return,
            _ => ("`", "`".to_owned()),
        };
        self.out.insert_str(open.start, before);
        self.out.push_str(&after);
    }
}

/// What a tag is to Markdown.
enum Role {
    Enclosing,
    LineBreak,
    Block,
    Item,
    Cell,
    /// Nothing, as it only says how text looks.
    Layout,
    Other,
}

fn role(name: &str) -> Role {
    match name {
        "a" | "b" | "code" | "em" | "i" | "kbd" | "strong" | "tt" => Role::Enclosing,
        "br" => Role::LineBreak,
        "aside" | "details" | "div" | "ol" | "p" | "table" | "tr" | "ul" => Role::Block,
        "li" => Role::Item,
        "summary" | "td" | "th" => Role::Cell,
        "center" | "font" | "nobr" | "section" | "small" | "span" | "tbody" | "thead" | "u" => {
            Role::Layout
        }
        _ => Role::Other,
    }
}

fn is_comment(tag: &str) -> bool {
    tag.starts_with("<!--") && tag.ends_with("-->")
}

fn tag_length(html: &str) -> usize {
    let end = if html.starts_with("<!--") { "-->" } else { ">" };
    html.find(end).map_or(html.len(), |found| found + end.len())
}

/// Whether a tag closes, its name in lower case and its attributes; nothing if it is no plain tag.
fn parts(tag: &str) -> Option<(bool, String, &str)> {
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
    let inner = inner.strip_suffix('/').unwrap_or(inner);
    let (closing, inner) = inner
        .strip_prefix('/')
        .map_or((false, inner), |inner| (true, inner));
    let end = inner
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let (name, attributes) = inner.split_at(end);
    let plain = attributes.is_empty() || attributes.starts_with([' ', '\n']);
    plain.then(|| (closing, name.to_ascii_lowercase(), attributes))
}

fn href(attributes: &str) -> Option<String> {
    let (_, value) = attributes.split_once("href=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let href = value.get(1..)?.split(quote).next()?;
    (!href.contains(['<', '>', '\n'])).then(|| href.to_owned())
}
