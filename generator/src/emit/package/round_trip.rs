//! The test that holds the bindings to the document: every example decodes, and encodes back to equal JSON.
//!
//! ```text
//! ("#/components/schemas/Pet/example", "{\"id\":1}", check::<my_api::models::Pet>),
//! ```

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Package;
use crate::emit::File;
use crate::emit::text::print;
use crate::emit::types::{Place, Printer};
use crate::facts::Facts;
use crate::files;
use crate::ir::{Api, Example};

pub(super) fn file(api: &Api, package: &Package) -> File {
    let library = package.library();
    let printer = Printer {
        api,
        shadowed: &BTreeSet::new(),
        place: Place::Outside(&library),
    };
    let checks = api.examples.iter().map(|example| check(example, &printer));
    let deprecated = Facts::of(api).deprecates.then(
        || quote!(#![allow(deprecated, reason = "what the document deprecates is still served")]),
    );
    let tokens = quote! {
        //! Every example of the document decodes into its type, and encodes back to equal JSON.
        #deprecated

        /// Where an example stands, the example, and the check of its type.
        type Example = (&'static str, &'static str, fn(&str, &str) -> Option<String>);

        static EXAMPLES: &[Example] = &[#(#checks),*];

        #[test]
        fn every_example_survives_a_round_trip() {
            let failures = EXAMPLES.iter().filter_map(|(place, example, check)| check(place, example));
            let failures: Vec<String> = failures.collect();
            assert!(failures.is_empty(), "{}", failures.join("\n"));
        }

        fn check<T: serde::de::DeserializeOwned + serde::Serialize>(place: &str, example: &str) -> Option<String> {
            let decoded: T = match serde_json::from_str(example) {
                Ok(decoded) => decoded,
                Err(error) => return Some(format!("{place}: {error}")),
            };
            let encoded = serde_json::to_value(&decoded).expect("what was decoded can be encoded");
            let expected: serde_json::Value = serde_json::from_str(example).expect("an example is JSON");
            (!is_equal(&encoded, &expected)).then(|| format!("{place}: {example}\n  came back as {encoded}"))
        }

        /// Whether two values are equal as JSON, in which 1 and 1.0 are the same number.
        fn is_equal(a: &serde_json::Value, b: &serde_json::Value) -> bool {
            use serde_json::Value::{Array, Number, Object};
            match (a, b) {
                (Number(a), Number(b)) => a == b || a.as_f64() == b.as_f64(),
                (Array(a), Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_equal(a, b)),
                (Object(a), Object(b)) => a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_equal(a, b))),
                _ => a == b,
            }
        }
    };
    File {
        path: "tests/examples.rs".to_owned(),
        text: print(tokens),
    }
}

fn check(example: &Example, printer: &Printer<'_>) -> TokenStream {
    let (ty, place, json) = (
        printer.ty(&example.ty),
        files::reference(&example.at),
        example.value.to_string(),
    );
    quote!((#place, #json, check::<#ty>))
}
