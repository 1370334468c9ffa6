//! A list in pages, for handlers: items come in, the page at a cursor comes out.
//!
//! How a page is written, and what a URL of the next one looks like, is the API's business.

use serde_json::Value;

/// Items in pages, with cursors from one page to the next.
///
/// ```
/// use bindery_mock::Pages;
/// use serde_json::json;
///
/// let pages = Pages::new((1..=3).map(|id| json!(id)), 2).with_empty(1);
/// let first = pages.at(None).unwrap();
/// assert_eq!(first.items, [1, 2]);
/// let second = pages.at(first.next.as_deref()).unwrap();
/// assert!(second.items.is_empty());
/// let third = pages.at(second.next.as_deref()).unwrap();
/// assert_eq!((third.items, third.next), (&[json!(3)][..], None));
/// assert!(pages.at(Some("elsewhere")).is_none());
/// ```
#[derive(Debug, Clone)]
pub struct Pages {
    pages: Vec<Vec<Value>>,
}

/// One page.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Page<'p> {
    /// What is on it.
    pub items: &'p [Value],
    /// The cursor of this page.
    pub cursor: String,
    /// The cursor of the page before, where there is one.
    pub previous: Option<String>,
    /// The cursor of the page after, where there is one.
    pub next: Option<String>,
}

impl Pages {
    /// Pages of so many items each, at least one; the last has what is left, and without items there is one empty page.
    pub fn new(items: impl IntoIterator<Item = Value>, size: usize) -> Self {
        let items: Vec<Value> = items.into_iter().collect();
        let mut pages: Vec<Vec<Value>> = items.chunks(size.max(1)).map(<[_]>::to_vec).collect();
        if pages.is_empty() {
            pages.push(Vec::new());
        }
        Pages { pages }
    }

    /// Puts an empty page before the page at an index, counted from 0, or after the last: such pages end nothing, and
    /// clients must go on.
    pub fn with_empty(mut self, index: usize) -> Self {
        let index = index.min(self.pages.len());
        self.pages.insert(index, Vec::new());
        self
    }

    /// The page at a cursor, the first without; nothing at a cursor that no page has.
    pub fn at(&self, cursor: Option<&str>) -> Option<Page<'_>> {
        let index = match cursor {
            None => 0,
            Some(cursor) => (0..self.pages.len()).find(|index| cursor_of(*index) == cursor)?,
        };
        Some(Page {
            items: self.pages.get(index)?,
            cursor: cursor_of(index),
            previous: index.checked_sub(1).map(cursor_of),
            next: (index + 1 < self.pages.len()).then(|| cursor_of(index + 1)),
        })
    }
}

fn cursor_of(index: usize) -> String {
    format!("page{}", index + 1)
}
