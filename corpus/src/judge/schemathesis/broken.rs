//! What Schemathesis has broken of a request on purpose: its own account of how it made the request comes in, what may be wrong
//! and where goes out. Its message, in which names of the document stand as well, isn't looked at.

use std::collections::BTreeSet;

use serde_json::Value;

/// One thing that was broken.
#[derive(Debug)]
pub(super) struct Broken {
    /// `body`, or the place of parameters.
    place: String,
    /// The scenario; or the keywords, of which one or more are broken.
    words: Vec<String>,
}

impl Broken {
    /// All that was broken: each mutation, or what the scenario of a request is that was made for one.
    pub(super) fn all(data: &Value) -> Vec<Self> {
        let mutated = mutations(data).map(|mutation| Self {
            place: text(&mutation["parameter_location"]),
            words: words(&mutation["keywords"]),
        });
        let scenario = data["scenario"].as_str().map(|scenario| Self {
            place: text(&data["parameter_location"]),
            words: vec![scenario.to_owned()],
        });
        mutated.chain(scenario).collect()
    }

    /// Whether whatever is broken of it is one of these.
    pub(super) fn is_of(&self, words: &[&str]) -> bool {
        let mut own = self.words.iter();
        !self.words.is_empty() && own.all(|word| words.contains(&word.as_str()))
    }

    /// Whether it is in a parameter.
    pub(super) fn is_in_parameters(&self) -> bool {
        ["path", "query", "header", "cookie"].contains(&self.place.as_str())
    }
}

/// The place and the name of the parameter that was broken, if it is one alone.
pub(super) fn parameter(data: &Value) -> Option<(String, String)> {
    let named = mutations(data).map(|mutation| &mutation["parameter"]);
    let names: BTreeSet<_> = named
        .chain([&data["parameter"]])
        .filter_map(Value::as_str)
        .collect();
    let mut names = names.into_iter();
    let name = names.next().filter(|_| names.next().is_none())?;
    Some((text(&data["parameter_location"]), name.to_owned()))
}

fn mutations(data: &Value) -> impl Iterator<Item = &Value> {
    data["mutations"].as_array().into_iter().flatten()
}

/// Keywords; that of a format has its name behind it (`format:date`).
fn words(keywords: &Value) -> Vec<String> {
    let keywords = keywords.as_array().into_iter().flatten();
    let keywords = keywords.filter_map(|keyword| keyword.as_str()?.split(':').next());
    keywords.map(str::to_owned).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
