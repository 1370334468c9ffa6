//! Request bodies (OpenAPI 3.0.3, "Request Body Object"): everything that the document lists can be sent.
//!
//! The media types of an operation come in; its alternatives go out, the preferred one first: JSON, then forms, then
//! text, then bytes, each in the document's order. Media types that carry the same thing are one alternative: JSON of
//! one schema by any of its names, all text, all bytes. What a type inside of a body is called follows from the kind of
//! media type alone, so that listing one more renames nothing.

use serde_json::{Map, Value};

use super::Lowering;
use super::collect::Found;
use super::draft::{Draft, Scope};
use super::media::{Media, essence, is_of_other_charset, is_range, is_written_text};
use super::name::{self, Case};
use super::schema::Use;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Body, Choice, Content, Docs, FormKind, Rule, Sent, Shape, Type, TypeId, Writing};
use crate::pointer::Pointer;

/// What a media type of a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Json,
    Form(FormKind),
    Text,
    Bytes,
}

/// One entry of `content`.
struct Listed<'a> {
    content_type: &'a str,
    sort: Sort,
    schema: Option<Schema<'a>>,
    at: Pointer,
}

/// A schema of a media type, which may be the one that another media type of the same body has.
#[derive(Clone, PartialEq)]
struct Schema<'a> {
    value: &'a Value,
    at: Pointer,
}

/// Entries that carry the same thing, the one to send first.
struct Group<'a> {
    first: Listed<'a>,
    others: Vec<&'a str>,
}

impl<'a> Lowering<'a> {
    /// The request body of an operation.
    pub(super) fn body(&mut self, found: &Found<'a>) -> Result<Option<Body>, Diagnostic> {
        let Some(body) = found.operation.get("requestBody") else {
            return Ok(None);
        };
        let (body, at) = self.followed(body, &found.at.child("requestBody"))?;
        let content = body.get("content").and_then(Value::as_object);
        let Some(content) = content.filter(|content| !content.is_empty()) else {
            self.says_nothing(&at);
            return Ok(None);
        };
        let listed = self.media_types(content, &at.child("content"));
        if listed.is_empty() {
            return Ok(None);
        }
        let alternatives = self.writings(groups(listed));
        Ok(Some(Body {
            required: body.get("required") == Some(&Value::Bool(true)),
            sent: self.sent(alternatives, at, found),
            docs: Docs {
                description: text(body, "description"),
                ..Docs::default()
            },
        }))
    }

