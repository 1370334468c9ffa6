//! What there is to say about a document.
//!
//! In come findings of any stage, each with its place in the document; out goes plain data, gathered in
//! [`Diagnostics`]. Nothing is looked up or printed here: [`render`](crate::render::render) does that, and whoever runs
//! the generator decides what stops it.

mod digest;
mod label;
mod sink;

pub use label::{Label, Place};
pub use sink::Diagnostics;

use crate::pointer::Pointer;

/// How much a diagnostic costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// The part is left out, or read as the message says, and the rest is generated.
    Warning,
}

/// Whose fault it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The document's: it breaks a rule of OpenAPI, JSON or YAML.
    Invalid,
    /// Ours: the document is right, and the generator doesn't know how to do it.
    Unsupported,
    /// The document couldn't be read as text at all.
    Unreadable,
    /// The selection's: it asks for what the document doesn't have.
    Unmatched,
}

/// One finding: the message says what is wrong, a label where, a help what to do about it.
///
/// ```
/// use bindery::{Diagnostic, Place, Pointer};
///
/// let place = Place::Value(Pointer::root().child("paths").child("/users"));
/// let diagnostic = Diagnostic::invalid(place, "a path item must be a mapping")
///     .label("this is a list")
///     .help("write the methods as keys: `get:`, `post:`");
/// assert!(!diagnostic.is_error());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a diagnostic is only seen when it is pushed to `Diagnostics`"]
pub struct Diagnostic(Box<Content>);

/// It is boxed because diagnostics are the error of many a `Result`.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Content {
    severity: Severity,
    kind: Kind,
    message: String,
    primary: Label,
    secondary: Vec<Label>,
    helps: Vec<String>,
    notes: Vec<String>,
    missing: Option<Pointer>,
}

impl Diagnostic {
    /// The document breaks a rule at this place; a warning unless [`error`](Self::error) follows.
    pub fn invalid(place: Place, message: impl Into<String>) -> Self {
        Self::new(Kind::Invalid, place, message.into())
    }

    /// The document is right, but the generator can't do this yet; a warning unless [`error`](Self::error) follows.
    pub fn unsupported(place: Place, message: impl Into<String>) -> Self {
        Self::new(Kind::Unsupported, place, message.into())
    }

    /// The document can't be read as text. This is always an error, since there is nothing to go on with.
    pub fn unreadable(place: Place, message: impl Into<String>) -> Self {
        Self::new(Kind::Unreadable, place, message.into()).error()
    }

    /// The selection asks for what the document doesn't have. This is always an error, and has no place in the document.
    pub fn unmatched(message: impl Into<String>) -> Self {
        Self::new(Kind::Unmatched, Place::Document, message.into()).error()
    }

    fn new(kind: Kind, place: Place, message: String) -> Self {
        Self(Box::new(Content {
            severity: Severity::Warning,
            kind,
            message,
            primary: Label {
                place,
                text: String::new(),
            },
            secondary: Vec::new(),
            helps: Vec::new(),
            notes: Vec::new(),
            missing: None,
        }))
    }

    /// Puts a text beside the mark.
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.0.primary.text = text.into();
        self
    }

    /// Marks a second place, such as the other one of two that clash.
    pub fn also(mut self, place: Place, text: impl Into<String>) -> Self {
        self.0.secondary.push(Label {
            place,
            text: text.into(),
        });
        self
    }

    /// Says what to do about it.
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.0.helps.push(text.into());
        self
    }

    /// Adds a fact.
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.0.notes.push(text.into());
        self
    }

    /// Says that it is about nothing being at this place of the document.
    pub(crate) fn missing(mut self, place: Pointer) -> Self {
        self.0.missing = Some(place);
        self
    }

    /// The place of the document that there is nothing at.
    pub(crate) fn missed(&self) -> Option<&Pointer> {
        self.0.missing.as_ref()
    }

    /// Moves all of its places that are pointers, for findings about a tree that isn't the author's.
    pub fn relocated(mut self, origin: &dyn Fn(&Pointer) -> Pointer) -> Self {
        for label in std::iter::once(&mut self.0.primary).chain(&mut self.0.secondary) {
            if let Place::Key(pointer) | Place::Value(pointer) = &mut label.place {
                *pointer = origin(pointer);
            }
        }
        self
    }

    /// Says that all of its places are in a file that the document refers to.
    pub(crate) fn in_file(mut self, file: &str) -> Self {
        for label in std::iter::once(&mut self.0.primary).chain(&mut self.0.secondary) {
            label.place = Place::In {
                file: file.to_owned(),
                place: Box::new(label.place.clone()),
            };
        }
        self
    }

    /// Makes it fatal: nothing is generated.
    pub fn error(mut self) -> Self {
        self.0.severity = Severity::Error;
        self
    }

    /// Whether nothing can be generated because of it.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.0.severity == Severity::Error
    }

    /// How much it costs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.0.severity
    }

    /// Whose fault it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The place it is about, which is the primary label's.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.0.primary.place
    }

    /// The place it is about, with what stands beside the mark.
    #[must_use]
    pub fn primary(&self) -> &Label {
        &self.0.primary
    }

    /// Further places that have to do with it.
    #[must_use]
    pub fn secondary(&self) -> &[Label] {
        &self.0.secondary
    }

    /// What to do about it.
    #[must_use]
    pub fn helps(&self) -> &[String] {
        &self.0.helps
    }

    /// Facts that explain it.
    #[must_use]
    pub fn notes(&self) -> &[String] {
        &self.0.notes
    }
}
