//! The descriptions of a document, made safe for rustdoc.
//!
//! In: CommonMark by anybody (OpenAPI 3.0, "Rich Text Formatting"). Out: Markdown that rustdoc
//! renders without running, linking or warning about anything, one `///` line a line. It is read by
//! the parser that rustdoc itself uses and printed back from the events; each paragraph is spelled
//! with as few backslashes as give the same events again. Not done: re-wrapping. Lines break where
//! the author broke them.

mod block;
mod characters;
mod escape;
mod fence;
mod html;
mod inline;
mod limit;
mod lines;
mod link;
mod list;
mod one_line;
mod spelling;
mod table;
mod tidy;
mod writer;

pub(super) use characters::visible;
use pulldown_cmark::{Event, Options, Parser};

/// Turns a description into Markdown that is safe as the text of doc comments.
///
/// The result has no doctest, raw HTML, image, intra-doc link, tab or control character, and links
/// to `http`, `https` and `mailto` only. Headings begin at the third level, below the sections of
/// the item itself. A description of more than 20 KB is cut at a paragraph, with a note. The result
/// of text that shows nothing is empty; it never ends in a line break. Write each line after `///`
/// and a space: without the space a line that begins with `/` or `!` makes another kind of comment.
pub fn sanitize(description: &str) -> String {
    let (source, cut) = limit::cut(description);
    let mut text = block::print(&events(&source));
    if cut {
        text.push_str("\n\n");
        text.push_str(limit::NOTE);
    }
    text.trim().to_owned()
}

/// As [`sanitize`], on one line: for summaries and for text inside list items.
///
/// Blocks follow each other in one paragraph, list items are parted by semicolons and code blocks
/// become code spans.
pub fn one_line(text: &str) -> String {
    let (source, cut) = limit::cut(text);
    let mut line = one_line::print(&events(&source));
    if cut {
        line.push(' ');
        line.push_str(limit::NOTE);
    }
    line.trim().to_owned()
}

/// What rustdoc turns on, without smart punctuation: that changes how quotes and dashes look but
/// never the structure, and the source should keep what the author typed.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS);

fn events(source: &str) -> Vec<Event<'static>> {
    let source = html::to_markdown(&characters::source(source));
    Parser::new_ext(&source, OPTIONS)
        .map(Event::into_static)
        .collect()
}
