//! References: what becomes of each one, by the file that it leads to and the kind of thing that it stands for.

use serde_json::Value;

use super::address::{self, Refusal};
use super::piece::Piece;
use super::{Bundler, section};
use crate::diagnostic::{Diagnostic, Place};
use crate::files;
use crate::normalize::grammar::{Object, Shape};
use crate::normalize::references::{fragment, local};
use crate::normalize::walk::Spot;
use crate::pointer::Pointer;
use crate::read;

/// How many references in a row are followed; a cycle of them has no end.
pub(super) const MAX_HOPS: usize = 100;

/// What is said of a reference that isn't followed because of that.
pub(super) const TOO_FAR: &str = "leads back to itself, or through too many others";

/// Why a reference can't be followed; nothing where that has been said already.
pub(super) type Refused = Option<Diagnostic>;

/// What a reference leads to.
pub(super) enum Target {
    /// Something in the document itself, by a reference that says so.
    Here(String),
    /// Something in another file, which its pointer tells as well.
    There(Pointer),
}

/// What has become of a reference.
pub(super) enum Followed {
    /// It leads to something in the document now, and stays.
    Stays,
    /// What it leads to stands in its place, and may be a reference as well.
    Replaced,
}

impl Bundler<'_> {
    /// Follows `value`, which stands at `at`, as long as it is a reference that something else takes the place of.
    pub(super) fn visit(&mut self, value: &mut Value, spot: Spot, at: &Pointer) {
        if matches!(spot, Spot::Shape(Shape::Any)) {
            return;
        }
        let mut passed = Vec::new();
        while let Some(reference) = value.get("$ref").and_then(Value::as_str) {
            let reference = reference.to_owned();
            let place = self.copies.original(at).child("$ref");
            let referable = spot.object(value).filter(|object| object.referable);
            let shared = referable.and_then(|it| Some((it, section::of(it, self.version)?)));
            let followed = match shared {
                Some(kind) => self.share(value, &reference, kind, at),
                None => self.copy(value, &reference, referable, at, &mut passed),
            };
            match followed {
                Ok(Followed::Replaced) => {}
                Ok(Followed::Stays) => break,
                Err(refused) => {
                    self.refuse(place, refused);
                    self.leave(value, spot, &reference, at);
                    break;
                }
            }
        }
        if spot.object(value).is_some_and(Object::is_schema) {
            self.mapping(value, at);
        }
    }

    /// Makes a piece of what `value` refers to, and a reference to that piece of it.
    fn share(
        &mut self,
        value: &mut Value,
        reference: &str,
        kind: (&'static Object, &'static str),
        at: &Pointer,
    ) -> Result<Followed, Refused> {
        let (lead, piece) = self.lead(reference, kind, at)?;
        let is_component = at.parent() == Some(section::pointer(kind.1, self.version));
        let Value::Object(map) = value else {
            return Ok(Followed::Stays);
        };
        // The document's own name for a piece is the best one, and stays as it is.
        if let Some(piece) = piece.and_then(|index| self.pieces.get_mut(index))
            && is_component
            && map.len() == 1
        {
            piece.home.get_or_insert_with(|| at.clone());
        }
        map.insert("$ref".to_owned(), lead.into());
        Ok(Followed::Stays)
    }

    /// What `reference`, which stands at `at`, has to be instead, and the piece that it leads to if it is one.
    pub(super) fn lead(
        &mut self,
        reference: &str,
        (object, section): (&'static Object, &'static str),
        at: &Pointer,
    ) -> Result<(String, Option<usize>), Refused> {
        let key = match self.end(reference, at)? {
            Target::Here(reference) => return Ok((reference, None)),
            Target::There(original) => (section, original),
        };
        let index = match self.known.get(&key) {
            Some(index) => *index,
            None => {
                let value = self.value(&key.1, reference, at)?;
                self.pieces.push(Piece {
                    section,
                    object,
                    original: key.1.clone(),
                    value,
                    home: None,
                });
                self.known.insert(key, self.pieces.len() - 1);
                self.pieces.len() - 1
            }
        };
        Ok((Piece::placeholder(index), Some(index)))
    }

    /// What `reference`, which stands at `at`, leads to in the end: what is nothing but a reference is passed through,
    /// as long as it is in another file.
    fn end(&mut self, reference: &str, at: &Pointer) -> Result<Target, Refused> {
        let (mut reference, mut at) = (reference.to_owned(), at.clone());
        for _ in 0..MAX_HOPS {
            let original = match self.target(&reference, &at)? {
                Target::There(original) => original,
                here => return Ok(here),
            };
            match self.written(&original).and_then(Value::as_object) {
                Some(map) if map.len() == 1 => match map.get("$ref").and_then(Value::as_str) {
                    Some(further) => reference = further.to_owned(),
                    None => return Ok(Target::There(original)),
                },
                _ => return Ok(Target::There(original)),
            }
            at = original;
        }
        Err(Some(self.refusal(&reference, &at, TOO_FAR)))
    }

    /// What `reference`, which stands at `at`, leads to.
    pub(super) fn target(&mut self, reference: &str, at: &Pointer) -> Result<Target, Refused> {
        let base = self.base(at);
        let (path, _) = reference.split_once('#').unwrap_or((reference, ""));
        let is_local = path.is_empty() && base == self.name;
        if is_local || self.ids.contains(path) {
            return Ok(Target::Here(reference.to_owned()));
        }
        let refused = |message: &str| Some(self.refusal(reference, at, message));
        let (address, inner) = address::resolve(reference, &base).map_err(|refusal| {
            refused(refusal.in_words()).map(|diagnostic| match refusal {
                Refusal::Absolute | Refusal::Above => diagnostic
                    .help("keep all files in one folder, refer to them by relative paths, and name it if the document isn't at its top: `--root DIR`, or `Build::root` in a build script"),
                Refusal::Malformed => diagnostic,
            })
        })?;
        if address == self.name {
            return Ok(Target::Here(format!("#{inner}")));
        }
        let found = self.library.get(&address, self.found).map(|tree| {
            let found = pointer(tree, inner)?;
            tree.pointer(found.as_str()).map(|_| found)
        });
        match found {
            Ok(Some(pointer)) => {
                let file = files::pointer(&address);
                let original = pointer.rebased(&Pointer::root(), &file).unwrap_or(file);
                Ok(Target::There(original))
            }
            Ok(None) => {
                let diagnostic = self.refusal(reference, at, "leads nowhere");
                let message = format!("there is nothing at `#{inner}` of {address}");
                Err(Some(diagnostic.note(message)))
            }
            Err(_) if self.is_id(path) => Ok(Target::Here(reference.to_owned())),
            Err(absence) => Err(absence.in_words().map(|(message, help)| {
                let diagnostic = self.refusal(reference, at, &message);
                help.into_iter().fold(diagnostic, Diagnostic::help)
            })),
        }
    }

    /// What was written at `original`.
    fn written(&self, original: &Pointer) -> Option<&Value> {
        match files::split(original) {
            Some((address, inner)) => self.library.tree(&address)?.pointer(inner.as_str()),
            None => self.library.main().pointer(original.as_str()),
        }
    }

    /// A copy of what was written at `original`, to which `reference`, which stands at `at`, leads.
    pub(super) fn value(
        &mut self,
        original: &Pointer,
        reference: &str,
        at: &Pointer,
    ) -> Result<Value, Refused> {
        let value = self.written(original);
        let Some(rest) = value.and_then(|value| self.budget.checked_sub(nodes(value))) else {
            let message = format!("makes more than {} values of the document", read::MAX_NODES);
            return Err(Some(self.refusal(reference, at, &message)));
        };
        let value = value.cloned().unwrap_or_default();
        self.budget = rest;
        Ok(value)
    }

    /// The address of the file that what stands at `at` was written in.
    pub(super) fn base(&self, at: &Pointer) -> String {
        let written = files::split(&self.copies.original(at));
        written.map_or_else(|| self.name.clone(), |(address, _)| address)
    }

    /// Whether a schema of the document may be meant by `path`, by the end of its `$id`.
    fn is_id(&self, path: &str) -> bool {
        let last = |id: &str| id.rsplit('/').next().unwrap_or_default().to_owned();
        self.ids.iter().any(|id| last(id) == last(path))
    }

    /// The diagnostic for `reference`, which stands at `at`.
    pub(super) fn refusal(&self, reference: &str, at: &Pointer, what: &str) -> Diagnostic {
        let place = Place::Value(self.copies.original(at).child("$ref"));
        Diagnostic::invalid(place, format!("the reference `{reference}` {what}"))
            .label("is not followed")
    }

    /// Reports what can't be followed, once.
    pub(super) fn refuse(&mut self, place: Pointer, refused: Refused) {
        let is_new = |it: &Diagnostic| match it.place() {
            Place::Value(own) => self.refused.insert(own.clone()),
            _ => true,
        };
        self.found.extend(refused.filter(is_new));
        self.refused.insert(place);
    }

    /// Leaves a reference that can't be followed as it is, where there may be one, and nothing elsewhere.
    fn leave(&mut self, value: &mut Value, spot: Spot, reference: &str, at: &Pointer) {
        let is_referable = spot.object(value).is_some_and(|object| object.referable);
        if !is_referable {
            self.refused.insert(self.copies.original(at));
            *value = Value::Null;
            return;
        }
        if let Value::Object(map) = value
            && reference.starts_with('#')
        {
            // It would lead to something in the document otherwise.
            let reference = format!("{}{reference}", self.base(at));
            map.insert("$ref".to_owned(), reference.into());
        }
    }
}

