//! Fields: an object's properties.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Lowering;
use super::docs;
use super::draft::Scope;
use super::kind::ObjectView;
use super::name::{self, Case};
use super::naming::Naming;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Docs, Field, Name, Presence, Type};
use crate::nearest::nearest;
use crate::pointer::Pointer;

/// The field of a struct that keeps what no property takes.
pub(super) const ADDITIONAL: &str = "additional_properties";

/// For so many names of one list it is looked up what may have been meant, because that takes time.
const MOST_PROPOSALS: usize = 100;

impl Lowering<'_> {
    pub(super) fn fields(
        &mut self,
        object: &ObjectView<'_>,
        at: &Pointer,
        scope: &Scope,
    ) -> Vec<Field> {
        let required: BTreeSet<&str> = object.required.iter().copied().collect();
        self.undeclared(object, &required, at);
        let properties = object.properties.into_iter().flatten();
        let wires: Vec<&str> = properties.clone().map(|(name, _)| name.as_str()).collect();
        let names = name::assign(Case::Value, &[ADDITIONAL, "new"], &wires);
        let form = at;
        let at = at.child("properties");
        let properties = names.into_iter().zip(properties.map(|(_, schema)| schema));
        properties
            .map(|(name, schema)| {
                let field = self.field(name, schema, &required, &at, scope);
                match self.files(schema, form) {
                    Some(ty) => Field { ty, ..field },
                    None => field,
                }
            })
            .collect()
    }

    fn field(
        &mut self,
        name: Name,
        schema: &Value,
        required: &BTreeSet<&str>,
        at: &Pointer,
        scope: &Scope,
    ) -> Field {
        let at = at.child(&name.wire);
        let naming = Naming {
            scope: scope.clone(),
            label: name.wire.clone(),
        };
        let used = self.schema(schema, &at, &naming);
        let docs = self.field_docs(schema, &at, &used.ty);
        let is = |keyword: &str| schema.get(keyword) == Some(&Value::Bool(true));
        // A property that only one direction carries can't be required of a type that serves both.
        let required = required.contains(name.wire.as_str()) && !is("readOnly") && !is("writeOnly");
        let presence = presence(required, used.nullable, &used.ty);
        Field {
            name,
            ty: used.ty,
            presence,
            docs,
            at,
        }
    }

    /// What a property or a parameter says of itself in its schema; what it refers to has docs of its own.
    pub(super) fn field_docs(&mut self, schema: &Value, at: &Pointer, ty: &Type) -> Docs {
        if schema.get("$ref").is_some() {
            return Docs::default();
        }
        let piece = if matches!(ty, Type::Named(_)) {
            None
        } else {
            self.piece(schema, at)
        };
        piece.map_or_else(
            || docs::annotations(schema),
            |piece| docs::schema(&piece, schema),
        )
    }

    /// Warns of names in `required` that no property has but one nearly does; others are legal, and kept with the
    /// additional properties.
    fn undeclared(&mut self, object: &ObjectView<'_>, required: &BTreeSet<&str>, at: &Pointer) {
        let declared = |name: &str| {
            object
                .properties
                .is_some_and(|properties| properties.contains_key(name))
        };
        for (index, name) in object
            .required
            .iter()
            .enumerate()
            .filter(|(_, name)| !declared(name))
            .take(MOST_PROPOSALS)
        {
            let names = object
                .properties
                .into_iter()
                .flatten()
                .map(|(name, _)| name.as_str());
            let names = names.filter(|name| !required.contains(name));
            if let Some(near) = nearest(name, names) {
                let place = Place::Value(at.child("required").index(index));
                let message = format!("`{name}` is required, but `properties` does not have it");
                let help = format!("did you mean `{near}`?");
                self.found
                    .push(Diagnostic::invalid(place, message).help(help));
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
