//! Shadows: which names of Rust's prelude a document takes for itself.
//!
//! Where `Option` is a schema's name, generated code has to say `::std::option::Option`; everywhere else the short
//! name reads better.

use std::collections::BTreeSet;

/// The prelude's names that generated code uses.
const PRELUDE: [&str; 8] = [
    "Box", "From", "Into", "Option", "Self", "String", "Vec", "Default",
];

pub(super) fn shadowed<'n>(names: impl Iterator<Item = &'n str>) -> BTreeSet<&'static str> {
    names
        .filter_map(|name| PRELUDE.into_iter().find(|taken| *taken == name))
        .collect()
}
