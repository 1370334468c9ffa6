//! The styles of parameters, as a table: what stands before, between and inside the parts of a value.
//!
//! It is that of OpenAPI 3.0.4, "Style Examples", which follows RFC 6570. In 3.0.3, `label` without explode separates by
//! dots; 3.0.4 corrects that. `deepObject` isn't in the table, since its names are made from the value.

use super::Location;

/// A parameter's `style` (OpenAPI 3.0.3, section 4.7.12.3), or the way of a parameter with `content`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style {
    /// `blue,black`
    Simple,
    /// `.blue.black`
    Label,
    /// `;color=blue;color=black`
    Matrix,
    /// `color=blue&color=black`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color%5BR%5D=100`, which is `color[R]=100`; arrays, for which OpenAPI doesn't say it, are `color[]=blue`
    DeepObject,
    /// The value's JSON text, for a parameter with `content: application/json`.
    Json,
}

/// How a style joins the parts of a value.
pub(super) struct Joints {
    /// Before everything else.
    pub(super) prefix: &'static str,
    /// Between parts that stand for themselves (`explode`).
    pub(super) each: &'static str,
    /// Between parts that make one value.
    pub(super) one: &'static str,
    /// Whether the parameter's name is written.
    pub(super) named: bool,
}

impl Style {
    pub(super) fn joints(self, location: Location) -> Joints {
        let (prefix, each, one, named) = match self {
            Self::Simple => ("", ",", ",", false),
            Self::Label => (".", ".", ",", false),
            Self::Matrix => (";", ";", ",", true),
            // Each part is a cookie of its own.
            Self::Form if location == Location::Cookie => ("", "; ", ",", true),
            Self::Form | Self::DeepObject => ("", "&", ",", true),
            Self::SpaceDelimited => ("", "&", "%20", true),
            Self::PipeDelimited => ("", "&", "%7C", true),
            Self::Json => (
                "",
                "",
                "",
                matches!(location, Location::Query | Location::Cookie),
            ),
        };
        Joints {
            prefix,
            each,
            one,
            named,
        }
    }
}
