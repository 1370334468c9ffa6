//! Pages: the answers of one call after another, as they are asked for.

use std::fmt::{self, Debug, Formatter};
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use super::walk::Walk;
use super::{Items, Paged};
use crate::decode::Decode;
use crate::error::{Answer, Failure};
use crate::{Answered, Call, Sending};

/// The pages of a call, as a [`Stream`] of answers, each with its status, headers and bytes.
///
/// A page is fetched when it is asked for. An empty page is a page, and ends nothing where the answer says how it goes on.
/// Where pages or items are counted it is the end, also when it says that there is more.
/// After an error there is nothing more.
///
/// ```no_run
/// # use bindery_runtime::{Pages, Paged, decode::Decode, Error};
/// # async fn all<E>(mut pages: Pages<'_, E>) -> Result<(), Error<<E::Failure as Decode>::Value>>
/// # where E: Paged<Success: Decode<Value: Send>, Failure: Decode<Value: Send>> {
/// while let Some(page) = pages.next().await {
///     println!("{}", page?.status());
/// }
/// # Ok(()) }
/// ```
#[must_use = "nothing is fetched until it is asked for"]
pub struct Pages<'c, E: Paged> {
    state: State<'c, E>,
    walk: Walk,
    /// How many pages may still come.
    left: usize,
    endpoint: PhantomData<fn() -> E>,
}

/// What comes next.
enum State<'c, E: Paged> {
    Call(Box<Call<'c>>),
    Answer {
        answer: Sending<'c, E>,
        /// The call that was made, to make the next one of; none if its body comes once.
        made: Option<Box<Call<'c>>>,
    },
    Failure(Failure),
    Nothing,
}

impl<'c, E: Paged> Pages<'c, E> {
    /// The pages that begin with this call's.
    pub fn new(call: Call<'c>) -> Self {
        Self {
            walk: Walk::new(E::PAGING, &call),
            state: State::Call(Box::new(call)),
            left: usize::MAX,
            endpoint: PhantomData,
        }
    }

    /// The same pages, but no more than so many: what follows isn't fetched.
    pub fn at_most(mut self, pages: usize) -> Self {
        self.left = pages;
        self
    }

    /// What is on these pages, one by one.
    pub fn items(self) -> Items<'c, E> {
        Items::new(self)
    }
}

impl<'c, E> Pages<'c, E>
where
    E: Paged<Success: Decode<Value: Send>, Failure: Decode<Value: Send>> + 'c,
{
    /// Waits for the next page; `None` is the end.
    ///
    /// # Errors
    /// What the call fails with; [`Error::Paging`](crate::Error::Paging) when a page doesn't lead to another one as it
    /// should: when a cursor or a URL comes twice, the URL is on another origin, or a page says that there is another and
    /// not how to get there.
    pub async fn next(&mut self) -> Option<Answered<E>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Finds out what follows a page.
    fn follow(&mut self, answer: &Answered<E>, made: Option<Box<Call<'c>>>) {
        let Ok(page) = answer else { return };
        let page = Answer {
            status: page.status(),
            headers: page.headers().clone(),
            bytes: page.bytes().clone(),
        };
        self.state = match self.walk.next(page, made) {
            Ok(Some(call)) => State::Call(call),
            Ok(None) => State::Nothing,
            Err(failure) => State::Failure(failure),
        };
    }
}

impl<'c, E> Stream for Pages<'c, E>
where
    E: Paged<Success: Decode<Value: Send>, Failure: Decode<Value: Send>> + 'c,
{
    type Item = Answered<E>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut self.state, State::Nothing) {
                State::Nothing => return Poll::Ready(None),
                State::Call(_) | State::Failure(_) if self.left == 0 => return Poll::Ready(None),
                State::Failure(failure) => return Poll::Ready(Some(Err(failure.into()))),
                State::Call(call) => {
                    self.left -= 1;
                    self.state = State::Answer {
                        made: call.again().map(Box::new),
                        answer: call.send::<E>(),
                    };
                }
                State::Answer { mut answer, made } => {
                    let Poll::Ready(answer) = Pin::new(&mut answer).poll(context) else {
                        self.state = State::Answer { answer, made };
                        return Poll::Pending;
                    };
                    self.follow(&answer, made);
                    return Poll::Ready(Some(answer));
                }
            }
        }
    }
}

impl<E: Paged> Debug for Pages<'_, E> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("operation", &E::OPERATION.id())
            .finish_non_exhaustive()
    }
}
