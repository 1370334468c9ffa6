//! Event streams as text: bytes go in, cut anywhere, and events come out, the same ones however the bytes are cut.
//!
//! From the HTML standard, section 9.2.6 ("Interpreting an event stream"). An event that the stream breaks off in is
//! dropped, as it says. What whoever connects again has to know is kept: the id of the last event that was whole, and
//! how long to wait.

use std::time::Duration;

use bytes::{Buf, Bytes};

use crate::frames::{Framing, TooLong};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// What an event stream says until one of its empty lines.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) event: String,
    /// The last id that the stream has told, with this event or before it.
    pub(crate) id: Option<String>,
    /// The last time to wait before connecting again, if the stream has told one since the event before.
    pub(crate) retry: Option<Duration>,
    pub(crate) data: String,
}

/// An event stream that was read up to somewhere.
#[derive(Debug, Default)]
pub(crate) struct Parser {
    /// The line so far, which may end in the middle of a character.
    line: Vec<u8>,
    /// The last line ended with a CR, to which a LF may still belong.
    after_carriage_return: bool,
    /// A byte order mark can't come any more.
    begun: bool,
    event: String,
    /// The lines of data, a LF after each.
    data: String,
    id: Option<String>,
    retry: Option<Duration>,
    /// The id as of the last event that was whole.
    last_id: Option<String>,
    /// How long to wait before connecting again, if the stream has ever told.
    delay: Option<Duration>,
}

impl Framing for Parser {
    type Frame = Message;

    fn take(&mut self, chunk: &mut Bytes, limit: usize) -> Option<Result<Message, TooLong>> {
        while let Some(first) = chunk.first() {
            if std::mem::take(&mut self.after_carriage_return) && *first == b'\n' {
                chunk.advance(1);
                continue;
            }
            let end = chunk.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let part = chunk.split_to(end.unwrap_or(chunk.len()));
            if self.data.len() + self.line.len() + part.len() > limit {
                return Some(Err(TooLong));
            }
            self.line.extend_from_slice(&part);
            if end.is_some() {
                self.after_carriage_return = chunk.get_u8() == b'\r';
                if let Some(message) = self.end_line() {
                    return Some(Ok(message));
                }
            }
        }
        None
    }

    fn finish(&mut self) -> Option<Message> {
        None
    }
}

impl Parser {
    /// The stream that follows when this one broke off: it knows what this one has told.
    pub(crate) fn following(&self) -> Self {
        Self {
            id: self.last_id.clone(),
            last_id: self.last_id.clone(),
            delay: self.delay,
            ..Self::default()
        }
    }

    /// The id of the last event that was whole, unless it has none.
    pub(crate) fn last_id(&self) -> Option<&str> {
        self.last_id.as_deref().filter(|id| !id.is_empty())
    }

    /// How long to wait before connecting again, if the stream has told.
    pub(crate) fn delay(&self) -> Option<Duration> {
        self.delay
    }

    fn end_line(&mut self) -> Option<Message> {
        let line = std::mem::take(&mut self.line);
        let is_first = !std::mem::replace(&mut self.begun, true);
        let line = match line.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) if is_first => rest,
            _ => &line,
        };
        let line = String::from_utf8_lossy(line);
        if line.is_empty() {
            return self.dispatch();
        }
        // A line without a colon is the name of a field without a value; a comment is a field without a name.
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        self.field(name, value.strip_prefix(' ').unwrap_or(value));
        None
    }

    fn field(&mut self, name: &str, value: &str) {
        match name {
            "event" => value.clone_into(&mut self.event),
            "data" => {
                self.data.push_str(value);
                self.data.push('\n');
            }
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().map(Duration::from_millis).ok().or(self.retry);
                self.delay = self.retry.or(self.delay);
            }
            _ => {}
        }
    }

    /// Gives the event, unless it has no data at all.
    fn dispatch(&mut self) -> Option<Message> {
        self.last_id.clone_from(&self.id);
        let event = std::mem::take(&mut self.event);
        let mut data = std::mem::take(&mut self.data);
        data.pop()?;
        Some(Message {
            event: if event.is_empty() {
                "message".to_owned()
            } else {
                event
            },
            id: self.id.clone().filter(|id| !id.is_empty()),
            retry: self.retry.take(),
            data,
        })
    }
}
