//! The tally: reports come in, a line of the table, the causes of what doesn't count and the findings go out.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::cause::{self, Served};
use super::report::Report;
use super::settings;
use crate::judge::account::Account;

/// What came of some documents.
#[derive(Default)]
pub(super) struct Tally {
    operations: u64,
    requests: u64,
    /// Checks of all requests.
    checks: usize,
    causes: BTreeMap<&'static str, usize>,
    /// What was found and doesn't count, word by word.
    pub(super) excused: Vec<String>,
    pub(super) findings: Vec<String>,
}

impl Tally {
    /// Counts a report.
    pub(super) fn of(report: Report, served: &Served<'_>) -> Self {
        let mut tally = Self {
            operations: report.operations,
            requests: report.requests,
            checks: report.checks,
            findings: report.troubles,
            ..Self::default()
        };
        for finding in &report.findings {
            match cause::of(finding, served) {
                Some(cause) => {
                    *tally.causes.entry(cause).or_default() += 1;
                    tally.excused.push(format!("{finding}: {cause}"));
                }
                None => tally.findings.push(finding.to_string()),
            }
        }
        tally
    }

    /// A document that couldn't be judged at all.
    pub(super) fn failed(why: &str) -> Self {
        Self {
            findings: vec![why.to_owned()],
            ..Self::default()
        }
    }
}

impl Account for Tally {
    const HEADS: &'static [&'static str] =
        &["operations", "requests", "checks", "excluded", "findings"];

    fn cells(&self) -> Vec<String> {
        vec![
            self.operations.to_string(),
            self.requests.to_string(),
            self.checks.to_string(),
            self.causes.values().sum::<usize>().to_string(),
            self.findings.len().to_string(),
        ]
    }

    fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        self.requests += other.requests;
        self.checks += other.checks;
        for (cause, number) in &other.causes {
            *self.causes.entry(cause).or_default() += number;
        }
        self.findings.extend(other.findings.iter().cloned());
    }

    fn needless(&self) -> Vec<&'static str> {
        cause::all()
            .filter(|cause| !self.causes.contains_key(cause))
            .collect()
    }

    fn causes(&self) -> String {
        let mut text = String::new();
        for (cause, number) in &self.causes {
            // Writing to a string can't fail.
            _ = writeln!(text, "{number:>6}  excluded: {cause}");
        }
        for (check, why) in settings::LEFT_OUT {
            _ = writeln!(text, "not checked: {check}: {why}");
        }
        text
    }

    fn wrong(&self) -> &[String] {
        &self.findings
    }
}
