//! What overlays say of a document is what its bindings say: `overlaid.yaml` with `overlaid.overlay.yaml`.

use bindery_accept::overlaid::models::{Pet, Stray};
use serde_json::{from_value, json, to_value};

#[test]
fn what_was_mended_reads_as_the_api_answers() {
    let stray: Stray = from_value(json!({ "name": "Rex" })).expect("no owner is required");
    assert_eq!(stray.owner, None);
    let pet = Pet::new("Rex").owner("Ann");
    let value = to_value(&pet).expect("it encodes");
    assert_eq!(value, json!({ "name": "Rex", "owner": "Ann" }));
}
