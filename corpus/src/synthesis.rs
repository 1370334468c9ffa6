//! Synthesis: values of each type, made of nothing but what the type says.
//!
//! An API comes in, values go out: with all that is required, with all properties, each value of an enum, each
//! branch of a union, and null wherever it may be. No bound or pattern of a schema is heeded: decoders don't look at them either.

use std::cell::Cell;

use bindery::ir::{
    Additional, Api, Branch, Example, Field, Integer, Listed, Number, Object, Presence, Shape,
    Type, TypeDef, TypeId, Union,
};
use serde_json::{Map, Value, json};

/// How many values one instance may consist of; one that would be larger isn't made.
const BUDGET: usize = 20_000;

/// How deep properties that need not be there are filled in; each type has instances of its own anyway.
const DEPTH: usize = 3;

/// Instances of every type of an API. Their places tell what they are instances of, and how they were made.
pub(crate) fn instances(api: &Api) -> Vec<Example> {
    let of = |(index, def): (usize, &TypeDef)| {
        let id = TypeId(index);
        let example = move |(case, value): (String, Value)| Example {
            at: def.at.child(&format!("({case})")),
            ty: Type::Named(id),
            value,
        };
        let instances = Synthesizer::new(api).of(id, &def.shape);
        instances.into_iter().map(example).collect::<Vec<_>>()
    };
    api.types.iter().enumerate().flat_map(of).collect()
}

struct Synthesizer<'a> {
    api: &'a Api,
    left: Cell<usize>,
}

/// The types that a value is inside of.
type Path = [TypeId];

impl<'a> Synthesizer<'a> {
    fn new(api: &'a Api) -> Self {
        Self {
            api,
            left: Cell::new(BUDGET),
        }
    }

    /// The instances of one type, each with a word for how it was made.
    fn of(&self, id: TypeId, shape: &Shape) -> Vec<(String, Value)> {
        match shape {
            // A form with files is written as parts, and never read.
            Shape::Object(object) if object.holds_files() => Vec::new(),
            Shape::Object(object) => {
                let required = self.smallest_object(object, &[id]);
                let all = self.fullest_object(object, &[id]);
                let nulls = all.as_ref().and_then(|all| with_nulls(object, all));
                named([("required", required), ("all", all), ("nulls", nulls)])
            }
            Shape::Enum(listed) => listed
                .variants
                .iter()
                .map(|variant| (variant.name.wire.clone(), variant.value.clone()))
                .collect(),
            Shape::Union(union) => {
                let branches = union.branches.iter();
                branches
                    .flat_map(|branch| self.of_branch(union, branch, &[id]))
                    .collect()
            }
            // Answers are read by status and never written, bodies the other way round.
            Shape::Answers(_) | Shape::Headers(_) | Shape::Bodies(_) => Vec::new(),
            Shape::Alias(ty) => {
                let null = matches!(ty, Type::Nullable(_)).then_some(Value::Null);
                named([
                    ("smallest", self.smallest(ty, &[id])),
                    ("fullest", self.fullest(ty, &[id])),
                    ("null", null),
                ])
            }
        }
    }

    /// The instances of one branch: the smallest and fullest with each of the tags that select it.
    fn of_branch(&self, union: &Union, branch: &Branch, path: &Path) -> Vec<(String, Value)> {
        let values = [
            ("smallest", self.smallest(&branch.ty, path)),
            ("fullest", self.fullest(&branch.ty, path)),
        ];
        let mut instances = Vec::new();
        for (case, value) in named(values) {
            let case = format!("{} {case}", branch.name.wire);
            if branch.tags.is_empty() {
                instances.push((case, value));
                continue;
            }
            for tag in &branch.tags {
                let value = self.with_tag(union, branch, tag, value.clone());
                instances.extend(value.map(|value| (format!("{case} {tag}"), value)));
            }
        }
        instances
    }

