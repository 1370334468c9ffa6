//! The walk from page to page: an answer goes in, the call of the next page comes out, or that there is none. It is the
//! same for all operations, and compiled once.

use serde_json::Value;

use super::trail::{Trail, hash};
use super::{By, Counted, End, Paging, Target, Way, link, seek};
use crate::error::{Answer, Astray, Excerpt, Failure, PagingError};
use crate::{Call, Operation, Parameter, reference};

/// Where a walk is.
pub(super) struct Walk {
    paging: Paging,
    operation: &'static Operation,
    /// The cursors and URLs so far.
    trail: Trail,
    /// The number of the page, or of its first item.
    at: i64,
    /// How many items there were so far, if the walk began at the first page.
    items: Option<i64>,
    /// The last page.
    page: Option<u64>,
}

/// How to get to the next page.
enum Step {
    Cursor(Target, Value),
    Number(Parameter, i64),
    Follow(String),
}

impl Walk {
    /// A walk that begins with this call.
    pub(super) fn new(paging: Paging, call: &Call<'_>) -> Self {
        let mut walk = Self {
            paging,
            operation: call.operation(),
            trail: Trail::default(),
            at: 0,
            items: Some(0),
            page: None,
        };
        match paging.way {
            Way::Cursor {
                to: Target::Query(parameter),
                ..
            } => walk.saw(call.text_of(parameter)),
            Way::Cursor { .. } => false,
            Way::Url(_) | Way::Link => walk.saw(call.target().ok().as_deref()),
            Way::Counted(counted) => {
                walk.at = told(call, counted.parameter).unwrap_or(counted.start);
                walk.items = (walk.at == counted.start).then_some(0);
                false
            }
        };
        walk
    }

