//! Where links lead.
//!
//! In: link destinations and plain text. Out: destinations that are safe and have a meaning on a
//! page of documentation. Not done: relative links, which have no base there; they become their
//! text.

/// Whether a destination is an absolute `http`, `https` or `mailto` URL.
pub(super) fn is_absolute(url: &str) -> bool {
    let is_host = |host: &str| host.starts_with(|c: char| c.is_alphanumeric() || c == '[');
    // rustdoc takes `mailto:me@host` for an intra-doc link if there is no dot in it.
    let is_address = |address: &str| address.contains('@') && address.contains('.');
    after_scheme(url).is_some_and(is_host)
        || strip_prefix_ignore_case(url, "mailto:").is_some_and(is_address)
}

/// Percent-encodes what Markdown could read as the end of the destination (RFC 3986, 2.1).
pub(super) fn encode(url: &str) -> String {
    let parentheses = balanced(url);
    let mut out = String::with_capacity(url.len());
    for character in url.chars() {
        match character {
            '(' | ')' if parentheses => out.push(character),
            ' ' | '<' | '>' | '"' | '`' | '\\' | '|' | '(' | ')' => {
                out.push_str(&format!("%{:02X}", u32::from(character)))
            }
            _ if character.is_whitespace() => {}
            _ => out.push(character),
        }
    }
    out
}

/// Parentheses and the braces of path templates; deep nesting is nobody's URL.
fn balanced(url: &str) -> bool {
    let mut depth = 0_u8;
    for character in url.chars() {
        depth = match character {
            '(' | '{' if depth == 9 => return false,
            '(' | '{' => depth + 1,
            ')' | '}' if depth == 0 => return false,
            ')' | '}' => depth - 1,
            _ => depth,
        };
    }
    depth == 0
}

/// Splits the first bare URL off: the text before it, the URL, the text after it.
pub(super) fn bare_url(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    while let Some(found) = text.get(from..)?.find("://") {
        let colon = from + found;
        let (before, rest) = text.split_at(colon);
        let start = colon - scheme_length(before).unwrap_or(0);
        let end = colon + url_length(rest);
        if start < colon && end > colon + "://".len() {
            return Some((text.get(..start)?, text.get(start..end)?, text.get(end..)?));
        }
        from = colon + "://".len();
    }
    None
}

fn scheme_length(before: &str) -> Option<usize> {
    let ends_in = |scheme: &&str| {
        let start = before.len().checked_sub(scheme.len());
        let tail = start.and_then(|start| before.get(start..));
        tail.is_some_and(|tail| tail.eq_ignore_ascii_case(scheme))
    };
    ["https", "http"].into_iter().find(ends_in).map(str::len)
}

/// How much of `://host/path` is URL: trailing punctuation belongs to the sentence, as in GFM's
/// "Autolinks (extension)".
fn url_length(rest: &str) -> usize {
    let is_url = |c: char| {
        c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '\\' | '|' | '[' | ']')
    };
    let mut url = rest.split(|c| !is_url(c)).next().unwrap_or_default();
    loop {
        let shorter = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
        let shorter = match shorter.strip_suffix([')', '}']) {
            Some(open) if !balanced(shorter) => open,
            _ => shorter,
        };
        if shorter == url {
            break;
        }
        url = shorter;
    }
    let host = url.strip_prefix("://").unwrap_or_default();
    if host.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        url.len()
    } else {
        0
    }
}

fn after_scheme(url: &str) -> Option<&str> {
    strip_prefix_ignore_case(url, "https://").or_else(|| strip_prefix_ignore_case(url, "http://"))
}

fn strip_prefix_ignore_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let (head, tail) = text.split_at_checked(prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then_some(tail)
}
