//! The document as a tree of values: text comes in, operations and the targets of references go out.
//!
//! References to other files are not followed: what they name is treated as absent.

mod tree;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use crate::error::MockError;
use crate::operation::Operation;
use tree::Tree;

/// The fields of a Path Item Object that are operations (OpenAPI 3.2, "Path Item Object").
pub(crate) const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// How many references may follow one another; more is a cycle.
const LONGEST_CHAIN: usize = 32;

static NOTHING: Value = Value::Null;

/// An OpenAPI document of any version.
#[derive(Debug)]
pub(crate) struct Document {
    root: Value,
    version: Version,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    V2,
    V3_0,
    V3_1,
}

impl Document {
    /// Reads YAML. Keys that are numbers, such as the `200:` of a response, become strings.
    pub(crate) fn from_yaml(text: &str) -> Result<Self, MockError> {
        serde_yaml::from_str(without_byte_order_mark(text))
            .map_err(|error| MockError::Syntax(error.to_string()))
            .and_then(|Tree(root)| Document::new(root))
    }

    /// Reads JSON.
    pub(crate) fn from_json(text: &str) -> Result<Self, MockError> {
        serde_json::from_str(without_byte_order_mark(text))
            .map_err(|error| MockError::Syntax(error.to_string()))
            .and_then(Document::new)
    }

    fn new(root: Value) -> Result<Self, MockError> {
        let version = Version::of(&root)?;
        Ok(Document { root, version })
    }

    /// The whole tree.
    pub(crate) fn root(&self) -> &Value {
        &self.root
    }

    /// Whether this is a Swagger 2.0 document, whose bodies are described in other places.
    pub(crate) fn is_v2(&self) -> bool {
        self.version == Version::V2
    }

    /// Whether keywords beside a `$ref` count: since OpenAPI 3.1, in Schema Objects.
    pub(crate) fn counts_siblings_of_references(&self) -> bool {
        self.version == Version::V3_1
    }

    /// What `#/a/b~1c/%7Bid%7D` names (RFC 6901, section 6), if it is in this document.
    pub(crate) fn referenced(&self, reference: &str) -> Option<&Value> {
        let fragment = reference.strip_prefix('#')?;
        let decoded = percent_decode_str(fragment).decode_utf8_lossy();
        self.root
            .pointer(&decoded)
            .or_else(|| self.root.pointer(fragment))
    }

    /// Follows `$ref` until there is none; a cycle and a missing target give null.
    pub(crate) fn resolve<'d>(&'d self, value: &'d Value) -> &'d Value {
        let mut value = value;
        for _ in 0..LONGEST_CHAIN {
            match reference(value) {
                Some(reference) => value = self.referenced(reference).unwrap_or(&NOTHING),
                None => return value,
            }
        }
        &NOTHING
    }

    /// Every operation under `paths`, in document order.
    pub(crate) fn operations(&self) -> impl Iterator<Item = Operation<'_>> {
        self.paths().flat_map(move |(path, _)| {
            METHODS
                .iter()
                .filter_map(move |method| self.operation(method, path))
        })
    }

    /// Every path of `paths` with its Path Item.
    pub(crate) fn paths(&self) -> impl Iterator<Item = (&str, &Value)> {
        let paths = self.root.get("paths").and_then(Value::as_object);
        paths
            .into_iter()
            .flatten()
            .filter(|(path, _)| path.starts_with('/'))
            .map(|(path, item)| (path.as_str(), item))
    }

    /// The operation at a lower-case method and a path as the document spells it.
    pub(crate) fn operation<'d>(&'d self, method: &'d str, path: &'d str) -> Option<Operation<'d>> {
        let item = self.root.get("paths")?.get(path)?;
        let target = self.resolve(item);
        let value = item.get(method).or_else(|| target.get(method))?;
        value
            .is_object()
            .then(|| Operation::new(self, method, path, target, value))
    }
}

impl Version {
    fn of(root: &Value) -> Result<Self, MockError> {
        let Some(object) = root.as_object() else {
            return Err(MockError::NotOpenApi(
                "the document is not an object".into(),
            ));
        };
        let spelled = |field: &str| match object.get(field) {
            Some(Value::String(version)) => Some(version.clone()),
            // An unquoted `2.0` or `3.1` is a number in YAML.
            Some(Value::Number(version)) => Some(version.to_string()),
            _ => None,
        };
        match (spelled("openapi"), spelled("swagger")) {
            (Some(version), _) if version.starts_with("3.0") => Ok(Version::V3_0),
            (Some(version), _) if version.starts_with("3.") => Ok(Version::V3_1),
            (None, Some(version)) if version.starts_with('2') => Ok(Version::V2),
            (Some(version), _) | (None, Some(version)) => Err(MockError::NotOpenApi(format!(
                "version `{version}` is not known"
            ))),
            (None, None) => Err(MockError::NotOpenApi(
                "it has neither `openapi` nor `swagger`".into(),
            )),
        }
    }
}

/// The `$ref` of an object that is a reference.
pub(crate) fn reference(value: &Value) -> Option<&str> {
    value.get("$ref").and_then(Value::as_str)
}

/// Whether a field is there and `true`.
pub(crate) fn is_true(field: Option<&Value>) -> bool {
    field == Some(&Value::Bool(true))
}

fn without_byte_order_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
