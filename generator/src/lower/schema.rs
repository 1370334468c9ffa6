//! Schemas: each becomes a [`Type`], and those with a name of their own a [`Draft`] as well.
//!
//! A schema comes in with its place, one level at a time: what is inside of it is looked at when its own turn comes.
//! Inline objects, enums and unions are named for their place: a property by its name, the items of a list by the
//! list's name and `Item`, the values of a map by the map's name and `Value`, each inside of the type that it
//! stands in.

use serde_json::{Map, Value};

use super::Lowering;
use super::docs;
use super::draft::{Draft, Scope};
use super::format;
use super::kind::{Kind, ObjectView};
use super::listed;
use super::merge::Merged;
use super::naming::Naming;
use super::place::PLACE;
use super::reference::parse;
use super::tuple::PREFIX;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Additional, Number, Object, Shape, Type, TypeId};
use crate::pointer::Pointer;

/// How many schemas may stand in one another, with those that combining brings there.
const DEEPEST: usize = 100;

/// How many types any document may have, besides one for each value in it.
const LEAST_TYPES: usize = 1_000;

/// A type as it is used, and whether null may stand for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Use {
    pub(super) ty: Type,
    pub(super) nullable: bool,
}

impl Use {
    /// The type where no field carries the null.
    pub(super) fn into_type(self) -> Type {
        if self.nullable && self.ty != Type::Untyped {
            Type::Nullable(Box::new(self.ty))
        } else {
            self.ty
        }
    }
}

