//! The grammar of OpenAPI as tables: each object's keywords and what each of them holds.
//!
//! From the tables of OpenAPI 3.0.3, section 4.7 ("Schema"); what 3.1 and 3.2 add or change stands in rows of its own,
//! and what is 2.0's alone in [`v2`]. What `openapiv3` demands beyond what a generator needs, such as the description
//! of a response, is filled in by [`Object::defaults`].

mod exchange;
mod schema;
mod shape;
pub(super) mod v2;

use Shape::{Any, Flag, Is, List, Map, Paths, Responses, Schema, Text, Unsupported};
use exchange::{EXAMPLE, HEADER, LINK, PARAMETER, REQUEST_BODY, RESPONSE};
pub(super) use schema::{DISCRIMINATOR, SCHEMA};
pub(super) use shape::{Object, Shape};
use shape::{object, referable};

pub(super) static DOCUMENT: Object = Object {
    since_3_1: &[
        ("webhooks", Map(&Is(&PATH_ITEM))),
        ("jsonSchemaDialect", Text),
        ("x-bindery-webhooks", Map(&Is(&PATH_ITEM))),
    ],
    since_3_2: &[("$self", Text)],
    required: &["info"],
    required_before_3_1: &["paths"],
    ..object(
        "an OpenAPI document",
        &[
            ("openapi", Text),
            ("info", Is(&INFO)),
            ("servers", List(&Is(&SERVER))),
            ("paths", Paths(&PATH_ITEM)),
            ("components", Is(&COMPONENTS)),
            ("security", List(&Map(&List(&Text)))),
            ("tags", List(&Is(&TAG))),
            ("externalDocs", Is(&EXTERNAL_DOCS)),
            // What documents of 3.0 say of webhooks, as many tools understand it.
            ("x-webhooks", Map(&Is(&PATH_ITEM))),
        ],
    )
};

static INFO: Object = Object {
    since_3_1: &[("summary", Text)],
    defaults: &["title", "version"],
    required: &["title", "version"],
    ..object(
        "an info object",
        &[
            ("title", Text),
            ("description", Text),
            ("termsOfService", Any),
            ("contact", Any),
            ("license", Any),
            ("version", Text),
        ],
    )
};

pub(super) static TAG: Object = Object {
    since_3_2: &[("summary", Text), ("parent", Text), ("kind", Text)],
    required: &["name"],
    ..object(
        "a tag",
        &[
            ("name", Text),
            ("description", Text),
            ("externalDocs", Is(&EXTERNAL_DOCS)),
        ],
    )
};

pub(super) static EXTERNAL_DOCS: Object = Object {
    defaults: &["url"],
    required: &["url"],
    ..object(
        "external documentation",
        &[("description", Text), ("url", Text)],
    )
};

static SERVER: Object = Object {
    since_3_2: &[("name", Text)],
    defaults: &["url"],
    required: &["url"],
    ..object(
        "a server",
        &[
            ("url", Text),
            ("description", Text),
            ("variables", Map(&Is(&SERVER_VARIABLE))),
        ],
    )
};

static SERVER_VARIABLE: Object = Object {
    required: &["default"],
    ..object(
        "a server variable",
        &[
            ("enum", List(&Text)),
            ("default", Text),
            ("description", Text),
        ],
    )
};

static COMPONENTS: Object = Object {
    since_3_1: &[("pathItems", Map(&Is(&PATH_ITEM)))],
    since_3_2: &[("mediaTypes", Unsupported)],
    ..object(
        "a components object",
        &[
            ("schemas", Map(&Schema)),
            ("responses", Map(&Is(&RESPONSE))),
            ("parameters", Map(&Is(&PARAMETER))),
            ("examples", Map(&Is(&EXAMPLE))),
            ("requestBodies", Map(&Is(&REQUEST_BODY))),
            ("headers", Map(&Is(&HEADER))),
            ("securitySchemes", Map(&Is(&SECURITY_SCHEME))),
            ("links", Map(&Is(&LINK))),
            ("callbacks", Map(&Is(&CALLBACK))),
        ],
    )
};

static PATH_ITEM: Object = Object {
    since_3_2: &[
        ("query", Unsupported),
        ("additionalOperations", Unsupported),
    ],
    ..referable(
        "a path item",
        &[
            ("summary", Text),
            ("description", Text),
            ("get", Is(&OPERATION)),
            ("put", Is(&OPERATION)),
            ("post", Is(&OPERATION)),
            ("delete", Is(&OPERATION)),
            ("options", Is(&OPERATION)),
            ("head", Is(&OPERATION)),
            ("patch", Is(&OPERATION)),
            ("trace", Is(&OPERATION)),
            ("servers", List(&Is(&SERVER))),
            ("parameters", List(&Is(&PARAMETER))),
        ],
    )
};

static OPERATION: Object = object(
    "an operation",
    &[
        ("tags", List(&Text)),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Is(&EXTERNAL_DOCS)),
        ("operationId", Text),
        ("parameters", List(&Is(&PARAMETER))),
        ("requestBody", Is(&REQUEST_BODY)),
        ("responses", Responses(&RESPONSE)),
        ("callbacks", Map(&Is(&CALLBACK))),
        ("deprecated", Flag),
        ("security", List(&Map(&List(&Text)))),
        ("servers", List(&Is(&SERVER))),
    ],
);

/// A callback: path items by the expression that gives their URL.
static CALLBACK: Object = Object {
    rest: Some(&Is(&PATH_ITEM)),
    ..referable("a callback", &[])
};

static SECURITY_SCHEME: Object = Object {
    since_3_2: &[("deprecated", Flag), ("oauth2MetadataUrl", Text)],
    ..referable(
        "a security scheme",
        &[
            ("type", Text),
            ("description", Text),
            ("name", Text),
            ("in", Text),
            ("scheme", Text),
            ("bearerFormat", Text),
            ("flows", Is(&FLOWS)),
            ("openIdConnectUrl", Text),
        ],
    )
};

static FLOWS: Object = Object {
    since_3_2: &[("deviceAuthorization", Any)],
    ..object(
        "a list of flows",
        &[
            ("implicit", Is(&FLOW)),
            ("password", Is(&FLOW)),
            ("clientCredentials", Is(&FLOW)),
            ("authorizationCode", Is(&FLOW)),
        ],
    )
};

static FLOW: Object = Object {
    defaults: &["authorizationUrl", "tokenUrl"],
    ..object(
        "a flow",
        &[
            ("authorizationUrl", Text),
            ("tokenUrl", Text),
            ("refreshUrl", Text),
            ("scopes", Map(&Text)),
        ],
    )
};
