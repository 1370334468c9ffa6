//! Parameters (OpenAPI 3.0.3, section 4.7.12): a description and a JSON value go in, the encoded text comes out.
//! Whether the value fits the parameter's schema isn't checked: its Rust type has seen to that.

mod encode;
mod style;

use serde_json::Value;

pub use style::Style;

/// Where a parameter stands in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    /// In a `{name}` of the path.
    Path,
    /// In the query.
    Query,
    /// A header.
    Header,
    /// In the `Cookie` header.
    Cookie,
}

#[cfg(feature = "validation")]
impl Location {
    /// What a parameter is called among all that a request has: `query.limit`.
    pub(crate) fn path_of(self, name: &str) -> String {
        let mut path = match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
        .to_owned();
        crate::json_path::push_key(&mut path, name);
        path
    }
}

/// How one parameter of an operation is written.
#[derive(Debug, Clone, Copy)]
pub struct Parameter {
    pub(crate) name: &'static str,
    pub(crate) location: Location,
    style: Style,
    explode: Option<bool>,
    allow_reserved: bool,
}

impl Parameter {
    /// A path parameter, in style `simple`.
    #[must_use]
    pub const fn path(name: &'static str) -> Self {
        Self::new(name, Location::Path, Style::Simple)
    }

    /// A query parameter, in style `form`.
    #[must_use]
    pub const fn query(name: &'static str) -> Self {
        Self::new(name, Location::Query, Style::Form)
    }

    /// A header parameter, in style `simple`.
    #[must_use]
    pub const fn header(name: &'static str) -> Self {
        Self::new(name, Location::Header, Style::Simple)
    }

    /// A cookie parameter, in style `form`.
    #[must_use]
    pub const fn cookie(name: &'static str) -> Self {
        Self::new(name, Location::Cookie, Style::Form)
    }

    const fn new(name: &'static str, location: Location, style: Style) -> Self {
        Self {
            name,
            location,
            style,
            explode: None,
            allow_reserved: false,
        }
    }

    /// The same parameter in another style.
    #[must_use]
    pub const fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// The same parameter with or without a value of its own for each item. The default is `true` for `form` only.
    #[must_use]
    pub const fn explode(mut self, explode: bool) -> Self {
        self.explode = Some(explode);
        self
    }

    /// The same query parameter with reserved characters left as they are, where a query can hold them.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// Where the parameter stands.
    #[must_use]
    pub const fn location(&self) -> Location {
        self.location
    }

    /// Encodes a value; `None` when there is nothing to send: a `null`, or an array or object with nothing in it.
    ///
    /// # Errors
    /// A message, when a path would get no value, or a segment of dots: URL parsers resolve even `%2e%2e`, so encoding
    /// can't keep such a value from choosing another endpoint.
    pub(crate) fn encode(&self, value: &Value) -> Result<Option<String>, String> {
        let text = self.text(value);
        match (self.location, text.as_deref()) {
            (Location::Path, None | Some("" | "." | "..")) => Err(format!(
                "the path parameter `{}` can't be null, empty, `.` or `..`",
                self.name
            )),
            _ => Ok(text),
        }
    }
}