    /// The entries of `content` that a header can name, the preferred one first.
    fn media_types(&mut self, content: &'a Map<String, Value>, at: &Pointer) -> Vec<Listed<'a>> {
        let mut listed = Vec::new();
        for (content_type, media_type) in content {
            let own = at.child(content_type);
            if content_type.trim().is_empty()
                || !content_type.chars().all(|c| matches!(c, ' '..='~'))
            {
                let message = format!("`{content_type}` is not a media type");
                let diagnostic = Diagnostic::invalid(Place::Key(own), message);
                self.found.push(diagnostic.label("is never sent"));
                continue;
            }
            self.without_items(&own);
            let schema = media_type.get("schema");
            let schema = schema.map(|schema| self.own_schema(schema, &own.child("schema"), at));
            let is_binary = schema
                .as_ref()
                .is_some_and(|schema| self.is_file(schema.value, &own));
            listed.push(Listed {
                content_type: content_type.trim(),
                sort: Sort::of(content_type, is_binary),
                schema,
                at: own,
            });
        }
        listed.sort_by_key(|listed| listed.sort.rank(listed.content_type));
        listed
    }

    /// A schema, or the one of another media type in `content` that it refers to, as documents of 2.0 come to have it.
    fn own_schema(&self, schema: &'a Value, at: &Pointer, content: &Pointer) -> Schema<'a> {
        let own = Schema {
            value: schema,
            at: at.clone(),
        };
        let Some(reference) = schema.get("$ref").and_then(Value::as_str) else {
            return own;
        };
        match self.target(reference, at) {
            Ok((value, at)) if at.as_str().starts_with(content.as_str()) => Schema { value, at },
            _ => own,
        }
    }

    fn says_nothing(&mut self, at: &Pointer) {
        let message = "this request body lists no media type that can be sent";
        let diagnostic = Diagnostic::invalid(Place::Value(at.clone()), message)
            .label("calls have no body")
            .help("say what is sent: `content: {application/json: {schema: ..}}`");
        self.found.push(diagnostic);
    }

    fn writings(&mut self, groups: Vec<Group<'a>>) -> Vec<(Sort, Writing)> {
        if let Some(Group { first, .. }) = groups.first()
            && first.sort == Sort::Text
        {
            self.tell_of_xml(first.content_type, &first.at);
        }
        let alternatives = groups.into_iter().map(|Group { first, others }| {
            let content = self.content(&first);
            let rules = self.content_rules(&first, &content);
            (first.sort, writing(&first, others, content, rules))
        });
        alternatives.collect()
    }

    fn content(&mut self, listed: &Listed<'a>) -> Content {
        let schema = listed.schema.as_ref();
        match listed.sort {
            Sort::Json => {
                let used = schema.map(|schema| self.schema_at(&schema.at));
                let ty = used.map_or(Type::Untyped, Use::into_type);
                self.examples_at(&listed.at, &ty);
                Content::Json(ty)
            }
            Sort::Form(kind) => {
                let schema = schema.filter(|schema| self.is_form(schema.value, &schema.at));
                let used = schema.map(|schema| self.schema_at(&schema.at));
                Content::Form(self.form(kind, used, &listed.at))
            }
            Sort::Text => Content::Text,
            Sort::Bytes => Content::Bytes,
        }
    }

    /// What the document asks of JSON and forms. A form of what isn't an object has been told, and may be anything.
    fn content_rules(&mut self, listed: &Listed<'a>, content: &Content) -> Vec<Rule> {
        let schema = listed.schema.as_ref();
        let is_read = match content {
            Content::Json(_) => true,
            Content::Form(form) => form.ty != Type::Map(Box::new(Type::Untyped)),
            Content::Text | Content::Bytes => false,
        };
        let schema = schema.filter(|_| is_read);
        schema.map_or_else(Vec::new, |schema| self.rules_at(&schema.at))
    }

    /// The alternatives as a call takes them: several are the variants of a type of the operation's own.
    fn sent(&mut self, alternatives: Vec<(Sort, Writing)>, at: Pointer, found: &Found<'a>) -> Sent {
        let labels = alternatives.iter();
        let labels: Vec<String> = labels.map(|(sort, it)| variant(*sort, it)).collect();
        let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        let names = name::assign(Case::Variant, &[], &labels);
        let choices = alternatives.into_iter().zip(names);
        let mut choices: Vec<Choice> = choices
            .map(|((_, writing), name)| Choice {
                variant: name.rust,
                writing,
            })
            .collect();
        if choices.len() == 1
            && let Some(only) = choices.pop()
        {
            return Sent::Always(only.writing);
        }
        let id = TypeId(self.drafts.len());
        let scope = Scope::Operation(found.name.rust.clone());
        let mut draft = Draft::new(scope, "Body", at);
        draft.shape = Shape::Bodies(choices);
        self.drafts.push(draft);
        Sent::OneOf(id)
    }
}

impl Sort {
    fn of(content_type: &str, is_binary: bool) -> Self {
        let essence = essence(content_type);
        match (FormKind::of(&essence), Media::of(content_type)) {
            (Some(kind), _) => Self::Form(kind),
            (None, _) if essence.ends_with("/*") && is_binary => Self::Bytes,
            (None, _) if essence == "application/*" => Self::Json,
            (None, Media::Json) => Self::Json,
            (None, Media::Text) if is_of_other_charset(content_type) => Self::Bytes,
            (None, Media::Text) => Self::Text,
            (None, Media::Bytes) if is_written_text(&essence) => Self::Text,
            (None, Media::Bytes) => Self::Bytes,
        }
    }

    /// What is preferred of several comes first; a range only says what else is allowed.
    fn rank(self, content_type: &str) -> (u8, bool) {
        let rank = match self {
            Self::Json => 0,
            Self::Form(_) => 1,
            Self::Text => 2,
            Self::Bytes => 3,
        };
        (rank, is_range(content_type))
    }
}

/// Puts together what carries the same thing.
fn groups(listed: Vec<Listed<'_>>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for listed in listed {
        match groups
            .iter_mut()
            .find(|group| is_same(&group.first, &listed))
        {
            Some(group) => group.others.push(listed.content_type),
            None => groups.push(Group {
                first: listed,
                others: Vec::new(),
            }),
        }
    }
    groups
}

fn is_same(a: &Listed<'_>, b: &Listed<'_>) -> bool {
    let schema = |listed: &Listed<'_>| listed.schema.as_ref().map(|schema| schema.value.clone());
    a.sort == b.sort
        && match a.sort {
            Sort::Json => schema(a) == schema(b),
            Sort::Form(_) => essence(a.content_type) == essence(b.content_type),
            Sort::Text | Sort::Bytes => true,
        }
}

/// A range can't be sent (RFC 9110, section 8.3), and the boundary of a multipart body is found when it is written.
fn writing(first: &Listed<'_>, others: Vec<&str>, content: Content, rules: Vec<Rule>) -> Writing {
    let listed = match first.sort {
        Sort::Form(_) => essence(first.content_type),
        _ => first.content_type.to_owned(),
    };
    let in_range = match first.sort {
        Sort::Json => "application/json",
        Sort::Form(_) => "multipart/form-data",
        Sort::Text => "text/plain",
        Sort::Bytes => "application/octet-stream",
    };
    let is_range = is_range(&listed);
    let range = (is_range && !matches!(first.sort, Sort::Form(_))).then_some(first.content_type);
    let others = range.into_iter().chain(others);
    Writing {
        content_type: if is_range {
            in_range.to_owned()
        } else {
            listed
        },
        others: others.map(ToOwned::to_owned).collect(),
        content,
        rules,
    }
}

/// The label of a variant, which doesn't depend on how many media types of its sort are listed.
fn variant(sort: Sort, writing: &Writing) -> String {
    let essence = essence(&writing.content_type);
    match (sort, essence.as_str()) {
        (Sort::Json, "application/json" | "text/json") => "Json".to_owned(),
        (Sort::Json, _) => subtype(&essence).to_owned(),
        (Sort::Form(FormKind::UrlEncoded), _) => "Form".to_owned(),
        (Sort::Form(FormKind::Multipart), "multipart/form-data") => "Multipart".to_owned(),
        (Sort::Form(FormKind::Multipart), _) => format!("Multipart {}", subtype(&essence)),
        (Sort::Text, _) => "Text".to_owned(),
        (Sort::Bytes, _) => "Bytes".to_owned(),
    }
}

fn subtype(content_type: &str) -> &str {
    let essence = content_type.split(';').next().unwrap_or_default();
    essence
        .split_once('/')
        .map_or(essence, |(_, subtype)| subtype)
}

fn text(holder: &Value, keyword: &str) -> Option<String> {
    holder
        .get(keyword)
        .and_then(Value::as_str)
        .map(ToOwned::to_owned)
}
