//! Fields: an object's properties.

use openapiv3::{ReferenceOr, Schema};

use super::Lowering;
use super::docs;
use super::draft::Scope;
use super::kind::ObjectView;
use super::name::{self, Case};
use super::schema::Naming;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Field, Name, Presence, Type};
use crate::pointer::Pointer;

/// The field of a struct that keeps what no property takes.
pub(super) const ADDITIONAL: &str = "additional_properties";

impl Lowering<'_> {
    pub(super) fn fields(
        &mut self,
        object: &ObjectView<'_>,
        at: &Pointer,
        scope: &Scope,
    ) -> Vec<Field> {
        self.undeclared(object, at);
        let wires: Vec<&str> = object.properties.keys().map(String::as_str).collect();
        let names = name::assign(Case::Value, &[ADDITIONAL, "new"], &wires);
        let at = at.child("properties");
        let properties = names.into_iter().zip(object.properties.values());
        properties
            .map(|(name, schema)| self.field(name, schema, object.required, &at, scope))
            .collect()
    }

    fn field(
        &mut self,
        name: Name,
        schema: &ReferenceOr<Box<Schema>>,
        required: &[String],
        at: &Pointer,
        scope: &Scope,
    ) -> Field {
        let at = at.child(&name.wire);
        let used = self.schema(
            schema,
            &at,
            &Naming {
                scope,
                label: &name.wire,
            },
        );
        let (docs, one_way) = match schema {
            ReferenceOr::Item(schema) => (
                docs::schema(schema),
                schema.schema_data.read_only || schema.schema_data.write_only,
            ),
            ReferenceOr::Reference { .. } => (crate::ir::Docs::default(), false),
        };
        // A property that only one direction carries can't be required of a type that serves both.
        let required = required.contains(&name.wire) && !one_way;
        let presence = presence(required, used.nullable, &used.ty);
        Field {
            name,
            ty: used.ty,
            presence,
            docs,
            at,
        }
    }

    /// Warns of names in `required` that are no property, which are typing mistakes more often than not.
    fn undeclared(&mut self, object: &ObjectView<'_>, at: &Pointer) {
        for (index, name) in object.required.iter().enumerate() {
            if !object.properties.contains_key(name) {
                let place = Place::Value(at.child("required").index(index));
                let diagnostic = Diagnostic::invalid(
                    place,
                    format!("`{name}` is required, but `properties` does not have it"),
                );
                let near =
                    super::reference::nearest(name, object.properties.keys().map(String::as_str));
                self.found.push(match near {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help(format!(
                        "declare it under `properties`; until then it is kept in `{ADDITIONAL}`"
                    )),
                });
            }
        }
    }
}

fn presence(required: bool, nullable: bool, ty: &Type) -> Presence {
    match (required, nullable) {
        (true, _) if *ty == Type::Untyped => Presence::Required,
        (false, _) if *ty == Type::Untyped => Presence::OptionalUntyped,
        (true, false) => Presence::Required,
        (true, true) => Presence::Nullable,
        (false, false) => Presence::Optional,
        (false, true) => Presence::OptionalNullable,
    }
}
