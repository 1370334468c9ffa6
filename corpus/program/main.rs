//! The test program of one crate: decodes and encodes every value, and compares.
//!
//! The path of a JSON file comes in, one line of JSON for each value that didn't survive goes out.

mod types;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("the file of values is missing")?;
    let cases: Vec<(String, usize, String)> = serde_json::from_slice(&std::fs::read(path)?)?;
    for (at, index, text) in &cases {
        let round_trip = types::TYPES.get(*index).ok_or("there is no such type")?;
        if let Err(reason) = round_trip(text) {
            println!("{}", json!({ "at": at, "value": excerpt(text), "reason": reason }));
        }
    }
    Ok(())
}

/// The check of one type; there is one instance of it for each type of the document.
fn round_trip<T: DeserializeOwned + Serialize>(text: &str) -> Result<(), String> {
    let decoded: T = serde_json::from_str(text).map_err(|error| format!("does not decode: {error}"))?;
    compare(text, &serde_json::to_string(&decoded).map_err(|error| format!("does not encode: {error}"))?)
}

/// This is apart because it is the same for all types.
fn compare(text: &str, encoded: &str) -> Result<(), String> {
    let parse = |text| serde_json::from_str::<Value>(text).map_err(|error| format!("is no JSON: {error}"));
    if is_equal(&parse(text)?, &parse(encoded)?) {
        Ok(())
    } else {
        Err(format!("came back as {}", excerpt(encoded)))
    }
}

/// Whether two values are equal as JSON, in which 1 and 1.0 are the same number.
fn is_equal(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || (a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| is_equal(a, b)))
        }
        _ => a == b,
    }
}

fn excerpt(text: &str) -> String {
    text.chars().take(300).collect()
}
