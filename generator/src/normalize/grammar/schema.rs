//! The grammar of schemas: 3.0's, and the words of JSON Schema that 3.1 brought.

use super::EXTERNAL_DOCS;
use super::Shape::{
    Any, Count, Discriminator, Flag, FlagOrSchema, Is, List, Map, Number, Schema, SchemaOrList,
    Text, TextOrList,
};
use super::shape::{Object, object, referable};

pub(in crate::normalize) static SCHEMA: Object = Object {
    since_3_1: &[
        ("type", TextOrList),
        ("const", Any),
        ("exclusiveMaximum", Number),
        ("exclusiveMinimum", Number),
        ("prefixItems", List(&Schema)),
        ("items", SchemaOrList),
        ("patternProperties", Map(&Schema)),
        ("contains", Schema),
        ("propertyNames", Schema),
        ("additionalItems", Schema),
        ("unevaluatedItems", Schema),
        ("unevaluatedProperties", Schema),
        ("dependentSchemas", Map(&Schema)),
        ("if", Schema),
        ("then", Schema),
        ("else", Schema),
        ("contentEncoding", Text),
        ("contentMediaType", Text),
        ("contentSchema", Schema),
        ("examples", List(&Any)),
        ("$ref", Text),
        ("$defs", Map(&Schema)),
        ("definitions", Map(&Schema)),
        ("$id", Text),
        ("$anchor", Text),
        ("$dynamicRef", Text),
        ("$dynamicAnchor", Text),
        ("x-bindery-prefix-items", List(&Schema)),
    ],
    ..referable(
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
            ("allOf", List(&Schema)),
            ("oneOf", List(&Schema)),
            ("anyOf", List(&Schema)),
            ("not", Schema),
            ("items", Schema),
            ("properties", Map(&Schema)),
            ("additionalProperties", FlagOrSchema),
            ("description", Text),
            ("format", Text),
            ("default", Any),
            ("nullable", Flag),
            ("discriminator", Discriminator),
            ("readOnly", Flag),
            ("writeOnly", Flag),
            ("xml", Is(&XML)),
            ("externalDocs", Is(&EXTERNAL_DOCS)),
            ("example", Any),
            ("deprecated", Flag),
        ],
    )
};

pub(in crate::normalize) static DISCRIMINATOR: Object = Object {
    since_3_2: &[("defaultMapping", Text)],
    required: &["propertyName"],
    ..object(
        "a discriminator",
        &[("propertyName", Text), ("mapping", Map(&Text))],
    )
};

static XML: Object = Object {
    since_3_2: &[("nodeType", Text)],
    ..object(
        "an XML object",
        &[
            ("name", Text),
            ("namespace", Text),
            ("prefix", Text),
            ("attribute", Flag),
            ("wrapped", Flag),
        ],
    )
};
