//! The grammar of OpenAPI 3.0 as tables: each object's keywords and what each of them holds.
//!
//! From the tables of OpenAPI 3.0.3, section 4.7 ("Schema"). What `openapiv3` demands beyond what a generator
//! needs, such as the description of a response, is filled in by [`Object::defaults`].

/// What a value must look like.
#[derive(Debug)]
pub(super) enum Shape {
    Any,
    Text,
    Flag,
    Number,
    /// A whole number, 0 or above.
    Count,
    List(&'static Shape),
    Map(&'static Shape),
    /// A map by path: keys start with `/`.
    Paths,
    /// A map by status: `200`, `2XX`, `default`.
    Responses,
    Object(&'static Object),
    /// `additionalProperties`.
    FlagOrObject(&'static Object),
}

/// One kind of object.
#[derive(Debug)]
pub(super) struct Object {
    /// As a reader calls it, with its article.
    pub(super) name: &'static str,
    /// Whether a `$ref` may stand in its place.
    pub(super) referable: bool,
    /// The keywords that it may have, besides `x-` extensions.
    pub(super) keywords: &'static [(&'static str, Shape)],
    /// The keywords that are filled in with an empty string when they are missing, because only docs need them.
    pub(super) defaults: &'static [&'static str],
}

use Shape::{Any, Count, Flag, FlagOrObject, List, Map, Number, Paths, Responses, Text};

const fn object(name: &'static str, keywords: &'static [(&'static str, Shape)]) -> Object {
    Object {
        name,
        referable: false,
        keywords,
        defaults: &[],
    }
}

const fn referable(name: &'static str, keywords: &'static [(&'static str, Shape)]) -> Object {
    Object {
        name,
        referable: true,
        keywords,
        defaults: &[],
    }
}

pub(super) static DOCUMENT: Object = object(
    "an OpenAPI document",
    &[
        ("openapi", Text),
        ("info", Shape::Object(&INFO)),
        ("servers", List(&Shape::Object(&SERVER))),
        ("paths", Paths),
        ("components", Shape::Object(&COMPONENTS)),
        ("security", List(&Map(&List(&Text)))),
        ("tags", Any),
        ("externalDocs", Any),
    ],
);

static INFO: Object = Object {
    defaults: &["title", "version"],
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

static SERVER: Object = Object {
    defaults: &["url"],
    ..object(
        "a server",
        &[
            ("url", Text),
            ("description", Text),
            ("variables", Map(&Shape::Object(&SERVER_VARIABLE))),
        ],
    )
};

static SERVER_VARIABLE: Object = Object {
    defaults: &["default"],
    ..object(
        "a server variable",
        &[
            ("enum", List(&Text)),
            ("default", Text),
            ("description", Text),
        ],
    )
};

static COMPONENTS: Object = object(
    "a components object",
    &[
        ("schemas", Map(&Shape::Object(&SCHEMA))),
        ("responses", Map(&Shape::Object(&RESPONSE))),
        ("parameters", Map(&Shape::Object(&PARAMETER))),
        ("examples", Map(&Shape::Object(&EXAMPLE))),
        ("requestBodies", Map(&Shape::Object(&REQUEST_BODY))),
        ("headers", Map(&Shape::Object(&HEADER))),
        ("securitySchemes", Map(&Shape::Object(&SECURITY_SCHEME))),
        ("links", Any),
        ("callbacks", Any),
    ],
);

pub(super) static PATH_ITEM: Object = referable(
    "a path item",
    &[
        ("summary", Text),
        ("description", Text),
        ("get", Shape::Object(&OPERATION)),
        ("put", Shape::Object(&OPERATION)),
        ("post", Shape::Object(&OPERATION)),
        ("delete", Shape::Object(&OPERATION)),
        ("options", Shape::Object(&OPERATION)),
        ("head", Shape::Object(&OPERATION)),
        ("patch", Shape::Object(&OPERATION)),
        ("trace", Shape::Object(&OPERATION)),
        ("servers", List(&Shape::Object(&SERVER))),
        ("parameters", List(&Shape::Object(&PARAMETER))),
    ],
);

static OPERATION: Object = object(
    "an operation",
    &[
        ("tags", List(&Text)),
        ("summary", Text),
        ("description", Text),
        ("externalDocs", Any),
        ("operationId", Text),
        ("parameters", List(&Shape::Object(&PARAMETER))),
        ("requestBody", Shape::Object(&REQUEST_BODY)),
        ("responses", Responses),
        ("callbacks", Any),
        ("deprecated", Flag),
        ("security", List(&Map(&List(&Text)))),
        ("servers", List(&Shape::Object(&SERVER))),
    ],
);

static PARAMETER: Object = referable(
    "a parameter",
    &[
        ("name", Text),
        ("in", Text),
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("allowEmptyValue", Flag),
        ("style", Text),
        ("explode", Flag),
        ("allowReserved", Flag),
        ("schema", Shape::Object(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&Shape::Object(&EXAMPLE))),
        ("content", Map(&Shape::Object(&MEDIA_TYPE))),
    ],
);

static HEADER: Object = referable(
    "a header",
    &[
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("allowEmptyValue", Flag),
        ("style", Text),
        ("explode", Flag),
        ("allowReserved", Flag),
        ("schema", Shape::Object(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&Shape::Object(&EXAMPLE))),
        ("content", Map(&Shape::Object(&MEDIA_TYPE))),
    ],
);

static REQUEST_BODY: Object = referable(
    "a request body",
    &[
        ("description", Text),
        ("content", Map(&Shape::Object(&MEDIA_TYPE))),
        ("required", Flag),
    ],
);

static MEDIA_TYPE: Object = object(
    "a media type",
    &[
        ("schema", Shape::Object(&SCHEMA)),
        ("example", Any),
        ("examples", Map(&Shape::Object(&EXAMPLE))),
        ("encoding", Map(&Any)),
    ],
);

static EXAMPLE: Object = referable(
    "an example",
    &[
        ("summary", Text),
        ("description", Text),
        ("value", Any),
        ("externalValue", Text),
    ],
);

pub(super) static RESPONSE: Object = Object {
    defaults: &["description"],
    ..referable(
        "a response",
        &[
            ("description", Text),
            ("headers", Map(&Shape::Object(&HEADER))),
            ("content", Map(&Shape::Object(&MEDIA_TYPE))),
            ("links", Any),
        ],
    )
};

static SECURITY_SCHEME: Object = referable(
    "a security scheme",
    &[
        ("type", Text),
        ("description", Text),
        ("name", Text),
        ("in", Text),
        ("scheme", Text),
        ("bearerFormat", Text),
        ("flows", Any),
        ("openIdConnectUrl", Text),
    ],
);

pub(super) static SCHEMA: Object = referable(
    "a schema",
    &[
        ("title", Text),
        ("multipleOf", Number),
        ("maximum", Number),
        ("exclusiveMaximum", Flag),
        ("minimum", Number),
        ("exclusiveMinimum", Flag),
        ("maxLength", Count),
        ("minLength", Count),
        ("pattern", Text),
        ("maxItems", Count),
        ("minItems", Count),
        ("uniqueItems", Flag),
        ("maxProperties", Count),
        ("minProperties", Count),
        ("required", List(&Text)),
        ("enum", List(&Any)),
        ("type", Text),
        ("allOf", List(&Shape::Object(&SCHEMA))),
        ("oneOf", List(&Shape::Object(&SCHEMA))),
        ("anyOf", List(&Shape::Object(&SCHEMA))),
        ("not", Shape::Object(&SCHEMA)),
        ("items", Shape::Object(&SCHEMA)),
        ("properties", Map(&Shape::Object(&SCHEMA))),
        ("additionalProperties", FlagOrObject(&SCHEMA)),
        ("description", Text),
        ("format", Text),
        ("default", Any),
        ("nullable", Flag),
        ("discriminator", Any),
        ("readOnly", Flag),
        ("writeOnly", Flag),
        ("xml", Any),
        ("externalDocs", Any),
        ("example", Any),
        ("deprecated", Flag),
    ],
);
