//! The content of a block before it is written.
//!
//! In: inlines as they were read. Out: the same with bare URLs as links, and without what has no
//! spelling: space at the ends of lines, emphasis around nothing. Not done: joining lines.

use super::inline::Inline;
use super::link;

/// Tidies the inlines of one block.
pub(super) fn tidy(found: Vec<Inline>) -> Vec<Inline> {
    without_empty(trimmed(with_autolinks(found)))
}

fn with_autolinks(found: Vec<Inline>) -> Vec<Inline> {
    let mut out = Vec::with_capacity(found.len());
    let mut in_link = false;
    for inline in found {
        match inline {
            Inline::Text(text) if !in_link => split_urls(&text, &mut out),
            Inline::EndLink => {
                in_link = false;
                close(&mut out);
            }
            other => {
                in_link |= matches!(other, Inline::Link(_));
                out.push(other);
            }
        }
    }
    out
}

fn split_urls(text: &str, out: &mut Vec<Inline>) {
    let mut rest = text;
    while let Some((before, url, after)) = link::bare_url(rest) {
        out.push(Inline::Text(before.to_owned()));
        out.push(Inline::Autolink(url.to_owned()));
        rest = after;
    }
    out.push(Inline::Text(rest.to_owned()));
}

/// A link without a text, or with its destination as text, is an autolink.
fn close(out: &mut Vec<Inline>) {
    let autolink = match out.as_slice() {
        [.., Inline::Link(url)] => Some((1, url.clone())),
        [.., Inline::Link(url), Inline::Text(text)]
            if url == text || url.strip_prefix("mailto:") == Some(text) =>
        {
            Some((2, text.clone()))
        }
        _ => None,
    };
    match autolink {
        Some((length, url)) => {
            out.truncate(out.len().saturating_sub(length));
            out.push(Inline::Autolink(url));
        }
        None => out.push(Inline::EndLink),
    }
}

/// No spaces at either end of a line, and no break that is not between two lines.
fn trimmed(found: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(found.len());
    for inline in found {
        let at_start = out.last().is_none_or(is_break);
        match inline {
            Inline::Text(text) if at_start => out.push(Inline::Text(text.trim_start().to_owned())),
            Inline::SoftBreak | Inline::HardBreak => {
                trim_end(&mut out);
                if out.last().is_some_and(|last| !is_break(last)) {
                    out.push(inline);
                }
            }
            other => out.push(other),
        }
        if out.last() == Some(&Inline::Text(String::new())) {
            out.pop();
        }
    }
    trim_end(&mut out);
    if out.last().is_some_and(is_break) {
        out.pop();
    }
    out
}

fn trim_end(out: &mut Vec<Inline>) {
    if let Some(Inline::Text(text)) = out.last_mut() {
        text.truncate(text.trim_end().len());
        if text.is_empty() {
            out.pop();
        }
    }
}

fn is_break(inline: &Inline) -> bool {
    matches!(inline, Inline::SoftBreak | Inline::HardBreak)
}

/// Emphasis around nothing has no spelling, nor have two code spans without anything between them.
fn without_empty(found: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(found.len());
    for inline in found {
        match (out.last_mut(), &inline) {
            (Some(Inline::Open(_)), Inline::Close(_)) => {
                out.pop();
            }
            (Some(Inline::Text(last)), Inline::Text(text))
            | (Some(Inline::Code(last)), Inline::Code(text)) => last.push_str(text),
            _ => out.push(inline),
        }
    }
    out
}
