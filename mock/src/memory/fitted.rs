//! Objects in the places of resources: an answer of the document and what was set go in, the answer with it comes out.
//!
//! Whatever an answer gets in this way certainly is what its schema says: properties that it doesn't declare are left out,
//! and where all that was set isn't enough for it, what fits stands beside what the document shows.

use serde_json::{Map, Value};

use super::place::{Answer, Place};
use crate::certain::{self, Doubt};
use crate::check::schema::child_pointer;

type Object = Map<String, Value>;

impl Answer<'_> {
    /// The answer with one object at a place: in a list, it is the only one.
    pub(super) fn with(self, place: &Place, object: &Object) -> Option<Value> {
        match place {
            Place::Alone(pointer) => {
                let object = Fitting::of(self, pointer, self.body.clone()).object(object)?;
                self.replaced(pointer, object)
            }
            Place::InList(list) => self.with_list(list, Vec::new(), &[object]),
        }
    }

    /// The answer with these items of its own in a list, and behind them these objects, as far as they fit.
    pub(super) fn with_list(
        self,
        list: &str,
        mut items: Vec<Value>,
        objects: &[&Object],
    ) -> Option<Value> {
        let own = self.body.pointer(list)?.as_array()?;
        let first = own.first().cloned().unwrap_or(Value::Object(Map::new()));
        let alone = self.replaced(list, Value::Array(vec![first]))?;
        let place = format!("{list}/0");
        let fitting = Fitting::of(self, &place, alone);
        items.extend(objects.iter().filter_map(|object| fitting.object(object)));
        let answer = self.replaced(list, Value::Array(items))?;
        // Each item fits; how many they are, and which together, is another matter.
        let before = self.doubts_around(list, self.body);
        let after = self.doubts_around(list, &answer);
        let mut after = after.iter().filter(|doubt| is_in(list, &doubt.pointer));
        after.all(|doubt| before.contains(doubt)).then_some(answer)
    }

    fn replaced(self, pointer: &str, value: Value) -> Option<Value> {
        let mut body = self.body.clone();
        *body.pointer_mut(pointer)? = value;
        Some(body)
    }

    fn doubts(self, body: &Value) -> Vec<Doubt> {
        let doubts = |schema| certain::doubts(self.document, schema, body);
        self.schema.map(doubts).unwrap_or_default()
    }

    /// The doubts but those of single items in a list.
    fn doubts_around(self, list: &str, body: &Value) -> Vec<Doubt> {
        let doubts = |schema| certain::doubts_around(self.document, schema, body, list);
        self.schema.map(doubts).unwrap_or_default()
    }
}

/// A place for one object, in an answer that is otherwise as the document has it.
struct Fitting<'a> {
    answer: Answer<'a>,
    pointer: &'a str,
    body: Value,
    doubts: Vec<Doubt>,
}

impl<'a> Fitting<'a> {
    fn of(answer: Answer<'a>, pointer: &'a str, body: Value) -> Self {
        Fitting {
            doubts: answer.doubts(&body),
            answer,
            pointer,
            body,
        }
    }

    /// What of an object can stand there, if anything can.
    fn object(&self, set: &Object) -> Option<Value> {
        let known = set
            .iter()
            .filter(|(name, _)| self.answer.declares(self.pointer, name));
        let known: Object = known
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect();
        if known.is_empty() {
            return None;
        }
        if self.holds(Value::Object(known.clone()), self.pointer) {
            return Some(Value::Object(known));
        }
        let mut object = self.body.pointer(self.pointer)?.as_object()?.clone();
        let mut is_changed = false;
        for (name, value) in known {
            let mut next = object.clone();
            next.insert(name.clone(), value);
            if self.holds(
                Value::Object(next.clone()),
                &child_pointer(self.pointer, &name),
            ) {
                object = next;
                is_changed = true;
            }
        }
        is_changed.then_some(Value::Object(object))
    }

    /// Whether an object can stand there whose part at a pointer is new: that is in no doubt, and nothing else is in more.
    fn holds(&self, object: Value, new: &str) -> bool {
        let mut body = self.body.clone();
        let Some(place) = body.pointer_mut(self.pointer) else {
            return false;
        };
        *place = object;
        let doubts = self.answer.doubts(&body);
        doubts.iter().all(|doubt| {
            let is_there = is_in(new, &doubt.pointer) || is_in(&doubt.pointer, new);
            !is_there && self.doubts.contains(doubt)
        })
    }
}

/// Whether a pointer is another one, or leads into what that one points at.
fn is_in(pointer: &str, outer: &str) -> bool {
    let rest = pointer.strip_prefix(outer);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
