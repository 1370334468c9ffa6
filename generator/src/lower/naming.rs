//! Naming: what the schema at a pointer is named for, by where it stands and by nothing else.
//!
//! A pointer comes in, a scope and a label in the document's words go out, whoever comes upon the schema first: the
//! operation that it stands in, another that refers to the same component, or a reference into the middle of it. So one
//! place has one type and one name. What a name is in Rust is [`draft`](super::draft)'s to find out.

use serde_json::{Map, Value};

use super::Lowering;
use super::collect::METHODS;
use super::draft::Scope;
use super::hook::WEBHOOKS;
use super::media::{Media, essence};
use super::tuple::{self, PREFIX};
use crate::ir::{FormKind, Section, TypeId};
use crate::pointer::Pointer;

/// Where an inline schema stands, which is what it is named for.
#[derive(Debug, Clone)]
pub(super) struct Naming {
    pub(super) scope: Scope,
    pub(super) label: String,
}

impl Naming {
    /// The naming of what stands directly in a section.
    fn within(section: Section, label: &str) -> Self {
        Self {
            scope: Scope::Section(section),
            label: label.to_owned(),
        }
    }

    /// The naming of what is in a scope of its own.
    fn of_type(id: TypeId) -> Self {
        Self {
            scope: Scope::Type(id),
            label: String::new(),
        }
    }

    /// The naming of what is inside, by one more word.
    pub(super) fn inner(&self, word: &str) -> Self {
        let label = format!("{} {word}", self.label).trim().to_owned();
        Self {
            scope: self.scope.clone(),
            label,
        }
    }
}

/// Where a schema stands.
enum Standing<'s> {
    /// It isn't inside of another one.
    Outermost(Naming),
    /// Inside of the schema with this pointer.
    Inside(Pointer, Step<'s>),
    /// Where the grammar has no schema.
    Elsewhere,
}

