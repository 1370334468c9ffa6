//! Places: where in a request a value is, as steps that become a path such as `body.recipient.id` when there is
//! something to be said of it.

use crate::json_path::push_key;

/// A part of an object or an array.
#[derive(Clone, Copy)]
pub(super) enum Step<'v> {
    Key(&'v str),
    Index(usize),
}

/// The path of what `steps` lead to.
pub(super) fn path(root: &str, steps: &[Step<'_>]) -> String {
    let mut path = root.to_owned();
    for step in steps {
        match step {
            Step::Key(key) => push_key(&mut path, key),
            Step::Index(index) => path.push_str(&format!("[{index}]")),
        }
    }
    path
}
