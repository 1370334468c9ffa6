//! Sections: the modules of `models` for types that no name in `components.schemas` stands for.

/// Where in the document such types are declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Operations, each of which has a module of its own: `models::operations::get_pet`.
    Operations,
    /// The parameters of path items: `models::paths`.
    Paths,
    /// `components.parameters`.
    Parameters,
    /// `components.requestBodies`.
    RequestBodies,
    /// `components.responses`.
    Responses,
    /// `components.headers`.
    Headers,
    /// `components.callbacks`.
    Callbacks,
    /// `components.pathItems`.
    PathItems,
    /// `webhooks`.
    Webhooks,
    /// Any other place that something refers to.
    Elsewhere,
}

impl Section {
    /// All sections, in the order in which they are printed.
    pub const ALL: [Self; 10] = [
        Self::Operations,
        Self::Paths,
        Self::Parameters,
        Self::RequestBodies,
        Self::Responses,
        Self::Headers,
        Self::Callbacks,
        Self::PathItems,
        Self::Webhooks,
        Self::Elsewhere,
    ];

    /// The module. No schema's module is called so, whether there is anything in the section or not.
    #[must_use]
    pub const fn module(self) -> &'static str {
        match self {
            Self::Operations => "operations",
            Self::Paths => "paths",
            Self::Parameters => "parameters",
            Self::RequestBodies => "request_bodies",
            Self::Responses => "responses",
            Self::Headers => "headers",
            Self::Callbacks => "callbacks",
            Self::PathItems => "path_items",
            Self::Webhooks => "webhooks",
            Self::Elsewhere => "elsewhere",
        }
    }
}
