//! The structs with serde's derive, keeping what it doesn't know as the tables do.

use bindery_runtime::JsonObject;
use serde_derive::{Deserialize, Serialize};

pub use super::derived::Kind;

crate::structs! { #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)] Flattened, rest: #[serde(flatten)] JsonObject }
