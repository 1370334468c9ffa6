//! Tuples: lists whose items have schemas by their positions (JSON Schema 2020-12 Core, section 10.3.1.1).
//!
//! A list with `prefixItems` comes in, as normalizing keeps it; a Rust tuple goes out when the number of items is
//! fixed, else a list of the type that all items have, else a list of JSON. What a type would be is not found out where
//! that would make a named type in vain.

use serde_json::Value;

use super::Lowering;
use super::kind::TupleView;
use super::merge::is_alike;
use super::naming::Naming;
use super::schema::holds_names;
use crate::ir::Type;
use crate::pointer::Pointer;

/// Where normalizing keeps the schemas of items by their positions.
pub(super) const PREFIX: &str = "x-bindery-prefix-items";

/// The most items of a tuple that serde and the standard library have traits for, `Debug` and `PartialEq` among them.
const LONGEST: usize = 12;

impl<'a> TupleView<'a> {
    /// The schemas of all items, if their number is fixed and a tuple can have as many.
    pub(super) fn fixed(&self) -> Option<&'a [Value]> {
        let is_fixed = |most: &usize| *most <= LONGEST && self.least == Some(*most);
        self.prefix.get(..self.most.filter(is_fixed)?)
    }
}

impl Lowering<'_> {
    /// The type of the list at `at`.
    pub(super) fn tuple(&mut self, tuple: &TupleView<'_>, at: &Pointer, naming: &Naming) -> Type {
        let TupleView {
            prefix, rest, most, ..
        } = *tuple;
        if let Some(items) = tuple.fixed() {
            return Type::Tuple(self.items(items, at, naming));
        }
        if rest.is_none() && most.is_none_or(|most| most > prefix.len()) {
            return Type::List(Box::new(Type::Untyped));
        }
        let types = match prefix {
            [first, others @ ..] if others.iter().chain(rest).all(|it| is_alike(first, it)) => {
                self.items(std::slice::from_ref(first), at, naming)
            }
            _ if prefix.iter().chain(rest).any(holds_names) => Vec::new(),
            _ => {
                let rest =
                    rest.map(|rest| self.schema(rest, &at.child("items"), naming).into_type());
                let mut types = self.items(prefix, at, naming);
                types.extend(rest);
                types
            }
        };
        let same = types.windows(2).all(|pair| pair.first() == pair.last());
        let item = types.into_iter().next().filter(|_| same);
        Type::List(Box::new(item.unwrap_or(Type::Untyped)))
    }

    fn items(&mut self, prefix: &[Value], at: &Pointer, naming: &Naming) -> Vec<Type> {
        let at = at.child(PREFIX);
        let items = prefix.iter().enumerate();
        let item = |(index, item)| {
            let naming = naming.inner(&word(index));
            self.schema(item, &at.index(index), &naming).into_type()
        };
        items.map(item).collect()
    }
}

/// What the item at `index` is named for: `Item 1` is the first one.
pub(super) fn word(index: usize) -> String {
    format!("Item {}", index.saturating_add(1))
}
