//! A case: the values of one call come out of it, and what came of the call goes out.

use std::fmt::Debug;

use bindery_runtime::{Error, File, HeaderMap, HeaderValue, Response};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// One call that is to be made.
#[derive(Clone, Copy)]
pub struct Case<'v>(pub &'v Value);

impl Case<'_> {
    pub fn index(self, key: &str) -> usize {
        self.0[key].as_u64().map_or(usize::MAX, |index| index as usize)
    }

    /// Whether a judge isn't to be asked.
    pub fn spares(self, judge: &str) -> bool {
        self.0["spared"].as_array().is_some_and(|spared| spared.iter().any(|name| name == judge))
    }

    /// The media type that a body has, where callers have to say it.
    pub fn label(self) -> Option<HeaderValue> {
        self.0["label"].as_str()?.parse().ok()
    }

    fn found(&self, pointer: &str) -> Result<&Value, String> {
        let value = self.0["values"].pointer(pointer);
        value.ok_or_else(|| format!("there is no value for {pointer}"))
    }

    /// Whether there is a value.
    pub fn has(self, pointer: &str) -> bool {
        self.0["values"].pointer(pointer).is_some()
    }

    /// A value, as the type that the call takes.
    pub fn value<T: DeserializeOwned>(self, pointer: &str) -> Result<T, String> {
        T::deserialize(self.found(pointer)?).map_err(|error| format!("{pointer} is not of its type: {error}"))
    }

    /// A file with a name and some text.
    pub fn file(self, pointer: &str) -> Result<File, String> {
        self.found(pointer).map(|_| File::new("file.txt", b"content of a file".to_vec()))
    }

    /// A body of text.
    pub fn text(self, pointer: &str) -> Result<String, String> {
        self.found(pointer).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    }
}

/// What a judge said to a request, and whether its answer could be read.
pub fn outcome<T, F: Debug>(result: Result<Response<T>, Error<F>>) -> Value {
    match result {
        Ok(response) => told(response.status().as_u16(), response.headers(), response.bytes(), "read"),
        Err(error) => {
            let reading = match &error {
                Error::Api(error) if error.body.is_some() => "read",
                Error::Api(_) => "unreadable",
                Error::Decode(_) => "unreadable",
                Error::UndocumentedStatus(_) => "undocumented",
                _ => return json!({ "unmade": chain(&error) }),
            };
            let (Some(status), Some(headers), Some(body)) = (error.status(), error.headers(), error.body()) else {
                return json!({ "unmade": "there is no answer" });
            };
            let mut told = told(status.as_u16(), headers, body, reading);
            told["said"] = chain(&error).into();
            told
        }
    }
}

fn told(status: u16, headers: &HeaderMap, body: &[u8], reading: &str) -> Value {
    let text = |name: &str| headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
    let body = String::from_utf8_lossy(body);
    json!({
        "status": status,
        "violations": text("sl-violations"),
        "type": text("content-type"),
        "body": body.chars().take(20_000).collect::<String>(),
        "reading": reading,
    })
}

fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |error| (*error).source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