/// The way from a schema to one that stands directly inside of it.
#[derive(Clone, Copy)]
enum Step<'s> {
    Property(&'s str),
    Member,
    Branch,
    Item,
    /// One of a tuple's items, by its index.
    Position(&'s str),
    Value,
    /// By any other keyword, such as `not`, or by a key of one, such as `$defs`.
    Other(&'s str),
}

/// The rest of a pointer, with the value that it begins at.
type Rest<'v, 's> = (&'v Value, &'s [&'s str]);

impl<'a> Lowering<'a> {
    /// What the schema at `at` is named for.
    pub(super) fn naming_of(&mut self, at: &Pointer) -> Naming {
        let segments: Vec<_> = at.segments().collect();
        let segments: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
        match self.standing(at, &segments) {
            Standing::Outermost(naming) => naming,
            Standing::Inside(parent, step) => self.naming_by(&parent, step, at),
            Standing::Elsewhere => Naming::within(Section::Elsewhere, &segments.join(" ")),
        }
    }

    /// Whether the grammar has a schema at `at`, or leaves open what is there.
    pub(super) fn is_schema(&self, at: &Pointer) -> bool {
        let segments: Vec<_> = at.segments().collect();
        let segments: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
        let is_open = || segments.iter().any(|segment| segment.starts_with("x-"));
        !matches!(self.standing(at, &segments), Standing::Elsewhere) || is_open()
    }

    fn naming_by(&mut self, parent: &Pointer, step: Step<'_>, at: &Pointer) -> Naming {
        match step {
            Step::Property(name) => self.naming_in(parent).inner(name),
            Step::Member => self.naming_inside(parent),
            Step::Branch => {
                let branch = self.document.pointer(at.as_str());
                let label = branch.map(|branch| self.branch_label(branch, at));
                self.naming_in(parent).inner(&label.unwrap_or_default())
            }
            Step::Item => self.naming_inside(parent).inner("Item"),
            Step::Position(index) => {
                let index = index.parse().unwrap_or_default();
                self.naming_inside(parent).inner(&tuple::word(index))
            }
            Step::Value => self.naming_inside(parent).inner("Value"),
            Step::Other(word) => self.naming_inside(parent).inner(word),
        }
    }

    /// The naming of what belongs to the type of the schema at `at`, if that has a name.
    fn naming_in(&mut self, at: &Pointer) -> Naming {
        match self.owner(at) {
            Some(id) => Naming::of_type(id),
            None => self.naming_of(at),
        }
    }

    /// The naming of what stands inside of the schema at `at`: in a scope of its own if that has a name.
    fn naming_inside(&mut self, at: &Pointer) -> Naming {
        let schema = self.document.pointer(at.as_str());
        let has_scope = schema.is_some_and(|schema| schema.get("properties").is_some());
        if self.component_at(at).is_some() || has_scope {
            return self.naming_in(at);
        }
        self.naming_of(at)
    }

    /// Where the schema at `at`, which consists of `segments`, stands. It is found from the root down: properties may
    /// be called like keywords.
    fn standing<'s>(&self, at: &Pointer, segments: &'s [&'s str]) -> Standing<'s> {
        let (naming, mut rest) = match segments {
            ["components", "schemas", name, rest @ ..] => {
                let (scope, label) = (Scope::Components, (*name).to_owned());
                (Naming { scope, label }, rest)
            }
            _ => match self.outermost((self.document, segments)) {
                Some(found) => found,
                None => return Standing::Elsewhere,
            },
        };
        let mut last = None;
        while !rest.is_empty() {
            let Some((step, length)) = step(rest) else {
                return Standing::Elsewhere;
            };
            last = Some((step, length));
            rest = rest.get(length..).unwrap_or_default();
        }
        match last {
            None => Standing::Outermost(naming),
            Some((step, length)) => {
                let parent = (0..length).try_fold(at.clone(), |at, _| at.parent());
                parent.map_or(Standing::Elsewhere, |it| Standing::Inside(it, step))
            }
        }
    }

    /// The outermost schema on the way: what it is named for, and what is left of the way.
    fn outermost<'s>(&self, (root, segments): Rest<'a, 's>) -> Option<(Naming, &'s [&'s str])> {
        let (holder, rest) = segments.split_at_checked(2)?;
        let name = holder.last()?;
        match holder {
            ["components", section] => {
                let (name, rest) = rest.split_first()?;
                let value = root.get("components")?.get(section)?.get(name)?;
                match *section {
                    "parameters" => {
                        content(Naming::within(Section::Parameters, name), (value, rest))
                    }
                    "headers" => content(Naming::within(Section::Headers, name), (value, rest)),
                    "requestBodies" => {
                        content(Naming::within(Section::RequestBodies, name), (value, rest))
                    }
                    "responses" => response(response_naming(name), (value, rest)),
                    "pathItems" => item(Naming::within(Section::PathItems, name), (value, rest)),
                    "callbacks" => {
                        callback(Naming::within(Section::Callbacks, name), (value, rest))
                    }
                    _ => None,
                }
            }
            [key, _] if WEBHOOKS.contains(key) => {
                let value = root.get(key)?.get(name)?;
                hook(Naming::within(Section::Webhooks, name), (value, rest))
            }
            ["paths", _] => self.of_path(name, (root.get("paths")?.get(name)?, rest)),
            _ => None,
        }
    }

    fn of_path<'s>(
        &self,
        path: &str,
        (value, rest): Rest<'a, 's>,
    ) -> Option<(Naming, &'s [&'s str])> {
        let (keyword, below) = rest.split_first()?;
        if *keyword == "parameters" {
            return parameter(
                &Naming::within(Section::Paths, path),
                (value.get(keyword)?, below),
            );
        }
        let at = Pointer::root().child("paths").child(path).child(keyword);
        let naming = Naming {
            scope: Scope::Operation(self.operation_names.get(&at)?.rust.clone()),
            label: String::new(),
        };
        operation(naming, "RequestBody", (value.get(keyword)?, below))
    }
}

/// The first step from one schema to another, and how many segments it takes.
fn step<'s>(rest: &[&'s str]) -> Option<(Step<'s>, usize)> {
    Some(match rest {
        ["properties", name, ..] => (Step::Property(name), 2),
        ["allOf", _, ..] => (Step::Member, 2),
        ["oneOf" | "anyOf", _, ..] => (Step::Branch, 2),
        ["items", ..] => (Step::Item, 1),
        ["additionalProperties", ..] => (Step::Value, 1),
        [
            "not" | "contains" | "propertyNames" | "if" | "then" | "else",
            ..,
        ]
        | [
            "contentSchema" | "unevaluatedItems" | "unevaluatedProperties",
            ..,
        ] => (Step::Other(rest.first()?), 1),
        [
            "$defs" | "definitions" | "dependentSchemas" | "patternProperties",
            name,
            ..,
        ] => (Step::Other(name), 2),
        [PREFIX, index, ..] => (Step::Position(index), 2),
        _ => return None,
    })
}

/// In a path item whose operations have their names from elsewhere.
fn item<'s>(naming: Naming, (value, rest): Rest<'_, 's>) -> Option<(Naming, &'s [&'s str])> {
    let (keyword, below) = rest.split_first()?;
    let value = value.get(keyword)?;
    if *keyword == "parameters" {
        return parameter(&naming, (value, below));
    }
    is_method(keyword).then(|| operation(naming.inner(keyword), "RequestBody", (value, below)))?
}

/// In a path item that is received: nearly all of them have nothing but a `post`, which needs no saying.
fn hook<'s>(naming: Naming, (value, rest): Rest<'_, 's>) -> Option<(Naming, &'s [&'s str])> {
    let (keyword, below) = rest.split_first()?;
    let value = value.get(keyword)?;
    match *keyword {
        "parameters" => parameter(&naming, (value, below)),
        "post" => operation(naming, "", (value, below)),
        method if is_method(method) => operation(naming.inner(method), "", (value, below)),
        _ => None,
    }
}

/// In a callback: path items by expression.
fn callback<'s>(naming: Naming, (value, rest): Rest<'_, 's>) -> Option<(Naming, &'s [&'s str])> {
    let (expression, below) = rest.split_first()?;
    hook(naming, (value.get(expression)?, below))
}

/// In an operation, whose body adds a word to its name.
fn operation<'s>(
    naming: Naming,
    body: &str,
    (value, rest): Rest<'_, 's>,
) -> Option<(Naming, &'s [&'s str])> {
    let (keyword, below) = rest.split_first()?;
    let value = value.get(keyword)?;
    match *keyword {
        "parameters" => parameter(&naming, (value, below)),
        "requestBody" => content(naming.inner(body), (value, below)),
        "responses" => {
            let (status, below) = below.split_first()?;
            let word = format!("Response {}", status.to_ascii_uppercase());
            response(naming.inner(&word), (value.get(status)?, below))
        }
        "callbacks" => {
            let (name, below) = below.split_first()?;
            callback(naming.inner(name), (value.get(name)?, below))
        }
        _ => None,
    }
}

