//! The paths of types, as a crate that depends on the bindings writes them.
//!
//! The generator prints them for the test of a package's examples, and they are read off there, so that they are
//! known in one place only. What else such a test says isn't looked at.

use std::error::Error;

use bindery::Pointer;
use bindery::emit::{self, Layout, Package, Root};
use bindery::facts::Facts;
use bindery::ir::{Api, Example, Shape, Type, TypeDef};
use quote::ToTokens;
use serde_json::Value;
use syn::{Expr, Item};

/// The path of each type, in their order.
pub(crate) fn of(
    types: &[Type],
    api: &Api,
    package: &Package,
) -> Result<Vec<String>, Box<dyn Error>> {
    if types.is_empty() {
        return Ok(Vec::new());
    }
    let api = names_only(types, api);
    let layout = Layout {
        document: String::new(),
        overlays: Vec::new(),
        root: Root::Crate,
        guide: None,
    };
    let files = emit::package(&api, &Facts::of(&api), &layout, package);
    let test = files.iter().find(|file| file.path == "tests/examples.rs");
    let test = test.ok_or("the package has no test of its examples")?;
    let paths = syn::parse_file(&test.text)?
        .items
        .into_iter()
        .find_map(checks);
    let paths: Vec<_> = paths.ok_or("the package's test has no list of checks")?;
    if paths.len() == types.len() {
        Ok(paths)
    } else {
        Err("the package's test doesn't check every example".into())
    }
}

/// The same types without their content, each with one example: printing it costs next to nothing.
fn names_only(types: &[Type], api: &Api) -> Api {
    let example = |ty: &Type| Example {
        at: Pointer::root(),
        ty: ty.clone(),
        value: Value::Null,
    };
    let without_content = |def: &TypeDef| TypeDef {
        shape: Shape::Alias(Type::Untyped),
        ..def.clone()
    };
    Api {
        types: api.types.iter().map(without_content).collect(),
        examples: types.iter().map(example).collect(),
        operations: Vec::new(),
        skipped: Vec::new(),
        ..api.clone()
    }
}

/// The types of `static EXAMPLES: .. = &[(.., .., check::<T>), ..]`.
fn checks(item: Item) -> Option<Vec<String>> {
    let Item::Static(list) = item else {
        return None;
    };
    let Expr::Reference(list) = *list.expr else {
        return None;
    };
    let Expr::Array(list) = *list.expr else {
        return None;
    };
    list.elems.into_iter().map(type_argument).collect()
}

/// `T` of `(.., .., check::<T>)`.
fn type_argument(example: Expr) -> Option<String> {
    let Expr::Tuple(example) = example else {
        return None;
    };
    let Expr::Path(function) = example.elems.into_iter().next_back()? else {
        return None;
    };
    let segment = function.path.segments.into_iter().next()?;
    match segment.arguments {
        syn::PathArguments::AngleBracketed(arguments) => {
            let only = arguments.args.into_iter().next()?;
            Some(only.into_token_stream().to_string())
        }
        _ => None,
    }
}
