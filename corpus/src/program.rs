//! The test program of one crate: the types it knows, and the values it tries.
//!
//! An API comes in, `program/` and `values.json` go out. The values are data and not code, because a compiler takes
//! longer over a thousand literals than over the crate.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use bindery::emit::Package;
use bindery::ir::{Api, Example, Type};

use crate::{synthesis, type_paths};

/// The program's main file in a crate's folder.
pub(crate) const MAIN: &str = "program/main.rs";

/// The file of values in a crate's folder.
pub(crate) const VALUES: &str = "values.json";

/// What doesn't depend on the document.
const TEXT: &str = include_str!("../program/main.rs");

/// Writes the program and its values, and gives their number.
pub(crate) fn write(api: &Api, package: &Package, folder: &Path) -> Result<usize, Box<dyn Error>> {
    let synthesized = synthesis::instances(api);
    let examples: Vec<&Example> = api.examples.iter().chain(&synthesized).collect();
    let mut types = BTreeMap::new();
    for example in &examples {
        let next = types.len();
        types.entry(example.ty.clone()).or_insert(next);
    }
    let case = |example: &&Example| {
        let index = types.get(&example.ty);
        (format!("#{}", example.at), index, example.value.to_string())
    };
    let cases: Vec<_> = examples.iter().map(case).collect();
    fs::write(folder.join(VALUES), serde_json::to_vec(&cases)?)?;

    let paths = type_paths::of(&in_order(&types), api, package)?;
    fs::create_dir_all(folder.join("program"))?;
    fs::write(folder.join(MAIN), TEXT)?;
    fs::write(folder.join("program/types.rs"), table(&paths))?;
    Ok(cases.len())
}

/// The types by their index.
fn in_order(types: &BTreeMap<Type, usize>) -> Vec<Type> {
    let mut types: Vec<_> = types.iter().collect();
    types.sort_by_key(|(_, index)| **index);
    types.into_iter().map(|(ty, _)| ty.clone()).collect()
}

fn table(paths: &[String]) -> String {
    let mut text = "pub static TYPES: &[fn(&str) -> Result<(), String>] = &[\n".to_owned();
    for path in paths {
        text.push_str(&format!("    crate::round_trip::<{path}>,\n"));
    }
    text.push_str("];\n");
    text
}
