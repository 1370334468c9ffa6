//! Overrides: types of the user's own stand where they should, nothing is left of what they replace, and what can't be
//! one is refused. That the bindings compile with them, and read and write them, is tested in `bindery-accept`.

use std::path::Path;

use bindery::emit::Root;
use bindery::render::Style;
use bindery::{Document, Options, Override, Overrides};

fn open(overrides: &[&str]) -> Document {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/overrides.yaml");
    let options = Options {
        overrides: self::overrides(overrides),
        ..Options::default()
    };
    Document::open_with(path, options)
}

fn overrides(texts: &[&str]) -> Overrides {
    let mut overrides = Overrides::default();
    for text in texts {
        let own: Override = text.parse().unwrap_or_else(|error| panic!("{error}"));
        overrides.add(own);
    }
    overrides
}

/// The names of the types that are left.
fn types(overrides: &[&str]) -> Vec<String> {
    let document = open(overrides);
    let api = document
        .api()
        .unwrap_or_else(|| panic!("{}", document.report(Style::Plain)));
    api.types.iter().map(|def| def.name.rust.clone()).collect()
}

/// One file of the bindings.
fn printed(file: &str, overrides: &[&str]) -> String {
    let files = open(overrides).files(Root::Module).expect("bindings");
    let file = files.into_iter().find(|it| it.path == file);
    file.expect("it is one of them").text
}

#[track_caller]
fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part} isn't in\n{text}");
    }
}

const ALL: [&str; 8] = [
    "Pet", "Owner", "Home", "Street", "Names", "Being", "Herd", "Collar",
];

#[test]
fn what_only_an_overridden_schema_leads_to_is_gone() {
    assert_eq!(types(&[]), ALL);
    let own = ["schema:Pet=::zoo::Pet"];
    assert_eq!(types(&own), ["Home", "Street", "Names", "Being", "Herd"]);
    // Nothing refers to it, so nothing else can go with it.
    assert_eq!(types(&["schema:Street=::zoo::Street"]).len(), ALL.len() - 1);
    let all = [
        "schema:Pet=::zoo::Pet",
        "schema:Being=::zoo::Being",
        "schema:Herd=::zoo::Herd",
    ];
    assert_eq!(types(&all), ["Home", "Street"]);
}

#[test]
fn a_schema_is_called_by_its_name_or_its_pointer() {
    let name = printed("models.rs", &["schema:Pet=::zoo::Pet"]);
    let pointer = printed("models.rs", &["schema:#/components/schemas/Pet=::zoo::Pet"]);
    assert_eq!(name, pointer);
    assert!(!name.contains("struct Pet"), "{name}");
    let inner = ["schema:#/components/schemas/Pet/properties/collar=::zoo::Collar"];
    assert_has(
        &printed("models.rs", &inner),
        &["pub struct Pet ", "pub collar: Option<::zoo::Collar>,"],
    );
}

#[test]
fn a_schema_is_replaced_wherever_it_is_used() {
    let own = [
        "schema:Pet=::zoo::Pet",
        "schema:Names=crate::Names<::zoo::Name>",
    ];
    assert_has(
        &printed("models.rs", &own),
        &[
            "pub lead: Option<::zoo::Pet>,",
            "pub pets: Option<Vec<::zoo::Pet>>,",
            "pub names: Option<crate::Names<::zoo::Name>>,",
            "Pet(::zoo::Pet),",
        ],
    );
    assert_has(
        &printed("endpoints.rs", &own),
        &["type Success = ::bindery_runtime::decode::Json<::zoo::Pet>;"],
    );
}

#[test]
fn a_format_is_replaced_wherever_it_is_used() {
    let own = [
        "format:uuid=::uuid::Uuid",
        "format:ipv4=::std::net::Ipv4Addr",
        "format:int64=u64",
    ];
    assert_has(
        &printed("models.rs", &own),
        &[
            "pub count: u64,",
            "List(Vec<::std::net::Ipv4Addr>),",
            "::bindery_runtime::AdditionalProperties<\n        ::std::net::Ipv4Addr,\n    >,",
        ],
    );
    assert_has(
        &printed("endpoints.rs", &own),
        &[
            "id: impl Into<::uuid::Uuid>",
            "from: impl Into<Vec<::std::net::Ipv4Addr>>",
        ],
    );
}

