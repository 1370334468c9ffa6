//! Addresses: what file a reference leads to, by its text alone (RFC 3986, section 5.2).
//!
//! In come a reference and the address of the file that it stands in; out go the address of the file that it leads to
//! and the fragment. Whether there is such a file is not known here.

use crate::files::is_url;
use crate::pointer::percent_decode;

/// Why a reference leads to no file that may be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is a path from the root of the file system.
    Absolute,
    /// It goes up beyond the folder of the document, or beyond the root of a site.
    Above,
    /// It isn't a URI reference.
    Malformed,
}

/// What `reference` leads to, as a file and a fragment, from the file at `base`.
pub(super) fn resolve<'r>(reference: &'r str, base: &str) -> Result<(String, &'r str), Refusal> {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let file = if path.is_empty() {
        base.to_owned()
    } else if is_url(path) {
        path.to_owned()
    } else if path.starts_with("//") {
        format!("https:{path}")
    } else if is_url(base) {
        within_site(path, base)?
    } else if path.starts_with(['/', '\\']) || has_drive(path) {
        return Err(Refusal::Absolute);
    } else {
        let path = percent_decode(path).map_err(|_| Refusal::Malformed)?;
        join(folder(base), &path)?
    };
    Ok((file, fragment))
}

/// `path` from the URL `base`, which never leads to another site.
fn within_site(path: &str, base: &str) -> Result<String, Refusal> {
    let authority = base.find("://").map_or(0, |scheme| scheme + 3);
    let end = base.get(authority..).and_then(|rest| rest.find('/'));
    let (site, inner) = base.split_at(end.map_or(base.len(), |end| authority + end));
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let joined = match path.strip_prefix('/') {
        Some(path) => join("", path)?,
        None => join(folder(inner), path)?,
    };
    Ok(format!("{site}/{joined}"))
}

/// `path` from `folder`, without `.` and `..`.
fn join(folder: &str, path: &str) -> Result<String, Refusal> {
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop().ok_or(Refusal::Above)?;
            }
            segment => segments.push(segment),
        }
    }
    Ok(segments.join("/"))
}

fn folder(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn has_drive(path: &str) -> bool {
    let mut characters = path.chars();
    characters
        .next()
        .is_some_and(|drive| drive.is_ascii_alphabetic())
        && characters.next() == Some(':')
}
