//! What the grammar's tables are made of.
//!
//! A keyword and a version come in, the shape of what the keyword holds goes out. Nothing is checked here.

use super::SCHEMA;
use crate::normalize::version::Version;

/// What a value must look like.
#[derive(Debug)]
pub(in crate::normalize) enum Shape {
    Any,
    Text,
    /// `type` as of 3.1.
    TextOrList,
    /// One of these words.
    Word(&'static [&'static str]),
    Flag,
    Number,
    /// A whole number, 0 or above.
    Count,
    List(&'static Shape),
    Map(&'static Shape),
    /// A map by path: keys start with `/`.
    Paths(&'static Object),
    /// A map by status: `200`, `2XX`, `default`.
    Responses(&'static Object),
    Is(&'static Object),
    /// A schema, which may be a boolean as of 3.1.
    Schema,
    /// `additionalProperties`.
    FlagOrSchema,
    /// `discriminator`, which is an object, and in 2.0 a property's name.
    Discriminator,
    /// `items` as older drafts of JSON Schema have it, which many documents of 3.1 still do.
    SchemaOrList,
    /// What the version has and the generator doesn't know how to do.
    Unsupported,
}

/// One row of a table.
pub(in crate::normalize) type Row = (&'static str, Shape);

/// One kind of object.
#[derive(Debug)]
pub(in crate::normalize) struct Object {
    /// As a reader calls it, with its article.
    pub(in crate::normalize) name: &'static str,
    /// Whether a `$ref` may stand in its place.
    pub(in crate::normalize) referable: bool,
    /// The keywords that it may have, besides `x-` extensions.
    pub(in crate::normalize) keywords: &'static [Row],
    /// What 3.1 adds to them, or has in another shape.
    pub(in crate::normalize) since_3_1: &'static [Row],
    /// What 3.2 adds to them.
    pub(in crate::normalize) since_3_2: &'static [Row],
    /// An object whose keywords may stand here as well.
    pub(in crate::normalize) extends: Option<&'static Object>,
    /// What every other key holds, where keys are free.
    pub(in crate::normalize) rest: Option<&'static Shape>,
    /// The keywords that are filled in with an empty string when they are missing, because only docs need them.
    pub(in crate::normalize) defaults: &'static [&'static str],
    /// The keywords that it must have.
    pub(in crate::normalize) required: &'static [&'static str],
    /// The keywords that it must have before 3.1.
    pub(in crate::normalize) required_before_3_1: &'static [&'static str],
}

impl Object {
    /// What `keyword` holds in a document of `version`, if it is one of the object's.
    pub(in crate::normalize) fn shape(
        &self,
        keyword: &str,
        version: Version,
    ) -> Option<&'static Shape> {
        let of = |rows: &'static [Row]| rows.iter().find(|(name, _)| *name == keyword);
        let newest = of(self.since_3_2).filter(|_| version >= Version::V3_2);
        let newer = || of(self.since_3_1).filter(|_| version >= Version::V3_1);
        let own = newest.or_else(newer).or_else(|| of(self.keywords));
        own.map(|(_, shape)| shape)
            .or_else(|| self.extends?.shape(keyword, version))
            .or(self.rest.filter(|_| !keyword.starts_with("x-")))
    }

    /// The keywords that it must have in a document of `version`.
    pub(in crate::normalize) fn required(
        &self,
        version: Version,
    ) -> impl Iterator<Item = &'static str> {
        let older = self.required_before_3_1.iter();
        let older = older.filter(move |_| version < Version::V3_1);
        self.required.iter().chain(older).copied()
    }

    /// The rows that a document of `version` has beyond those of 3.0.
    pub(in crate::normalize) fn newer(
        &self,
        version: Version,
    ) -> impl Iterator<Item = &'static Row> {
        let since_3_1 = self
            .since_3_1
            .iter()
            .filter(move |_| version >= Version::V3_1);
        let since_3_2 = self
            .since_3_2
            .iter()
            .filter(move |_| version >= Version::V3_2);
        since_3_1.chain(since_3_2)
    }

    /// Whether it is the schema object.
    pub(in crate::normalize) fn is_schema(&self) -> bool {
        std::ptr::eq(self, &raw const SCHEMA)
    }

    /// Whether it has the keywords of a schema.
    pub(in crate::normalize) fn describes_values(&self) -> bool {
        self.is_schema() || self.extends.is_some_and(Self::is_schema)
    }

    /// Whether keywords that aren't listed have a meaning of their own or none, and nobody is to be warned: as of 3.1,
    /// a schema may have any (JSON Schema 2020-12 Core, section 6.5).
    pub(in crate::normalize) fn is_open(&self, version: Version) -> bool {
        self.is_schema() && version >= Version::V3_1
    }
}

pub(super) const fn object(name: &'static str, keywords: &'static [Row]) -> Object {
    Object {
        name,
        referable: false,
        keywords,
        since_3_1: &[],
        since_3_2: &[],
        extends: None,
        rest: None,
        defaults: &[],
        required: &[],
        required_before_3_1: &[],
    }
}

pub(super) const fn referable(name: &'static str, keywords: &'static [Row]) -> Object {
    Object {
        referable: true,
        ..object(name, keywords)
    }
}
