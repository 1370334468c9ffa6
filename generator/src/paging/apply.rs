//! Applying: what the user says of paging is put to the operations that it is about.
//!
//! An API comes in, a new one goes out, in which each operation keeps what was told of it. A parameter or a place that
//! the document doesn't have is an error that says what it may have been meant to be.

use super::spec::{Kind, place};
use super::{PagingOf, Pagings, Spec};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facts::paging as facts;
use crate::ir::{
    Api, Content, Cursor, End, Location, Operation, Paging, Sent, Target, Told, Type, Way,
};
use crate::nearest::nearest;
use crate::pointer::Pointer;
use crate::selection::{Selection, Selector};

impl Pagings {
    /// Gives `api` with what was told of its operations.
    ///
    /// # Errors
    /// When the document has no such operation, parameter or place: one diagnostic for each.
    pub fn apply(&self, api: Api) -> Result<Api, Diagnostics> {
        let selectors = self.0.iter().map(|it| it.selector.clone());
        let named = Selection {
            include: selectors.collect(),
            exclude: Vec::new(),
        };
        let mut found = named.unmatched(&api);
        let mut told: Vec<(usize, Told)> = Vec::new();
        for it in &self.0 {
            match it.told(&api) {
                Ok(one) => told.extend(one),
                Err(diagnostic) => found.push(diagnostic),
            }
        }
        if !found.is_empty() {
            return Err(found);
        }
        let mut operations = api.operations.clone();
        for (index, told) in told {
            if let Some(operation) = operations.get_mut(index) {
                operation.paging = told;
            }
        }
        Ok(Api { operations, ..api })
    }
}

impl PagingOf {
    /// What it says of which operations. A tag is for those that it fits, and it has to fit one.
    fn told(&self, api: &Api) -> Result<Vec<(usize, Told)>, Diagnostic> {
        let operations = api.operations.iter().enumerate();
        let matching = operations.filter(|(_, it)| self.selector.matches(it));
        let told = matching.map(|(index, operation)| {
            let told = Of { operation, api }.told(&self.spec);
            told.map(|told| (index, told))
        });
        let told: Vec<_> = told.collect();
        let is_tag = matches!(self.selector, Selector::Tag(_));
        if is_tag && told.iter().any(Result::is_ok) {
            return Ok(told.into_iter().flatten().collect());
        }
        told.into_iter().collect()
    }
}

/// The operation that something is said of.
struct Of<'a> {
    operation: &'a Operation,
    api: &'a Api,
}

