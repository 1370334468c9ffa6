//! Documents that are made to cost time, memory or stack. Each is small, and each ends soon: what it asks for is refused or
//! cut, with a reason.

use serde_json::{Map, Value, json};

use crate::{run, sane};

/// A document of 3.0 with these schemas.
fn of_schemas(schemas: impl IntoIterator<Item = (String, Value)>) -> String {
    let schemas: Map<String, Value> = schemas.into_iter().collect();
    let info = json!({ "title": "A", "version": "1" });
    json!({ "openapi": "3.0.3", "info": info, "paths": {}, "components": { "schemas": schemas } })
        .to_string()
}

fn of_path(path: &str, operation: Value) -> String {
    let info = json!({ "title": "A", "version": "1" });
    json!({ "openapi": "3.0.3", "info": info, "paths": { path: { "post": operation } } })
        .to_string()
}

fn reference(name: &str, index: usize) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}{index}") })
}

fn strings(count: usize) -> Value {
    (0..count)
        .map(|index| (format!("p{index}"), json!({ "type": "string" })))
        .collect()
}

/// The files are sane, and there are some.
fn accepted(name: &str, text: &str) {
    let files = run(name, text);
    assert!(!files.is_empty(), "{name} is refused");
    files.iter().for_each(|file| sane::check_items(file, name));
}

fn refused(name: &str, bytes: impl Into<Vec<u8>>) {
    assert!(run(name, bytes).is_empty(), "{name} is not refused");
}

#[test]
fn depth_is_refused() {
    refused(
        "deep.json",
        "{\"a\":".repeat(10_000) + "1" + &"}".repeat(10_000),
    );
    refused(
        "deep.yaml",
        "{a: ".repeat(10_000) + "1" + &"}".repeat(10_000),
    );
    refused("unclosed.yaml", "a: ".to_owned() + &"[".repeat(20_000));
    refused(
        "unclosed_lines.yaml",
        "a:\n".to_owned() + &"  [\n".repeat(20_000),
    );
    let indented = (0..1_000).map(|depth| " ".repeat(depth) + "a:\n");
    refused("indented.yaml", indented.collect::<String>());
}

#[test]
fn aliases_that_multiply_are_refused() {
    let levels = (1..10).map(|level| {
        format!(
            "a{level}: &a{level} [{}]\n",
            vec![format!("*a{}", level - 1); 9].join(", ")
        )
    });
    refused(
        "bomb.yaml",
        "a0: &a0 [1, 1]\n".to_owned() + &levels.collect::<String>(),
    );
    let flat = format!(
        "a: &a [{}]\nb: [{}]\n",
        "1,".repeat(2_000),
        "*a,".repeat(5_000)
    );
    refused("flat.yaml", flat);
}

#[test]
fn rules_that_multiply_are_cut() {
    let rules =
        json!({ "type": "object", "maxProperties": 1, "properties": { "p": { "maxLength": 1 } } });
    let levels = (1..60).map(|level| {
        let (below, next) = (reference("A", level - 1), reference("A", (level + 1) % 60));
        let own = json!({ "required": ["q"], "additionalProperties": below, "properties": { "next": next } });
        let all = json!({ "allOf": [below, below, own], "oneOf": [below, next, own], "anyOf": [next, below] });
        (format!("A{level}"), all)
    });
    let schemas: Map<String, Value> = levels.chain([("A0".to_owned(), rules)]).collect();
    let pattern = |depth: usize| format!("{}a{}", "(".repeat(depth), "){50}".repeat(depth));
    let patterns =
        (1..200).map(|depth| (format!("p{depth}"), json!({ "pattern": pattern(depth) })));
    let patterns: Map<String, Value> = patterns.collect();
    let body = |schema: Value| json!({ "content": { "application/json": { "schema": schema } } });
    let paths = json!({
        "/a": { "post": { "requestBody": body(reference("A", 59)), "responses": {} } },
        "/b": { "post": { "requestBody": body(json!({ "properties": patterns })), "responses": {} } },
    });
    let info = json!({ "title": "A", "version": "1" });
    let document = json!({ "openapi": "3.0.3", "info": info, "paths": paths, "components": { "schemas": schemas } });
    accepted("rules.json", &document.to_string());
}

