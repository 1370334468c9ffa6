//! The grammar of what requests and answers are made of: parameters, bodies, responses and what stands in them.

use super::SERVER;
use super::Shape::{Any, Flag, Is, Map, Schema, Text, Unsupported, Word};
use super::shape::{Object, Shape, object, referable};

/// Which of them a parameter may have depends on where it is sent; see the table of OpenAPI 3.0.3, "Style Values".
const STYLE: Shape = Word(&[
    "matrix",
    "label",
    "simple",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
]);

pub(super) static PARAMETER: Object = referable(
    "a parameter",
    &[
        ("name", Text),
        ("in", Text),
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("allowEmptyValue", Flag),
        ("style", STYLE),
        ("explode", Flag),
        ("allowReserved", Flag),
        ("schema", Schema),
        ("example", Any),
        ("examples", Map(&Is(&EXAMPLE))),
        ("content", Map(&Is(&MEDIA_TYPE))),
    ],
);

pub(super) static HEADER: Object = referable(
    "a header",
    &[
        ("description", Text),
        ("required", Flag),
        ("deprecated", Flag),
        ("allowEmptyValue", Flag),
        ("style", Word(&["simple"])),
        ("explode", Flag),
        ("allowReserved", Flag),
        ("schema", Schema),
        ("example", Any),
        ("examples", Map(&Is(&EXAMPLE))),
        ("content", Map(&Is(&MEDIA_TYPE))),
    ],
);

pub(super) static REQUEST_BODY: Object = referable(
    "a request body",
    &[
        ("description", Text),
        ("content", Map(&Is(&MEDIA_TYPE))),
        ("required", Flag),
    ],
);

pub(super) static MEDIA_TYPE: Object = Object {
    since_3_2: &[
        ("itemSchema", Schema),
        ("itemEncoding", Unsupported),
        ("prefixEncoding", Unsupported),
    ],
    ..object(
        "a media type",
        &[
            ("schema", Schema),
            ("example", Any),
            ("examples", Map(&Is(&EXAMPLE))),
            ("encoding", Map(&Is(&ENCODING))),
        ],
    )
};

pub(super) static ENCODING: Object = Object {
    since_3_2: &[
        ("encoding", Unsupported),
        ("itemEncoding", Unsupported),
        ("prefixEncoding", Unsupported),
    ],
    ..object(
        "an encoding",
        &[
            ("contentType", Text),
            ("headers", Map(&Is(&HEADER))),
            (
                "style",
                Word(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]),
            ),
            ("explode", Flag),
            ("allowReserved", Flag),
        ],
    )
};

pub(super) static EXAMPLE: Object = Object {
    since_3_2: &[("dataValue", Any), ("serializedValue", Text)],
    ..referable(
        "an example",
        &[
            ("summary", Text),
            ("description", Text),
            ("value", Any),
            ("externalValue", Text),
        ],
    )
};

pub(super) static RESPONSE: Object = Object {
    since_3_2: &[("summary", Text)],
    defaults: &["description"],
    ..referable(
        "a response",
        &[
            ("description", Text),
            ("headers", Map(&Is(&HEADER))),
            ("content", Map(&Is(&MEDIA_TYPE))),
            ("links", Map(&Is(&LINK))),
        ],
    )
};

pub(super) static LINK: Object = referable(
    "a link",
    &[
        ("operationRef", Text),
        ("operationId", Text),
        ("parameters", Map(&Any)),
        ("requestBody", Any),
        ("description", Text),
        ("server", Is(&SERVER)),
    ],
);
