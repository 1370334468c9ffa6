//! Types of the user's own are written, read and told apart like others.

use bindery_accept::overrides::models::{Being, Herd};
use bindery_accept::own::Pet;
use bindery_runtime::Value;
use serde_json::json;

fn rex() -> Pet {
    Pet {
        name: "Rex".to_owned(),
    }
}

#[test]
fn a_herd_survives() {
    let json = json!({
        "lead": { "name": "Rex" }, "pets": [{ "name": "Rex" }], "count": 2, "names": ["Rex"], "gate": "192.0.2.1"
    });
    let herd: Herd = serde_json::from_value(json.clone()).expect("a herd");
    assert_eq!(
        (herd.lead.clone(), herd.pets.clone()),
        (Some(rex()), Some(vec![rex()]))
    );
    assert_eq!(herd.count.get(), 2);
    assert!(herd.additional_properties["gate"].is_documentation());
    assert_eq!(serde_json::to_value(&herd).expect("JSON"), json);
}

#[test]
fn what_the_own_type_refuses_is_refused() {
    let refused = serde_json::from_value::<Herd>(json!({ "lead": null, "count": 0 }));
    assert!(refused.is_err());
}

#[test]
fn unions_tell_own_types_apart() {
    let being = |json: Value| serde_json::from_value::<Being>(json).expect("a being");
    assert_eq!(being(json!({ "name": "Rex" })), Being::Pet(rex()));
    let herd = being(json!({ "lead": null, "count": 1, "gate": "192.0.2.1" }));
    assert!(matches!(herd, Being::Herd(_)), "{herd:?}");
    let addresses = being(json!(["192.0.2.1"]));
    assert!(matches!(addresses, Being::List(_)), "{addresses:?}");
    for other in [json!(["Rex"]), json!({ "lead": null, "count": 0 })] {
        assert_eq!(being(other.clone()), Being::Unrecognized(other));
    }
}
