//! An entry of `encoding` for a part of a multipart form. Its headers aren't here: the document says what they may be,
//! not what they are.

use crate::Parameter;

/// How one property of a multipart form is written.
#[derive(Debug, Clone, Copy)]
pub struct Encoding {
    pub(super) property: &'static str,
    pub(super) way: Way,
}

/// How a part is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// As what it is, of one of these media types.
    ContentType(&'static str),
    /// As the pairs of a query are.
    Style(Parameter),
}

impl Encoding {
    /// The property's parts are of this media type. A file may say otherwise of itself.
    ///
    /// It may be a list, with ranges in it, as the document has it. Of these a part is of the first one that it can be: an
    /// object or array is JSON, and text or a number is of any type. A file that says nothing is of the only one that is
    /// listed, if it is one.
    #[must_use]
    pub const fn new(property: &'static str, content_type: &'static str) -> Self {
        Self {
            property,
            way: Way::ContentType(content_type),
        }
    }

    /// The property is written in the style of this query parameter (OpenAPI 3.1.1, "Encoding Object"): each pair that a
    /// query would have is a part, and nothing in it is percent-encoded. Files aren't: they have no style.
    #[must_use]
    pub const fn styled(parameter: Parameter) -> Self {
        Self {
            property: parameter.name,
            way: Way::Style(parameter),
        }
    }

    /// The media type of a value.
    pub(super) fn of_value(&self, is_structure: bool) -> Option<&'static str> {
        let Way::ContentType(listed) = self.way else {
            return None;
        };
        single(listed).find(|ty| !is_structure || is_json(ty))
    }

    /// The media type of a file.
    pub(super) fn of_file(&self) -> Option<&'static str> {
        match self.way {
            Way::ContentType(listed) if !listed.contains(',') => single(listed).next(),
            Way::ContentType(_) | Way::Style(_) => None,
        }
    }
}

/// The media types of a list, without its ranges.
fn single(listed: &'static str) -> impl Iterator<Item = &'static str> {
    let listed = listed.split(',').map(str::trim);
    listed.filter(|ty| ty.contains('/') && !ty.contains('*'))
}

pub(super) fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.ends_with("/json") || essence.ends_with("+json")
}