    /// The value with a tag of its branch. A document writes tags as text, also where the branch has a number or a
    /// boolean for it; there is nothing to be made of a tag that the branch's property can't hold.
    fn with_tag(
        &self,
        union: &Union,
        branch: &Branch,
        tag: &str,
        mut value: Value,
    ) -> Option<Value> {
        if let (Some(property), Some(map)) = (&union.tag, value.as_object_mut()) {
            let held = self.property(&branch.ty, property);
            let tag = held.map_or_else(|| Some(json!(tag)), |ty| self.tag(ty, tag))?;
            map.insert(property.clone(), tag);
        }
        Some(value)
    }

    /// The type of a property of an object.
    fn property(&self, ty: &Type, name: &str) -> Option<&Type> {
        match ty {
            Type::Nullable(inner) => self.property(inner, name),
            Type::Named(id) => match &self.api[*id].shape {
                Shape::Alias(ty) => self.property(ty, name),
                Shape::Object(object) => {
                    let field = object.fields.iter().find(|field| field.name.wire == name)?;
                    Some(&field.ty)
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// A tag as a value of this type.
    fn tag(&self, ty: &Type, tag: &str) -> Option<Value> {
        let number = || Some(json!(tag.parse::<serde_json::Number>().ok()?));
        match ty {
            Type::Nullable(inner) => self.tag(inner, tag),
            Type::Named(id) => match &self.api[*id].shape {
                Shape::Alias(ty) => self.tag(ty, tag),
                Shape::Enum(listed) if matches!(listed.of, Listed::Integers(_)) => number(),
                Shape::Enum(_) | Shape::Union(_) => Some(json!(tag)),
                _ => None,
            },
            Type::Integer(_) | Type::Number(_) => number(),
            Type::Boolean => Some(json!(tag.to_ascii_lowercase().parse::<bool>().ok()?)),
            Type::List(_) | Type::Map(_) | Type::Tuple(_) => None,
            _ => Some(json!(tag)),
        }
    }

    /// A value of the first branch that has one, `of` making it.
    fn of_some_branch(&self, union: &Union, of: impl Fn(&Type) -> Option<Value>) -> Option<Value> {
        union.branches.iter().find_map(|branch| {
            let value = of(&branch.ty)?;
            match branch.tags.first() {
                Some(tag) => self.with_tag(union, branch, tag, value),
                None => Some(value),
            }
        })
    }

    /// A value with nothing in it that need not be there; there is none for a type that must contain itself.
    fn smallest(&self, ty: &Type, path: &Path) -> Option<Value> {
        self.spend()?;
        match ty {
            Type::Named(id) => {
                let path = entered(*id, path)?;
                match &self.api[*id].shape {
                    Shape::Object(object) => self.smallest_object(object, &path),
                    Shape::Enum(listed) => Some(listed.variants.first()?.value.clone()),
                    Shape::Union(union) => {
                        self.of_some_branch(union, |ty| self.smallest(ty, &path))
                    }
                    Shape::Answers(_) | Shape::Headers(_) | Shape::Bodies(_) => None,
                    Shape::Alias(ty) => self.smallest(ty, &path),
                }
            }
            Type::List(_) => Some(json!([])),
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.smallest(item, path));
                items.collect::<Option<Vec<_>>>().map(Value::Array)
            }
            Type::Map(_) => Some(json!({})),
            Type::Nullable(inner) => self.smallest(inner, path).or(Some(Value::Null)),
            scalar => Some(scalar_value(scalar)),
        }
    }

    /// A value with everything in it that may be there, down to some depth.
    fn fullest(&self, ty: &Type, path: &Path) -> Option<Value> {
        self.spend()?;
        match ty {
            Type::Named(id) => {
                let entered = entered(*id, path).filter(|path| path.len() <= DEPTH);
                let Some(path) = entered else {
                    // A path of its own lets a type stand once more inside of itself.
                    return self.smallest(ty, &[]);
                };
                match &self.api[*id].shape {
                    Shape::Object(object) => self.fullest_object(object, &path),
                    Shape::Enum(listed) => Some(listed.variants.last()?.value.clone()),
                    Shape::Union(union) => self.of_some_branch(union, |ty| self.fullest(ty, &path)),
                    Shape::Answers(_) | Shape::Headers(_) | Shape::Bodies(_) => None,
                    Shape::Alias(ty) => self.fullest(ty, &path),
                }
            }
            Type::Tuple(items) => {
                let items = items.iter().map(|item| self.fullest(item, path));
                items.collect::<Option<Vec<_>>>().map(Value::Array)
            }
            Type::List(item) => {
                let item = self.fullest(item, path);
                Some(item.map_or_else(|| json!([]), |item| json!([item])))
            }
            Type::Map(value) => {
                let value = self.fullest(value, path);
                Some(value.map_or_else(|| json!({}), |value| json!({ "some key": value })))
            }
            Type::Nullable(inner) => self.fullest(inner, path).or(Some(Value::Null)),
            scalar => Some(scalar_value(scalar)),
        }
    }

    fn smallest_object(&self, object: &Object, path: &Path) -> Option<Value> {
        let required = object.fields.iter().filter(|field| is_required(field));
        let field = |field: &Field| {
            let value = self.smallest(&field.ty, path);
            let value = value.or(may_be_null(field).then_some(Value::Null))?;
            Some((field.name.wire.clone(), value))
        };
        required
            .map(field)
            .collect::<Option<Map<_, _>>>()
            .map(Value::Object)
    }

    fn fullest_object(&self, object: &Object, path: &Path) -> Option<Value> {
        let mut map = Map::new();
        for field in &object.fields {
            match self.fullest(&field.ty, path) {
                Some(value) => _ = map.insert(field.name.wire.clone(), value),
                None if may_be_null(field) => {
                    map.insert(field.name.wire.clone(), Value::Null);
                }
                None if is_required(field) => return None,
                None => {}
            }
        }
        if let Additional::Kept { ty, .. } = &object.additional
            && let Some(value) = self.fullest(ty, path)
        {
            map.entry("some additional key").or_insert(value);
        }
        Some(Value::Object(map))
    }

    fn spend(&self) -> Option<()> {
        self.left.set(self.left.get().checked_sub(1)?);
        Some(())
    }
}

fn named<const N: usize>(cases: [(&str, Option<Value>); N]) -> Vec<(String, Value)> {
    let cases = cases.into_iter();
    cases
        .filter_map(|(case, value)| Some((case.to_owned(), value?)))
        .collect()
}

/// The path with one more type on it, unless that type is there already.
fn entered(id: TypeId, path: &Path) -> Option<Vec<TypeId>> {
    (!path.contains(&id)).then(|| [path, &[id]].concat())
}

/// The same object with null in every place where it may be.
fn with_nulls(object: &Object, all: &Value) -> Option<Value> {
    let mut map = all.as_object()?.clone();
    let nullable = object.fields.iter().filter(|field| may_be_null(field));
    for field in nullable {
        map.insert(field.name.wire.clone(), Value::Null);
    }
    (map != *all.as_object()?).then_some(Value::Object(map))
}

fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::Nullable)
}

fn may_be_null(field: &Field) -> bool {
    matches!(
        field.presence,
        Presence::Nullable | Presence::OptionalNullable | Presence::OptionalUntyped
    )
}

/// A value of a type that has nothing inside; numbers are the largest, which is where they go wrong.
fn scalar_value(ty: &Type) -> Value {
    match ty {
        Type::Formatted(format) => json!(format.example()),
        Type::Boolean => json!(true),
        Type::Integer(Integer::I32) => json!(i32::MAX),
        Type::Integer(Integer::I64) => json!(i64::MAX),
        // A value is kept as JSON here, which has no integers beyond these.
        Type::Integer(Integer::U64 | Integer::U128) => json!(u64::MAX),
        Type::Integer(Integer::I128) => json!(i64::MIN),
        Type::Number(Number::F64) => json!(0.03),
        Type::Untyped => json!({ "any": ["thing", null, 1] }),
        _ => json!("text \u{1f980} \"quoted\"\n"),
    }
}
