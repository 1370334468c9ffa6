//! What a call needs so that another can be made of it: another target, and what of it is secret.

use http::header;
use percent_encoding::percent_decode_str;

use super::Call;
use crate::security::{Effect, Grant, Holder, Secrets};
use crate::{Operation, Parameter};

/// The query parameter that carries a bearer token where no header does (RFC 6750, section 2.3).
const BEARER_PARAMETER: &str = "access_token";

/// How short a text can be and still be known for a secret: anything shorter may be something else.
const SHORTEST_SECRET: usize = 8;

impl Call<'_> {
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// What is sent for a parameter, encoded.
    pub(crate) fn text_of(&self, parameter: Parameter) -> Option<&str> {
        let mut texts = self.texts(parameter.location);
        let text = texts.find(|(name, _)| *name == parameter.name);
        text.map(|(_, text)| text)
    }

    /// Makes it go to another path and query on the same origin.
    pub(crate) fn follow(&mut self, target: &str) {
        self.target = Some(self.without_credentials(target));
    }

    /// A path and query on the same origin, without credentials that the call has anyway: its key, its bearer token, or
    /// any other secret of its client.
    pub(super) fn without_credentials(&self, target: &str) -> String {
        let holders = self.holders().unwrap_or_default().into_iter();
        let grants: Vec<Grant> = holders.filter_map(Holder::at_hand).collect();
        let secrets = self.secrets();
        let is_own = self.headers.contains_key(header::AUTHORIZATION);
        keep(target, |pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let value = decoded(value);
            let is_secret = value.len() >= SHORTEST_SECRET && secrets.contains(&value);
            let is_own = is_own && name == BEARER_PARAMETER;
            let mut effects = grants.iter().map(Grant::effect);
            !(is_own || is_secret || effects.any(|effect| is_given(effect, name)))
        })
    }

    /// A path and query on another origin, without anything in the query that is secret.
    pub(super) fn without_secrets(&self, target: &str) -> String {
        let secrets = self.secrets();
        keep(target, |pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let is_secret = [name, value]
                .map(decoded)
                .iter()
                .any(|text| secrets.contains(text));
            !is_secret && !secrets.occur_in(&decoded(pair), SHORTEST_SECRET)
        })
    }

    /// What must not show of this call.
    pub(crate) fn secrets(&self) -> Secrets {
        let mut secrets = self.client.secrets();
        secrets.add_authorization(self.headers.get(header::AUTHORIZATION));
        secrets
    }
}

/// Whether a credential goes into the query under this name, or is a bearer token, which such a name stands for.
fn is_given(effect: &Effect, name: &str) -> bool {
    match effect {
        Effect::Query(key) => {
            let key = key.split('=').next().unwrap_or_default();
            decoded(key) == decoded(name)
        }
        Effect::Header(header, _) => *header == header::AUTHORIZATION && name == BEARER_PARAMETER,
        Effect::Cookie(_) | Effect::Nothing => false,
    }
}

/// A path and query, with some pairs of the query.
fn keep(target: &str, is_kept: impl Fn(&str) -> bool) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pairs: Vec<&str> = query.split('&').filter(|pair| is_kept(pair)).collect();
    match pairs.join("&").as_str() {
        "" => path.to_owned(),
        query => format!("{path}?{query}"),
    }
}

fn decoded(text: &str) -> Vec<u8> {
    percent_decode_str(text).collect()
}