/// In a list of parameters.
fn parameter<'s>(naming: &Naming, (value, rest): Rest<'_, 's>) -> Option<(Naming, &'s [&'s str])> {
    let (index, below) = rest.split_first()?;
    let value = value.get(index.parse::<usize>().ok()?)?;
    content(naming.inner(value.get("name")?.as_str()?), (value, below))
}

/// The naming of a shared response, which is often called like its status.
fn response_naming(name: &str) -> Naming {
    let is_status = name.starts_with(|first: char| first.is_ascii_digit());
    let prefix = if is_status { "Response " } else { "" };
    Naming::within(Section::Responses, &format!("{prefix}{name}"))
}

/// In a response.
fn response<'s>(naming: Naming, (value, rest): Rest<'_, 's>) -> Option<(Naming, &'s [&'s str])> {
    match rest {
        ["headers", name, below @ ..] => content(
            naming.inner(name),
            (value.get("headers")?.get(name)?, below),
        ),
        _ => content(naming, (value, rest)),
    }
}

/// In what has a schema, or one for each of its media types.
fn content<'s>(naming: Naming, (value, rest): Rest<'_, 's>) -> Option<(Naming, &'s [&'s str])> {
    match rest {
        ["schema", below @ ..] => Some((naming, below)),
        ["content", media_type, below @ ..] => {
            let content = value.get("content")?.as_object()?;
            let naming = naming.inner(&media_type_word(content, media_type));
            match below {
                ["schema", below @ ..] => Some((naming, below)),
                ["itemSchema", below @ ..] => Some((naming.inner("Item"), below)),
                ["encoding", property, "headers", name, below @ ..] => {
                    let encoding = content.get(*media_type)?.get("encoding")?.get(property)?;
                    let header = encoding.get("headers")?.get(name)?;
                    self::content(naming.inner(property).inner(name), (header, below))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// What tells a media type from the others: nothing for JSON, or for the first one that is no form where there is none.
/// Forms always have a word of their own, so that listing JSON beside one renames nothing.
fn media_type_word(content: &Map<String, Value>, media_type: &str) -> String {
    let form = |media_type: &str| FormKind::of(&essence(media_type));
    match (form(media_type), media_type.split_once('/')) {
        (Some(FormKind::UrlEncoded), _) => return "Form".to_owned(),
        (Some(FormKind::Multipart), Some((_, subtype))) if essence(subtype) != "form-data" => {
            return format!("Multipart {}", essence(subtype));
        }
        (Some(FormKind::Multipart), _) => return "Multipart".to_owned(),
        (None, _) => {}
    }
    let is_json = |media_type: &&String| Media::of(media_type) == Media::Json;
    let mut no_forms = content
        .keys()
        .filter(|media_type| form(media_type).is_none());
    let first = content.keys().find(is_json).or_else(|| no_forms.next());
    if first.is_some_and(|first| first == media_type) {
        String::new()
    } else {
        media_type.to_owned()
    }
}

fn is_method(keyword: &str) -> bool {
    METHODS.iter().any(|(method, _)| *method == keyword)
}
