//! Places of parameters: a location comes in, the word for it goes out.

use bindery::ir::Location;

/// What `in` says of a location.
pub(super) fn place(location: Location) -> &'static str {
    match location {
        Location::Path => "path",
        Location::Query => "query",
        Location::Header => "header",
        Location::Cookie => "cookie",
    }
}
