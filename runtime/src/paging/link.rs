//! `Link` headers (RFC 8288, section 3 and appendix B): the headers go in, the target of the link to the next page comes
//! out, as it is written. Links with an `anchor` are about something else than the answer, and left alone.

use http::{HeaderMap, header};

/// The target of the first link that leads to the next page.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(header::LINK).into_iter();
    let texts = lines.filter_map(|line| std::str::from_utf8(line.as_bytes()).ok());
    let mut targets = texts.filter_map(next_of);
    targets.next().map(ToOwned::to_owned)
}

fn next_of(line: &str) -> Option<&str> {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let (target, parameters) = rest.strip_prefix('<')?.split_once('>')?;
        let (is_next, behind) = is_next(parameters);
        if is_next {
            return Some(target.trim());
        }
        rest = behind;
    }
}

/// Whether parameters have `rel="next"`, and what follows them. Of several `rel` the first counts.
fn is_next(parameters: &str) -> (bool, &str) {
    let (mut rel, mut is_of_another) = (None, false);
    let mut rest = parameters.trim_start();
    while let Some(parameter) = rest.strip_prefix(';') {
        let parameter = parameter.trim_start();
        let end = parameter.find(['=', ';', ',']);
        let (name, behind) = parameter.split_at(end.unwrap_or(parameter.len()));
        let (value, behind) = match behind.strip_prefix('=') {
            Some(value) => self::value(value.trim_start()),
            None => (String::new(), behind),
        };
        match name.trim().to_ascii_lowercase().as_str() {
            "rel" => rel = rel.or(Some(value)),
            "anchor" => is_of_another = true,
            _ => {}
        }
        rest = behind.trim_start();
    }
    let mut relations = rel.as_deref().unwrap_or_default().split_ascii_whitespace();
    let is_next = relations.any(|relation| relation.eq_ignore_ascii_case("next"));
    (is_next && !is_of_another, rest)
}

/// A token or a quoted string, and what follows it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (token, behind) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
        return (token.trim_end().to_owned(), behind);
    };
    let (mut value, mut is_escaped) = (String::new(), false);
    for (at, character) in quoted.char_indices() {
        match character {
            '\\' if !is_escaped => is_escaped = true,
            '"' if !is_escaped => return (value, quoted.get(at + 1..).unwrap_or_default()),
            other => {
                value.push(other);
                is_escaped = false;
            }
        }
    }
    (value, "")
}
