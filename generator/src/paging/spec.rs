//! Specs: a paging as text, read and written.
//!
//! ```text
//! off
//! cursor:param=after,next=paging.cursors.after,more=has_more,items=data
//! cursor:body=after,last=id,items=data
//! page:param=page,start=1,pages=total_pages,items=results
//! offset:param=offset,total=total,items=results
//! url:next=links.next,items=data
//! link:items=
//! ```
//! A place in an answer is the names that lead to it with dots between, or a JSON pointer. It isn't looked here whether
//! there is such a place.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use crate::ir::{Cursor, End, Paging, Target, Way};
use crate::nearest::nearest;
use crate::pointer::Pointer;

/// A paging as the user has it: its kind, and what is said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spec {
    pub(super) kind: Kind,
    pub(super) said: BTreeMap<&'static str, String>,
}

/// A kind of paging.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Off,
    Cursor,
    Page,
    Offset,
    Url,
    Link,
}

impl Kind {
    const ALL: [Self; 6] = [
        Self::Off,
        Self::Cursor,
        Self::Page,
        Self::Offset,
        Self::Url,
        Self::Link,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Cursor => "cursor",
            Self::Page => "page",
            Self::Offset => "offset",
            Self::Url => "url",
            Self::Link => "link",
        }
    }

    /// What may be said of it.
    fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Off => &[],
            Self::Cursor => &["param", "body", "next", "last", "more", "done", "items"],
            Self::Page => &["param", "start", "pages", "total", "more", "done", "items"],
            Self::Offset => &["param", "start", "total", "more", "done", "items"],
            Self::Url => &["next", "items"],
            Self::Link => &["items"],
        }
    }

    /// What has to be said: of each list one.
    fn needed(self) -> &'static [&'static [&'static str]] {
        match self {
            Self::Off | Self::Link => &[],
            Self::Cursor => &[&["param", "body"], &["next", "last"]],
            Self::Page | Self::Offset => &[&["param"]],
            Self::Url => &[&["next"]],
        }
    }
}

impl Spec {
    /// Whether a text begins like one.
    pub(super) fn is_begun(text: &str) -> bool {
        let kind = text.split_once(':').map_or(text, |(kind, _)| kind);
        Kind::ALL.iter().any(|known| known.name() == kind)
    }
}

impl FromStr for Spec {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, rest) = text.split_once(':').unwrap_or((text, ""));
        let names = || Kind::ALL.iter().map(|kind| kind.name());
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == name);
        let kind = kind.ok_or_else(|| {
            let known: Vec<&str> = names().collect();
            misspelt("kind", name, &known)
        })?;
        let mut said = BTreeMap::new();
        for piece in pieces(rest, kind.keys()) {
            let (text, value) = piece
                .split_once('=')
                .ok_or_else(|| format!("`{piece}` isn't `KEY=VALUE`"))?;
            let mut keys = kind.keys().iter();
            let key = keys.find(|known| **known == text);
            let key =
                key.ok_or_else(|| misspelt(&format!("key of `{name}`"), text, kind.keys()))?;
            if said.insert(*key, value.to_owned()).is_some() {
                return Err(format!("`{text}=` is there twice"));
            }
        }
        for needed in kind.needed() {
            if needed.iter().filter(|key| said.contains_key(*key)).count() != 1 {
                let needed: Vec<String> = needed.iter().map(|key| format!("`{key}=`")).collect();
                return Err(format!("`{name}` needs {}", needed.join(" or ")));
            }
        }
        Ok(Self { kind, said })
    }
}

fn misspelt(what: &str, text: &str, known: &[&str]) -> String {
    match nearest(text, known.iter().copied()) {
        Some(meant) => format!("`{text}` is no {what}; did you mean `{meant}`?"),
        None => format!("`{text}` is no {what}; there are {}", known.join(", ")),
    }
}

/// The parts between commas. A comma that no key follows belongs to a name.
fn pieces<'t>(text: &'t str, keys: &[&str]) -> Vec<&'t str> {
    let is_begun = |rest: &str| {
        let key = rest.split_once('=').map(|(key, _)| key);
        key.is_some_and(|key| keys.contains(&key) || key.chars().all(char::is_alphabetic))
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(',') {
        let behind = text.get(at + 1..).unwrap_or_default();
        if is_begun(behind) {
            pieces.extend(text.get(start..at));
            start = at + 1;
        }
    }
    pieces.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    pieces
}

/// The place that a text names: a JSON pointer, or names with dots between.
pub(super) fn place(text: &str) -> Result<Pointer, String> {
    if text.is_empty() || text.starts_with('/') {
        return text.parse().map_err(|error| format!("`{text}`: {error}"));
    }
    Ok(text.split('.').collect())
}

/// A place as text: with dots if it can be read back from that.
fn written(pointer: &Pointer) -> String {
    let dotted: Vec<_> = pointer.segments().collect();
    let dotted = dotted.join(".");
    match place(&dotted) {
        Ok(read) if read == *pointer => dotted,
        _ => pointer.to_string(),
    }
}

/// Writes what can be read as a [`Spec`].
impl fmt::Display for Paging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let optional = |key: &str, pointer: &Option<Pointer>| match pointer {
            Some(pointer) => format!(",{key}={}", written(pointer)),
            None => String::new(),
        };
        match &self.way {
            Way::Cursor { to, from } => {
                match to {
                    Target::Query(name) => write!(f, "cursor:param={name}")?,
                    Target::Body(name) => write!(f, "cursor:body={name}")?,
                }
                match from {
                    Cursor::Answer(pointer) => write!(f, ",next={}", written(pointer))?,
                    Cursor::LastItem(pointer) => write!(f, ",last={}", written(pointer))?,
                }
            }
            Way::Page {
                parameter,
                start,
                pages,
                total,
            } => {
                let (pages, total) = (optional("pages", pages), optional("total", total));
                write!(f, "page:param={parameter},start={start}{pages}{total}")?;
            }
            Way::Offset {
                parameter,
                start,
                total,
            } => {
                let total = optional("total", total);
                write!(f, "offset:param={parameter},start={start}{total}")?;
            }
            Way::Url(pointer) => write!(f, "url:next={}", written(pointer))?,
            Way::Link => f.write_str("link:")?,
        }
        match &self.end {
            Some(End::False(pointer) | End::Absent(pointer)) => {
                write!(f, ",more={}", written(pointer))?;
            }
            Some(End::True(pointer)) => write!(f, ",done={}", written(pointer))?,
            None => {}
        }
        let comma = if self.way == Way::Link { "" } else { "," };
        write!(f, "{comma}items={}", written(&self.items))
    }
}
