//! Unions: `oneOf` and `anyOf` become an enum with a variant a branch, and one for what fits none.
//!
//! Which branch a value belongs to is decided when it is read: by the discriminator where there is one, else by the
//! value's own shape. Here branches get their types and names. A null among the branches makes the union nullable, and
//! what stands beside a union is part of every branch.

use serde_json::{Map, Value, json};

use super::Lowering;
use super::draft::Scope;
use super::format;
use super::kind::{self, Kind, UnionView, told_branches};
use super::listed;
use super::name::{self, Case};
use super::naming::Naming;
use super::null::is_only_null;
use super::place::{PLACE, mark};
use super::width;
use crate::diagnostic::{Diagnostic, Place};
use crate::ir::{Branch, Format, Listed, Number, Shape, Type, TypeId, Union};
use crate::pointer::Pointer;

/// A branch before it has its name.
struct Lowered {
    label: String,
    ty: Type,
    tags: Vec<String>,
}

impl Lowering<'_> {
    /// Whether a union needs no name of its own: it has one branch besides null, or is of strings or numbers alone.
    pub(super) fn is_plain(&self, union: &UnionView<'_>) -> bool {
        telling(union).count() < 2 || matches!(scalars(union), Some(Scalars::Any(_)))
    }

    /// The type of a union that needs no name.
    pub(super) fn plain_union(
        &mut self,
        union: &UnionView<'_>,
        at: &Pointer,
        naming: &Naming,
    ) -> Type {
        let mut branches = telling(union);
        match (branches.next(), branches.next()) {
            (Some((index, only)), None) => {
                self.schema(only, &at.child(union.keyword).index(index), naming)
                    .ty
            }
            _ => match scalars(union) {
                Some(Scalars::Any(ty)) => ty,
                _ => Type::Untyped,
            },
        }
    }

    /// The shape of the union `id`.
    pub(super) fn union(
        &mut self,
        id: TypeId,
        schema: &Value,
        union: &UnionView<'_>,
        at: &Pointer,
    ) -> Shape {
        if let Some(Scalars::Listed(of)) = scalars(union) {
            let at = at.child(union.keyword);
            let branches = telling(union).map(|(index, branch)| (branch, at.index(index)));
            return self.listed(of, listed::entries_of_branches(branches));
        }
        let other = schema.get("anyOf").and_then(told_branches);
        if union.keyword == "oneOf" && other.is_some() {
            let place = Place::Key(at.child("anyOf"));
            let message = "`oneOf` and `anyOf` in one schema are not supported yet";
            let diagnostic = Diagnostic::unsupported(place, message);
            self.found
                .push(diagnostic.note("only `oneOf` decides the type"));
        }
        let siblings = siblings(schema, at);
        let mut lowered: Vec<Lowered> = Vec::new();
        for (index, branch) in telling(union) {
            let at = at.child(union.keyword).index(index);
            let branch = self.branch(id, branch, &siblings, union.discriminator, &at);
            match lowered.iter_mut().find(|other| other.ty == branch.ty) {
                Some(other) => other.tags.extend(branch.tags),
                None => lowered.push(branch),
            }
        }
        if let [only] = lowered.as_slice() {
            return Shape::Alias(only.ty.clone());
        }
        let tag = union
            .discriminator
            .and_then(|discriminator| discriminator.get("propertyName")?.as_str());
        Shape::Union(Union {
            tag: tag.map(ToOwned::to_owned),
            branches: named(lowered),
        })
    }

    fn branch(
        &mut self,
        id: TypeId,
        branch: &Value,
        siblings: &Map<String, Value>,
        discriminator: Option<&Value>,
        at: &Pointer,
    ) -> Lowered {
        let label = self.branch_label(branch, at);
        let tags = discriminator
            .map(|discriminator| self.tags(branch, discriminator))
            .unwrap_or_default();
        let naming = Naming {
            scope: Scope::Type(id),
            label: label.clone(),
        };
        // That a branch accepts null makes the whole union nullable, and so is said where it is used.
        let ty = if siblings.is_empty() {
            self.schema(branch, at, &naming).ty
        } else {
            // What stands inside of a branch that an `allOf` moved belongs to the type that the branch becomes here.
            let place = moved_within(branch, at);
            let all = json!({ "allOf": [siblings, branch] });
            self.schema(&all, place.as_ref().unwrap_or(at), &naming).ty
        };
        Lowered { label, ty, tags }
    }

    /// The values of the discriminator's property that select a branch: those that the mapping gives it, by name or
    /// by reference, and the name of its schema (OpenAPI 3.0.4, "Discriminator Object").
    pub(super) fn tags(&self, branch: &Value, discriminator: &Value) -> Vec<String> {
        let Some(id) = branch
            .get("$ref")
            .and_then(Value::as_str)
            .and_then(|reference| self.component(reference))
        else {
            return Vec::new();
        };
        let name = &self.drafts[id.0].label;
        let mapping = discriminator
            .get("mapping")
            .and_then(Value::as_object)
            .into_iter()
            .flatten();
        let targets_branch = |target: &Value| {
            target
                .as_str()
                .is_some_and(|target| target == name || self.component(target) == Some(id))
        };
        let mapped: Vec<String> = mapping
            .filter(|(_, target)| targets_branch(target))
            .map(|(tag, _)| tag.clone())
            .collect();
        if mapped.is_empty() {
            vec![name.clone()]
        } else {
            mapped
        }
    }

    /// What a branch is called: like the schema that it refers to, by its title or its only tag, else for its type.
    pub(super) fn branch_label(&mut self, branch: &Value, at: &Pointer) -> String {
        if let Some(reference) = branch.get("$ref").and_then(Value::as_str) {
            if let Some(id) = self.component(reference) {
                return self.drafts[id.0].label.clone();
            }
            if let Ok((_, target)) = self.target(reference, at) {
                return self.naming_of(&target).label;
            }
        }
        let title = branch
            .get("title")
            .and_then(Value::as_str)
            .filter(|title| !title.is_empty() && title.len() <= 60);
        let only_of = |schema: &Value| match kind::values(schema) {
            [Value::String(only)] if !only.is_empty() => Some(only.clone()),
            _ => None,
        };
        let properties = branch.get("properties").and_then(Value::as_object);
        let tag = properties
            .into_iter()
            .flatten()
            .find_map(|(_, property)| only_of(property));
        title
            .map(ToOwned::to_owned)
            .or(tag)
            .or_else(|| only_of(branch))
            .unwrap_or_else(|| type_label(branch).to_owned())
    }
}

