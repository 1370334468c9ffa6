//! The grammar of Swagger 2.0, where it differs from that of OpenAPI 3.
//!
//! From the tables of "OpenAPI Specification 2.0", section "Schema". Schemas have the table of 3.0: what that has
//! beyond 2.0's, such as `nullable` and `oneOf`, is read as its author meant it. Parameters, their items and headers
//! hold the keywords of a schema themselves.

use super::Shape::{Any, Flag, Is, List, Map, Paths, Responses, Schema, Text};
use super::shape::{Object, object, referable};
use super::{EXTERNAL_DOCS, INFO, SCHEMA, TAG};

pub(in crate::normalize) static DOCUMENT: Object = Object {
    required: &["info", "paths"],
    ..object(
        "a Swagger 2.0 document",
        &[
            ("swagger", Any),
            ("info", Is(&INFO)),
            ("host", Text),
            ("basePath", Text),
            ("schemes", List(&Text)),
            ("consumes", List(&Text)),
            ("produces", List(&Text)),
            ("paths", Paths(&PATH_ITEM)),
            ("definitions", Map(&Schema)),
            ("parameters", Map(&Is(&PARAMETER))),
            ("responses", Map(&Is(&RESPONSE))),
            ("securityDefinitions", Map(&Is(&SECURITY_SCHEME))),
            ("security", List(&Map(&List(&Text)))),
            ("tags", List(&Is(&TAG))),
            ("externalDocs", Is(&EXTERNAL_DOCS)),
        ],
    )
};

static PATH_ITEM: Object = referable(
    "a path item",
    &[
        ("get", Is(&OPERATION)),
        ("put", Is(&OPERATION)),
        ("post", Is(&OPERATION)),
        ("delete", Is(&OPERATION)),
        ("options", Is(&OPERATION)),
        ("head", Is(&OPERATION)),
        ("patch", Is(&OPERATION)),
        ("parameters", List(&Is(&PARAMETER))),
    ],
);

static OPERATION: Object = object(
    "an operation",
    &[
        ("tags", List(&Text)),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Is(&EXTERNAL_DOCS)),
        ("operationId", Text),
        ("consumes", List(&Text)),
        ("produces", List(&Text)),
        ("parameters", List(&Is(&PARAMETER))),
        ("responses", Responses(&RESPONSE)),
        ("schemes", List(&Text)),
        ("deprecated", Flag),
        ("security", List(&Map(&List(&Text)))),
    ],
);

static PARAMETER: Object = Object {
    extends: Some(&SCHEMA),
    ..referable(
        "a parameter",
        &[
            ("name", Text),
            ("in", Text),
            ("required", Flag),
            ("schema", Schema),
            ("allowEmptyValue", Flag),
            ("collectionFormat", Text),
            ("items", Is(&ITEMS)),
        ],
    )
};

static ITEMS: Object = Object {
    extends: Some(&SCHEMA),
    ..referable(
        "an items object",
        &[("collectionFormat", Text), ("items", Is(&ITEMS))],
    )
};

static HEADER: Object = Object {
    extends: Some(&SCHEMA),
    ..object(
        "a header",
        &[("collectionFormat", Text), ("items", Is(&ITEMS))],
    )
};

static RESPONSE: Object = Object {
    defaults: &["description"],
    ..referable(
        "a response",
        &[
            ("description", Text),
            ("schema", Schema),
            ("headers", Map(&Is(&HEADER))),
            ("examples", Map(&Any)),
        ],
    )
};

static SECURITY_SCHEME: Object = object(
    "a security definition",
    &[
        ("type", Text),
        ("description", Text),
        ("name", Text),
        ("in", Text),
        ("flow", Text),
        ("authorizationUrl", Text),
        ("tokenUrl", Text),
        ("scopes", Map(&Text)),
    ],
);
