//! Codec: how types are written and read, as one table a type.

use std::collections::BTreeSet;

use proc_macro2::Literal;
use quote::quote;
use serde_json::Value;

use super::Layout;
use super::file::{self, File};
use super::table::{Row, Table};
use super::types::{self, Place, Printer, integer, path};
use crate::facts::Facts;
use crate::ir::{
    Additional, Answered, Api, Enum, Field, Header, HeaderStyle, Listed, Name, Object, Payload,
    Presence, Shape, Type, TypeId, Union, Variant,
};

pub(super) fn file(api: &Api, facts: &Facts, layout: &Layout) -> File {
    let attributes = file::attributes(
        " How the types of `models` are written and read: one table a type.",
        facts,
    );
    let printer = Printer {
        api,
        shadowed: &BTreeSet::new(),
        place: Place::Beside,
    };
    let ids = (0..api.types.len()).map(TypeId);
    let tables = ids.flat_map(|id| {
        let judged = facts
            .judged
            .contains(&id)
            .then(|| judged(id, facts, &printer))
            .flatten();
        table(api, id, facts).into_iter().chain(judged)
    });
    File::new("codec.rs", layout, attributes, |text| {
        tables.for_each(|table| text.table(&table))
    })
}

fn table(api: &Api, id: TypeId, facts: &Facts) -> Option<Table> {
    let def = &api[id];
    let (name, rows) = match &def.shape {
        Shape::Object(object) if object.holds_files() => ("form", parts(object)),
        Shape::Object(object) => ("object", rows(object, api)),
        Shape::Enum(listed) => (
            match listed.of {
                Listed::Strings => "open_enum",
                Listed::Integers(_) => "open_integer",
            },
            listed.variants.iter().map(value).collect(),
        ),
        Shape::Union(union) => ("union", branches(union, id, facts)),
        Shape::Answers(answers) => ("answers", answers.iter().map(answer).collect()),
        Shape::Headers(headers) => ("headers", headers.iter().map(header).collect()),
        Shape::Bodies(_) | Shape::Alias(_) => return None,
    };
    let tag = match &def.shape {
        Shape::Union(Union { tag: Some(tag), .. }) => format!(": {}", Literal::string(tag)),
        Shape::Enum(Enum {
            of: Listed::Integers(width),
            ..
        }) => format!(": {}", integer(*width)),
        _ => String::new(),
    };
    let subject = path(def) + &tag;
    Some(Table {
        name,
        subject,
        rows,
    })
}

/// What a union needs to tell an object from others: the types of its fields.
fn judged(id: TypeId, facts: &Facts, printer: &Printer<'_>) -> Option<Table> {
    let def = &printer.api[id];
    let Shape::Object(object) = &def.shape else {
        return None;
    };
    let ty = |index: usize, ty: &Type| {
        let printed = printer.ty(ty);
        types::text(if facts.foreign.contains(&(id, index)) {
            quote!(::bindery_runtime::__private::Foreign<#printed>)
        } else {
            printed
        })
    };
    let fields = object.fields.iter().enumerate();
    let fields = fields.map(|(index, field)| {
        // That an optional field may be null is known of the table.
        let nullable =
            (field.presence == Presence::Nullable).then(|| Type::Nullable(field.ty.clone().into()));
        Row::Judged {
            name: field.name.rust.clone(),
            ty: ty(index, nullable.as_ref().unwrap_or(&field.ty)),
        }
    });
    let rest = match &object.additional {
        Additional::Closed => None,
        Additional::Kept { ty: values, .. } => Some(Row::Rest(ty(object.fields.len(), values))),
    };
    Some(Table {
        name: "judged",
        subject: path(def),
        rows: fields.chain(rest).collect(),
    })
}

/// Whether a type is of integers, which its field has to say for `2.0` to be one.
fn is_whole(ty: &Type, api: &Api) -> bool {
    match ty {
        Type::Integer(_) => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => is_whole(inner, api),
        Type::Named(id) => match &api[*id].shape {
            Shape::Alias(aliased) => is_whole(aliased, api),
            _ => false,
        },
        _ => false,
    }
}

fn value(variant: &Variant) -> Row {
    let Name { rust, wire } = variant.name.clone();
    match &variant.value {
        Value::Number(value) => Row::Number {
            name: rust,
            value: value.clone(),
        },
        _ => Row::Value { name: rust, wire },
    }
}

fn answer(answer: &Answered) -> Row {
    let mode = match answer.payload {
        Payload::Json(_) => "json",
        Payload::Text => "text",
        Payload::Bytes => "bytes",
        Payload::Stream => "stream",
        Payload::Events(_) => "events",
        Payload::Lines(_) => "lines",
        Payload::Empty => "empty",
    };
    Row::Field {
        name: answer.name.rust.clone(),
        mode,
        wire: answer.name.wire.clone(),
    }
}

fn header(header: &Header) -> Row {
    let mode = match (header.required, header.style) {
        (true, HeaderStyle::Simple) => "required Simple",
        (true, HeaderStyle::Exploded) => "required Exploded",
        (true, HeaderStyle::Json) => "required Json",
        (false, HeaderStyle::Simple) => "optional Simple",
        (false, HeaderStyle::Exploded) => "optional Exploded",
        (false, HeaderStyle::Json) => "optional Json",
    };
    Row::Field {
        name: header.name.rust.clone(),
        mode,
        wire: header.name.wire.clone(),
    }
}

fn branches(union: &Union, id: TypeId, facts: &Facts) -> Vec<Row> {
    let branches = union.branches.iter().enumerate();
    let branches = branches.map(|(index, branch)| Row::Branch {
        name: branch.name.rust.clone(),
        tags: branch.tags.clone(),
        is_foreign: facts.foreign.contains(&(id, index)),
    });
    branches.collect()
}

fn rest(object: &Object) -> Option<Row> {
    match &object.additional {
        Additional::Closed => None,
        Additional::Kept { field, .. } => Some(Row::Rest(field.clone())),
    }
}

fn rows(object: &Object, api: &Api) -> Vec<Row> {
    let rest = match &object.additional {
        Additional::Kept { field, ty } if is_whole(ty, api) => Some(Row::WholeRest(field.clone())),
        _ => rest(object),
    };
    let fields = object.fields.iter().map(|field| row(field, api));
    fields.chain(rest).collect()
}

/// The rows of a table for a form that holds files.
fn parts(object: &Object) -> Vec<Row> {
    let fields = object.fields.iter().map(|field| Row::Field {
        name: field.name.rust.clone(),
        mode: if field.ty.is_of_files() {
            "file"
        } else {
            "value"
        },
        wire: field.name.wire.clone(),
    });
    fields.chain(rest(object)).collect()
}

fn row(field: &Field, api: &Api) -> Row {
    let mode = match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Nullable => "nullable",
        Presence::OptionalNullable => "presence",
        Presence::OptionalUntyped => "untyped",
    };
    let (name, wire) = (field.name.rust.clone(), field.name.wire.clone());
    if is_whole(&field.ty, api) {
        Row::Whole { name, mode, wire }
    } else {
        Row::Field { name, mode, wire }
    }
}