/// The place that the branch at `at` was moved from, if that is inside of the schema whose union this is: elsewhere it
/// is another schema's branch, with a type of its own.
fn moved_within(branch: &Value, at: &Pointer) -> Option<Pointer> {
    let place: Pointer = branch.get(PLACE)?.as_str()?.parse().ok()?;
    let union = at.parent()?.parent()?;
    place.rebased(&union, &union)
}

/// The branches that aren't null, with their positions.
fn telling<'a>(union: &UnionView<'a>) -> impl Iterator<Item = (usize, &'a Value)> + use<'a> {
    union
        .branches
        .iter()
        .enumerate()
        .filter(|(_, branch)| !is_only_null(branch))
}

/// What a union of nothing but scalars of one JSON type is.
enum Scalars {
    /// Some of them are listed: an enum is open to all others anyway.
    Listed(Listed),
    /// None of them are.
    Any(Type),
}

fn scalars(union: &UnionView<'_>) -> Option<Scalars> {
    let kinds = telling(union).map(|(_, branch)| scalar(branch));
    let kinds = kinds.collect::<Option<Vec<_>>>()?;
    let is_listed = |kind: &Kind<'_>| matches!(kind, Kind::Enum(_));
    let all = |is: fn(&Kind<'_>) -> bool| kinds.iter().all(is);
    if all(|kind| matches!(kind, Kind::Enum(Listed::Strings) | Kind::String(None))) {
        return Some(if kinds.iter().any(is_listed) {
            Scalars::Listed(Listed::Strings)
        } else {
            Scalars::Any(Type::String)
        });
    }
    let is_integer =
        |kind: &Kind<'_>| matches!(kind, Kind::Enum(Listed::Integers(_)) | Kind::Integer(_));
    if all(is_integer) && kinds.iter().any(is_listed) {
        let widths = kinds.iter().filter_map(|kind| match kind {
            Kind::Enum(Listed::Integers(width)) | Kind::Integer(width) => Some(*width),
            _ => None,
        });
        let width = width::widest(&widths.collect::<Vec<_>>());
        return Some(Scalars::Listed(Listed::Integers(width)));
    }
    let is_number =
        |kind: &Kind<'_>| matches!(kind, Kind::Enum(Listed::Integers(_)) | Kind::Number);
    all(is_number).then_some(Scalars::Any(Type::Number(Number::F64)))
}

/// What a branch is, if that can be seen from itself.
fn scalar(branch: &Value) -> Option<Kind<'_>> {
    let is_told = ["$ref", "allOf", "oneOf", "anyOf"]
        .iter()
        .all(|keyword| branch.get(keyword).is_none());
    is_told.then(|| kind::scalar(branch)).flatten()
}

/// What stands beside a union and so is part of every branch; that all of them are objects needs no saying.
fn siblings(schema: &Value, at: &Pointer) -> Map<String, Value> {
    const SHARED: [&str; 4] = ["properties", "required", "additionalProperties", "items"];
    let keywords = schema.as_object().into_iter().flatten();
    let shared = keywords.filter(|(keyword, _)| SHARED.contains(&keyword.as_str()));
    let mut shared: Map<String, Value> = shared
        .map(|(keyword, value)| (keyword.clone(), value.clone()))
        .collect();
    shared.retain(|keyword, value| keyword != "additionalProperties" || value.is_object());
    if !shared.contains_key("properties") && !shared.contains_key("additionalProperties") {
        return Map::new();
    }
    mark(&mut shared, at);
    shared
}

fn named(lowered: Vec<Lowered>) -> Vec<Branch> {
    let labels: Vec<&str> = lowered.iter().map(|branch| branch.label.as_str()).collect();
    let names = name::assign(Case::Variant, &["Unrecognized"], &labels);
    let branches = lowered.into_iter().zip(names);
    branches
        .map(|(Lowered { ty, tags, .. }, name)| Branch { name, ty, tags })
        .collect()
}

fn type_label(branch: &Value) -> &'static str {
    let has = |keyword: &str| branch.get(keyword).is_some();
    let format = || branch.get("format")?.as_str().and_then(format::format);
    match branch.get("type").and_then(Value::as_str) {
        Some("string") => format().map_or("String", Format::name),
        Some("integer") => "Integer",
        Some("number") => "Number",
        Some("boolean") => "Boolean",
        Some("array") => "List",
        Some("object") => "Object",
        _ if has("properties") || has("additionalProperties") => "Object",
        _ if has("items") => "List",
        _ if has("enum") => "Value",
        _ => "Variant",
    }
}
