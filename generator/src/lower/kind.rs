//! What kind of thing a schema is, whichever of `openapiv3`'s shapes it came in.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, IntegerFormat, IntegerType, ObjectType,
    ReferenceOr, Schema, SchemaKind, StringFormat, StringType, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use crate::ir::Integer;

/// A schema, seen as the one kind of value that it describes.
pub(super) enum Kind<'a> {
    Object(ObjectView<'a>),
    Array(Option<&'a ReferenceOr<Box<Schema>>>),
    /// A string of a fixed list; nulls are told by [`has_null`].
    Enum(Vec<&'a str>),
    String(Option<&'a str>),
    Integer(Integer),
    Number,
    Boolean,
    /// Any value at all.
    Untyped,
    /// An `allOf` of one, by which OpenAPI 3.0 puts annotations beside a reference.
    Wrapper(&'a ReferenceOr<Schema>),
    /// A union or an intersection, told by its keyword.
    Combined(&'static str),
    /// A `type` that OpenAPI doesn't know.
    BadType(&'a str),
}

/// The keywords of an object.
pub(super) struct ObjectView<'a> {
    pub(super) properties: &'a IndexMap<String, ReferenceOr<Box<Schema>>>,
    pub(super) required: &'a [String],
    pub(super) additional: Option<&'a AdditionalProperties>,
}

pub(super) fn kind(schema: &Schema) -> Kind<'_> {
    match &schema.schema_kind {
        SchemaKind::Type(openapiv3::Type::String(string)) => self::string(string),
        SchemaKind::Type(openapiv3::Type::Integer(integer)) => Kind::Integer(width(integer)),
        SchemaKind::Type(openapiv3::Type::Number(_)) => Kind::Number,
        SchemaKind::Type(openapiv3::Type::Boolean(_)) => Kind::Boolean,
        SchemaKind::Type(openapiv3::Type::Object(object)) => Kind::Object(self::object(object)),
        SchemaKind::Type(openapiv3::Type::Array(ArrayType { items, .. })) => {
            Kind::Array(items.as_ref())
        }
        SchemaKind::AllOf { all_of } => combined("allOf", all_of),
        SchemaKind::OneOf { one_of } => combined("oneOf", one_of),
        SchemaKind::AnyOf { any_of } => combined("anyOf", any_of),
        SchemaKind::Not { .. } => Kind::Combined("not"),
        SchemaKind::Any(any) => self::any(any),
    }
}

/// Whether null is one of the schema's values, by `nullable` or by its `enum`.
pub(super) fn is_nullable(schema: &Schema) -> bool {
    schema.schema_data.nullable || values(schema).iter().any(Value::is_null)
}

/// The schema's `enum`, in whichever type it came.
pub(super) fn values(schema: &Schema) -> Vec<Value> {
    use openapiv3::Type;
    match &schema.schema_kind {
        SchemaKind::Type(Type::String(string)) => json(&string.enumeration),
        SchemaKind::Type(Type::Integer(integer)) => json(&integer.enumeration),
        SchemaKind::Type(Type::Number(number)) => json(&number.enumeration),
        SchemaKind::Type(Type::Boolean(boolean)) => json(&boolean.enumeration),
        SchemaKind::Any(any) => any.enumeration.clone(),
        _ => Vec::new(),
    }
}

fn json<T: Clone + Into<Value>>(values: &[Option<T>]) -> Vec<Value> {
    values
        .iter()
        .map(|value| value.clone().map_or(Value::Null, Into::into))
        .collect()
}

fn combined<'a>(keyword: &'static str, branches: &'a [ReferenceOr<Schema>]) -> Kind<'a> {
    match branches {
        [only] => Kind::Wrapper(only),
        _ => Kind::Combined(keyword),
    }
}

fn string(string: &StringType) -> Kind<'_> {
    let values: Vec<&str> = string
        .enumeration
        .iter()
        .flatten()
        .map(String::as_str)
        .collect();
    if !values.is_empty() {
        return Kind::Enum(values);
    }
    Kind::String(match &string.format {
        VariantOrUnknownOrEmpty::Item(StringFormat::DateTime) => Some("date-time"),
        VariantOrUnknownOrEmpty::Item(StringFormat::Date) => Some("date"),
        VariantOrUnknownOrEmpty::Item(StringFormat::Password) => Some("password"),
        VariantOrUnknownOrEmpty::Item(StringFormat::Byte) => Some("byte"),
        VariantOrUnknownOrEmpty::Item(StringFormat::Binary) => Some("binary"),
        VariantOrUnknownOrEmpty::Unknown(format) => Some(format),
        VariantOrUnknownOrEmpty::Empty => None,
    })
}

fn object(object: &ObjectType) -> ObjectView<'_> {
    let ObjectType {
        properties,
        required,
        additional_properties,
        ..
    } = object;
    ObjectView {
        properties,
        required,
        additional: additional_properties.as_ref(),
    }
}

/// The width that holds every value within the bounds: bounds beat the format, because servers keep to them.
fn width(integer: &IntegerType) -> Integer {
    let fits = |bound: Option<i64>| bound.is_none_or(|bound| i32::try_from(bound).is_ok());
    match &integer.format {
        VariantOrUnknownOrEmpty::Item(IntegerFormat::Int32)
            if fits(integer.maximum) && fits(integer.minimum) =>
        {
            Integer::I32
        }
        VariantOrUnknownOrEmpty::Unknown(format) if format == "uint64" => Integer::U64,
        _ => Integer::I64,
    }
}

/// A schema whose keywords don't all belong to its `type`, or that has no `type`: what it says decides.
fn any(any: &AnySchema) -> Kind<'_> {
    let combination = [
        ("allOf", &any.all_of),
        ("oneOf", &any.one_of),
        ("anyOf", &any.any_of),
    ];
    if let Some((keyword, _)) = combination
        .into_iter()
        .find(|(_, branches)| !branches.is_empty())
    {
        return Kind::Combined(keyword);
    }
    if any.not.is_some() {
        return Kind::Combined("not");
    }
    let object = ObjectView {
        properties: &any.properties,
        required: &any.required,
        additional: any.additional_properties.as_ref(),
    };
    let strings = || {
        any.enumeration
            .iter()
            .filter(|value| !value.is_null())
            .map(Value::as_str)
            .collect::<Option<Vec<&str>>>()
    };
    match any.typ.as_deref() {
        Some("object") => Kind::Object(object),
        Some("array") => Kind::Array(any.items.as_ref()),
        Some("string") | None if !any.enumeration.is_empty() => match strings() {
            Some(values) if !values.is_empty() => Kind::Enum(values),
            _ => Kind::Untyped,
        },
        Some("string") => Kind::String(any.format.as_deref()),
        Some("integer") => Kind::Integer(wide(any)),
        Some("number") => Kind::Number,
        Some("boolean") => Kind::Boolean,
        Some(other) => Kind::BadType(other),
        None if !any.properties.is_empty() || any.additional_properties.is_some() => {
            Kind::Object(object)
        }
        None if any.items.is_some() => Kind::Array(any.items.as_ref()),
        None => Kind::Untyped,
    }
}

/// An integer with a bound outside of `i64`, which is why it isn't an [`IntegerType`].
fn wide(any: &AnySchema) -> Integer {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a bound near the limit needs the wider type anyway"
    )]
    let is_beyond_i64 = any.maximum.is_some_and(|maximum| maximum > i64::MAX as f64);
    if is_beyond_i64 && any.minimum.is_some_and(|minimum| minimum >= 0.0) {
        Integer::U64
    } else {
        Integer::I64
    }
}
