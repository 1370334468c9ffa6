//! What a paragraph, a heading or a table cell holds.
//!
//! In: the parser's inline events. Out: a flat list in which everything is safe to print: HTML has
//! become text, images and links that lead nowhere their text, bare URLs links. Not done: deciding
//! how it is spelled (see `spelling`).

use super::{characters, link, tidy};
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// A part of a line of text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Inline {
    Text(String),
    Code(String),
    SoftBreak,
    HardBreak,
    Open(Style),
    Close(Style),
    Link(String),
    EndLink,
    /// A link whose text is its destination: `<https://example.com>`.
    Autolink(String),
}

/// How text is set off.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Style {
    Emphasis,
    Strong,
    Strikethrough,
}

/// Gathers the events of one block.
#[derive(Default)]
pub(super) struct Inlines {
    found: Vec<Inline>,
    /// For each open link or image, whether it is kept.
    links: Vec<bool>,
}

impl Inlines {
    /// Takes the next inline event; events of blocks are none of its business.
    pub(super) fn push(&mut self, event: &Event<'_>) {
        match event {
            Event::InlineHtml(tag) if is_line_break(tag) => self.found.push(Inline::HardBreak),
            Event::Text(text) | Event::InlineHtml(text) => self.text(text),
            Event::Html(line) => {
                self.text(line.trim());
                self.found.push(Inline::SoftBreak);
            }
            Event::Code(code) => self.code(code),
            Event::SoftBreak => self.found.push(Inline::SoftBreak),
            Event::HardBreak => self.found.push(Inline::HardBreak),
            Event::FootnoteReference(label) => self.text(&format!("[^{label}]")),
            Event::TaskListMarker(done) => self.text(if *done { "☑ " } else { "☐ " }),
            Event::Start(Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                ..
            }) => {
                self.open_link(&format!("mailto:{dest_url}"), str::to_owned);
            }
            Event::Start(Tag::Link {
                link_type: LinkType::Autolink,
                dest_url,
                ..
            }) => {
                self.open_link(dest_url, str::to_owned);
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                self.open_link(dest_url, link::encode);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.close_link(),
            Event::Start(tag) => self.found.extend(opened(tag).map(Inline::Open)),
            Event::End(tag) => self.found.extend(closed(*tag).map(Inline::Close)),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::Rule => {}
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        let text = characters::visible(text).replace('\n', " ");
        match self.found.last_mut() {
            Some(Inline::Text(last)) => last.push_str(&text),
            _ => self.found.push(Inline::Text(text)),
        }
    }

    pub(super) fn code(&mut self, code: &str) {
        let code = characters::visible(code).replace('\n', " ");
        self.found.push(Inline::Code(code));
    }

    /// The last character so far, if text comes last.
    pub(super) fn last_character(&self) -> Option<char> {
        match self.found.last() {
            Some(Inline::Text(text)) => text.chars().next_back(),
            _ => None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Links cannot hold links: the outer one wins. What stood between `<` and `>` can do so again,
    /// other destinations are written so that they fit between parentheses.
    fn open_link(&mut self, url: &str, written: impl Fn(&str) -> String) {
        let kept = link::is_absolute(url) && !self.links.contains(&true);
        self.links.push(kept);
        if kept {
            self.found
                .push(Inline::Link(written(&characters::visible(url))));
        }
    }

    fn close_link(&mut self) {
        if self.links.pop() == Some(true) {
            self.found.push(Inline::EndLink);
        }
    }

    /// Ends the block and gives what it held.
    pub(super) fn take(&mut self) -> Vec<Inline> {
        self.links.clear();
        tidy::tidy(std::mem::take(&mut self.found))
    }
}

impl FromIterator<Inline> for Inlines {
    fn from_iter<I: IntoIterator<Item = Inline>>(inlines: I) -> Self {
        let mut gathered = Self::default();
        for inline in inlines {
            match inline {
                Inline::Text(text) => gathered.text(&text),
                other => gathered.found.push(other),
            }
        }
        gathered
    }
}

/// `<br>`, `<br/>`, `<br />`: the one tag that does the same in Markdown.
fn is_line_break(tag: &str) -> bool {
    let name = tag
        .trim_start_matches('<')
        .trim_end_matches('>')
        .trim_end_matches('/')
        .trim_end();
    name.eq_ignore_ascii_case("br")
}

fn opened(tag: &Tag<'_>) -> Option<Style> {
    closed(tag.to_end())
}

fn closed(tag: TagEnd) -> Option<Style> {
    match tag {
        TagEnd::Emphasis => Some(Style::Emphasis),
        TagEnd::Strong => Some(Style::Strong),
        TagEnd::Strikethrough => Some(Style::Strikethrough),
        _ => None,
    }
}