/// A type of the user's own may be another branch's by another name, and is told apart by serde alone.
#[test]
fn unions_know_nothing_of_foreign_types() {
    let own = ["schema:Pet=::zoo::Pet", "format:ipv4=::std::net::Ipv4Addr"];
    assert_has(
        &printed("codec.rs", &own),
        &[
            "Pet []: foreign,",
            "Herd [],",
            "List []: foreign,",
            "lead: ::bindery_runtime::__private::Foreign<Option<::zoo::Pet>>,",
            "pets: ::bindery_runtime::__private::Foreign<Vec<::zoo::Pet>>,",
            "        count: i64,",
            "..::bindery_runtime::__private::Foreign<::std::net::Ipv4Addr>\n",
        ],
    );
    let constructors = printed("constructors.rs", &own);
    assert_has(
        &constructors,
        &["impl From<super::models::Herd> for super::models::Being"],
    );
    assert!(!constructors.contains("From<::"), "{constructors}");
}

#[test]
fn the_last_word_on_a_target_holds() {
    let own = ["schema:Pet=::zoo::Pet", "schema:Pet=::farm::Pet"];
    let models = printed("models.rs", &own);
    assert!(
        models.contains("::farm::Pet") && !models.contains("zoo"),
        "{models}"
    );
}

#[test]
fn what_matches_nothing_is_an_error() {
    let document = open(&[
        "format:uiid=::uuid::Uuid",
        "format:decimal=::money::Amount",
        "schema:Pets=::zoo::Pet",
        "schema:#/components/schemas/Pets=::zoo::Pet",
        "schema:Nothing at all=::zoo::Pet",
    ]);
    assert!(document.api().is_none());
    let report = document.report(Style::Plain);
    let told: Vec<&str> = report.lines().map(str::trim).collect();
    let told = told
        .into_iter()
        .filter(|line| !line.is_empty() && !line.starts_with("-->"));
    assert_eq!(
        told.collect::<Vec<_>>().join("\n") + "\n",
        "\
error: there is nothing for the type of `format:uiid`
= help: did you mean `format:uuid`?
error: there is nothing for the type of `format:decimal`
= note: the document has no such format
error: there is nothing for the type of `schema:Pets`
= help: did you mean `schema:Pet`?
error: there is nothing for the type of `schema:#/components/schemas/Pets`
= help: did you mean `schema:#/components/schemas/Pet`?
error: there is nothing for the type of `schema:Nothing at all`
= note: the document has no such schema
"
    );
}

#[test]
fn what_is_no_path_of_a_type_is_refused() {
    let cases = [
        ("", "is not the path of a type"),
        ("::uuid::Uuid; fn main() {}", "is not the path of a type"),
        ("&'static str", "is not the path of a type"),
        ("<::a::B as ::c::D>::E", "is not the path of a type"),
        ("::a::B<{ 1 }>", "is not the path of a type"),
        ("::a::Fn(u8)", "is not the path of a type"),
        ("Uuid", "would mean something else"),
        ("::Uuid", "would mean something else"),
        ("uuid::Uuid", "would mean something else"),
        ("super::Uuid", "would mean something else"),
        ("::std::vec::Vec<Uuid>", "would mean something else"),
    ];
    for (ty, reason) in cases {
        let error = format!("format:uuid={ty}").parse::<Override>();
        let error = error.expect_err(ty).to_string();
        assert!(error.contains(reason), "{ty}: {error}");
    }
    for text in [
        "uuid=::uuid::Uuid",
        "format:=::a::B",
        "type:uuid=::a::B",
        "format:uuid",
    ] {
        let error = text.parse::<Override>().expect_err(text).to_string();
        assert!(error.contains("is neither `format:NAME=TYPE`"), "{error}");
    }
}

#[test]
fn only_a_module_can_use_types_of_its_crate() {
    let own = overrides(&["format:uuid=::std::vec::Vec<crate::Uuid>"]);
    assert_eq!(own.check(Root::Module), Ok(()));
    let error = own.check(Root::Crate).expect_err("it is of the crate");
    assert!(error.to_string().contains("`format:uuid`"), "{error}");
    assert_eq!(
        overrides(&["format:uuid=::crates::Uuid"]).check(Root::Crate),
        Ok(())
    );
}
