//! Rules: what makes an operation page, by its document's shape alone.
//!
//! An operation pages when it is a `GET` whose successes carry JSON of one type, when that has one list of items (see
//! [`answer::items`]), and when the first of these is true. Names are compared without regard to case and signs.
//!
//! 1. **Cursor**: an optional query parameter of text is named like a cursor (`cursor`, `page_token`, `after`), and the
//!    answer has the next one, as text that isn't a URL: under a name that says so (`next_cursor`), under the
//!    parameter's own name, as `after`, `cursor` or `continue` in an object such as `paging`, or as `next`.
//! 2. **Last item**: an optional query parameter is `starting_after` or `after`, and the answer says whether there is
//!    more (`has_more`); the next cursor is its `last_id`, or else the `id` that each item has.
//! 3. **URL**: the answer has a URL under a name that says that it is the next page's (`next`, `next_page_url`).
//! 4. **Link**: the answer declares the header `Link`, and there is a parameter that has to do with pages.
//! 5. **Page**: an optional query parameter of a number is named `page` or the like, and its first value is told, by
//!    `default` or by words such as `1-based`.
//! 6. **Offset**: so is one named `offset` or `skip`, and there is a parameter for the size of a page.
//!
//! Wherever the answer has a `has_more` or a `done`, it ends the walk. Totals end those of 5 and 6.
//!
//! A guess would be worse than nothing: what isn't named so, or nests its items, is for the user to tell.

use super::answer::{self, Leaf, is_count, is_text, leaves, without_null};
use super::page;
use super::words::{
    AFTER, CURSORS, DONE, ITEM_TOTALS, LAST_IDS, MORE, NEXT, NEXT_CURSORS, OFFSETS, PAGE_TOTALS,
    PAGES, SIZES, WRAPPED_CURSORS, word,
};
use crate::ir::{
    Api, Cursor, End, Location, Operation, Paging, Parameter, Shape, Target, Type, Way,
};
use crate::pointer::Pointer;

/// How an operation pages, if it does.
pub(super) fn paging(operation: &Operation, api: &Api) -> Option<Paging> {
    let page = (operation.method == "GET").then(|| page(operation))??;
    let items = answer::items(page, api)?;
    super::list(page, &items, api)?;
    let look = Look {
        operation,
        api,
        page,
        items,
        leaves: leaves(page, api),
    };
    let ways = [
        Look::cursor,
        Look::last_item,
        Look::url,
        Look::link,
        Look::page,
        Look::offset,
    ];
    let way = ways.iter().find_map(|way| way(&look))?;
    Some(Paging {
        end: look.end(&way),
        items: look.items,
        way,
    })
}

/// What is looked at.
struct Look<'a> {
    operation: &'a Operation,
    api: &'a Api,
    page: &'a Type,
    items: Pointer,
    leaves: Vec<Leaf<'a>>,
}

impl<'a> Look<'a> {
    fn cursor(&self) -> Option<Way> {
        let candidates = self.parameters(&CURSORS).filter(|(rank, parameter)| {
            let is_page = CURSORS.get(*rank) == Some(&"page");
            let ty = without_null(&parameter.ty, self.api);
            is_text(ty) || (is_count(ty) && !is_page)
        });
        let found = candidates.flat_map(|(rank, parameter)| {
            let scored = self.leaves.iter().filter_map(move |leaf| {
                let score = self.score(leaf, parameter)?;
                Some(((score, leaf.depth(), rank), parameter, leaf))
            });
            scored.collect::<Vec<_>>()
        });
        let (_, parameter, leaf) = found.min_by_key(|(score, ..)| *score)?;
        Some(Way::Cursor {
            to: Target::Query(parameter.name.wire.clone()),
            from: Cursor::Answer(leaf.path.clone()),
        })
    }

    /// How sure it is that a property is the next value of a parameter; less is surer.
    fn score(&self, leaf: &Leaf<'a>, parameter: &Parameter) -> Option<u8> {
        let own = word(&parameter.name.wire);
        let is_same_kind = is_text(leaf.ty) == is_text(without_null(&parameter.ty, self.api));
        if !is_same_kind || !(is_text(leaf.ty) || is_count(leaf.ty)) || leaf.is_url() {
            None
        } else if leaf.is_one_of(&NEXT_CURSORS) {
            Some(0)
        } else if leaf.word() == own && own != "page" {
            Some(1)
        } else if leaf.is_wrapped() && is_text(leaf.ty) && leaf.is_one_of(&WRAPPED_CURSORS) {
            Some(2)
        } else if is_text(leaf.ty) && leaf.is_one_of(&NEXT) {
            Some(3)
        } else {
            None
        }
    }

    fn last_item(&self) -> Option<Way> {
        let is_text = |ty: &Type| is_text(without_null(ty, self.api));
        let mut parameters = self.parameters(&AFTER).filter(|(_, it)| is_text(&it.ty));
        let (_, parameter) = parameters.next()?;
        self.flag()?;
        let mut last = self.leaves.iter();
        let last = last.find(|leaf| leaf.is_one_of(&LAST_IDS) && answer::is_text(leaf.ty));
        let from = match last {
            Some(leaf) => Cursor::Answer(leaf.path.clone()),
            None => Cursor::LastItem(self.id()?),
        };
        Some(Way::Cursor {
            to: Target::Query(parameter.name.wire.clone()),
            from,
        })
    }

