//! `bindery inspect`: what a document becomes, for people and for tools.

use serde_json::{Value, json};

use super::place::{Place, RIGHT};

#[test]
fn inspect_lists_everything() {
    let place = Place::new();
    let text = place.run("inspect wrong.yaml").with(0);
    for line in [
        "Pet Store 1",
        "operations: 1",
        "  GET     /pets/{id}  Client::get_pet",
        "types: 1",
        "  /components/schemas/Pet  models::Pet",
        "left out: 1",
    ] {
        assert!(
            text.out.lines().any(|shown| shown == line),
            "{line}: {}",
            text.out
        );
    }
    assert!(text.out.contains("  wrong.yaml:30:17  "), "{}", text.out);
}

#[test]
fn inspect_names_other_files() {
    let place = Place::new();
    let reference = "$ref: '#/components/schemas/Pet'";
    let far = RIGHT.replace(reference, "$ref: https://example.com/far.yaml#/Far");
    place.write("far.yaml", &far);
    place.write(
        "other.yaml",
        "Far: {type: object, properties: {name: {type: text}}}\n",
    );
    let refused = place.run("inspect far.yaml").with(0);
    assert!(
        refused.out.contains("nothing is ever fetched"),
        "{}",
        refused.out
    );
    let mapped = "--map https://example.com/far.yaml=other.yaml";
    let text = place.run(&format!("inspect far.yaml {mapped}")).with(0).out;
    for line in [
        "  https://example.com/far.yaml#/Far  models::Far",
        "  other.yaml:1:47  `text` is not a type",
    ] {
        assert!(text.lines().any(|shown| shown == line), "{line}: {text}");
    }
    let json = place
        .run(&format!("inspect far.yaml --json {mapped}"))
        .with(0);
    let value: Value = serde_json::from_str(&json.out).expect("it is JSON");
    let expected = json!({
        "file": "https://example.com/far.yaml",
        "pointer": "/Far",
        "rust": "models::Far",
    });
    assert_eq!(value["types"][1], expected);
    assert_eq!(value["diagnostics"][0]["file"], "other.yaml");
}

#[test]
fn inspect_tells_tools_the_same() {
    let place = Place::new();
    let json = place.run("inspect wrong.yaml --json").with(0);
    let value: Value = serde_json::from_str(&json.out).expect("it is JSON");
    let expected = json!([{
        "id": "getPet",
        "method": "GET",
        "path": "/pets/{id}",
        "tags": [],
        "rust": "Client::get_pet",
        "paging": null,
        "callbacks": [],
        "pointer": "/paths/~1pets~1{id}/get",
    }]);
    assert_eq!(value["operations"], expected);
    let expected = json!([{ "pointer": "/components/schemas/Pet", "rust": "models::Pet" }]);
    assert_eq!(value["types"], expected);
    assert_eq!(
        (&value["title"], &value["version"]),
        (&json!("Pet Store"), &json!("1"))
    );
    let diagnostic = &value["diagnostics"][0];
    assert_eq!(
        (&diagnostic["line"], &diagnostic["column"]),
        (&json!(30), &json!(17))
    );
    assert_eq!(diagnostic["kind"], "invalid");
    assert_eq!(value["skipped"], json!([]));
}

#[test]
fn inspect_tells_what_pages() {
    let place = Place::new();
    place.write("paging.yaml", include_str!("../fixtures/paging.yaml"));
    let text = place.run("inspect paging.yaml").with(0);
    let paging = "cursor:param=cursor,next=next_cursor,items=owners";
    let line = format!("  GET     /owners  Client::list_owners  pages by {paging}");
    assert!(text.out.lines().any(|shown| shown == line), "{}", text.out);
    let json = place.run("inspect paging.yaml --json").with(0);
    let value: Value = serde_json::from_str(&json.out).expect("it is JSON");
    let operations = value["operations"].as_array().expect("a list").iter();
    let pagings: Vec<&Value> = operations.map(|it| &it["paging"]).collect();
    assert_eq!(json!(pagings), json!([null, null, null, paging]));
}

#[test]
fn inspect_lists_what_is_received() {
    let place = Place::new();
    place.write("hooks.yaml", include_str!("../fixtures/hooks.yaml"));
    let text = place.run("inspect hooks.yaml").with(0);
    for line in [
        "webhooks: 2",
        "  POST    petAdded  webhooks::PetAdded",
        "callbacks: 1",
        "  POST    {$request.query.url}  callbacks::subscribe::OnEvent",
    ] {
        let is_shown = text.out.lines().any(|shown| shown == line);
        assert!(is_shown, "{line}: {}", text.out);
    }
    let json: Value = serde_json::from_str(&place.run("inspect hooks.yaml --json").with(0).out)
        .expect("it is JSON");
    assert_eq!(json["webhooks"][1]["rust"], "webhooks::PetGone");
    assert_eq!(json["webhooks"][1]["pointer"], "/webhooks/petGone/post");
    let callback = &json["operations"][0]["callbacks"][0];
    assert_eq!(callback["rust"], "callbacks::subscribe::OnEvent");
}
