//! Schemas: each becomes a [`Type`], and those with a name of their own a [`Draft`] as well.
//!
//! Inline objects and enums are named for their place: a property by its name, the items of a list by the list's
//! name and `Item`, the values of a map by the map's name and `Value`, each inside of the type that it stands in.

use std::borrow::Borrow;

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use super::Lowering;
use super::docs;
use super::draft::{Draft, Scope};
use super::kind::{self, Kind, ObjectView};
use super::name::{self, Case};
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Additional, Number, Object, Shape, Type, TypeId, Variant};
use crate::pointer::Pointer;

/// A type as it is used, and whether null may stand for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Use {
    pub(super) ty: Type,
    pub(super) nullable: bool,
}

impl Use {
    pub(super) fn new(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
        }
    }

    /// The type where no field carries the null.
    pub(super) fn into_type(self) -> Type {
        if self.nullable && self.ty != Type::Untyped {
            Type::Nullable(Box::new(self.ty))
        } else {
            self.ty
        }
    }
}

/// Where an inline schema stands, which is what it is named for.
pub(super) struct Naming<'a> {
    pub(super) scope: &'a Scope,
    pub(super) label: &'a str,
}

impl Naming<'_> {
    fn inner(&self, step: &str) -> String {
        format!("{} {step}", self.label).trim().to_owned()
    }
}

