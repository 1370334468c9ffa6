//! Codec: how types are written and read, as one table a type.

use super::Layout;
use super::file::{self, File, Part};
use super::table::{Row, Table};
use super::types::path;
use crate::facts::Facts;
use crate::ir::{Additional, Api, Field, Object, Presence, Shape, TypeDef};

pub(super) fn file(api: &Api, facts: &Facts, layout: &Layout) -> File {
    let attributes = file::attributes(
        " How the types of `models` are written and read: one table a type.",
        facts,
    );
    let tables = api
        .types
        .iter()
        .filter_map(table)
        .map(Part::Table)
        .collect();
    File::new("codec.rs", layout, attributes, tables)
}

fn table(def: &TypeDef) -> Option<Table> {
    let (name, rows) = match &def.shape {
        Shape::Object(object) => ("object", rows(object)),
        Shape::Enum(variants) => {
            let rows = variants.iter().map(|variant| &variant.name);
            let rows = rows.map(|name| Row::Value {
                name: name.rust.clone(),
                wire: name.wire.clone(),
            });
            ("open_enum", rows.collect())
        }
        Shape::Alias(_) => return None,
    };
    Some(Table {
        name,
        subject: path(def),
        rows,
    })
}

fn rows(object: &Object) -> Vec<Row> {
    let rest = match &object.additional {
        Additional::Closed => None,
        Additional::Kept { field, .. } => Some(Row::Rest(field.clone())),
    };
    object.fields.iter().map(row).chain(rest).collect()
}

fn row(field: &Field) -> Row {
    let mode = match field.presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Nullable => "nullable",
        Presence::OptionalNullable => "presence",
        Presence::OptionalUntyped => "untyped",
    };
    Row::Field {
        name: field.name.rust.clone(),
        mode,
        wire: field.name.wire.clone(),
    }
}
