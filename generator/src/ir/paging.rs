//! Paging: how the answers of an operation lead from one to the next.
//!
//! All paths are of JSON names, from the body of an answer on. What a user has said stands with the operation; what
//! follows from the document's shape is a fact.

use crate::pointer::Pointer;

/// What a user has said of an operation's paging.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Told {
    /// Nothing: the document's shape decides.
    #[default]
    Nothing,
    /// It doesn't page, whatever it looks like.
    Never,
    /// It pages like this.
    Pages(Paging),
}

/// How an operation pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging {
    /// How the next page is found.
    pub way: Way,
    /// Where the items of a page are: a list.
    pub items: Pointer,
    /// What says that there is no further page, besides the way itself.
    pub end: Option<End>,
}

/// How the next page is found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// A value of the answer is sent with the next call.
    Cursor {
        /// Where it is sent.
        to: Target,
        /// Where the answer has it.
        from: Cursor,
    },
    /// Pages are counted.
    Page {
        /// The query parameter.
        parameter: String,
        /// The number of the first page.
        start: i64,
        /// Where the answer says how many pages there are.
        pages: Option<Pointer>,
        /// Where the answer says how many items there are.
        total: Option<Pointer>,
    },
    /// Items are counted.
    Offset {
        /// The query parameter.
        parameter: String,
        /// The number of the first item.
        start: i64,
        /// Where the answer says how many items there are.
        total: Option<Pointer>,
    },
    /// The answer has the URL of the next page.
    Url(Pointer),
    /// The answer has a `Link` header (RFC 8288) with `rel="next"`.
    Link,
}

/// Where a cursor is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// As the query parameter of this name.
    Query(String),
    /// As the property of this name of the JSON body.
    Body(String),
}

/// Where an answer has the next cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// In the answer.
    Answer(Pointer),
    /// In the last item, from which this path leads on.
    LastItem(Pointer),
}

/// What says that a page is the last one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum End {
    /// `has_more`: it is false.
    False(Pointer),
    /// `done`: it is true.
    True(Pointer),
    /// `next`: it isn't there, is null or is empty.
    Absent(Pointer),
}

impl End {
    /// What is looked at.
    #[must_use]
    pub fn pointer(&self) -> &Pointer {
        match self {
            Self::False(pointer) | Self::True(pointer) | Self::Absent(pointer) => pointer,
        }
    }
}