#[test]
fn what_is_no_text_is_refused() {
    refused("nul.yaml", "openapi: 3.0.3\ninfo: {title: \0}\n");
    refused(
        "latin.yaml",
        b"openapi: 3.0.3\ninfo: {title: \xff}\n".to_vec(),
    );
    let wide: Vec<u8> = "openapi: 3.0.3"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    refused("utf_16.yaml", wide);
    refused(
        "number.json",
        r#"{"openapi": "3.0.3", "info": {"title": "A", "version": 1e400}}"#,
    );
}

#[test]
fn a_mark_and_carriage_returns_are_read() {
    accepted(
        "crlf.yaml",
        "\u{feff}openapi: 3.0.3\r\ninfo:\r\n  title: A\r\n  version: '1'\r\npaths: {}\r\n",
    );
    let numbers = "openapi: 3.0.3\ninfo: {title: A, version: 1e400}\npaths: {}\ncomponents: {schemas: {A: {type: integer, maximum: 99999999999999999999999999, default: 1e300}}}\n";
    accepted("numbers.yaml", numbers);
}

#[test]
fn combinations_that_multiply_are_cut() {
    let base = || {
        (
            "A0".to_owned(),
            json!({ "type": "object", "properties": { "p": { "type": "string" } } }),
        )
    };
    let diamond = (1..40).map(|level| {
        let below = reference("A", level - 1);
        (
            format!("A{level}"),
            json!({ "allOf": [below, below, { "properties": { format!("p{level}"): {} } }] }),
        )
    });
    accepted("all_of.json", &of_schemas(diamond.chain([base()])));
    let unions = (1..14).map(|level| {
        let below = reference("A", level - 1);
        let own = json!({ format!("p{level}"): { "type": "string" } });
        let other = json!({ "allOf": [below, { "properties": { "q": { "type": "string" } } }] });
        (
            format!("A{level}"),
            json!({ "type": "object", "properties": own, "oneOf": [below, other] }),
        )
    });
    accepted("one_of.json", &of_schemas(unions.chain([base()])));
    let itself = [("A", "B"), ("B", "A")].map(|(name, other)| {
        let members =
            [name, other].map(|name| json!({ "$ref": format!("#/components/schemas/{name}") }));
        (name.to_owned(), json!({ "allOf": members }))
    });
    accepted("itself.json", &of_schemas(itself));
}

#[test]
fn chains_end() {
    let chain = |count: usize, link: fn(Value) -> Value| {
        let links =
            (0..count).map(move |index| (format!("A{index}"), link(reference("A", index + 1))));
        of_schemas(links.chain([(format!("A{count}"), json!({ "type": "string" }))]))
    };
    accepted("references.json", &chain(2_000, |next| next));
    accepted(
        "lists.json",
        &chain(2_000, |next| json!({ "type": "array", "items": next })),
    );
    accepted(
        "objects.json",
        &chain(
            2_000,
            |next| json!({ "type": "object", "properties": { "a": next } }),
        ),
    );
    accepted(
        "all_of.json",
        &chain(
            500,
            |next| json!({ "allOf": [next, { "properties": { "a": {} } }] }),
        ),
    );
    accepted(
        "one_of.json",
        &chain(500, |next| json!({ "oneOf": [next, { "type": "string" }] })),
    );
}

#[test]
fn a_ring_of_types_is_boxed() {
    let ring = (0..2_000).map(|index| {
        let next = reference("A", (index + 1) % 2_000);
        (
            format!("A{index}"),
            json!({ "type": "object", "required": ["a"], "properties": { "a": next } }),
        )
    });
    let files = run("ring.json", of_schemas(ring));
    let boxes: usize = files
        .iter()
        .map(|file| file.text.matches("Box<").count())
        .sum();
    // One closes the ring, and some keep large values on the heap.
    assert!((1..200).contains(&boxes), "{boxes} boxes");
}

