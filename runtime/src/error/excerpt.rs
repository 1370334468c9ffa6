//! What of a server's text goes into a message: bytes go in, one short line comes out. Secrets are starred, and control
//! characters (which could drive a terminal) and line breaks become spaces.

use std::fmt::{self, Display, Formatter};

use crate::security::Secrets;

/// How many bytes of a text are shown at most.
const LIMIT: usize = 200;

/// A short line that is fit for a message.
pub(crate) struct Excerpt(Box<str>);

impl Excerpt {
    /// The beginning of a text.
    pub(crate) fn of(bytes: &[u8], secrets: &Secrets) -> Self {
        Self::around(bytes, 0, secrets)
    }

    /// A part of a text, with the position in its middle.
    pub(crate) fn around(bytes: &[u8], position: usize, secrets: &Secrets) -> Self {
        let start = position.min(bytes.len()).saturating_sub(LIMIT / 2);
        let window = secrets.masked(bytes, start, start + LIMIT);
        let mut line = String::new();
        for word in
            String::from_utf8_lossy(&window).split(|c: char| c.is_whitespace() || c.is_control())
        {
            if !word.is_empty() && !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        let before = if start > 0 { "…" } else { "" };
        let after = if start + LIMIT < bytes.len() {
            "…"
        } else {
            ""
        };
        Self(format!("{before}{line}{after}").into())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Excerpt {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.is_empty() {
            "no body"
        } else {
            &self.0
        })
    }
}
