//! What the overlay promises of itself: whoever reads an action finds where it comes from.

use serde_json::Value;

/// What a source is named by: the short forms are told at the head of the overlay.
const SOURCES: [&str; 6] = [
    "docs/",
    "business/",
    "Page.json",
    "github.com/",
    "enum_types.json",
    "messenger.yaml",
];

#[test]
fn every_action_names_its_source() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/spec/messenger.overlay.yaml");
    let text = std::fs::read_to_string(path).expect("the overlay is text");
    let overlay: Value = serde_yaml::from_str(&text).expect("the overlay is YAML");
    let actions = overlay["actions"].as_array().expect("a list");
    let unsourced: Vec<_> = actions
        .iter()
        .filter(|action| {
            let description = action["description"].as_str().unwrap_or_default();
            !SOURCES.iter().any(|source| description.contains(source))
        })
        .map(|action| &action["target"])
        .collect();
    assert!(!actions.is_empty());
    assert!(unsourced.is_empty(), "{unsourced:#?}");
}