impl Of<'_> {
    fn told(&self, spec: &Spec) -> Result<Told, Diagnostic> {
        if spec.kind == Kind::Off {
            return Ok(Told::Never);
        }
        let page = facts::page(self.operation);
        let page = page.ok_or_else(|| self.wrong("its answers aren't JSON of one type"))?;
        let said = |key: &str| spec.said.get(key).map(String::as_str);
        let there = |key: &str| said(key).map(|text| self.there(page, text)).transpose();
        let end = match (there("more")?, there("done")?) {
            (Some(more), _) if self.is_flag(page, &more) => Some(End::False(more)),
            (Some(more), _) => Some(End::Absent(more)),
            (None, done) => done.map(End::True),
        };
        let items = self.items(page, said("items"))?;
        let start = |default: i64| self.start(said("start"), said("param"), default);
        let way = match spec.kind {
            Kind::Off | Kind::Link => Way::Link,
            Kind::Url => Way::Url(there("next")?.unwrap_or_default()),
            Kind::Cursor => Way::Cursor {
                to: self.target(said("param"), said("body"))?,
                from: match there("next")? {
                    Some(next) => Cursor::Answer(next),
                    None => Cursor::LastItem(self.in_item(page, &items, said("last"))?),
                },
            },
            Kind::Page => Way::Page {
                parameter: self.parameter(said("param"))?,
                start: start(1)?,
                pages: there("pages")?,
                total: there("total")?,
            },
            Kind::Offset => Way::Offset {
                parameter: self.parameter(said("param"))?,
                start: start(0)?,
                total: there("total")?,
            },
        };
        if matches!(way, Way::Url(_) | Way::Link) && self.operation.method != "GET" {
            return Err(self.wrong("only a `GET` can follow URLs"));
        }
        Ok(Told::Pages(Paging { way, items, end }))
    }

    fn wrong(&self, reason: &str) -> Diagnostic {
        let id = &self.operation.name.wire;
        Diagnostic::unmatched(format!("`{id}` can't page as it is told: {reason}"))
    }

    /// A query parameter that there is.
    fn parameter(&self, name: Option<&str>) -> Result<String, Diagnostic> {
        let name = name.unwrap_or_default();
        let query = self.operation.parameters.iter();
        let query = query.filter(|it| it.location == Location::Query);
        let names: Vec<&str> = query.map(|it| it.name.wire.as_str()).collect();
        if names.contains(&name) {
            return Ok(name.to_owned());
        }
        let wrong = self.wrong(&format!("it has no query parameter `{name}`"));
        Err(meant(wrong, nearest(name, names.into_iter())))
    }

    fn target(&self, query: Option<&str>, body: Option<&str>) -> Result<Target, Diagnostic> {
        let Some(body) = body else {
            return self.parameter(query).map(Target::Query);
        };
        let sent = self.operation.body.as_ref().map(|body| &body.sent);
        match sent {
            Some(Sent::Always(writing)) => match &writing.content {
                Content::Json(ty) => {
                    self.property(ty, &Pointer::root().child(body), body)?;
                    Ok(Target::Body(body.to_owned()))
                }
                _ => Err(self.wrong("its body isn't JSON")),
            },
            _ => Err(self.wrong("it has no body that is always JSON")),
        }
    }

    /// A place that the type has, unless it is where the document leaves open what there is.
    fn there(&self, ty: &Type, text: &str) -> Result<Pointer, Diagnostic> {
        let pointer = place(text).map_err(|reason| self.wrong(&reason))?;
        self.property(ty, &pointer, text)?;
        Ok(pointer)
    }

    fn property(&self, ty: &Type, pointer: &Pointer, text: &str) -> Result<(), Diagnostic> {
        let Err(astray) = self.api.follow(ty, pointer) else {
            return Ok(());
        };
        let Some(object) = astray.object else {
            return Ok(());
        };
        let name = &astray.name;
        let wrong = self.wrong(&format!("`{text}` leads nowhere: there is no `{name}`"));
        let names = object.fields.iter().map(|field| field.name.wire.as_str());
        Err(meant(wrong, nearest(name, names)))
    }

    fn is_flag(&self, page: &Type, pointer: &Pointer) -> bool {
        let fields = self.api.follow(page, pointer).unwrap_or_default();
        let last = fields.last().map(|field| self.api.plain(&field.ty));
        last == Some(&Type::Boolean)
    }

    /// The list of items, as it is said or as it is evident.
    fn items(&self, page: &Type, said: Option<&str>) -> Result<Pointer, Diagnostic> {
        let items = match said {
            Some(text) => self.there(page, text)?,
            None => facts::items(page, self.api)
                .ok_or_else(|| self.wrong("it isn't evident where its items are; say `items=`"))?,
        };
        match facts::list(page, &items, self.api) {
            Some(_) => Ok(items),
            None => Err(self.wrong(&format!("there is no list at `{items}` in its answers"))),
        }
    }

    fn in_item(
        &self,
        page: &Type,
        items: &Pointer,
        said: Option<&str>,
    ) -> Result<Pointer, Diagnostic> {
        match facts::list(page, items, self.api) {
            Some((_, item)) => self.there(item, said.unwrap_or_default()),
            None => Err(self.wrong("its items have no type")),
        }
    }

    fn start(
        &self,
        said: Option<&str>,
        parameter: Option<&str>,
        default: i64,
    ) -> Result<i64, Diagnostic> {
        if let Some(text) = said {
            let start = text.parse();
            return start.map_err(|_| self.wrong(&format!("`{text}` is no number to start at")));
        }
        let mut parameters = self.operation.parameters.iter();
        let parameter = parameters.find(|it| Some(it.name.wire.as_str()) == parameter);
        Ok(parameter.and_then(facts::start).unwrap_or(default))
    }
}

fn meant(diagnostic: Diagnostic, meant: Option<&str>) -> Diagnostic {
    match meant {
        Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
        None => diagnostic,
    }
}
