//! Where a position of a JSON text is: the text and the position go in, a path such as `data[3].id` comes out.
//!
//! The text has just been refused, so it may be truncated or no JSON at all: the scan stops at the first thing it
//! doesn't understand and gives the path up to there. It checks nothing.

use crate::decode::Position;

/// A place in a JSON text.
#[derive(Default)]
pub(crate) struct Place {
    /// The path, empty for the text as a whole.
    pub(crate) path: String,
    /// The bytes before it.
    pub(crate) offset: usize,
}

/// Finds a position. A position at the end of a value, where serde_json reports values of a wrong type, is that value's.
pub(crate) fn find(text: &[u8], position: Position) -> Place {
    let offset = offset(text, position);
    let mut scan = Scan {
        text,
        at: 0,
        stack: Vec::new(),
    };
    while scan.at < offset && scan.step() {}
    Place {
        path: scan.path(),
        offset,
    }
}

fn offset(text: &[u8], position: Position) -> usize {
    let lines = text
        .split_inclusive(|&byte| byte == b'\n')
        .take(position.line.saturating_sub(1));
    let start: usize = lines.map(<[u8]>::len).sum();
    (start + position.column).min(text.len())
}

/// A container that the scan is in, with the key or the index it is at.
enum Step<'t> {
    /// Between `{` or `,` and the next key there is none.
    Object(Option<&'t [u8]>),
    Array(usize),
}

/// A scan without recursion, so that no nesting is too deep for it.
struct Scan<'t> {
    text: &'t [u8],
    at: usize,
    stack: Vec<Step<'t>>,
}

impl<'t> Scan<'t> {
    /// Takes one token, or one piece of what stands between tokens; `false` at the end of the text.
    fn step(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let Some(&first) = rest.first() else {
            return false;
        };
        self.at += match first {
            b'"' => self.string(rest),
            b'{' => self.open(Step::Object(None)),
            b'[' => self.open(Step::Array(0)),
            b'}' | b']' => self.close(),
            b',' => self.next(),
            b':' => 1,
            _ if first.is_ascii_whitespace() => 1,
            _ => rest
                .iter()
                .take_while(|byte| !is_delimiter(**byte))
                .count()
                .max(1),
        };
        true
    }

    /// A string is a key if its object has none yet.
    fn string(&mut self, rest: &'t [u8]) -> usize {
        let mut escaped = true;
        let end = rest.iter().position(|&byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        if let Some(Step::Object(key @ None)) = self.stack.last_mut() {
            *key = rest.get(1..end.unwrap_or(rest.len()));
        }
        end.map_or(rest.len(), |end| end + 1)
    }

    fn open(&mut self, step: Step<'t>) -> usize {
        self.stack.push(step);
        1
    }

    fn close(&mut self) -> usize {
        self.stack.pop();
        1
    }

    fn next(&mut self) -> usize {
        match self.stack.last_mut() {
            Some(Step::Object(key)) => *key = None,
            Some(Step::Array(index)) => *index += 1,
            None => {}
        }
        1
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for step in &self.stack {
            match step {
                Step::Object(None) => {}
                Step::Object(Some(key)) => push_key(&mut path, &String::from_utf8_lossy(key)),
                Step::Array(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }
}

fn is_delimiter(byte: u8) -> bool {
    byte.is_ascii_whitespace() || b"\"{}[],:".contains(&byte)
}

/// `.key`, or `["a key"]` where dots would mislead. Keys stay as the text spells them, with its escapes.
pub(crate) fn push_key(path: &mut String, key: &str) {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@');
    if key.is_empty() || !key.chars().all(plain) {
        path.push_str(&format!("[\"{key}\"]"));
    } else if path.is_empty() {
        path.push_str(key);
    } else {
        path.push_str(&format!(".{key}"));
    }
}
