//! What Prism says against a request or its answer: an entry of its list comes in, questions about it are answered.

use std::fmt::{self, Display, Formatter};

use serde_json::Value;

/// What is said against a request or its answer.
#[derive(Debug)]
pub(in crate::judge::prism) struct Objection {
    /// The kind of problem.
    pub(super) kind: String,
    /// Where, beginning with `request` or `response`; nowhere for what is about the whole.
    pub(super) location: Vec<String>,
    message: String,
}

impl Objection {
    /// Something against the whole.
    pub(in crate::judge::prism) fn new(kind: &str, message: &str) -> Self {
        Self {
            kind: kind.to_owned(),
            location: Vec::new(),
            message: message.to_owned(),
        }
    }

    /// An entry of a list of Prism's, in which locations of requests may begin without a word for that.
    pub(in crate::judge::prism) fn of(kind: &str, prefix: Option<&str>, listed: &Value) -> Self {
        let location = listed["location"].as_array().into_iter().flatten();
        let words = location.map(|word| {
            word.as_str()
                .map_or_else(|| word.to_string(), str::to_owned)
        });
        let prefix = prefix.map(str::to_owned).into_iter();
        Self {
            kind: kind.to_owned(),
            location: prefix.chain(words).collect(),
            message: listed["message"].as_str().unwrap_or_default().to_owned(),
        }
    }

    /// Whether the request itself is left in peace.
    pub(in crate::judge::prism) fn is_about_the_answer(&self) -> bool {
        self.location
            .first()
            .is_some_and(|first| first == "response")
            || self.is_of_writing()
    }

    pub(super) fn says(&self, part: &str) -> bool {
        self.message.contains(part)
    }

    pub(super) fn is_at(&self, place: &[&str]) -> bool {
        self.location == place
    }

    pub(super) fn is_below(&self, place: &[&str]) -> bool {
        self.below(place).is_some()
    }

    /// The first word below a place.
    pub(super) fn below(&self, place: &[&str]) -> Option<&str> {
        let is_below = self.location.iter().zip(place).all(|(a, b)| a == b);
        let word = self.location.get(place.len()).filter(|_| is_below);
        word.map(String::as_str)
    }

    /// Whether Prism couldn't take a form apart.
    pub(super) fn is_about_forms(&self) -> bool {
        self.says("Target is not a string") || self.says("Boundary parameter for multipart")
    }

    /// Whether Prism couldn't write an answer.
    pub(super) fn is_of_writing(&self) -> bool {
        self.kind == "NO_COMPLEX_OBJECT_TEXT" || self.kind == "UNKNOWN"
    }

    /// Whether a property is missing whose name has capital letters.
    pub(super) fn names_capitals(&self) -> bool {
        let name = self.message.split_once("must have required property");
        name.is_some_and(|(_, name)| name.chars().any(char::is_uppercase))
    }
}

impl Display for Objection {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let message: String = self.message.chars().take(600).collect();
        write!(f, "{} at {}: {message}", self.kind, self.location.join("."))
    }
}
