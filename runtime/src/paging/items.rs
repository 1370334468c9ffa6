//! Items: what pages are full of, one by one.

use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

use futures_core::Stream;

use super::{Paged, Pages};
use crate::Error;
use crate::decode::Decode;

/// The items of all pages of a call, as a [`Stream`]. A page is fetched when the items before it are taken.
#[must_use = "nothing is fetched until it is asked for"]
pub struct Items<'c, E: Paged> {
    pages: Pages<'c, E>,
    items: IntoIter<E::Item>,
}

/// An item, or why there is no further one.
type Found<E> =
    Result<<E as Paged>::Item, Error<<<E as crate::Endpoint>::Failure as Decode>::Value>>;

impl<'c, E: Paged> Items<'c, E> {
    pub(super) fn new(pages: Pages<'c, E>) -> Self {
        Self {
            pages,
            items: Vec::new().into_iter(),
        }
    }
}

impl<'c, E> Items<'c, E>
where
    E: Paged<Success: Decode<Value: Send>, Failure: Decode<Value: Send>> + 'c,
{
    /// Waits for the next item; `None` is the end.
    ///
    /// # Errors
    /// What [`Pages::next`] fails with.
    pub async fn next(&mut self) -> Option<Found<E>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

/// Nothing in it is pinned: items are moved out of it.
impl<E: Paged> Unpin for Items<'_, E> {}

impl<'c, E> Stream for Items<'c, E>
where
    E: Paged<Success: Decode<Value: Send>, Failure: Decode<Value: Send>> + 'c,
{
    type Item = Found<E>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.items = E::items_of(page.into_inner()).into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<E: Paged> Debug for Items<'_, E> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("operation", &E::OPERATION.id())
            .finish_non_exhaustive()
    }
}
