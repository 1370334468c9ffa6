//! Parameters (OpenAPI 3.0.3, "Parameter Object"): the path item's and the operation's own.

use std::collections::{BTreeMap, BTreeSet};

use openapiv3::{
    Parameter as Piece, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle,
};
use serde_json::Value;

use super::Lowering;
use super::collect::Found;
use super::docs;
use super::media::is_json;
use super::name::{self, Case};
use super::path;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Docs, Location, Name, Parameter, Rule, Style, Type};
use crate::pointer::Pointer;

/// What a call has of its own, and so no argument or setter may be called.
const CALL_METHODS: [&str; 22] = [
    "body",
    "call",
    "send",
    "send_blocking",
    "into_request",
    "prepare",
    "into_future",
    "new",
    "as_text",
    "as_bytes",
    "as_events",
    "as_lines",
    "with_header",
    "with_timeout",
    "with_throughput",
    "with_response_limit",
    "with_retry",
    "with_query",
    "with_json_property",
    "without_validation",
    "pages",
    "items",
];

/// Header parameters that are ignored by rule, because content negotiation and security set them.
const RESERVED_HEADERS: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'a> Lowering<'a> {
    /// The parameters of an operation: those of the path first, in its order, then the others as declared.
    pub(super) fn parameters(&mut self, found: &Found<'a>) -> Result<Vec<Parameter>, Diagnostic> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for (value, at) in declared(found) {
            // What is no parameter at all has been told, and emptied.
            if value.as_object().is_some_and(serde_json::Map::is_empty) {
                continue;
            }
            let parameter = match self.declared(value, &at) {
                Ok((piece, at)) => self.parameter(&piece, &at),
                Err(diagnostic) if self.can_be_left_out(value, &at) => {
                    self.found
                        .push(diagnostic.note("this parameter is left out"));
                    continue;
                }
                Err(diagnostic) => return Err(diagnostic),
            };
            let Some(parameter) = parameter else { continue };
            if let Some(other) = parameters
                .iter()
                .position(|other| is_same(other, &parameter))
            {
                let replaced = parameters.remove(other);
                self.replaced(&replaced, &parameter);
            }
            parameters.push(parameter);
        }
        self.fixed_by_the_path(&mut parameters, found);
        self.match_template(&mut parameters, found);
        rename(&mut parameters);
        Ok(parameters)
    }

    /// The operation's own parameter may replace the path item's; twice in one list is a mistake.
    fn replaced(&mut self, replaced: &Parameter, by: &Parameter) {
        if replaced.at.parent() == by.at.parent() {
            let message = format!("the parameter `{}` is declared twice", by.name.wire);
            let diagnostic = Diagnostic::invalid(Place::Value(by.at.clone()), message)
                .label("only this one is used")
                .also(Place::Value(replaced.at.clone()), "first declared here");
            self.found.push(diagnostic);
        }
    }

    fn parameter(&mut self, piece: &Piece, at: &Pointer) -> Option<Parameter> {
        let data = piece.parameter_data_ref();
        let (location, style, allow_reserved) = placement(piece);
        if location == Location::Header
            && RESERVED_HEADERS.contains(&data.name.to_ascii_lowercase().as_str())
        {
            return None;
        }
        let (ty, schema, content_style) = self.parameter_type(data, at);
        let rules = self.parameter_rules(data, at);
        let mut docs = docs::parameter(data);
        docs.fill(schema);
        Some(Parameter {
            name: Name {
                wire: data.name.clone(),
                rust: String::new(),
            },
            location,
            required: data.required || location == Location::Path,
            ty,
            style: content_style.or(style),
            explode: data.explode,
            allow_reserved,
            rules,
            docs,
            at: at.clone(),
        })
    }

    /// The type of a parameter's value, what its schema says of it, and the style that its `content` asks for.
    fn parameter_type(
        &mut self,
        data: &ParameterData,
        at: &Pointer,
    ) -> (Type, Docs, Option<Style>) {
        let (schema_at, style) = match &data.format {
            ParameterSchemaOrContent::Schema(_) => (at.child("schema"), None),
            ParameterSchemaOrContent::Content(content) => {
                let content_at = at.child("content");
                match content.keys().find(|content_type| is_json(content_type)) {
                    Some(json) => (content_at.child(json).child("schema"), Some(Style::Json)),
                    None => {
                        self.text_content(content.keys(), &content_at);
                        return (Type::String, Docs::default(), None);
                    }
                }
            }
        };
        let Some(schema) = self.document.pointer(schema_at.as_str()) else {
            return (Type::Untyped, Docs::default(), style);
        };
        // A null has no spelling in a URL or a header, so a parameter is there or not.
        let ty = self.schema_at(&schema_at).ty;
        let docs = self.field_docs(schema, &schema_at, &ty);
        self.examples_at(at, &ty);
        (ty, docs, style)
    }

    /// What the document asks of a parameter's value; what the caller has to write is the caller's.
    fn parameter_rules(&mut self, data: &ParameterData, at: &Pointer) -> Vec<Rule> {
        let schema_at = match &data.format {
            ParameterSchemaOrContent::Schema(_) => Some(at.child("schema")),
            ParameterSchemaOrContent::Content(content) => {
                let json = content.keys().find(|content_type| is_json(content_type));
                json.map(|json| at.child("content").child(json).child("schema"))
            }
        };
        schema_at.map_or_else(Vec::new, |at| self.rules_at(&at))
    }

    /// Content that is no JSON is written by the caller; unless that is plain text, there is more to it than a string.
    fn text_content<'k>(&mut self, mut types: impl Iterator<Item = &'k String>, at: &Pointer) {
        let is_text = |content_type: &String| content_type.starts_with("text/plain");
        if let Some(content_type) = types.next().filter(|content_type| !is_text(content_type)) {
            let message = format!("a parameter with `{content_type}` is not supported yet");
            let diagnostic = Diagnostic::unsupported(Place::Key(at.clone()), message);
            self.found
                .push(diagnostic.label("is a string that the caller has to write"));
        }
    }

    /// Takes out the query parameters that the path fixes itself, and tells what of a path isn't sent.
    fn fixed_by_the_path(&mut self, parameters: &mut Vec<Parameter>, found: &Found<'_>) {
        if found.path.contains('#') {
            let message = "the fragment of a path is never sent";
            self.found.push(Diagnostic::invalid(place(found), message));
        }
        let fixed = path::fixed(found.path);
        parameters.retain(|parameter| {
            let is_fixed = parameter.location == Location::Query
                && fixed.contains(&parameter.name.wire.as_str());
            if is_fixed {
                let message = format!(
                    "the path fixes the query parameter `{}`",
                    parameter.name.wire
                );
                let diagnostic = Diagnostic::invalid(Place::Value(parameter.at.clone()), message);
                self.found.push(
                    diagnostic
                        .label("is not sent")
                        .also(place(found), "the path"),
                );
            }
            !is_fixed
        });
    }

    /// Makes the path parameters those of the template, in its order.
    fn match_template(&mut self, parameters: &mut Vec<Parameter>, found: &Found<'_>) {
        let placeholders = path::placeholders(found.path);
        let positions = placeholders.iter().enumerate().rev();
        let positions: BTreeMap<&str, usize> = positions
            .map(|(position, name)| (*name, position))
            .collect();
        let position = |parameter: &Parameter| {
            let position = positions.get(parameter.name.wire.as_str()).copied();
            position.filter(|_| parameter.location == Location::Path)
        };
        for parameter in parameters
            .iter()
            .filter(|parameter| parameter.location == Location::Path)
        {
            if position(parameter).is_none() {
                let message = format!("the path has no `{{{}}}`", parameter.name.wire);
                let diagnostic =
                    Diagnostic::invalid(Place::Value(parameter.at.child("name")), message);
                self.found.push(
                    diagnostic
                        .label("is never sent")
                        .also(place(found), "the path"),
                );
            }
        }
        parameters.retain(|parameter| {
            parameter.location != Location::Path || position(parameter).is_some()
        });
        let declared: BTreeSet<usize> = parameters.iter().filter_map(position).collect();
        for (index, placeholder) in placeholders.iter().enumerate() {
            if positions.get(placeholder) == Some(&index) && !declared.contains(&index) {
                let message = format!("the path parameter `{placeholder}` is not declared");
                self.found.push(
                    Diagnostic::invalid(place(found), message)
                        .help("declare it under `parameters`; until then it is a string"),
                );
                parameters.push(undeclared(placeholder, found));
            }
        }
        parameters.sort_by_key(|parameter| position(parameter).unwrap_or(usize::MAX));
    }
}