#[test]
fn many_of_anything_are_fine() {
    let names: Vec<String> = (0..5_000).map(|index| format!("p{index}")).collect();
    let schema = |schema: Value| of_schemas([("A".to_owned(), schema)]);
    accepted(
        "properties.json",
        &schema(json!({ "type": "object", "required": names, "properties": strings(5_000) })),
    );
    accepted(
        "required.json",
        &schema(json!({ "type": "object", "required": names, "properties": { "p": {} } })),
    );
    accepted(
        "enum.json",
        &schema(json!({ "type": "string", "enum": names })),
    );
    accepted(
        "twice.json",
        &schema(json!({ "type": "string", "enum": vec!["p"; 5_000] })),
    );
    let unresolved = (0..2_000).map(|index| (format!("p{index}"), reference("B", index)));
    accepted(
        "unresolved.json",
        &schema(json!({ "type": "object", "properties": unresolved.collect::<Map<_, _>>() })),
    );
    let branches: Vec<Value> = (0..1_000)
        .map(|index| json!({ "type": "object", "properties": { format!("p{index}"): {} } }))
        .collect();
    accepted("branches.json", &schema(json!({ "oneOf": branches })));
    let unknown = (0..5_000).map(|index| (format!("A{index}"), json!({ "typo": 5 })));
    accepted("unknown.json", &of_schemas(unknown));
    let parameters: Vec<Value> = names
        .iter()
        .take(2_000)
        .map(|name| json!({ "name": name, "in": "query", "schema": {} }))
        .collect();
    accepted(
        "parameters.json",
        &of_path("/a", json!({ "parameters": parameters, "responses": {} })),
    );
    let path: String = names
        .iter()
        .take(1_000)
        .map(|name| format!("/{{{name}}}"))
        .collect();
    accepted(
        "placeholders.json",
        &of_path(&path, json!({ "responses": {} })),
    );
}

#[test]
fn what_all_operations_share_is_bounded() {
    let schemes: Map<String, Value> = (0..500)
        .map(|index| {
            (
                format!("s{index}"),
                json!({ "type": "http", "scheme": "basic" }),
            )
        })
        .collect();
    let names = |name: &String| (name.clone(), json!([]));
    let all: Value = schemes.keys().map(names).collect();
    let alternatives: Vec<Value> = schemes
        .keys()
        .map(|name| json!({ name: [] }))
        .chain([all])
        .collect();
    let paths: Map<String, Value> = (0..100)
        .map(|index| (format!("/p{index}"), json!({ "get": { "responses": {} } })))
        .collect();
    let info = json!({ "title": "A", "version": "1" });
    let document = json!({ "openapi": "3.0.3", "info": info, "paths": paths, "security": alternatives, "components": { "securitySchemes": schemes } });
    accepted("security.json", &document.to_string());
}

#[test]
fn long_names_are_cut() {
    let long = |letter: &str| letter.repeat(1_000_000);
    let schema = json!({ "type": "object", "properties": { long("b-"): { "type": "string", "enum": [long("c")] } } });
    let text = of_schemas([(long("a"), schema)]);
    let files = run("long.json", text.as_str());
    assert!(!files.is_empty());
    for file in files {
        sane::check_items(&file, "long.json");
        let words = file
            .text
            .split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
        let identifiers =
            words.filter(|word| word.len() > 1_000 && !word.starts_with(['a', 'b', 'c']));
        assert_eq!(identifiers.count(), 0);
    }
}

#[test]
fn prose_that_nests_is_bounded() {
    for description in ["> ", "- ", "[", "*a **a ", "`", "| a ", "<a>", "# *_[`<>"] {
        let schema = json!({ "type": "object", "description": description.repeat(5_000) });
        accepted("prose.json", &of_schemas([("A".to_owned(), schema)]));
    }
}
