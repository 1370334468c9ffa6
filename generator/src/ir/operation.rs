//! Operations: what a path item's methods become.

use super::{
    Alternative, Answer, Body, Docs, Hook, Name, Response, Rule, Server, Told, Type, TypeId,
};
use crate::pointer::Pointer;

/// One method of one path.
#[derive(Debug, Clone, PartialEq)]
pub struct Operation {
    /// `operationId` (or the method and path where there is none) and the Rust method.
    pub name: Name,
    /// The Rust type of a call that is being prepared.
    pub call: String,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template, as the document has it.
    pub path: String,
    /// `tags`, by which the document groups its operations.
    pub tags: Vec<String>,
    /// What the document says of it.
    pub docs: Docs,
    /// The parameters, the path item's included: path first, then as declared.
    pub parameters: Vec<Parameter>,
    /// The request body.
    pub body: Option<Body>,
    /// All declared responses.
    pub responses: Vec<Response>,
    /// What to ask for, where it isn't what is usual for the kind of the answers.
    pub accept: Option<String>,
    /// What a success carries.
    pub success: Answer,
    /// The other kinds of answers that a call can ask for.
    pub alternatives: Vec<Alternative>,
    /// The type of the headers that successes declare.
    pub headers: Option<TypeId>,
    /// What a failure carries.
    pub failure: Answer,
    /// The servers of the operation itself or of its path; none when the document's are meant.
    pub servers: Vec<Server>,
    /// The alternatives, any one of which is enough; none at all means that no credential is asked for.
    pub security: Vec<SecurityRequirement>,
    /// The requests that the API's server sends because of it.
    pub callbacks: Vec<Hook>,
    /// What its responses lead to.
    pub links: Vec<Link>,
    /// What a user has said of its paging.
    pub paging: Told,
    /// The operation.
    pub at: Pointer,
}

impl Operation {
    /// What a call can give: a success, also of another kind that was asked for, or a failure.
    pub fn outcome(&self) -> impl Iterator<Item = &Answer> {
        let usual = [&self.success, &self.failure].into_iter();
        usual.chain(self.alternatives.iter().map(|other| &other.success))
    }
}

/// What a value in a response can be used for (OpenAPI 3.0.3, "Link Object").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The name of the link.
    pub name: String,
    /// The operation that takes it: its wire name, or a reference to one that isn't the document's.
    pub operation: String,
    /// What the document says of it.
    pub description: Option<String>,
}

/// The names of the security schemes that must all be satisfied.
pub type SecurityRequirement = Vec<String>;

/// One parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// The parameter's name, and the Rust argument or setter.
    pub name: Name,
    /// `in`.
    pub location: Location,
    /// Whether a call needs it.
    pub required: bool,
    /// The type of its value.
    pub ty: Type,
    /// `style`, where it isn't the location's default.
    pub style: Option<Style>,
    /// `explode`, where it is told.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// What the document asks of its value besides the type.
    pub rules: Vec<Rule>,
    /// What the document says of it.
    pub docs: Docs,
    /// The parameter.
    pub at: Pointer,
}

/// Where a parameter is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Location {
    /// `in: path`.
    Path,
    /// `in: query`.
    Query,
    /// `in: header`.
    Header,
    /// `in: cookie`.
    Cookie,
}

/// How a parameter's value is written (OpenAPI 3.0.3, "Style Values").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Style {
    /// `;color=blue`
    Matrix,
    /// `.blue`
    Label,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue|black`
    PipeDelimited,
    /// `color[R]=100`
    DeepObject,
    /// `color={"R":100}`: a parameter with JSON `content`.
    Json,
}
