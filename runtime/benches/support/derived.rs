//! The structs with serde's derive, which forgets properties and refuses values that it doesn't know.

use serde_derive::{Deserialize, Serialize};

crate::structs! { #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)] Derived, rest: #[serde(skip)] () }

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Kind {
    Response,
    Update,
    MessageTag,
}
