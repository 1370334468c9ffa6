//! A row of the report: what came of one document.

use serde::{Deserialize, Serialize};

use crate::cost::Cost;

/// What came of one document.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Row {
    pub(crate) document: String,
    pub(crate) version: String,
    pub(crate) bytes: u64,
    pub(crate) verdict: Verdict,
    /// What should not be, in the order of the steps.
    pub(crate) troubles: Vec<Trouble>,
    #[serde(flatten)]
    pub(crate) generated: Generated,
    /// What rustc took to check the crate alone.
    pub(crate) check: Option<Cost>,
    /// Warnings of rustc, and of clippy and rustdoc where they were asked for.
    pub(crate) warnings: usize,
    pub(crate) round_tripped: usize,
    pub(crate) failed: usize,
}

/// How it ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Verdict {
    /// Generated, compiled, and every value survived.
    #[default]
    Good,
    /// Refused with a diagnostic that says where: right for a document that is at fault.
    Refused,
    /// Anything else.
    Bad,
}

/// Something that should not be.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Trouble {
    /// The step in which it was found, by the names of the README.
    pub(crate) step: &'static str,
    pub(crate) what: String,
    /// The first of what the step had to say.
    pub(crate) details: Vec<String>,
}

/// How many details of a trouble are kept.
pub(crate) const DETAILS: usize = 20;

impl Trouble {
    pub(crate) fn new(
        step: &'static str,
        what: impl Into<String>,
        details: impl IntoIterator<Item = String>,
    ) -> Self {
        Self {
            step,
            what: what.into(),
            details: details.into_iter().take(DETAILS).collect(),
        }
    }
}

/// What the worker process that generates a crate has to tell.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Generated {
    /// The diagnostics of a document that was refused.
    pub(crate) refusal: Option<Refusal>,
    /// The operations that the document declares, counted without the generator.
    pub(crate) declared: usize,
    /// The operations that were generated.
    pub(crate) operations: usize,
    pub(crate) skipped: Vec<Skipped>,
    /// How much the generator had to say in all.
    pub(crate) diagnostics: usize,
    pub(crate) types: usize,
    pub(crate) lines: usize,
    /// What it took to read the document and print the crate.
    pub(crate) cost: Cost,
    /// CPU time of only reading the document into a value.
    pub(crate) reading_cpu_seconds: f64,
    /// How many values there are to try.
    pub(crate) values: usize,
    /// Examples that don't fit their own schema, as the generator sees it: none of them is tried.
    pub(crate) misfits: Vec<String>,
}

/// Why nothing was generated.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Refusal {
    /// Whether an error names a place in the document.
    pub(crate) located: bool,
    /// The first lines of the rendered diagnostics.
    pub(crate) lines: Vec<String>,
}

/// Something that the document declares and the crate lacks.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Skipped {
    pub(crate) what: String,
    pub(crate) at: String,
    pub(crate) reason: String,
}

impl Generated {
    /// Operations that are neither there nor accounted for.
    pub(crate) fn missing(&self) -> usize {
        let is_operation = |skipped: &&Skipped| skipped.what.starts_with("operation");
        let skipped = self.skipped.iter().filter(is_operation).count();
        self.declared.saturating_sub(self.operations + skipped)
    }
}

impl Row {
    /// The last column: `good`, `refused`, or what is wrong.
    pub(crate) fn outcome(&self) -> String {
        match (self.verdict, self.troubles.first()) {
            (Verdict::Good, _) => "good".to_owned(),
            (Verdict::Refused, _) => "refused".to_owned(),
            (Verdict::Bad, Some(trouble)) => format!("{}: {}", trouble.step, trouble.what),
            (Verdict::Bad, None) => "bad".to_owned(),
        }
    }
}
