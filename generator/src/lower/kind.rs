//! What kind of thing a schema is: its keywords, seen as one of a few possibilities.

use openapiv3::{AnySchema, Schema, SchemaKind, StringFormat, StringType, VariantOrUnknownOrEmpty};
use serde_json::{Map, Value};

use super::tuple::PREFIX;
use super::{Lowering, width};
use crate::ir::{Integer, Listed, TypePath};

/// A schema, seen as the one kind of value that it describes.
pub(super) enum Kind<'a> {
    Object(ObjectView<'a>),
    Array(Option<&'a Value>),
    /// A list with schemas for its first items.
    Tuple(TupleView<'a>),
    /// Values of a list; that null is in the list as well is told elsewhere.
    Enum(Listed),
    /// Values of a list, of several JSON types.
    Mixed,
    String(Option<&'a str>),
    Integer(Integer),
    Number,
    Boolean,
    /// Any value at all.
    Untyped,
    Union(UnionView<'a>),
    /// What the user has a type for.
    Foreign(TypePath),
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

/// The keywords of a list whose first items have schemas of their own.
pub(super) struct TupleView<'a> {
    /// The schemas of the first items, one at least.
    pub(super) prefix: &'a [Value],
    /// The schema of all other items.
    pub(super) rest: Option<&'a Value>,
    pub(super) least: Option<usize>,
    pub(super) most: Option<usize>,
}

/// `oneOf` or `anyOf`.
pub(super) struct UnionView<'a> {
    pub(super) keyword: &'static str,
    pub(super) branches: &'a [Value],
    pub(super) discriminator: Option<&'a Value>,
}

impl Lowering<'_> {
    /// The kind of the schema `value`, or the type that the user has for its format.
    pub(super) fn kind<'v>(&mut self, value: &'v Value, piece: &'v Schema) -> Kind<'v> {
        let kind = kind(value, piece);
        let format = match kind {
            Kind::String(_) | Kind::Integer(_) | Kind::Number => value.get("format"),
            _ => None,
        };
        let Some(format) = format.and_then(Value::as_str) else {
            return kind;
        };
        self.formats.insert(format.to_owned());
        let own = self.overrides.of_format(format);
        own.map_or(kind, |own| Kind::Foreign(own.clone()))
    }
}

/// The kind of the schema `value`, of which `piece` is one level as `openapiv3` reads it.
pub(super) fn kind<'a>(value: &'a Value, piece: &'a Schema) -> Kind<'a> {
    if let Some(union) = union(value) {
        return Kind::Union(union);
    }
    if let Some(listed) = listed(value) {
        return listed;
    }
    match &piece.schema_kind {
        SchemaKind::Type(openapiv3::Type::String(string)) => self::string(string),
        SchemaKind::Type(openapiv3::Type::Integer(_)) => Kind::Integer(width::of(value)),
        SchemaKind::Type(openapiv3::Type::Number(_)) => Kind::Number,
        SchemaKind::Type(openapiv3::Type::Boolean(_)) => Kind::Boolean,
        SchemaKind::Type(openapiv3::Type::Object(_)) => Kind::Object(object(value)),
        SchemaKind::Type(openapiv3::Type::Array(_)) => array(value),
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

/// What the values that a schema lists are, if that tells its type; of values that its `type` rules out, some are
/// written as they shouldn't be.
fn listed(schema: &Value) -> Option<Kind<'static>> {
    let values = || values(schema).iter().filter(|value| !value.is_null());
    let is_scalar = |value: &Value| value.is_string() || value.is_number() || value.is_boolean();
    let is_fraction = |value: &Value| value.is_number() && width::integer(value).is_none();
    let some = |is: fn(&Value) -> bool| values().any(is);
    let integers = || Some(Kind::Enum(integers(schema)));
    let is_whole = some(|value| width::integer(value).is_some()) && !values().any(is_fraction);
    match schema.get("type").and_then(Value::as_str) {
        Some("string") => values()
            .any(is_scalar)
            .then_some(Kind::Enum(Listed::Strings)),
        Some("integer") if some(|value| width::integer(value).is_some()) => integers(),
        Some("number") if is_whole => integers(),
        Some(_) => None,
        None if !values().all(is_scalar) => None,
        None => match [Value::is_string, Value::is_number, Value::is_boolean].map(some) {
            [false, false, false] => None,
            [true, false, false] => Some(Kind::Enum(Listed::Strings)),
            [false, true, false] if is_whole => integers(),
            [false, true, false] => Some(Kind::Number),
            [false, false, true] => Some(Kind::Boolean),
            _ => Some(Kind::Mixed),
        },
    }
}

/// The kind of a scalar, as far as the schema itself tells it.
pub(super) fn scalar(schema: &Value) -> Option<Kind<'_>> {
    listed(schema).or_else(|| match schema.get("type")?.as_str()? {
        "string" => Some(Kind::String(schema.get("format").and_then(Value::as_str))),
        "integer" => Some(Kind::Integer(width::of(schema))),
        "number" => Some(Kind::Number),
        _ => None,
    })
}

/// The integers that a schema lists.
pub(super) fn integers(schema: &Value) -> Listed {
    let values: Vec<i128> = values(schema).iter().filter_map(width::integer).collect();
    Listed::Integers(width::of_listed(schema, &values))
}

/// The schema's union, unless no branch tells more than which properties are required.
pub(super) fn union(value: &Value) -> Option<UnionView<'_>> {
    let told = |keyword: &'static str| Some((keyword, told_branches(value.get(keyword)?)?));
    let (keyword, branches) = told("oneOf").or_else(|| told("anyOf"))?;
    Some(UnionView {
        keyword,
        branches,
        discriminator: value.get("discriminator"),
    })
}

/// The branches of a `oneOf` or `anyOf`, unless they only narrow what their siblings say.
pub(super) fn told_branches(branches: &Value) -> Option<&[Value]> {
    let branches = branches.as_array()?;
    branches.iter().any(tells_type).then_some(branches)
}

/// Whether a branch of a union tells what a value is, rather than narrowing what its siblings say.
fn tells_type(branch: &Value) -> bool {
    const TELLING: [&str; 10] = [
        "$ref",
        "type",
        "properties",
        "additionalProperties",
        "items",
        PREFIX,
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

fn array(value: &Value) -> Kind<'_> {
    let rest = value.get("items");
    let prefix = value.get(PREFIX).and_then(Value::as_array);
    let length = |keyword: &str| value.get(keyword)?.as_u64()?.try_into().ok();
    match prefix {
        Some(prefix) if !prefix.is_empty() => Kind::Tuple(TupleView {
            prefix,
            rest,
            least: length("minItems"),
            most: length("maxItems"),
        }),
        _ => Kind::Array(rest),
    }
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

/// A schema whose keywords don't all belong to its `type`, or that has no `type`: what it says decides.
fn any<'a>(any: &'a AnySchema, value: &'a Value) -> Kind<'a> {
    let has = |keyword: &str| value.get(keyword).is_some();
    match any.typ.as_deref() {
        Some("object") => Kind::Object(object(value)),
        Some("array") => array(value),
        Some("string") => Kind::String(any.format.as_deref()),
        Some("integer") => Kind::Integer(width::of(value)),
        Some("number") => Kind::Number,
        Some("boolean") => Kind::Boolean,
        Some(other) => Kind::BadType(other),
        None if has("properties") || has("additionalProperties") => Kind::Object(object(value)),
        None if has("items") || has(PREFIX) => array(value),
        None => Kind::Untyped,
    }
}
