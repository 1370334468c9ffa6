//! The report: all rows, and what they come to by version and in all.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::row::{Row, Verdict};
use crate::selection::minor;

/// The rows by name, and their totals.
#[derive(Serialize)]
pub(crate) struct Report {
    pub(crate) all: Totals,
    pub(crate) versions: BTreeMap<String, Totals>,
    pub(crate) documents: Vec<Row>,
}

/// Sums over some rows.
#[derive(Debug, Default, Serialize)]
pub(crate) struct Totals {
    pub(crate) documents: usize,
    pub(crate) good: usize,
    pub(crate) refused: usize,
    pub(crate) bad: usize,
    pub(crate) declared: usize,
    pub(crate) operations: usize,
    pub(crate) skipped: usize,
    pub(crate) types: usize,
    pub(crate) lines: usize,
    pub(crate) generate_cpu_seconds: f64,
    pub(crate) generate_peak_megabytes: f64,
    pub(crate) check_cpu_seconds: f64,
    pub(crate) check_peak_megabytes: f64,
    pub(crate) warnings: usize,
    pub(crate) round_tripped: usize,
    pub(crate) failed: usize,
    /// Examples that don't fit their own schema.
    pub(crate) misfits: usize,
}

impl Report {
    pub(crate) fn new(mut documents: Vec<Row>) -> Self {
        documents.sort_by(|a, b| a.document.cmp(&b.document));
        let mut all = Totals::default();
        let mut versions: BTreeMap<String, Totals> = BTreeMap::new();
        for row in &documents {
            all.add(row);
            versions.entry(minor(&row.version)).or_default().add(row);
        }
        Self {
            all,
            versions,
            documents,
        }
    }
}

impl Totals {
    /// The share of the declared operations that is there, in percent.
    pub(crate) fn operations_percent(&self) -> f64 {
        if self.declared == 0 {
            return 100.0;
        }
        100.0 * self.operations as f64 / self.declared as f64
    }

    fn add(&mut self, row: &Row) {
        self.documents += 1;
        match row.verdict {
            Verdict::Good => self.good += 1,
            Verdict::Refused => self.refused += 1,
            Verdict::Bad => self.bad += 1,
        }
        let generated = &row.generated;
        self.declared += generated.declared;
        self.operations += generated.operations;
        self.skipped += generated.skipped.len();
        self.types += generated.types;
        self.lines += generated.lines;
        self.generate_cpu_seconds += generated.cost.cpu_seconds;
        self.generate_peak_megabytes = self
            .generate_peak_megabytes
            .max(generated.cost.peak_megabytes);
        let check = row.check.unwrap_or_default();
        self.check_cpu_seconds += check.cpu_seconds;
        self.check_peak_megabytes = self.check_peak_megabytes.max(check.peak_megabytes);
        self.warnings += row.warnings;
        self.round_tripped += row.round_tripped;
        self.failed += row.failed;
        self.misfits += generated.misfits.len();
    }
}
