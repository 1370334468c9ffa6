//! How the content of a block is written.
//!
//! In: inlines. Out: the Markdown with the fewest backslashes that reads back as the same inlines.
//! What needs one depends on everything around it (`a*b` is plain, `*a*` is not), so spellings are
//! tried, from the barest to the most careful, and the parser judges. Not done: keeping emphasis
//! that has no spelling where it stands; it becomes plain text.

use super::OPTIONS;
use super::escape::Care;
use super::inline::{Inline, Inlines};
use super::writer::{Place, Spelling, write};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

const SPELLINGS: [Spelling; 5] = [
    Spelling {
        care: Care::Bare,
        inner_emphasis: "*",
    },
    Spelling {
        care: Care::Bare,
        inner_emphasis: "_",
    },
    Spelling {
        care: Care::Careful,
        inner_emphasis: "*",
    },
    Spelling {
        care: Care::Careful,
        inner_emphasis: "_",
    },
    PLAINEST,
];

const PLAINEST: Spelling = Spelling {
    care: Care::Strict,
    inner_emphasis: "_",
};

/// The Markdown of the inlines, on one line unless the place is a paragraph.
pub(super) fn spell(mut inlines: Vec<Inline>, place: Place) -> String {
    if place != Place::Paragraph {
        inlines = on_one_line(inlines);
    }
    if let Some(text) = try_spellings(&inlines, place) {
        return text;
    }
    let plain = without_styles(inlines);
    try_spellings(&plain, place).unwrap_or_else(|| write(&plain, place, PLAINEST))
}

fn try_spellings(inlines: &[Inline], place: Place) -> Option<String> {
    let mut texts = SPELLINGS
        .iter()
        .map(|spelling| write(inlines, place, *spelling));
    texts.find(|text| reads_back(text, inlines, place))
}

/// Puts everything on one line.
pub(super) fn on_one_line(inlines: Vec<Inline>) -> Vec<Inline> {
    let space = |inline| match inline {
        Inline::SoftBreak | Inline::HardBreak => Inline::Text(" ".to_owned()),
        other => other,
    };
    inlines.into_iter().map(space).collect::<Inlines>().take()
}

fn without_styles(inlines: Vec<Inline>) -> Vec<Inline> {
    let is_plain = |inline: &Inline| {
        !matches!(
            inline,
            Inline::Open(_) | Inline::Close(_) | Inline::Link(_) | Inline::EndLink
        )
    };
    inlines
        .into_iter()
        .filter(is_plain)
        .collect::<Inlines>()
        .take()
}

fn reads_back(text: &str, inlines: &[Inline], place: Place) -> bool {
    let source = match place {
        Place::Paragraph => text.to_owned(),
        Place::Heading => format!("### {text}"),
        Place::Cell => format!("| {text} |\n| --- |"),
    };
    let mut intra_doc_link = false;
    let mut callback = |_: pulldown_cmark::BrokenLink<'_>| {
        intra_doc_link = true;
        None
    };
    let mut read = Inlines::default();
    let mut blocks = Vec::new();
    for event in Parser::new_with_broken_link_callback(&source, OPTIONS, Some(&mut callback)) {
        match event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::Start(Tag::Image { .. }) => return false,
            Event::Start(tag) if is_block(tag.to_end()) => blocks.push(tag.to_end()),
            Event::End(tag) if is_block(tag) => {}
            other => read.push(&other),
        }
    }
    !intra_doc_link && blocks == expected(place) && read.take() == inlines
}

fn expected(place: Place) -> &'static [TagEnd] {
    match place {
        Place::Paragraph => &[TagEnd::Paragraph],
        Place::Heading => &[TagEnd::Heading(HeadingLevel::H3)],
        Place::Cell => &[TagEnd::Table, TagEnd::TableHead, TagEnd::TableCell],
    }
}

/// Whether a tag is a block's; all others are inline.
pub(super) fn is_block(tag: TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
