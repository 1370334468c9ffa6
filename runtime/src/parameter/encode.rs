//! From a parameter and its value to text: the parts of the value are encoded first and joined by the style then.
//!
//! What OpenAPI leaves open: an array or object inside another is written as its JSON text, except in `deepObject`, which
//! goes on as the servers that know it do (PHP, Rack, qs): `a[b][c]=1`, `a[]=1` for the items of an array, and `a[0][b]=1`
//! where they have parts of their own. Nulls inside are left out, as RFC 6570 does.

use std::borrow::Cow;

use serde_json::Value;

use super::{Location, Parameter, Style};
use crate::percent;

/// The encoded parts of a value.
enum Parts {
    /// They make one value.
    One(Vec<String>),
    /// Each stands for itself.
    Each(Vec<String>),
}

impl Parameter {
    /// The value's text in the parameter's style; `None` when there is nothing in it.
    pub(super) fn text(&self, value: &Value) -> Option<String> {
        match (self.style, value) {
            (_, Value::Null) => None,
            (Style::Json, _) | (_, Value::Bool(_) | Value::Number(_)) => {
                Some(self.single(&value.to_string()))
            }
            (_, Value::String(text)) => Some(self.single(text)),
            (Style::DeepObject, _) => {
                let pairs = self.deep_pairs(&self.escaped_name(), value);
                self.joined(Parts::Each(pairs))
            }
            (_, Value::Array(items)) => self.joined(self.items(items)),
            (_, Value::Object(entries)) => self.joined(self.entries(entries)),
        }
    }

    /// The text of a value that is one part, as most are, written in one go.
    fn single(&self, value: &str) -> String {
        let joints = self.style.joints(self.location);
        // With room for some characters that take three bytes.
        let length = joints.prefix.len() + self.name.len() + 1 + value.len() + value.len() / 2;
        let mut text = String::with_capacity(length);
        text.push_str(joints.prefix);
        if joints.named {
            text.extend(percent::value(self.name));
            text.push_str(self.equals(value));
        }
        self.escape_into(&mut text, value);
        text
    }

    fn joined(&self, parts: Parts) -> Option<String> {
        let joints = self.style.joints(self.location);
        let text = match parts {
            Parts::One(parts) | Parts::Each(parts) if parts.is_empty() => return None,
            Parts::One(parts) if joints.named => {
                self.pair(&self.escaped_name(), &parts.join(joints.one))
            }
            Parts::One(parts) => parts.join(joints.one),
            Parts::Each(parts) => parts.join(joints.each),
        };
        Some(match joints.prefix {
            "" => text,
            prefix => format!("{prefix}{text}"),
        })
    }

    fn items(&self, items: &[Value]) -> Parts {
        let items = items
            .iter()
            .filter(|item| !item.is_null())
            .map(|item| self.scalar(item));
        if !self.explodes() {
            Parts::One(items.collect())
        } else if self.style.joints(self.location).named {
            let name = self.escaped_name();
            Parts::Each(items.map(|item| self.pair(&name, &item)).collect())
        } else {
            Parts::Each(items.collect())
        }
    }

    fn entries(&self, entries: &serde_json::Map<String, Value>) -> Parts {
        let entries = entries.iter().filter(|(_, value)| !value.is_null());
        let entries = entries.map(|(key, value)| (self.escape(key), self.scalar(value)));
        if self.explodes() {
            Parts::Each(
                entries
                    .map(|(key, value)| self.pair(&key, &value))
                    .collect(),
            )
        } else {
            Parts::One(entries.flat_map(|(key, value)| [key, value]).collect())
        }
    }

    fn deep_pairs(&self, name: &str, value: &Value) -> Vec<String> {
        match value {
            Value::Null => Vec::new(),
            Value::Array(items) => {
                let has_parts = items.iter().any(|item| item.is_array() || item.is_object());
                let name = |index: usize| match has_parts {
                    true => format!("{name}%5B{index}%5D"),
                    false => format!("{name}%5B%5D"),
                };
                let pairs = |(index, item)| self.deep_pairs(&name(index), item);
                items.iter().enumerate().flat_map(pairs).collect()
            }
            Value::Object(entries) => {
                let name = |key: &str| format!("{name}%5B{}%5D", percent::value(key));
                let pairs = |(key, value): (&String, _)| self.deep_pairs(&name(key), value);
                entries.iter().flat_map(pairs).collect()
            }
            value => vec![self.pair(name, &self.scalar(value))],
        }
    }

    fn explodes(&self) -> bool {
        self.explode.unwrap_or(self.style == Style::Form)
    }

    /// `name=value`.
    fn pair(&self, name: &str, value: &str) -> String {
        [name, self.equals(value), value].concat()
    }

    /// What stands between a name and its value; only `matrix` leaves out the `=` of an empty one.
    fn equals(&self, value: &str) -> &'static str {
        if self.style == Style::Matrix && value.is_empty() {
            ""
        } else {
            "="
        }
    }

    /// A scalar as it is on the wire; anything else as its JSON text.
    fn scalar(&self, value: &Value) -> String {
        match value {
            Value::String(text) => self.escape(text),
            other => self.escape(&other.to_string()),
        }
    }

    fn escaped_name(&self) -> Cow<'_, str> {
        percent::value(self.name).into()
    }

    fn escape(&self, text: &str) -> String {
        let mut escaped = String::with_capacity(text.len());
        self.escape_into(&mut escaped, text);
        escaped
    }

    fn escape_into(&self, escaped: &mut String, text: &str) {
        match self.location {
            Location::Header => escaped.push_str(text),
            Location::Query if self.allow_reserved => escaped.extend(percent::reserved_value(text)),
            Location::Path | Location::Query | Location::Cookie => {
                escaped.extend(percent::value(text));
            }
        }
    }
}
