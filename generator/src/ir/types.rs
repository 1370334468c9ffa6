//! Types: what a schema becomes.

use serde_json::Value;

use super::{Answered, Choice, Format, Header, Name, TypeId, TypePath};
use crate::pointer::Pointer;

/// A type with a name of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypeDef {
    /// The type's name; the wire name is the last word of its place.
    pub name: Name,
    /// The modules that it stands in, below `models`: `send_message_request`, `message`.
    pub module: Vec<String>,
    /// The module beside it for the types inside of it, if there are any.
    pub inner: String,
    /// What the document says of it.
    pub docs: Docs,
    /// What it is.
    pub shape: Shape,
    /// The schema.
    pub at: Pointer,
}

/// What a named type is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Shape {
    /// `{type: object, properties: ..}`: a struct.
    Object(Object),
    /// `{type: string, enum: [..]}`, or of integers: an open enum.
    Enum(Enum),
    /// `oneOf` or `anyOf`: an enum with a variant a branch, and one for what fits none.
    Union(Union),
    /// The answers of an operation that carry different things: an enum with a variant a status.
    Answers(Vec<Answered>),
    /// The headers that the successes of an operation declare: a struct that is read from them.
    Headers(Vec<Header>),
    /// The bodies that an operation takes: an enum with a variant for each, the preferred one first.
    Bodies(Vec<Choice>),
    /// Any other component: `pub type PageId = String`.
    Alias(Type),
}

/// A union's content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Union {
    /// `discriminator.propertyName`: the property that tells which branch an object belongs to.
    pub tag: Option<String>,
    /// The branches, in the document's order, null aside.
    pub branches: Vec<Branch>,
}

/// One branch of a union.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Branch {
    /// The branch's label, and the variant.
    pub name: Name,
    /// What the variant holds.
    pub ty: Type,
    /// The values of the union's tag that select it.
    pub tags: Vec<String>,
}

/// A struct's content.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Object {
    /// The properties, in the document's order.
    pub fields: Vec<Field>,
    /// What becomes of the keys that no property takes.
    pub additional: Additional,
}

impl Object {
    /// Whether a property is a file, so that only a multipart body can carry the object.
    #[must_use]
    pub fn holds_files(&self) -> bool {
        self.fields.iter().any(|field| field.ty.is_of_files())
    }
}

/// `additionalProperties` of an object that has properties as well.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Additional {
    /// `false`: other keys are ignored when reading, and can't be written.
    Closed,
    /// A schema, `true`, or nothing said: other keys are kept in the field of this name.
    Kept {
        /// The field's name in Rust.
        field: String,
        /// The type of the values.
        ty: Type,
    },
}

/// One property.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Field {
    /// The property's name.
    pub name: Name,
    /// The type of a value that is there and not null.
    pub ty: Type,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// What the document says of it.
    pub docs: Docs,
    /// The property's schema.
    pub at: Pointer,
}

/// Whether a property may be absent or null, decided by `required` and `nullable`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Always there: `T`.
    Required,
    /// May be absent: `Option<T>`.
    Optional,
    /// Always there, may be null: `Option<T>`.
    Nullable,
    /// May be absent, and null says something else: `bindery_runtime::Presence<T>`.
    OptionalNullable,
    /// May be absent, and the type itself can hold a null: `Option<Value>`.
    OptionalUntyped,
}

/// A list of values of one JSON type, open to others of it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Enum {
    /// What the values are.
    pub of: Listed,
    /// The values, in the document's order.
    pub variants: Vec<Variant>,
}

/// What the values of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Listed {
    /// Strings.
    Strings,
    /// Integers of a width.
    Integers(Integer),
}

/// One value of an enum.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Variant {
    /// The value as text, and the variant.
    pub name: Name,
    /// The value.
    pub value: Value,
    /// What the document says of it.
    pub docs: Docs,
}

/// A type as it is used: a name, or something built in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// `{$ref: ..}`, or an inline object or enum.
    Named(TypeId),
    /// `{type: array}`: `Vec<T>`.
    List(Box<Type>),
    /// `prefixItems` of a fixed number: `(A, B)`.
    Tuple(Vec<Type>),
    /// `{type: object, additionalProperties: ..}`: a map by string.
    Map(Box<Type>),
    /// `nullable: true` where there is no field to carry it: `Option<T>`.
    Nullable(Box<Type>),
    /// `{type: string}`.
    String,
    /// `{type: string, format: date-time}` and others.
    Formatted(Format),
    /// `{type: boolean}`.
    Boolean,
    /// `{type: integer}`.
    Integer(Integer),
    /// `{type: number}`.
    Number(Number),
    /// `{type: string, format: binary}` in a multipart body: `bindery_runtime::File`.
    File,
    /// A type of the user's own.
    Foreign(TypePath),
    /// `{}`, or what can't be typed: any JSON value, kept as it is.
    Untyped,
}

impl Type {
    /// Whether this is a file, or a list of them.
    pub(crate) fn is_of_files(&self) -> bool {
        match self {
            Self::List(item) => **item == Self::File,
            ty => *ty == Self::File,
        }
    }
}

/// The width of an integer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Integer {
    /// `format: int32`, when its bounds fit.
    I32,
    /// No format, or `int64`.
    I64,
    /// `minimum: 0` or above with a `maximum` beyond `i64`, or `format: uint64`.
    U64,
    /// Bounds beyond `i64`, with negative values among them.
    I128,
    /// `minimum: 0` or above with a `maximum` beyond `u64`.
    U128,
}

/// The kind of a number that need not be whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Number {
    /// Every number: `format: float` too, because `0.03` read as an `f32` is written back as something else.
    F64,
}

/// What the document says of a thing, before it is made safe for rustdoc.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Docs {
    /// `summary` or `title`: one line.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `format`, where the Rust type doesn't show it.
    pub format: Option<String>,
    /// `default`: documented, never sent unasked.
    pub default: Option<Value>,
    /// The values of an `enum` that the Rust type doesn't show.
    pub values: Vec<Value>,
    /// What else the Rust type doesn't show: a word for each, such as `Keys match`, and what there is to say.
    pub facts: Vec<(&'static str, Vec<Value>)>,
    /// `example`, and the values of `examples`.
    pub examples: Vec<Value>,
    /// `deprecated`.
    pub deprecated: bool,
}

impl Docs {
    /// Takes over from `others` what isn't said here.
    pub(crate) fn fill(&mut self, others: Docs) {
        let examples = if self.examples.is_empty() {
            others.examples
        } else {
            std::mem::take(&mut self.examples)
        };
        *self = Docs {
            title: self.title.take().or(others.title),
            description: self.description.take().or(others.description),
            format: others.format,
            default: self.default.take().or(others.default),
            values: others.values,
            facts: others.facts,
            examples,
            deprecated: self.deprecated || others.deprecated,
        };
    }
}