/// How much a value is counted for.
fn nodes(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(nodes).sum(),
        Value::Object(map) => map.values().map(nodes).sum(),
        _ => 0,
    }
}

/// The place in `tree` that `fragment` leads to: by a pointer, or by an anchor (JSON Schema 2020-12 Core, section
/// 8.2.2).
fn pointer(tree: &Value, fragment: &str) -> Option<Pointer> {
    if fragment.is_empty() || fragment.starts_with('/') {
        return format!("#{fragment}").parse().ok();
    }
    anchored(tree, fragment, &Pointer::root())
}

fn anchored(tree: &Value, name: &str, at: &Pointer) -> Option<Pointer> {
    match tree {
        Value::Object(map) => {
            let is = |keyword: &str| map.get(keyword).and_then(Value::as_str) == Some(name);
            if is("$anchor") || is("$dynamicAnchor") {
                return Some(at.clone());
            }
            let mut inner = map.iter();
            inner.find_map(|(key, value)| anchored(value, name, &at.child(key)))
        }
        Value::Array(items) => {
            let mut inner = items.iter().enumerate();
            inner.find_map(|(index, value)| anchored(value, name, &at.index(index)))
        }
        _ => None,
    }
}

impl Refusal {
    fn in_words(self) -> &'static str {
        match self {
            Self::Absolute => "is a path from the root of the file system",
            Self::Above => "leads out of the document's folder",
            Self::Malformed => "is not a URI reference",
        }
    }
}

impl Piece {
    /// What refers to the piece with this index before all pieces have their names.
    pub(super) fn placeholder(index: usize) -> String {
        fragment(&placeholders().index(index))
    }

    /// The index of the piece that `reference` stands for.
    pub(super) fn placed(reference: &str) -> Option<usize> {
        let pointer = local(reference)?;
        let index = pointer.last()?.parse().ok()?;
        (pointer.parent()? == placeholders()).then_some(index)
    }
}

fn placeholders() -> Pointer {
    Pointer::root().child("x-bindery-pieces")
}
