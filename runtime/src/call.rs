//! One call of an operation: parameters and a body go in, an `http::Request` or an answer comes out.
//! A mistake in a value is kept and reported when the call is sent, so that setters can be chained.

mod again;
mod alternative;
mod attempt;
#[cfg(feature = "validation")]
mod checks;
mod credentials;
mod exchange;
mod length;
mod macros;
mod next;
mod origin;
mod preparing;
mod redirect;
mod request;
mod sending;
mod sent;
mod trip;
mod wanted;

use std::borrow::Cow;
use std::fmt::{self, Debug, Formatter};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::Serialize;

use crate::error::InvalidRequest;
use crate::form::multipart::Multipart;
use crate::form::url_encoded;
use crate::{
    Body, Client, Encoding, Form, JsonObject, Location, Operation, Parameter, RetryPolicy,
    Throughput, percent,
};

pub use alternative::CallAs;
pub(crate) use exchange::read;
pub(crate) use origin::Origin;
pub use preparing::Preparing;
pub use sending::Sending;
pub(crate) use sent::Sent;

/// A call of an operation, not sent yet. Generated code wraps it in a type of the operation's own.
#[must_use = "a call does nothing until it is sent"]
pub struct Call<'c> {
    /// The caller's, unless the call is made again when nobody waits for it any more.
    client: Cow<'c, Client>,
    operation: &'static Operation,
    parameters: Vec<Encoded>,
    /// Query parameters that the document doesn't know, as `name=value`.
    further: Vec<String>,
    /// The path and the query on the origin of the operation, if an answer has told them.
    target: Option<String>,
    body: Option<(HeaderValue, Body)>,
    headers: HeaderMap,
    /// The media types to ask for, where they aren't those of the way in which the answer is read.
    accept: Option<&'static str>,
    /// The client's, if the call has none of its own; so with what follows.
    timeout: Option<Duration>,
    throughput: Option<Throughput>,
    response_limit: Option<usize>,
    retry: Option<Box<RetryPolicy>>,
    mistake: Option<Box<InvalidRequest>>,
    /// Whether values are checked against the document, if it says anything of them.
    is_validated: bool,
    #[cfg(feature = "validation")]
    checks: checks::Checks,
}

/// A parameter as it goes into the request.
#[derive(Clone)]
struct Encoded {
    location: Location,
    name: &'static str,
    text: String,
}

impl<'c> Call<'c> {
    pub(crate) fn new(client: &'c Client, operation: &'static Operation) -> Self {
        Self {
            client: Cow::Borrowed(client),
            operation,
            parameters: Vec::new(),
            further: Vec::new(),
            target: None,
            body: None,
            headers: HeaderMap::new(),
            accept: operation.accept(),
            timeout: None,
            throughput: None,
            response_limit: None,
            retry: None,
            mistake: None,
            is_validated: client.is_validating(),
            #[cfg(feature = "validation")]
            checks: checks::Checks::default(),
        }
    }

    /// Sets a parameter. Setting it again replaces its value; a `null` removes it, except from a path.
    ///
    /// A value that can't be written (a path parameter that is null, empty, `.` or `..`) makes the call fail when it
    /// is sent.
    pub fn parameter<T: Serialize + ?Sized>(&mut self, parameter: Parameter, value: &T) {
        self.set(parameter, serde_json::to_value(value));
    }

    fn set(&mut self, parameter: Parameter, value: serde_json::Result<serde_json::Value>) {
        let value =
            value.map_err(|error| format!("`{}` can't be written: {error}", parameter.name));
        let encoded = match &value {
            Ok(value) => parameter.encode(value),
            Err(reason) => Err(reason.clone()),
        };
        #[cfg(feature = "validation")]
        {
            let is_sent = matches!(encoded, Ok(Some(_)));
            self.check_parameter(&parameter, value.as_ref().ok().filter(|_| is_sent));
        }
        let Parameter { name, location, .. } = parameter;
        self.parameters
            .retain(|other| (other.location, other.name) != (location, name));
        match encoded {
            Ok(Some(text)) => self.parameters.push(Encoded {
                location,
                name,
                text,
            }),
            Ok(None) => {}
            Err(reason) => self.mistaken(reason),
        }
    }

    /// Sets a JSON body.
    pub fn json_body<T: Serialize + ?Sized>(&mut self, content_type: &'static str, body: &T) {
        match serde_json::to_vec(body) {
            Ok(json) => {
                let json = Bytes::from(json);
                self.raw_body(content_type, json.clone());
                #[cfg(feature = "validation")]
                self.check_json(content_type, &json);
            }
            Err(error) => self.mistaken(format!("the body can't be written: {error}")),
        }
    }

    /// Sets a body of text.
    pub fn text_body(&mut self, content_type: &'static str, body: String) {
        self.raw_body(content_type, body);
    }