impl Lowering<'_> {
    /// Lowers all of `components.schemas`; their ids come first, so that they can refer to each other.
    pub(super) fn component_schemas(&mut self) {
        let at = Pointer::root().child("components").child("schemas");
        let schemas = self
            .document
            .pointer(at.as_str())
            .and_then(Value::as_object);
        let Some(schemas) = schemas else { return };
        for name in schemas.keys() {
            let id = TypeId(self.drafts.len());
            self.components.insert(name.clone(), id);
            self.drafts
                .push(Draft::new(Scope::Components, name, at.child(name)));
        }
        for (index, schema) in schemas.values().enumerate() {
            self.component_schema(TypeId(index), schema);
        }
    }

    fn component_schema(&mut self, id: TypeId, schema: &Value) {
        let at = self.drafts[id.0].at.clone();
        let naming = Naming {
            scope: Scope::Type(id),
            label: String::new(),
        };
        self.drafts[id.0].shape = match self.merged(schema, &at) {
            _ if schema.get("$ref").is_some() => Shape::Alias(self.schema(schema, &at, &naming).ty),
            Merged::Alias(only, only_at) => {
                self.drafts[id.0].docs = docs::annotations(schema);
                match self.component_shape(id, &only, &only_at) {
                    Some(shape) => shape,
                    None => Shape::Alias(self.schema(&only, &only_at, &naming).ty),
                }
            }
            Merged::Whole(whole) => self
                .component_shape(id, &whole, &at)
                .unwrap_or(Shape::Alias(Type::Untyped)),
        };
    }

    /// The shape of a component whose schema is `schema`; none when that is a reference.
    fn component_shape(&mut self, id: TypeId, schema: &Value, at: &Pointer) -> Option<Shape> {
        if schema.get("$ref").is_some() {
            return None;
        }
        let piece = self.piece(schema, at)?;
        self.drafts[id.0].docs.fill(docs::schema(&piece, schema));
        let kind = self.kind(schema, &piece);
        let shape = self.shape(id, schema, at, kind);
        let ty = Use {
            ty: Type::Named(id),
            nullable: self.accepts_null(schema),
        }
        .into_type();
        self.schema_example(&piece, at, ty);
        Some(shape)
    }

    /// The shape of the named type `id`.
    fn shape(&mut self, id: TypeId, schema: &Value, at: &Pointer, kind: Kind<'_>) -> Shape {
        match kind {
            Kind::Object(object) if object.is_struct() => {
                Shape::Object(self.object(id, &object, at))
            }
            Kind::Enum(of) => self.listed(of, listed::entries(schema, at)),
            Kind::Mixed => self.mixed(id, schema, at),
            Kind::Union(union) => self.union(id, schema, &union, at),
            other => {
                let naming = Naming {
                    scope: Scope::Type(id),
                    label: String::new(),
                };
                Shape::Alias(self.unnamed(other, at, &naming))
            }
        }
    }

    /// The type of a schema that stands at `at`, with a draft of its own where it needs a name.
    pub(super) fn schema(&mut self, schema: &Value, at: &Pointer, naming: &Naming) -> Use {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return self.referenced_schema(reference, at);
        }
        let moved = schema
            .get(PLACE)
            .and_then(Value::as_str)
            .and_then(|place| place.parse().ok());
        let at = moved.as_ref().unwrap_or(at);
        if let Some(used) = self.places.get(at) {
            return used.clone();
        }
        if self.depth == DEEPEST || self.drafts.len() >= LEAST_TYPES + self.size {
            let ty = self.untyped(too_many(at));
            return Use { ty, nullable: true };
        }
        // Finding out what a place is named for names what it stands in, so it is asked only where it matters.
        let own = moved
            .as_ref()
            .filter(|_| holds_names(schema))
            .map(|place| self.naming_of(place));
        self.depth += 1;
        let ty = self.inline_schema(schema, at, own.as_ref().unwrap_or(naming));
        self.depth -= 1;
        let used = Use {
            ty,
            nullable: self.accepts_null(schema),
        };
        self.remember(at, &used);
        used
    }

    fn inline_schema(&mut self, schema: &Value, at: &Pointer, naming: &Naming) -> Type {
        let whole = match self.merged(schema, at) {
            Merged::Alias(only, only_at) => return self.schema(&only, &only_at, naming).ty,
            Merged::Whole(whole) => whole,
        };
        let Some(piece) = self.piece(&whole, at) else {
            return Type::Untyped;
        };
        let ty = match self.kind(&whole, &piece) {
            Kind::Object(object) if !object.is_struct() => {
                self.unnamed(Kind::Object(object), at, naming)
            }
            Kind::Union(union) if self.is_plain(&union) => self.plain_union(&union, at, naming),
            kind @ (Kind::Object(_) | Kind::Enum(_) | Kind::Mixed | Kind::Union(_)) => {
                let id = TypeId(self.drafts.len());
                self.drafts.push(Draft::new(
                    naming.scope.clone(),
                    naming.label.clone(),
                    at.clone(),
                ));
                self.remember(
                    at,
                    &Use {
                        ty: Type::Named(id),
                        nullable: self.accepts_null(schema),
                    },
                );
                self.drafts[id.0].docs = docs::schema(&piece, &whole);
                self.drafts[id.0].shape = self.shape(id, &whole, at, kind);
                Type::Named(id)
            }
            other => self.unnamed(other, at, naming),
        };
        let example = Use {
            ty: ty.clone(),
            nullable: self.accepts_null(schema),
        };
        self.schema_example(&piece, at, example.into_type());
        ty
    }

    /// The type of a schema that needs no name itself, though what is inside of it may.
    fn unnamed(&mut self, kind: Kind<'_>, at: &Pointer, naming: &Naming) -> Type {
        match kind {
            Kind::String(name) => name
                .and_then(format::format)
                .map_or(Type::String, Type::Formatted),
            Kind::Foreign(path) => Type::Foreign(path),
            Kind::Integer(width) => Type::Integer(width),
            Kind::Number => Type::Number(Number::F64),
            Kind::Boolean => Type::Boolean,
            // Those that list values have names.
            Kind::Untyped | Kind::Enum(_) | Kind::Mixed => Type::Untyped,
            Kind::Array(None) => Type::List(Box::new(Type::Untyped)),
            Kind::Array(Some(items)) => {
                let item = self.schema(items, &at.child("items"), &naming.inner("Item"));
                Type::List(Box::new(item.into_type()))
            }
            Kind::Tuple(tuple) => self.tuple(&tuple, at, naming),
            Kind::Object(object) => {
                Type::Map(Box::new(self.map_value(object.additional, at, naming)))
            }
            Kind::Union(union) => self.plain_union(&union, at, naming),
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
    fn map_value(&mut self, additional: Option<&Value>, at: &Pointer, naming: &Naming) -> Type {
        match additional {
            Some(schema @ Value::Object(_)) => {
                let at = at.child("additionalProperties");
                self.schema(schema, &at, &naming.inner("Value")).into_type()
            }
            _ => Type::Untyped,
        }
    }

    fn object(&mut self, id: TypeId, object: &ObjectView<'_>, at: &Pointer) -> Object {
        let naming = Naming {
            scope: Scope::Type(id),
            label: String::new(),
        };
        let fields = self.fields(object, at, &naming.scope);
        let additional = match object.additional {
            Some(Value::Bool(false)) => Additional::Closed,
            additional => Additional::Kept {
                field: super::field::ADDITIONAL.to_owned(),
                ty: self.map_value(additional, at, &naming),
            },
        };
        Object { fields, additional }
    }

    /// One level of a schema: its keywords without the schemas inside of it, as `openapiv3` reads them.
    pub(super) fn piece(&mut self, schema: &Value, at: &Pointer) -> Option<openapiv3::Schema> {
        const INNER: [&str; 9] = [
            "properties",
            "required",
            "additionalProperties",
            "items",
            "allOf",
            "oneOf",
            "anyOf",
            "not",
            "discriminator",
        ];
        let keywords = schema.as_object().into_iter().flatten();
        let own = keywords.filter(|(keyword, _)| !INNER.contains(&keyword.as_str()));
        let own: Map<String, Value> = own
            .map(|(keyword, value)| (keyword.clone(), value.clone()))
            .collect();
        let piece = parse(&Value::Object(own), at, "a schema");
        piece.map_err(|bad| self.untyped(bad)).ok()
    }
}

fn too_many(at: &Pointer) -> Diagnostic {
    let message = "what is combined here makes too many types";
    Diagnostic::unsupported(Place::Value(at.clone()), message).note(format!(
        "a document may have {LEAST_TYPES} types and one for each of its values, up to {DEEPEST} deep"
    ))
}

/// Whether something in a schema may need a name; nothing in a plain string or number does.
pub(super) fn holds_names(schema: &Value) -> bool {
    const NAMED: [&str; 8] = [
        "enum",
        "properties",
        "items",
        PREFIX,
        "additionalProperties",
        "allOf",
        "oneOf",
        "anyOf",
    ];
    NAMED.iter().any(|keyword| schema.get(keyword).is_some())
}