impl Lowering<'_> {
    /// Lowers all of `components.schemas`; their ids come first, so that they can refer to each other.
    pub(super) fn component_schemas(&mut self) {
        let at: Pointer = Pointer::root().child("components").child("schemas");
        let Some(schemas) = self
            .document
            .pointer("/components/schemas")
            .and_then(|schemas| schemas.as_object())
        else {
            return;
        };
        for name in schemas.keys() {
            self.components
                .insert(name.clone(), TypeId(self.drafts.len()));
            self.drafts
                .push(Draft::new(Scope::Components, name, at.child(name)));
        }
        let parsed: Vec<_> = schemas
            .iter()
            .map(|(name, schema)| self.parse::<ReferenceOr<Schema>>(schema, &at.child(name)))
            .collect();
        for (index, schema) in parsed.iter().enumerate() {
            self.drafts[index].nullable =
                matches!(schema, Some(ReferenceOr::Item(schema)) if kind::is_nullable(schema));
        }
        self.spread_nullability(&parsed);
        for (index, schema) in parsed.iter().enumerate() {
            self.component_schema(TypeId(index), schema.as_ref());
        }
    }

    /// A component that is nothing but a reference is as nullable as its target.
    fn spread_nullability(&mut self, parsed: &[Option<ReferenceOr<Schema>>]) {
        for _ in 0..parsed.len() {
            let before: Vec<bool> = self.drafts.iter().map(|draft| draft.nullable).collect();
            for (index, schema) in parsed.iter().enumerate() {
                let target = match schema {
                    Some(ReferenceOr::Reference { reference }) => self.component(reference),
                    Some(ReferenceOr::Item(schema)) => match kind::kind(schema) {
                        Kind::Wrapper(ReferenceOr::Reference { reference }) => {
                            self.component(reference)
                        }
                        _ => None,
                    },
                    None => None,
                };
                self.drafts[index].nullable |= target.is_some_and(|target| before[target.0]);
            }
            if self.drafts.iter().map(|draft| draft.nullable).eq(before) {
                return;
            }
        }
    }

    fn component_schema(&mut self, id: TypeId, schema: Option<&ReferenceOr<Schema>>) {
        let at = self.drafts[id.0].at.clone();
        let scope = Scope::Type(id);
        let shape = match schema {
            Some(ReferenceOr::Item(schema)) => {
                self.drafts[id.0].docs = docs::schema(schema);
                let shape = self.shape(id, schema, &at);
                self.schema_example(schema, &at, Type::Named(id));
                shape
            }
            Some(reference) => Shape::Alias(
                self.schema(
                    reference,
                    &at,
                    &Naming {
                        scope: &scope,
                        label: "",
                    },
                )
                .ty,
            ),
            None => Shape::Alias(Type::Untyped),
        };
        self.drafts[id.0].shape = shape;
    }

    /// The shape of the named type `id`.
    fn shape(&mut self, id: TypeId, schema: &Schema, at: &Pointer) -> Shape {
        match kind::kind(schema) {
            Kind::Object(object) if is_struct(&object) => {
                Shape::Object(self.object(id, &object, at))
            }
            Kind::Enum(values) => Shape::Enum(self.variants(&values, at)),
            Kind::Wrapper(ReferenceOr::Item(inner)) => {
                self.shape(id, inner, &at.child("allOf").index(0))
            }
            other => {
                let scope = Scope::Type(id);
                Shape::Alias(self.unnamed(
                    other,
                    at,
                    &Naming {
                        scope: &scope,
                        label: "",
                    },
                ))
            }
        }
    }

    /// The type of a schema that stands at `at`, with a draft of its own where it needs a name.
    pub(super) fn schema<S: Borrow<Schema>>(
        &mut self,
        schema: &ReferenceOr<S>,
        at: &Pointer,
        naming: &Naming<'_>,
    ) -> Use {
        match schema {
            ReferenceOr::Reference { reference } => self.referenced_schema(reference, at),
            ReferenceOr::Item(schema) => self.inline_schema(schema.borrow(), at, naming),
        }
    }

    fn inline_schema(&mut self, schema: &Schema, at: &Pointer, naming: &Naming<'_>) -> Use {
        let mut used = match kind::kind(schema) {
            Kind::Object(object) if !is_struct(&object) => {
                Use::new(self.unnamed(Kind::Object(object), at, naming))
            }
            Kind::Object(_) | Kind::Enum(_) => {
                let id = TypeId(self.drafts.len());
                self.drafts
                    .push(Draft::new(naming.scope.clone(), naming.label, at.clone()));
                self.drafts[id.0].docs = docs::schema(schema);
                self.drafts[id.0].shape = self.shape(id, schema, at);
                Use::new(Type::Named(id))
            }
            Kind::Wrapper(inner) => self.schema(inner, &at.child("allOf").index(0), naming),
            other => Use::new(self.unnamed(other, at, naming)),
        };
        used.nullable |= kind::is_nullable(schema);
        self.schema_example(schema, at, used.clone().into_type());
        used
    }

    /// The type of a schema that needs no name itself, though what is inside of it may.
    fn unnamed(&mut self, kind: Kind<'_>, at: &Pointer, naming: &Naming<'_>) -> Type {
        match kind {
            Kind::String(Some("date-time")) => Type::DateTime,
            Kind::String(Some("date")) => Type::Date,
            Kind::String(_) | Kind::Enum(_) => Type::String,
            Kind::Integer(width) => Type::Integer(width),
            Kind::Number => Type::Number(Number::F64),
            Kind::Boolean => Type::Boolean,
            Kind::Untyped => Type::Untyped,
            Kind::Array(None) => Type::List(Box::new(Type::Untyped)),
            Kind::Array(Some(items)) => {
                let label = naming.inner("Item");
                let naming = Naming {
                    scope: naming.scope,
                    label: &label,
                };
                Type::List(Box::new(
                    self.schema(items, &at.child("items"), &naming).into_type(),
                ))
            }
            Kind::Object(object) => {
                Type::Map(Box::new(self.map_value(object.additional, at, naming)))
            }
            Kind::Wrapper(inner) => self.schema(inner, &at.child("allOf").index(0), naming).ty,
            Kind::Combined(keyword) => self.untyped(Diagnostic::unsupported(
                Place::Key(at.child(keyword)),
                format!("`{keyword}` is not supported yet"),
            )),
            Kind::BadType(name) => self.untyped(
                Diagnostic::invalid(
                    Place::Value(at.child("type")),
                    format!("`{name}` is not a type"),
                )
                .help("the types are array, boolean, integer, number, object and string"),
            ),
        }
    }

    /// Keeps any JSON where the document can't be followed, and says so.
    pub(super) fn untyped(&mut self, diagnostic: Diagnostic) -> Type {
        self.found
            .push(diagnostic.note("values stay untyped JSON here"));
        Type::Untyped
    }

    /// The type of a map's values.
    fn map_value(
        &mut self,
        additional: Option<&AdditionalProperties>,
        at: &Pointer,
        naming: &Naming<'_>,
    ) -> Type {
        let Some(AdditionalProperties::Schema(schema)) = additional else {
            return Type::Untyped;
        };
        let label = naming.inner("Value");
        let naming = Naming {
            scope: naming.scope,
            label: &label,
        };
        self.schema(schema.as_ref(), &at.child("additionalProperties"), &naming)
            .into_type()
    }

    fn object(&mut self, id: TypeId, object: &ObjectView<'_>, at: &Pointer) -> Object {
        let scope = Scope::Type(id);
        let fields = self.fields(object, at, &scope);
        let additional = match object.additional {
            Some(AdditionalProperties::Any(false)) => Additional::Closed,
            additional => {
                let naming = Naming {
                    scope: &scope,
                    label: "",
                };
                Additional::Kept {
                    field: super::field::ADDITIONAL.to_owned(),
                    ty: self.map_value(additional, at, &naming),
                }
            }
        };
        Object { fields, additional }
    }

    fn variants(&mut self, values: &[&str], at: &Pointer) -> Vec<Variant> {
        let mut distinct: Vec<&str> = Vec::new();
        for (index, value) in values.iter().enumerate() {
            if distinct.contains(value) {
                let place = Place::Value(at.child("enum").index(index));
                self.found.push(Diagnostic::invalid(
                    place,
                    format!("`{value}` is listed twice"),
                ));
            } else {
                distinct.push(value);
            }
        }
        let names = name::assign(Case::Variant, &["Unrecognized"], &distinct);
        names.into_iter().map(|name| Variant { name }).collect()
    }
}

/// Whether an object has a known set of keys; all others are maps.
fn is_struct(object: &ObjectView<'_>) -> bool {
    !object.properties.is_empty()
        || matches!(object.additional, Some(AdditionalProperties::Any(false)))
}
