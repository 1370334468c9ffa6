//! Paging: calls whose answers come in pages. A table says how one page leads to the next; the loop is the same for all
//! operations, and each page is an answer as a call of its own would have it.
//!
//! What is deliberately not done: pages aren't fetched ahead of being asked for, and nothing is repeated here: each page's
//! call keeps the settings of the first one, retries among them.

mod items;
mod link;
mod pages;
mod seek;
mod trail;
mod walk;

use crate::decode::Decode;
use crate::{Endpoint, Parameter};

pub use items::Items;
pub use pages::Pages;

/// An endpoint whose answers come in pages.
pub trait Paged: Endpoint {
    /// What pages are full of.
    type Item;
    /// How one page leads to the next.
    const PAGING: Paging;

    /// The items of a page.
    fn items_of(page: <Self::Success as Decode>::Value) -> Vec<Self::Item>;
}

/// How one page leads to the next. Places in an answer are JSON pointers (RFC 6901).
#[derive(Debug, Clone, Copy)]
pub struct Paging {
    way: Way,
    items: &'static str,
    end: Option<End>,
}

#[derive(Debug, Clone, Copy)]
enum Way {
    Cursor {
        to: Target,
        from: &'static str,
        is_of_last_item: bool,
    },
    Counted(Counted),
    Url(&'static str),
    Link,
}

/// What is counted, from where on, and how far.
#[derive(Debug, Clone, Copy)]
struct Counted {
    parameter: Parameter,
    start: i64,
    by: By,
    pages: Option<&'static str>,
    total: Option<&'static str>,
}

/// Where a cursor goes.
#[derive(Debug, Clone, Copy)]
enum Target {
    Query(Parameter),
    Body(&'static str),
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum By {
    Pages,
    Items,
}

/// What says that a page is the last one.
#[derive(Debug, Clone, Copy)]
enum End {
    False(&'static str),
    True(&'static str),
    Absent(&'static str),
}

impl Paging {
    /// An answer has the next page's cursor at `from`, which goes into a query parameter.
    #[must_use]
    pub const fn cursor(parameter: Parameter, from: &'static str) -> Self {
        Self::by_cursor(Target::Query(parameter), from)
    }

    /// An answer has the next page's cursor at `from`, which goes into this property of the JSON body.
    #[must_use]
    pub const fn cursor_in_body(property: &'static str, from: &'static str) -> Self {
        Self::by_cursor(Target::Body(property), from)
    }

    /// A query parameter has the number of a page; the first one's is `start`.
    #[must_use]
    pub const fn page(parameter: Parameter, start: i64) -> Self {
        Self::counted(parameter, start, By::Pages)
    }

    /// A query parameter has the number of the first item of a page; that of the first page is `start`.
    #[must_use]
    pub const fn offset(parameter: Parameter, start: i64) -> Self {
        Self::counted(parameter, start, By::Items)
    }

    /// An answer has the next page's URL here. It is followed on the origin of the operation only.
    #[must_use]
    pub const fn url(from: &'static str) -> Self {
        Self::of(Way::Url(from))
    }

    /// An answer has the next page's URL in a `Link` header (RFC 8288) with `rel="next"`. It is followed on the origin of
    /// the operation only.
    #[must_use]
    pub const fn link() -> Self {
        Self::of(Way::Link)
    }

    const fn by_cursor(to: Target, from: &'static str) -> Self {
        Self::of(Way::Cursor {
            to,
            from,
            is_of_last_item: false,
        })
    }

    const fn counted(parameter: Parameter, start: i64, by: By) -> Self {
        Self::of(Way::Counted(Counted {
            parameter,
            start,
            by,
            pages: None,
            total: None,
        }))
    }

    const fn of(way: Way) -> Self {
        Self {
            way,
            items: "",
            end: None,
        }
    }

    /// The same paging with the list of items in this place; otherwise the answer itself is the list.
    #[must_use]
    pub const fn items(mut self, items: &'static str) -> Self {
        self.items = items;
        self
    }

    /// The same paging with a cursor that isn't looked for in the answer, but in its last item.
    #[must_use]
    pub const fn of_last_item(mut self) -> Self {
        if let Way::Cursor {
            is_of_last_item, ..
        } = &mut self.way
        {
            *is_of_last_item = true;
        }
        self
    }

    /// The same paging, of which an answer says here how many pages there are.
    #[must_use]
    pub const fn pages(mut self, from: &'static str) -> Self {
        if let Way::Counted(counted) = &mut self.way {
            counted.pages = Some(from);
        }
        self
    }

    /// The same paging, of which an answer says here how many items there are on all pages.
    #[must_use]
    pub const fn total(mut self, from: &'static str) -> Self {
        if let Way::Counted(counted) = &mut self.way {
            counted.total = Some(from);
        }
        self
    }

    /// The same paging, whose last page has `false` here.
    #[must_use]
    pub const fn while_true(mut self, from: &'static str) -> Self {
        self.end = Some(End::False(from));
        self
    }

    /// The same paging, whose last page has `true` here.
    #[must_use]
    pub const fn until_true(mut self, from: &'static str) -> Self {
        self.end = Some(End::True(from));
        self
    }

    /// The same paging, whose last page has nothing here, null, or an empty text.
    #[must_use]
    pub const fn while_present(mut self, from: &'static str) -> Self {
        self.end = Some(End::Absent(from));
        self
    }
}

/// Gives the call type of an endpoint that is [`Paged`] its `pages` and `items`.
#[macro_export]
macro_rules! paged {
    ($call:ident) => {
        impl<'c> $call<'c> {
            /// All pages, each as the call would answer it: this one, and those that it leads to.
            #[inline]
            pub fn pages(self) -> $crate::Pages<'c, Self> {
                $crate::Pages::new(self.0)
            }

            /// The items of all pages, one by one.
            #[inline]
            pub fn items(self) -> $crate::Items<'c, Self> {
                self.pages().items()
            }
        }
    };
}
