//! Causes for which a finding doesn't count: what Schemathesis can't know, or what the mock's documentation says that it
//! doesn't do. A finding comes in, a cause goes out if there is one.
//!
//! Each is as narrow as the feature that it is about, knows no document, and every one must be needed by some document. None
//! is for errors of the server, and only the first four excuse answers.

use bindery::ir::{Api, Operation, Parameter, Response, Shape, Type};
use serde_json::Value;

use super::broken::Broken;
use super::finding::Finding;
use crate::judge::parts::has_parts;
use crate::judge::place::place;

/// What a finding is held against.
pub(super) struct Served<'a> {
    pub(super) api: &'a Api,
    /// The document itself.
    pub(super) document: &'a Value,
}

/// Why a finding doesn't count.
type Rule = (&'static str, fn(&Finding, &Served<'_>) -> bool);

const RULES: [Rule; 9] = [
    (
        "the mock refuses what the document doesn't allow, also where that declares no status for it",
        |it, _| it.is("UndefinedStatusCode") && it.is_refusal(),
    ),
    (
        "the document declares no success, so that any success is undeclared",
        |it, served| {
            let of = |operation: &Operation| !operation.responses.iter().any(is_success);
            it.is("UndefinedStatusCode") && it.status < 300 && served.operation(it).is_some_and(of)
        },
    ),
    (
        "the document's own example isn't what its schema says",
        |it, served| it.is("JsonSchemaError") && is_example(&it.body, served.document),
    ),
    (
        "a response of Swagger 2.0 without a schema has no content, whatever `produces` says (https://swagger.io/specification/v2/#response-object)",
        |it, served| {
            it.is("MissingContentType")
                && served.document.get("swagger").is_some()
                && it.body.is_null()
        },
    ),
    (
        "the mock lets less specific paths, and those below a server's path, answer with methods that the most specific one doesn't have",
        |it, served| {
            let is_of_methods = it.is("AllowHeaderMismatch") || it.is("UnsupportedMethodResponse");
            is_of_methods
                && served
                    .templates()
                    .any(|other| other != it.path && covers(&other, &it.path))
        },
    ),
    (
        "the mock doesn't look at formats, patterns and bounds, nor at parameters that aren't declared (mock/src/check.rs)",
        |it, _| it.is("AcceptedNegativeData") && it.breaks_only(is_unchecked),
    ),
    (
        "whatever stands in a parameter that is a text is a text",
        |it, served| {
            let ty = served.parameter(it).map(|parameter| &parameter.ty);
            it.is("AcceptedNegativeData")
                && it.breaks_only(|broken| broken.is_of(&["incorrect_type"]))
                && ty.is_some_and(|ty| is_text(ty, served.api))
        },
    ),
    (
        "the mock doesn't take apart what has several values in one text (mock/src/check/parameter.rs)",
        |it, served| {
            let ty = served.parameter(it).map(|parameter| &parameter.ty);
            it.is("AcceptedNegativeData") && ty.is_some_and(|ty| has_parts(ty, served.api))
        },
    ),
    (
        "Schemathesis holds a form, XML or a text against what it has written that from, where not everything can be written: no item, no text, control characters in a name (https://spec.openapis.org/oas/v3.0.4.html#style-examples)",
        |it, _| {
            let is_of_requests = it.is("AcceptedNegativeData") || it.is("RejectedPositiveData");
            is_of_requests && it.sends_other_than_json()
        },
    ),
];

/// What the mock doesn't look at, as Schemathesis calls it in scenarios, and by its keyword.
const UNCHECKED: [&str; 16] = [
    "invalid_format",
    "invalid_pattern",
    "value_above_maximum",
    "value_below_minimum",
    "string_above_max_length",
    "string_below_min_length",
    "array_above_max_items",
    "array_below_min_items",
    "format",
    "pattern",
    "maximum",
    "minimum",
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
];

/// Whether what was broken is what the mock doesn't look at, such as parameters that aren't declared, which no document forbids.
fn is_unchecked(broken: &Broken) -> bool {
    let is_undeclared = broken.is_in_parameters() && broken.is_of(&["additionalProperties"]);
    is_undeclared || broken.is_of(&UNCHECKED)
}

/// Why a finding doesn't count, if it doesn't.
pub(super) fn of(finding: &Finding, served: &Served<'_>) -> Option<&'static str> {
    let rule = RULES.iter().find(|(_, applies)| applies(finding, served));
    rule.map(|(cause, _)| *cause)
}

/// All causes, each of which some document must need.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    RULES.iter().map(|(cause, _)| *cause)
}

impl Served<'_> {
    fn operation(&self, finding: &Finding) -> Option<&Operation> {
        let mut operations = self.api.operations.iter();
        operations.find(|it| (it.method, it.path.as_str()) == finding.operation())
    }

    /// All path templates, alone and below each server's path.
    fn templates(&self) -> impl Iterator<Item = String> {
        let servers = self
            .api
            .servers
            .iter()
            .map(|server| server.name.wire.as_str());
        let prefixes = servers.map(|url| match url.split_once("://") {
            Some((_, rest)) => rest
                .find('/')
                .and_then(|at| rest.get(at..))
                .unwrap_or_default(),
            None => url,
        });
        let prefixes = prefixes
            .map(|prefix| prefix.trim_end_matches('/'))
            .chain([""]);
        prefixes.flat_map(|prefix| {
            let operations = self.api.operations.iter();
            operations.map(move |operation| format!("{prefix}{}", operation.path))
        })
    }

    /// The parameter that a finding is about.
    fn parameter(&self, finding: &Finding) -> Option<&Parameter> {
        let (place_of, name) = finding.parameter.as_ref()?;
        let mut parameters = self.operation(finding)?.parameters.iter();
        parameters.find(|it| place(it.location) == place_of && it.name.wire == *name)
    }
}

