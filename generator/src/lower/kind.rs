//! What kind of thing a schema is: its keywords, seen as one of a few possibilities.

use openapiv3::{
    AnySchema, IntegerFormat, IntegerType, Schema, SchemaKind, StringFormat, StringType,
    VariantOrUnknownOrEmpty,
};
use serde_json::{Map, Value};

use crate::ir::Integer;

/// A schema, seen as the one kind of value that it describes.
pub(super) enum Kind<'a> {
    Object(ObjectView<'a>),
    Array(Option<&'a Value>),
    /// A string of a fixed list; that null is in the list as well is told elsewhere.
    Enum(Vec<&'a str>),
    String(Option<&'a str>),
    Integer(Integer),
    Number,
    Boolean,
    /// Any value at all.
    Untyped,
    Union(UnionView<'a>),
    /// A `type` that OpenAPI doesn't know.
    BadType(&'a str),
}

/// The keywords of an object.
pub(super) struct ObjectView<'a> {
    pub(super) properties: Option<&'a Map<String, Value>>,
    pub(super) required: Vec<&'a str>,
    pub(super) additional: Option<&'a Value>,
}

impl ObjectView<'_> {
    /// Whether an object has a known set of keys; all others are maps.
    pub(super) fn is_struct(&self) -> bool {
        self.properties
            .is_some_and(|properties| !properties.is_empty())
            || self.additional == Some(&Value::Bool(false))
    }
}

/// `oneOf` or `anyOf`.
pub(super) struct UnionView<'a> {
    pub(super) keyword: &'static str,
    pub(super) branches: &'a [Value],
    pub(super) discriminator: Option<&'a Value>,
}

/// The kind of the schema `value`, of which `piece` is one level as `openapiv3` reads it.
pub(super) fn kind<'a>(value: &'a Value, piece: &'a Schema) -> Kind<'a> {
    if let Some(union) = union(value) {
        return Kind::Union(union);
    }
    match &piece.schema_kind {
        SchemaKind::Type(openapiv3::Type::String(string)) => self::string(string),
        SchemaKind::Type(openapiv3::Type::Integer(integer)) => Kind::Integer(width(integer)),
        SchemaKind::Type(openapiv3::Type::Number(_)) => Kind::Number,
        SchemaKind::Type(openapiv3::Type::Boolean(_)) => Kind::Boolean,
        SchemaKind::Type(openapiv3::Type::Object(_)) => Kind::Object(object(value)),
        SchemaKind::Type(openapiv3::Type::Array(_)) => Kind::Array(value.get("items")),
        SchemaKind::Any(any) => self::any(any, value),
        SchemaKind::OneOf { .. }
        | SchemaKind::AllOf { .. }
        | SchemaKind::AnyOf { .. }
        | SchemaKind::Not { .. } => Kind::Untyped,
    }
}

/// The schema's `enum`, in whichever type it came.
pub(super) fn values(value: &Value) -> &[Value] {
    value
        .get("enum")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// The schema's union, unless no branch tells more than which properties are required.
pub(super) fn union(value: &Value) -> Option<UnionView<'_>> {
    let list = |keyword: &'static str| Some((keyword, value.get(keyword)?.as_array()?));
    let (keyword, branches) = list("oneOf").or_else(|| list("anyOf"))?;
    let is_told = branches.iter().any(tells_type);
    let discriminator = value.get("discriminator");
    is_told.then_some(UnionView {
        keyword,
        branches,
        discriminator,
    })
}

/// Whether a branch of a union tells what a value is, rather than narrowing what its siblings say.
fn tells_type(branch: &Value) -> bool {
    const TELLING: [&str; 9] = [
        "$ref",
        "type",
        "properties",
        "additionalProperties",
        "items",
        "enum",
        "allOf",
        "oneOf",
        "anyOf",
    ];
    let has = |keyword: &str| branch.get(keyword).is_some();
    let is_bare_object = branch.get("type").is_some_and(|ty| ty == "object")
        && !TELLING
            .into_iter()
            .any(|keyword| keyword != "type" && has(keyword));
    TELLING.into_iter().any(has) && !(is_bare_object && has("required"))
}

fn object(value: &Value) -> ObjectView<'_> {
    let required = value.get("required").and_then(Value::as_array);
    ObjectView {
        properties: value.get("properties").and_then(Value::as_object),
        required: required
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect(),
        additional: value.get("additionalProperties"),
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
fn any<'a>(any: &'a AnySchema, value: &'a Value) -> Kind<'a> {
    let has = |keyword: &str| value.get(keyword).is_some();
    match any.typ.as_deref() {
        Some("object") => Kind::Object(object(value)),
        Some("array") => Kind::Array(value.get("items")),
        Some("string") | None if !any.enumeration.is_empty() => strings(&any.enumeration),
        Some("string") => Kind::String(any.format.as_deref()),
        Some("integer") => Kind::Integer(wide(any)),
        Some("number") => Kind::Number,
        Some("boolean") => Kind::Boolean,
        Some(other) => Kind::BadType(other),
        None if has("properties") || has("additionalProperties") => Kind::Object(object(value)),
        None if has("items") => Kind::Array(value.get("items")),
        None => Kind::Untyped,
    }
}

/// An enum of strings, nulls aside; of anything else, any value.
fn strings(values: &[Value]) -> Kind<'_> {
    let values = values
        .iter()
        .filter(|value| !value.is_null())
        .map(Value::as_str);
    match values.collect::<Option<Vec<&str>>>() {
        Some(values) if !values.is_empty() => Kind::Enum(values),
        _ => Kind::Untyped,
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
