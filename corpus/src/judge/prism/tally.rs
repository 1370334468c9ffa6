//! The tally: verdicts come in, a line of the table, the causes of exclusions and the violations go out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use bindery_mock::Recorded;

use super::cases::{Case, JUDGES};
use super::exclusion;
use super::verdict::Verdict;
use crate::judge::account::Account;

/// What came of the calls of some documents.
#[derive(Default)]
pub(super) struct Tally {
    operations: usize,
    /// Operations that no credential of a client's own opens.
    closed: usize,
    /// Requests that were made.
    made: usize,
    /// Those in which nothing is wrong, whatever there is to say of the answer.
    accepted: usize,
    /// Those that are right by a cause.
    excluded: usize,
    /// Calls that aren't made by a cause.
    spared: usize,
    /// Accepted requests with cookies that are parameters, at which Prism doesn't look.
    with_cookies: usize,
    causes: BTreeMap<&'static str, usize>,
    /// What was said and doesn't count, word by word.
    pub(super) excused: Vec<String>,
    pub(super) violations: Vec<String>,
}

impl Tally {
    /// Nothing yet, of so many operations.
    pub(super) fn of(operations: usize, closed: usize) -> Self {
        Self {
            operations,
            closed,
            ..Self::default()
        }
    }

    /// A document that couldn't be judged at all.
    pub(super) fn failed(why: &str) -> Self {
        Self {
            violations: vec![why.to_owned()],
            ..Self::default()
        }
    }

    /// Counts the judges that a call isn't made at.
    pub(super) fn spare(&mut self, case: &Case) {
        if let Some(why) = case.why {
            let spared = JUDGES.len() - case.judged();
            self.spared += spared;
            *self.causes.entry(why).or_default() += spared;
        }
    }

    /// Counts a verdict.
    pub(super) fn judge(&mut self, verdict: &Verdict<'_>) {
        let (judge, at) = (verdict.judge, &verdict.case.at);
        let mut causes = BTreeSet::new();
        let (mut is_accepted, mut is_refused) = (true, false);
        for (objection, cause) in &verdict.objections {
            is_accepted &= objection.is_about_the_answer();
            match cause {
                Some(cause) => {
                    causes.insert(*cause);
                    self.excused
                        .push(format!("{judge}: {at}: {objection}: {cause}"));
                }
                None => {
                    is_refused = true;
                    self.violations.push(format!("{judge}: {at}: {objection}"));
                }
            }
        }
        self.made += 1;
        self.accepted += usize::from(is_accepted);
        self.excluded += usize::from(!is_accepted && !is_refused);
        let has_cookies = verdict.case.values.get("cookie").is_some();
        self.with_cookies += usize::from(is_accepted && has_cookies);
        // However often it is said of one request.
        for cause in causes {
            *self.causes.entry(cause).or_default() += 1;
        }
    }

    /// Counts what our mock has against a request that Prism let pass.
    pub(super) fn record(&mut self, request: &Recorded) {
        let (method, path) = (&request.method, &request.path);
        let violations = request.violations.iter();
        let violations = violations.map(|it| format!("our mock: {method} {path}: {it}"));
        self.violations.extend(violations);
    }
}

impl Account for Tally {
    const HEADS: &'static [&'static str] = &[
        "operations",
        "requests",
        "accepted",
        "excluded",
        "not made",
        "violations",
    ];

    fn cells(&self) -> Vec<String> {
        let numbers = [
            self.operations,
            self.made,
            self.accepted,
            self.excluded,
            self.spared,
            self.violations.len(),
        ];
        numbers.map(|number| number.to_string()).into()
    }

    fn add(&mut self, other: &Self) {
        self.operations += other.operations;
        self.closed += other.closed;
        self.made += other.made;
        self.accepted += other.accepted;
        self.excluded += other.excluded;
        self.spared += other.spared;
        self.with_cookies += other.with_cookies;
        for (cause, number) in &other.causes {
            *self.causes.entry(cause).or_default() += number;
        }
        self.violations.extend(other.violations.iter().cloned());
    }

    fn needless(&self) -> Vec<&'static str> {
        let causes = exclusion::causes();
        causes
            .filter(|cause| !self.causes.contains_key(cause))
            .collect()
    }

    fn causes(&self) -> String {
        let mut text = String::new();
        let mut say = |number: usize, what: &str| {
            if number > 0 {
                _ = writeln!(text, "{number:>6}  {what}");
            }
        };
        say(
            self.closed,
            "operations aren't called: only a transport has the credentials",
        );
        say(
            self.with_cookies,
            "accepted requests have cookies, at which Prism doesn't look",
        );
        for (cause, number) in &self.causes {
            say(*number, &format!("excluded: {cause}"));
        }
        text
    }

    fn wrong(&self) -> &[String] {
        &self.violations
    }
}