/// A parameter's identity is its name and location; header names have no case (RFC 9110, section 5.1).
fn is_same(a: &Parameter, b: &Parameter) -> bool {
    let is_named_alike = match a.location {
        Location::Header => a.name.wire.eq_ignore_ascii_case(&b.name.wire),
        Location::Path | Location::Query | Location::Cookie => a.name.wire == b.name.wire,
    };
    a.location == b.location && is_named_alike
}

fn place(found: &Found<'_>) -> Place {
    Place::Key(found.item_at.clone())
}

/// All declared parameters with their places, the path item's first.
fn declared<'a>(found: &Found<'a>) -> impl Iterator<Item = (&'a Value, Pointer)> + use<'a> {
    let holders = [
        (found.item, found.item_at.child("parameters")),
        (found.operation, found.at.child("parameters")),
    ];
    holders.into_iter().flat_map(|(holder, at)| {
        let parameters = holder
            .get("parameters")
            .and_then(Value::as_array)
            .into_iter()
            .flatten();
        parameters
            .enumerate()
            .map(move |(index, value)| (value, at.index(index)))
    })
}

pub(super) fn placement(piece: &Piece) -> (Location, Option<Style>, bool) {
    match piece {
        Piece::Path { style, .. } => (Location::Path, path_style(style), false),
        Piece::Query {
            style,
            allow_reserved,
            ..
        } => (Location::Query, query_style(style), *allow_reserved),
        Piece::Header { .. } => (Location::Header, None, false),
        Piece::Cookie { .. } => (Location::Cookie, None, false),
    }
}

fn path_style(style: &PathStyle) -> Option<Style> {
    match style {
        PathStyle::Simple => None,
        PathStyle::Label => Some(Style::Label),
        PathStyle::Matrix => Some(Style::Matrix),
    }
}

pub(super) fn query_style(style: &QueryStyle) -> Option<Style> {
    match style {
        QueryStyle::Form => None,
        QueryStyle::SpaceDelimited => Some(Style::SpaceDelimited),
        QueryStyle::PipeDelimited => Some(Style::PipeDelimited),
        QueryStyle::DeepObject => Some(Style::DeepObject),
    }
}

fn undeclared(name: &str, found: &Found<'_>) -> Parameter {
    Parameter {
        name: Name {
            wire: name.to_owned(),
            rust: String::new(),
        },
        location: Location::Path,
        required: true,
        ty: Type::String,
        style: None,
        explode: None,
        allow_reserved: false,
        rules: Vec::new(),
        docs: Docs::default(),
        at: found.item_at.clone(),
    }
}

/// Names the parameters, which share one scope although their identity is name and location: where two names
/// would collide, those outside of the path carry their location.
fn rename(parameters: &mut [Parameter]) {
    let wanted: Vec<String> = parameters
        .iter()
        .map(|parameter| Case::Value.identifier(&parameter.name.wire))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for identifier in &wanted {
        *counts.entry(identifier).or_default() += 1;
    }
    let spelled: Vec<String> = parameters
        .iter()
        .zip(&wanted)
        .map(|(parameter, identifier)| {
            let collides = counts.get(identifier.as_str()) > Some(&1);
            match parameter.location {
                Location::Query if collides => format!("{} query", parameter.name.wire),
                Location::Header if collides => format!("{} header", parameter.name.wire),
                Location::Cookie if collides => format!("{} cookie", parameter.name.wire),
                _ => parameter.name.wire.clone(),
            }
        })
        .collect();
    let spelled: Vec<&str> = spelled.iter().map(String::as_str).collect();
    for (parameter, name) in
        parameters
            .iter_mut()
            .zip(name::assign(Case::Value, &CALL_METHODS, &spelled))
    {
        parameter.name.rust = name.rust;
    }
}