    /// The id that every item has, of whatever branch of a union it is.
    fn id(&self) -> Option<Pointer> {
        let (_, item) = super::list(self.page, &self.items, self.api)?;
        let id = Pointer::root().child("id");
        let has_id = |ty: &Type| {
            let fields = self.api.follow(ty, &id).unwrap_or_default();
            let id = fields.last().map(|field| without_null(&field.ty, self.api));
            id.is_some_and(is_text)
        };
        let every = match self.api.plain(item) {
            Type::Named(named) => match &self.api[*named].shape {
                Shape::Union(union) => union.branches.iter().all(|it| has_id(&it.ty)),
                _ => has_id(item),
            },
            _ => has_id(item),
        };
        every.then_some(id)
    }

    fn url(&self) -> Option<Way> {
        let url = self.leaves.iter().find(|leaf| leaf.is_next_url())?;
        Some(Way::Url(url.path.clone()))
    }

    fn link(&self) -> Option<Way> {
        let Shape::Headers(headers) = self.api.definition(self.operation.headers?) else {
            return None;
        };
        let mut headers = headers.iter();
        let is_declared = headers.any(|header| header.name.wire.eq_ignore_ascii_case("link"));
        let known = [
            &CURSORS[..],
            &PAGES,
            &OFFSETS,
            &SIZES,
            &["maxid", "sinceid"],
        ]
        .concat();
        (is_declared && self.parameters(&known).next().is_some()).then_some(Way::Link)
    }

    fn page(&self) -> Option<Way> {
        let (_, parameter) = self.counting(&PAGES).next()?;
        Some(Way::Page {
            parameter: parameter.name.wire.clone(),
            start: start(parameter)?,
            pages: self.total(&PAGE_TOTALS),
            total: self.total(&ITEM_TOTALS),
        })
    }

    fn offset(&self) -> Option<Way> {
        let (_, parameter) = self.counting(&OFFSETS).next()?;
        self.parameters(&SIZES).next()?;
        Some(Way::Offset {
            parameter: parameter.name.wire.clone(),
            start: default(parameter).unwrap_or_default(),
            total: self.total(&ITEM_TOTALS),
        })
    }

    /// The optional query parameters of these names, with their ranks among them, the first rank first.
    fn parameters(&self, words: &[&str]) -> impl Iterator<Item = (usize, &'a Parameter)> + use<'a> {
        let optional = self.operation.parameters.iter();
        let optional = optional.filter(|it| it.location == Location::Query && !it.required);
        let rank = |it: &Parameter| words.iter().position(|known| *known == word(&it.name.wire));
        let ranked = optional.filter_map(|it| Some((rank(it)?, it)));
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter()
    }

    /// Those that are numbers.
    fn counting(&self, words: &[&str]) -> impl Iterator<Item = (usize, &'a Parameter)> {
        let is_count = |it: &Parameter| is_count(without_null(&it.ty, self.api));
        self.parameters(words).filter(move |(_, it)| is_count(it))
    }

    fn total(&self, words: &[&str]) -> Option<Pointer> {
        let mut leaves = self.leaves.iter();
        let leaf = leaves.find(|leaf| leaf.is_one_of(words) && is_count(leaf.ty))?;
        Some(leaf.path.clone())
    }

    /// What says that there is more, or that there isn't.
    fn flag(&self) -> Option<End> {
        let flags = self.leaves.iter().filter(|it| *it.ty == Type::Boolean);
        let mut ends = flags.filter_map(|leaf| {
            if leaf.is_one_of(&MORE) {
                Some(End::False(leaf.path.clone()))
            } else {
                let is_done = leaf.is_one_of(&DONE);
                is_done.then(|| End::True(leaf.path.clone()))
            }
        });
        ends.next()
    }

    /// What ends a walk besides its way: a flag, or the URL beside a cursor that is there on the last page too.
    fn end(&self, way: &Way) -> Option<End> {
        let is_followed = matches!(way, Way::Url(_) | Way::Link);
        let beside = || {
            let Way::Cursor {
                from: Cursor::Answer(cursor),
                ..
            } = way
            else {
                return None;
            };
            let within = cursor.segments().next()?;
            let mut leaves = self.leaves.iter().filter(|leaf| leaf.is_wrapped());
            let is_beside =
                |leaf: &&Leaf<'_>| leaf.path.segments().next().as_ref() == Some(&within);
            let url = leaves.find(|leaf| is_beside(leaf) && leaf.is_next_url())?;
            Some(End::Absent(url.path.clone()))
        };
        (!is_followed).then(|| self.flag().or_else(beside))?
    }
}

/// The first number that a parameter has, if that is told.
pub(crate) fn start(parameter: &Parameter) -> Option<i64> {
    default(parameter).or_else(|| said(parameter))
}

/// The value that a parameter has when it isn't set.
fn default(parameter: &Parameter) -> Option<i64> {
    parameter.docs.default.as_ref()?.as_i64()
}

/// The first number, where the description tells.
fn said(parameter: &Parameter) -> Option<i64> {
    const SAID: [(&str, i64); 8] = [
        ("1-based", 1),
        ("one-based", 1),
        ("starts at 1", 1),
        ("starting at 1", 1),
        ("0-based", 0),
        ("zero-based", 0),
        ("starts at 0", 0),
        ("starting at 0", 0),
    ];
    let description = parameter.docs.description.as_deref()?.to_lowercase();
    // `starts at 10` isn't `starts at 1`.
    let is_said = |words: &str| {
        let mut behind = description.split(words).skip(1);
        behind.any(|behind| !behind.starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut said = SAID.iter().filter(|(words, _)| is_said(words));
    let (_, start) = said.next()?;
    said.all(|(_, other)| other == start).then_some(*start)
}
