//! Secrets that a server may echo: a text from the wire goes in, the same text with stars for secrets comes out.
//!
//! Graph, for one, repeats the access token in the links of every page. Only the spellings below are known: a server
//! that writes a secret in yet another way isn't covered. Where an answer has so many secrets that looking for all of them
//! would be unbounded work, none of it is shown.

use std::collections::BTreeSet;
use std::ops::Bound;

use http::HeaderValue;

use super::{Grant, properties};
use crate::percent;

/// How many bytes the different secrets of an answer may have together for the answer to be shown. What has more than a
/// few hundred tokens was made to keep whoever shows it busy.
const MOST: usize = 64 * 1024;

/// The secrets of a request, in the spellings in which an answer may repeat them.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    spellings: BTreeSet<Vec<u8>>,
    /// Whether there are more than these.
    are_more: bool,
}

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
        self.spellings.contains(text)
    }

    /// Whether one of at least this length is in a text.
    pub(crate) fn occur_in(&self, text: &[u8], shortest: usize) -> bool {
        let mut long = self
            .spellings
            .iter()
            .filter(|secret| secret.len() >= shortest);
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
        let mut distinct = BTreeSet::new();
        let mut left = MOST;
        for value in values.filter(|value| distinct.insert(*value)) {
            let Some(rest) = left.checked_sub(value.len()) else {
                self.are_more = true;
                break;
            };
            left = rest;
            self.add_spelling(value.to_vec());
            let json = [b"\"", value, b"\""].concat();
            let text = serde_json::from_slice::<String>(&json);
            text.iter().for_each(|text| self.add(text));
        }
    }

    fn add_spelling(&mut self, spelling: Vec<u8>) {
        if !spelling.is_empty() {
            self.spellings.insert(spelling);
        }
    }

    /// The bytes from `start` to `end`, or what there is of them. Each secret in them is replaced by as many stars, also when
    /// it is only partly inside, or shares bytes with another.
    pub(crate) fn masked(&self, bytes: &[u8], start: usize, end: usize) -> Vec<u8> {
        let end = end.min(bytes.len());
        let mut shown = bytes.get(start..end).unwrap_or_default().to_vec();
        let longest = self.spellings.iter().map(Vec::len).max();
        if self.are_more {
            shown.fill(b'*');
            return shown;
        }
        let mut starred = 0;
        for at in start.saturating_sub(longest.unwrap_or_default())..end {
            let secret = self.longest_at_start(bytes.get(at..).unwrap_or_default());
            let hidden = (at + secret).saturating_sub(start).min(shown.len());
            let from = at.saturating_sub(start).max(starred);
            if let Some(part) = shown.get_mut(from..hidden) {
                part.fill(b'*');
                starred = hidden;
            }
        }
        shown
    }

    /// How long the longest secret is that a text begins with.
    fn longest_at_start(&self, mut text: &[u8]) -> usize {
        // Of all that sort before the text, what it begins with comes last, unless something sorts between the two: that
        // has a beginning in common with the text, which no secret that the text begins with is longer than.
        loop {
            let until = (Bound::Unbounded, Bound::Included(text));
            let Some(last) = self.spellings.range::<[u8], _>(until).next_back() else {
                return 0;
            };
            let pairs = last.iter().zip(text);
            let common = pairs.take_while(|(one, other)| one == other).count();
            if common == last.len() {
                return common;
            }
            text = text.get(..common).unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(secrets: &[&str], text: &str, start: usize, end: usize) -> String {
        let mut known = Secrets::default();
        secrets.iter().for_each(|secret| known.add(secret));
        String::from_utf8(known.masked(text.as_bytes(), start, end)).expect("text")
    }

    #[test]
    fn secrets_that_share_bytes_are_starred_as_a_whole() {
        for (secrets, text, expected) in [
            (["ab", "xaby"], "-xaby-ab-", "-****-**-"),
            (["abc", "bcd"], "-abcd-bcd", "-****-***"),
            (["aa", "zz"], "-aaa-a-z", "-***-a-z"),
            (["aab", "aac"], "aaab aaac aaad", "a*** a*** aaad"),
            (["ab", "abd"], "abc abd ac", "**c *** ac"),
            (["a", "ab!"], "abc ab! ab", "*bc *** *b"),
        ] {
            let length = text.len();
            assert_eq!(shown(&secrets, text, 0, length), expected, "{secrets:?}");
            for start in 0..=length {
                for end in start..=length {
                    let part = shown(&secrets, text, start, end);
                    assert_eq!(part, expected[start..end], "{secrets:?} {start} {end}");
                }
            }
        }
        assert_eq!(shown(&["ab"], "xab", 1, 99), "**");
        assert_eq!(shown(&["ab"], "xab", 9, 99), "");
    }

    #[test]
    fn what_has_too_many_secrets_is_not_shown() {
        let items: Vec<String> = (0..400_000).map(|item| format!("\"{item:06}\"")).collect();
        let body = format!("{{\"codes\":[{}]}}", items.join(","));
        let mut secrets = Secrets::default();
        secrets.add_properties(&["codes"], body.as_bytes());
        assert_eq!(secrets.masked(body.as_bytes(), 0, 40), [b'*'; 40]);

        // As many as there are, they are one.
        let body = format!(
            "{{\"codes\":[{}\"secret\"]}}",
            "\"secret\",".repeat(100_000)
        );
        let mut secrets = Secrets::default();
        secrets.add_properties(&["codes"], body.as_bytes());
        assert_eq!(
            secrets.masked(body.as_bytes(), 0, 26),
            b"{\"codes\":[\"******\",\"******"
        );
    }
}