    /// Sets a body of any bytes, or of a stream of them.
    pub fn raw_body(&mut self, content_type: &'static str, body: impl Into<Body>) {
        #[cfg(feature = "validation")]
        self.checks.forget_body();
        match HeaderValue::try_from(content_type) {
            Ok(content_type) => self.body = Some((content_type, body.into())),
            Err(_) => self.mistaken(format!("{content_type:?} can't be a content type")),
        }
    }

    /// Sets an `application/x-www-form-urlencoded` body. Its properties are encoded as the query parameters in
    /// `encodings` that have their names; without one, an array repeats the name, and an object is JSON.
    pub fn form_body<T: Serialize + ?Sized>(&mut self, encodings: &[Parameter], body: &T) {
        match url_encoded::text(body, encodings) {
            Ok(text) => self.text_body(url_encoded::CONTENT_TYPE, text),
            Err(reason) => self.mistaken(reason),
        }
        #[cfg(feature = "validation")]
        self.check_form(url_encoded::CONTENT_TYPE, body);
    }

    /// Sets a body of parts: `multipart/form-data`, or another multipart type. Where `encodings` says nothing, a file is
    /// `application/octet-stream`, an object JSON, and anything else text.
    pub fn multipart_body(
        &mut self,
        content_type: &'static str,
        encodings: &[Encoding],
        body: &impl Form,
    ) {
        #[cfg(feature = "validation")]
        self.check_parts(content_type, body);
        let written = Multipart::of(content_type, body, encodings).and_then(
            |Multipart { content_type, body }| {
                let content_type = HeaderValue::try_from(content_type);
                Ok((content_type.map_err(|error| error.to_string())?, body))
            },
        );
        match written {
            Ok(body) => self.body = Some(body),
            Err(reason) => self.mistaken(reason),
        }
    }

    /// The same call with another time: for the whole exchange, or for each step of one whose answer is read as it
    /// comes, or whose request is a stream. Of events and lines it is the longest that they are waited for.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The same call with another throughput that its body has to have: the answer's if it is read as it comes, and the
    /// request's if it is a stream. Unlike the client's it is for events and lines too.
    pub fn with_throughput(mut self, throughput: Throughput) -> Self {
        self.throughput = Some(throughput);
        self
    }

    /// The same call with another limit for what is kept of its answer; see
    /// [`response_limit`](crate::ClientBuilder::response_limit).
    pub fn with_response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = Some(bytes);
        self
    }

    /// The same call with a header, instead of any that the client or a parameter would set. With an `Authorization`
    /// header the client's own credentials aren't sent.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// The same call with another policy for retries than the client's.
    pub fn with_retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(Box::new(policy));
        self
    }

    /// The same call with a further query parameter, behind those that the document declares.
    pub fn with_query(mut self, name: &str, value: &str) -> Self {
        let pair = format!("{}={}", percent::value(name), percent::value(value));
        self.further.push(pair);
        self
    }

    /// The same call with a further property of its JSON body, or another value for one. A body that isn't a JSON object
    /// makes the call fail when it is sent.
    pub fn with_json_property<T: Serialize + ?Sized>(mut self, name: &str, value: &T) -> Self {
        match self.further_property(name, value) {
            Ok(body) => {
                self.body = Some(body);
                #[cfg(feature = "validation")]
                self.check_json_again();
            }
            Err(reason) => self.mistaken(format!("`{name}` can't be added: {reason}")),
        }
        self
    }

    fn further_property<T: Serialize + ?Sized>(
        &self,
        name: &str,
        value: &T,
    ) -> Result<(HeaderValue, Body), String> {
        let body = self.body.as_ref().ok_or("there is no body")?;
        let (content_type, bytes) = (&body.0, body.1.as_bytes().ok_or("the body is a stream")?);
        let object = serde_json::from_slice(bytes);
        let mut object: JsonObject = object.map_err(|_| "the body isn't a JSON object")?;
        let value = serde_json::to_value(value).map_err(|error| error.to_string())?;
        object.insert(name.to_owned(), value);
        let json = serde_json::to_vec(&object).map_err(|error| error.to_string())?;
        Ok((content_type.clone(), json.into()))
    }

    /// The same call, sent whether or not its values keep to the document. It makes a difference only in clients that were
    /// generated with validation.
    pub fn without_validation(mut self) -> Self {
        self.is_validated = false;
        self
    }

    /// Keeps the first mistake: later ones may follow from it.
    fn mistaken(&mut self, reason: String) {
        self.mistake
            .get_or_insert_with(|| InvalidRequest::new(self.operation.id(), reason).into());
    }
}

/// Shows what is called and which parameters are set; any value may be a secret.
impl Debug for Call<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let parameters: Vec<_> = self
            .parameters
            .iter()
            .map(|parameter| parameter.name)
            .collect();
        formatter
            .debug_struct("Call")
            .field("operation", &self.operation.id())
            .field("method", self.operation.method())
            .field("path", &self.operation.path())
            .field("parameters", &parameters)
            .field(
                "body",
                &self.body.as_ref().map(|(content_type, _)| content_type),
            )
            .field("timeout", &self.timeout())
            .field("mistake", &self.mistake)
            .finish_non_exhaustive()
    }
}
