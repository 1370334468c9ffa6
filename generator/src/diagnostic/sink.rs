//! The diagnostics of a run, gathered.
//!
//! In go the findings of every stage, as they are made; out they come together, in the order of the document. None is
//! dropped, however many there are: a stage that could find too many counts them itself.

use super::Diagnostic;
use crate::source::Source;

/// The findings of a run, in the order in which they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "what isn't looked at is never seen"]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No findings yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// The findings so far.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many findings there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether one of the findings is fatal.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(Diagnostic::is_error)
    }

    /// Makes every warning an error, for runs that accept nothing less than the whole document.
    pub fn promote_warnings(self) -> Self {
        Self(self.0.into_iter().map(Diagnostic::error).collect())
    }

    /// Puts the findings into the order of the document; those about the document as a whole come first, those in
    /// files that it refers to last, by their paths. Findings about one place keep their order.
    pub fn sorted(mut self, source: &Source) -> Self {
        self.0.sort_by_cached_key(|diagnostic| {
            let (file, place) = source.locate(diagnostic.place());
            let path = (!std::ptr::eq(file, source)).then(|| file.path());
            (path, file.positions().span(&place))
        });
        self
    }

    /// The findings as a slice, for [`render`](crate::render::render).
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.0
    }

    /// The findings.
    #[must_use]
    pub fn into_vec(self) -> Vec<Diagnostic> {
        self.0
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.0.extend(diagnostics);
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
