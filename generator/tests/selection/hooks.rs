//! Webhooks are chosen by name, and callbacks go with their operations.

use bindery::render::Style;

use super::{open, selection};

/// The webhooks, the callbacks and the types that are left.
fn left(include: &[&str], exclude: &[&str]) -> [Vec<String>; 3] {
    let document = open("fixtures/hooks.yaml").choose(&selection(include, exclude));
    let api = document.api().expect("everything is chosen by its name");
    let callbacks = api.operations.iter().flat_map(|it| &it.callbacks);
    let name = |name: &bindery::ir::Name| name.wire.clone();
    [
        api.webhooks.iter().map(|it| name(&it.name)).collect(),
        callbacks.map(|it| name(&it.name)).collect(),
        api.types.iter().map(|it| name(&it.name)).collect(),
    ]
}

#[test]
fn webhooks_are_left_unless_something_else_is_chosen() {
    let all = ["Event", "Pet", "Reason", "Unused", "petGone"];
    assert_eq!(
        left(&[], &[]),
        [
            vec!["petAdded".to_owned(), "petGone".to_owned()],
            vec!["onEvent".to_owned()],
            all.map(ToOwned::to_owned).to_vec(),
        ]
    );
    let [webhooks, callbacks, types] = left(&["subscribe"], &[]);
    assert_eq!((webhooks, callbacks), (vec![], vec!["onEvent".to_owned()]));
    assert_eq!(types, ["Event"]);
    let [webhooks, callbacks, types] = left(&["webhook:petGone", "listPets"], &[]);
    assert_eq!((webhooks, callbacks), (vec!["petGone".to_owned()], vec![]));
    assert_eq!(types, ["Reason", "petGone"]);
    let [webhooks, _, types] = left(&[], &["webhook:petGone", "subscribe"]);
    assert_eq!(webhooks, ["petAdded"]);
    assert_eq!(types, ["Pet"]);
}

#[test]
fn a_webhook_that_is_not_there_is_told() {
    let document = open("fixtures/hooks.yaml").choose(&selection(&["webhook:petAded"], &[]));
    let report = document.report(Style::Plain);
    let lines: Vec<&str> = report.lines().collect();
    assert!(
        lines.first() == Some(&"error: the selector `webhook:petAded` matches no webhook")
            && lines.last() == Some(&" = help: did you mean `webhook:petAdded`?"),
        "{report}"
    );
}
