//! What a user brings in place of what would be generated: nothing but the traits that are asked for.

/// A pet that has a name and nothing else.
#[derive(Debug, Clone, PartialEq)]
pub struct Pet {
    /// What it is called.
    pub name: String,
}

bindery_runtime::object! { Pet { name: required "name" } }
