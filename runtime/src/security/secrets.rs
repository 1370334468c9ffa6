//! Secrets that a server may echo: a text from the wire goes in, the same text with stars for secrets comes out.
//!
//! Graph, for one, repeats the access token in the links of every page. Only the spellings below are known: a server
//! that writes a secret in yet another way isn't covered.

use http::HeaderValue;

use super::{Grant, properties};
use crate::percent;

/// The secrets of a request, in the spellings in which an answer may repeat them.
#[derive(Clone, Default)]
pub(crate) struct Secrets(Vec<Vec<u8>>);

impl Secrets {
    /// Takes a secret as it is, as `Debug` writes it, percent-encoded, and with the escaped slashes that many JSON
    /// writers give it.
    pub(crate) fn add(&mut self, secret: &str) {
        let spellings = [
            secret.to_owned(),
            secret.escape_debug().to_string(),
            percent::value(secret).to_string(),
            secret.replace('/', "\\/"),
        ];
        let spellings = spellings.into_iter().map(String::into_bytes);
        spellings.for_each(|spelling| self.add_spelling(spelling));
    }

    /// Takes the credential of an `Authorization` header, without its scheme.
    pub(crate) fn add_authorization(&mut self, value: Option<&HeaderValue>) {
        let text = value.and_then(|value| value.to_str().ok());
        let secret = text.and_then(|text| text.split_whitespace().next_back());
        secret.into_iter().for_each(|secret| self.add(secret));
    }

    /// Whether a text is one of them.
    pub(crate) fn contains(&self, text: &[u8]) -> bool {
        self.0.iter().any(|secret| secret == text)
    }

    /// Whether one of at least this length is in a text.
    pub(crate) fn occur_in(&self, text: &[u8], shortest: usize) -> bool {
        let mut long = self.0.iter().filter(|secret| secret.len() >= shortest);
        long.any(|secret| text.windows(secret.len()).any(|part| part == secret))
    }

    /// Takes what a credential consists of.
    pub(crate) fn add_grant(&mut self, grant: &Grant) {
        let secrets = grant.authorization.secrets.iter();
        secrets.for_each(|secret| self.add(secret.expose()));
    }

    /// Takes what an answer has for the properties of these names, as the body spells it and as it reads.
    pub(crate) fn add_properties(&mut self, names: &[&str], body: &[u8]) {
        let values = names.iter().flat_map(|name| properties::values(body, name));
        for value in values {
            self.add_spelling(value.to_vec());
            let json = [b"\"", value, b"\""].concat();
            let text = serde_json::from_slice::<String>(&json);
            text.iter().for_each(|text| self.add(text));
        }
    }

    fn add_spelling(&mut self, spelling: Vec<u8>) {
        if !spelling.is_empty() && !self.0.contains(&spelling) {
            self.0.push(spelling);
        }
    }

    /// The bytes from `start` to `end`, or what there is of them. Each secret in them is replaced by as many stars,
    /// also when it is only partly inside.
    pub(crate) fn masked(&self, bytes: &[u8], start: usize, end: usize) -> Vec<u8> {
        let margin = self.0.iter().map(Vec::len).max().unwrap_or_default();
        let from = start.saturating_sub(margin);
        let to = end.saturating_add(margin).min(bytes.len());
        let mut window = bytes.get(from..to).unwrap_or_default().to_vec();
        self.0.iter().for_each(|secret| star(&mut window, secret));
        window
            .into_iter()
            .skip(start - from)
            .take(end.saturating_sub(start))
            .collect()
    }
}

fn star(window: &mut [u8], secret: &[u8]) {
    let mut rest = window;
    while let Some(at) = rest
        .windows(secret.len())
        .position(|candidate| candidate == secret)
    {
        let (hidden, after) = std::mem::take(&mut rest).split_at_mut(at + secret.len());
        hidden.iter_mut().skip(at).for_each(|byte| *byte = b'*');
        rest = after;
    }
}