    /// The call of the page after this one; `made` is the call that this one answers, unless there can be none like it.
    pub(super) fn next<'c>(
        &mut self,
        page: Answer,
        made: Option<Box<Call<'c>>>,
    ) -> Result<Option<Box<Call<'c>>>, Failure> {
        let next = self.step(&page).and_then(|step| {
            let Some(step) = step else { return Ok(None) };
            let call = made.ok_or(Astray::Unusable("the call's body can't be sent again"))?;
            self.follow(call, step).map(Some)
        });
        next.map_err(|astray| {
            Failure::Paging(PagingError {
                operation: self.operation.id(),
                astray,
                answer: Box::new(page),
            })
        })
    }

    /// How to get to the next page, if there is one.
    fn step(&mut self, page: &Answer) -> Result<Option<Step>, Astray> {
        let json: &[u8] = &page.bytes;
        if self.is_last(json) {
            return Ok(None);
        }
        let step = match self.paging.way {
            Way::Cursor {
                to,
                from,
                is_of_last_item,
            } => {
                let found = match is_of_last_item {
                    // An empty page has no last item, so it leads nowhere.
                    true => seek::of_last(json, self.paging.items, from),
                    false => seek::value(json, from),
                };
                cursor(found)?.map(|cursor| Step::Cursor(to, cursor))
            }
            // It always knows how it would go on, so an empty page is the end, whatever it promises: nobody could follow
            // APIs that promise more on each of them.
            Way::Counted(counted) => return self.count(json, counted),
            Way::Url(from) => url(seek::value(json, from))?.map(Step::Follow),
            Way::Link => link::next(&page.headers).map(Step::Follow),
        };
        match step {
            None if self.is_promising(json) => Err(Astray::Unusable(
                "this one says that there is another, and not how to get there",
            )),
            step => Ok(step),
        }
    }

    /// Whether the page says that it isn't the last one.
    fn is_promising(&self, json: &[u8]) -> bool {
        match self.paging.end {
            Some(End::False(at)) => seek::value(json, at) == Value::Bool(true),
            Some(End::True(at)) => seek::value(json, at) == Value::Bool(false),
            // What is there may be anything.
            Some(End::Absent(_)) | None => false,
        }
    }

    /// Whether the page says that it is the last one.
    fn is_last(&self, json: &[u8]) -> bool {
        match self.paging.end {
            None => false,
            Some(End::False(at)) => seek::value(json, at) == Value::Bool(false),
            Some(End::True(at)) => seek::value(json, at) == Value::Bool(true),
            Some(End::Absent(at)) => match seek::value(json, at) {
                Value::Null => true,
                Value::String(text) => text.is_empty(),
                _ => false,
            },
        }
    }

    /// The number to send next. An empty page is the end, also where a total promises more.
    fn count(&mut self, json: &[u8], counted: Counted) -> Result<Option<Step>, Astray> {
        let count = seek::length(json, self.paging.items);
        if count == 0 {
            return Ok(None);
        }
        let page = Some(hash(json));
        if std::mem::replace(&mut self.page, page) == page {
            return Err(Astray::Loop("the very same page"));
        }
        let step = if counted.by == By::Pages { 1 } else { count };
        self.at = self.at.saturating_add(step);
        self.items = self.items.map(|items| items.saturating_add(count));
        let passed = self.at.saturating_sub(counted.start);
        let items = if counted.by == By::Items {
            Some(passed)
        } else {
            self.items
        };
        let told = |at: Option<&str>| at.and_then(|at| number(&seek::value(json, at)));
        let is_over = told(counted.pages).is_some_and(|pages| passed >= pages)
            || told(counted.total).is_some_and(|total| items.is_some_and(|items| items >= total));
        Ok((!is_over).then_some(Step::Number(counted.parameter, self.at)))
    }

    /// The call that a step makes of the one before.
    fn follow<'c>(&mut self, mut call: Box<Call<'c>>, step: Step) -> Result<Box<Call<'c>>, Astray> {
        match step {
            Step::Follow(reference) => {
                let url = call.url_without_keys();
                let url = url.map_err(|_| Astray::Unusable("the URL of this one isn't known"))?;
                let target = reference::resolve(&url, &reference)
                    .ok_or(Astray::Unusable("what should be its URL isn't one"))?;
                if !target.is_here {
                    let origin = Excerpt::of(target.origin.as_bytes(), &call.secrets());
                    return Err(Astray::OtherOrigin(origin));
                }
                call.follow(&target.path);
                if self.saw(call.target().ok().as_deref()) {
                    return Err(Astray::Loop("its URL"));
                }
            }
            Step::Number(parameter, number) => call.parameter(parameter, &number),
            Step::Cursor(to, value) => {
                let text = value.to_string();
                let is_seen = match to {
                    Target::Query(parameter) => {
                        call.parameter(parameter, &value);
                        self.saw(call.text_of(parameter))
                    }
                    Target::Body(property) => {
                        *call = call.with_json_property(property, &value);
                        self.saw(Some(&text))
                    }
                };
                if is_seen {
                    return Err(Astray::Loop("its cursor"));
                }
            }
        }
        Ok(call)
    }

    /// Whether a cursor or a URL came before; it has now.
    fn saw(&mut self, text: Option<&str>) -> bool {
        text.is_some_and(|text| self.trail.saw(text))
    }
}

/// The cursor that was found. None at all is the end, whatever its kind of nothing.
fn cursor(found: Value) -> Result<Option<Value>, Astray> {
    match found {
        Value::Null => Ok(None),
        Value::String(text) if text.is_empty() => Ok(None),
        Value::String(_) | Value::Number(_) => Ok(Some(found)),
        _ => Err(Astray::Unusable("its cursor is neither text nor a number")),
    }
}

/// The URL that was found.
fn url(found: Value) -> Result<Option<String>, Astray> {
    match found {
        Value::Null => Ok(None),
        Value::String(url) => Ok(Some(url).filter(|url| !url.is_empty())),
        _ => Err(Astray::Unusable("what should be its URL isn't text")),
    }
}

/// The number that a call has for a parameter.
fn told(call: &Call<'_>, parameter: Parameter) -> Option<i64> {
    let (_, text) = call.text_of(parameter)?.rsplit_once('=')?;
    number(&Value::from(text))
}

/// A whole number, which may be written as text or as `2.0`.
fn number(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => {
            let text = text.strip_suffix(".0").unwrap_or(text);
            text.parse().ok()
        }
        Value::Number(number) => number.as_i64().or_else(|| {
            let text = number.to_string();
            text.strip_suffix(".0")?.parse().ok()
        }),
        _ => None,
    }
}
