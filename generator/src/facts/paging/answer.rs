//! Answers: where a page has its items, and what it says of its place among the pages.
//!
//! Properties are looked for in the answer itself and in objects with telling names, three names deep at most.

use super::words::{self, ASIDE, BESIDE, ITEMS, WRAPPERS, word};
use crate::ir::{Api, Field, Format, Object, Type};
use crate::pointer::Pointer;

/// How many names lead to a property that says something of paging: `_links.next.href`.
const DEPTH: usize = 3;

/// A property of an answer that isn't an object.
pub(super) struct Leaf<'a> {
    pub(super) path: Pointer,
    /// The words of the names that lead to it; the last one is its own.
    words: Vec<String>,
    pub(super) field: &'a Field,
    /// Its type, null aside.
    pub(super) ty: &'a Type,
}

impl Leaf<'_> {
    pub(super) fn word(&self) -> &str {
        self.words.last().map_or("", String::as_str)
    }

    pub(super) fn is_one_of(&self, words: &[&str]) -> bool {
        words.contains(&self.word())
    }

    pub(super) fn is_wrapped(&self) -> bool {
        self.words.len() > 1
    }

    pub(super) fn depth(&self) -> usize {
        self.words.len()
    }

    /// Whether it is the URL of the next page: by its name, or as the `href` of one of that name (HAL).
    pub(super) fn is_next_url(&self) -> bool {
        let is_next = |word: &str| words::NEXT.contains(&word);
        let is_named = match self.words.as_slice() {
            [.., outer, last] if last == "href" => is_next(outer),
            [.., last] => is_next(last) || self.is_one_of(&words::NEXT_URLS),
            [] => false,
        };
        is_named && is_text(self.ty) && self.is_url()
    }

    /// Whether it is a URL: by its format, its name, the name around it, an example or what is said of it.
    pub(super) fn is_url(&self) -> bool {
        let docs = &self.field.docs;
        let is_format = |format: &str| format.starts_with("uri") || format.starts_with("url");
        let is_named = |word: &String| {
            ["url", "uri", "link", "links", "href"]
                .iter()
                .any(|end| word.ends_with(end))
        };
        let values = docs.examples.iter().chain(&docs.default);
        let mut texts = values.filter_map(|value| value.as_str());
        let description = docs.description.as_deref().unwrap_or_default();
        let mut said = description.split(|c: char| !c.is_ascii_alphanumeric());
        docs.format.as_deref().is_some_and(is_format)
            || self.words.iter().any(is_named)
            || texts.any(|text| text.starts_with("http") || text.starts_with(['/', '?']))
            || said.any(|said| ["url", "uri", "link"].contains(&said.to_lowercase().as_str()))
    }
}

/// How many properties of an answer are looked at. What an object says of paging can stand in the object itself again,
/// under every name that means the same.
const MOST_FIELDS: usize = 2_000;

/// All that an answer may say of paging, the outermost first.
pub(super) fn leaves<'a>(page: &'a Type, api: &'a Api) -> Vec<Leaf<'a>> {
    let mut leaves = Vec::new();
    let mut left = MOST_FIELDS;
    let mut pending: Vec<(Pointer, Vec<String>, &Object)> = Vec::new();
    pending.extend(
        api.object(page)
            .map(|object| (Pointer::root(), Vec::new(), object)),
    );
    while !pending.is_empty() {
        for (at, words, object) in std::mem::take(&mut pending) {
            for field in &object.fields {
                if left == 0 {
                    return leaves;
                }
                left -= 1;
                let path = at.child(&field.name.wire);
                let mut words = words.clone();
                words.push(word(&field.name.wire));
                match api.object(&field.ty) {
                    Some(inner) if words.len() < DEPTH && is_wrapper(&words) => {
                        pending.push((path, words, inner));
                    }
                    Some(_) => {}
                    None => leaves.push(Leaf {
                        ty: without_null(&field.ty, api),
                        path,
                        words,
                        field,
                    }),
                }
            }
        }
    }
    leaves
}

fn is_wrapper(words: &[String]) -> bool {
    words
        .last()
        .is_some_and(|word| WRAPPERS.contains(&word.as_str()))
}

/// Where the items are: the answer itself, the one list with a name that says so, or else the only list that is there
/// for the answer's sake, or at least the only one of objects.
pub(crate) fn items(page: &Type, api: &Api) -> Option<Pointer> {
    if matches!(api.plain(page), Type::List(_)) {
        return Some(Pointer::root());
    }
    let fields = &api.object(page)?.fields;
    let is_one_of =
        |field: &Field, words: &[&str]| words.contains(&word(&field.name.wire).as_str());
    let is_list =
        |field: &&Field| matches!(api.plain(&field.ty), Type::List(_)) && !is_one_of(field, &ASIDE);
    let lists: Vec<&Field> = fields.iter().filter(is_list).collect();
    let named = |field: &&&Field| is_one_of(field, &ITEMS);
    let main = |field: &&&Field| !is_one_of(field, &BESIDE);
    let objects = |field: &&&Field| match api.plain(&field.ty) {
        Type::List(item) => api.object(item).is_some(),
        _ => false,
    };
    let found = only(lists.iter().filter(named))
        .or_else(|| only(lists.iter()))
        .or_else(|| only(lists.iter().filter(main)))
        .or_else(|| only(lists.iter().filter(main).filter(objects)))?;
    Some(Pointer::root().child(&found.name.wire))
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// What a type is behind aliases and null.
pub(super) fn without_null<'a>(ty: &'a Type, api: &'a Api) -> &'a Type {
    match api.plain(ty) {
        Type::Nullable(inner) => without_null(inner, api),
        plain => plain,
    }
}

/// Whether a type can be a cursor or a URL.
pub(super) fn is_text(ty: &Type) -> bool {
    match ty {
        Type::String => true,
        Type::Formatted(format) => matches!(format, Format::Uuid | Format::Base64),
        _ => false,
    }
}

/// Whether a type can count.
pub(super) fn is_count(ty: &Type) -> bool {
    matches!(ty, Type::Integer(_) | Type::Number(_))
}