fn is_success(response: &Response) -> bool {
    response.status.starts_with('2') || response.status == "default"
}

/// Whether JSON is an example somewhere in a document: an `example`, or the `value` of one of its `examples`.
fn is_example(body: &Value, document: &Value) -> bool {
    match document {
        Value::Object(members) => members.iter().any(|(key, inner)| {
            let named = |inner: &Value| {
                let mut examples = inner.as_object().into_iter().flatten();
                examples.any(|(_, example)| example.get("value") == Some(body))
            };
            (key == "example" && inner == body)
                || (key == "examples" && named(inner))
                || is_example(body, inner)
        }),
        Value::Array(items) => items.iter().any(|inner| is_example(body, inner)),
        _ => false,
    }
}

/// Whether a path template takes each path that another one does.
fn covers(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) =
        (template.split('/').collect(), path.split('/').collect());
    let mut pairs = template.iter().zip(&path);
    template.len() == path.len() && pairs.all(|(a, b)| a == b || a.starts_with('{'))
}

/// Whether all that values of a type are is a text.
fn is_text(ty: &Type, api: &Api) -> bool {
    match ty {
        Type::String | Type::Formatted(_) => true,
        Type::Nullable(inner) => is_text(inner, api),
        Type::Named(id) => matches!(&api[*id].shape, Shape::Alias(inner) if is_text(inner, api)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_template_covers_paths_that_it_takes() {
        assert!(covers("/pets/{id}", "/pets/mine") && covers("/{kind}/{id}", "/pets/{id}"));
        assert!(!covers("/pets/{id}", "/pets") && !covers("/pets/mine", "/pets/{id}"));
    }

    #[test]
    fn examples_are_found_wherever_they_stand() {
        let document =
            json!({ "a": [{ "example": { "id": "1" } }], "examples": { "two": { "value": 2 } } });
        assert!(is_example(&json!({ "id": "1" }), &document) && is_example(&json!(2), &document));
        assert!(
            !is_example(&json!("1"), &document) && !is_example(&json!({ "value": 2 }), &document)
        );
    }

    const PETS: &str = "
openapi: 3.0.3
info: {title: Pets, version: '1'}
paths:
  /pets:
    get:
      parameters:
        - {name: format, in: query, required: true, schema: {type: integer}}
        - {name: length, in: query, required: true, schema: {type: string, maxLength: 5}}
      responses: {'200': {description: All}}
";

    /// Why a failure of a kind doesn't count, whose request was made in such a way.
    fn excuse(kind: &str, status: u64, made: &Value) -> Option<&'static str> {
        let source = bindery::Source::new("pets.yaml", PETS).expect("it is a text");
        let opened = bindery::Document::of(source);
        let served = Served {
            api: opened.api().expect("it is a document"),
            document: &json!({}),
        };
        let message =
            "Invalid component: parameter `format` in query - format, maxItems: incorrect type";
        let check = json!({ "failure_info": { "failure": { "type": kind, "message": message } } });
        let case = json!({ "value": { "method": "GET", "path": "/pets", "meta": { "phase": { "data": made } } } });
        let interaction =
            json!({ "response": { "status_code": status, "content": { "$base64": "e30=" } } });
        of(&Finding::of(&check, &case, &interaction), &served)
    }

    #[test]
    fn no_cause_excuses_errors_of_the_server_and_wrong_answers() {
        for (kind, status) in [
            ("ServerError", 500),
            ("JsonSchemaError", 200),
            ("UndefinedContentType", 200),
            ("UndefinedStatusCode", 201),
        ] {
            let made = json!({ "scenario": "invalid_format" });
            assert_eq!(excuse(kind, status, &made), None, "{kind}");
        }
    }

    #[test]
    fn what_is_broken_counts_and_not_what_is_called_so() {
        let scenario = |scenario: &str, name: &str| json!({ "scenario": scenario, "parameter": name, "parameter_location": "query" });
        let mutated = |keywords: &[&[&str]]| {
            let mutation = |keywords: &&[&str]| json!({ "keywords": keywords, "parameter": "format", "parameter_location": "query" });
            let mutations: Vec<_> = keywords.iter().map(mutation).collect();
            json!({ "mutations": mutations, "parameter_location": "query" })
        };
        for made in [
            scenario("invalid_format", "format"),
            scenario("string_above_max_length", "length"),
            scenario("incorrect_type", "length"),
            mutated(&[&["format:date"]]),
            mutated(&[&["maxLength", "pattern"], &["additionalProperties"]]),
        ] {
            let excuse = excuse("AcceptedNegativeData", 200, &made);
            assert!(excuse.is_some(), "{made}");
        }
        for made in [
            scenario("missing_parameter", "format"),
            scenario("incorrect_type", "format"),
            scenario("missing_parameter", "length"),
            scenario("invalid_enum_value", "pattern"),
            mutated(&[&["type"]]),
            mutated(&[&["format", "type"]]),
            mutated(&[&["format"], &["required"]]),
            mutated(&[&[]]),
            mutated(&[]),
            json!({}),
        ] {
            let excuse = excuse("AcceptedNegativeData", 200, &made);
            assert_eq!(excuse, None, "{made}");
        }
    }
}
