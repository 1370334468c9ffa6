//! Verdicts: what came of one call comes in, and what is said against it goes out, each with the cause for which it
//! doesn't count, if there is one.

use bindery::ir::Api;
use serde_json::Value;

use super::cases::{Case, Cases};
use super::exclusion::{self, Call, Objection};

/// What the types of Prism's own problems begin with.
const PROBLEM: &str = "https://stoplight.io/prism/errors#";

/// What a proxy says of a request that it finds no operation for, as a warning.
const ASTRAY: &str = "Selected route not found";

/// What is said of one call at one judge.
pub(super) struct Verdict<'a> {
    /// `mock`, `proxy`, or `program` for what a program of its own makes.
    pub(super) judge: &'a str,
    pub(super) case: &'a Case,
    pub(super) objections: Vec<(Objection, Option<&'static str>)>,
}

impl<'a> Verdict<'a> {
    /// The verdict that an outcome holds, as the judged program tells it.
    pub(super) fn of(
        api: &'a Api,
        cases: &'a Cases,
        told: &'a Value,
    ) -> Result<Self, &'static str> {
        let index = told["case"].as_u64();
        let index = index.and_then(|index| usize::try_from(index).ok());
        let case = index.and_then(|index| cases.cases.get(index));
        let case = case.ok_or("there is an outcome of no case")?;
        let judge = told["judge"].as_str().unwrap_or_default();
        Self::on(api, judge, case, &told["outcome"])
    }

    /// The verdict of a judge on a case.
    pub(super) fn on(
        api: &'a Api,
        judge: &'a str,
        case: &'a Case,
        outcome: &Value,
    ) -> Result<Self, &'static str> {
        let operation = api.operations.get(case.operation);
        let call = Call {
            judge,
            operation: operation.ok_or("there is a case of no operation")?,
            api,
            case,
            answer: outcome["type"].as_str().unwrap_or_default(),
            status: outcome["status"].as_u64().unwrap_or_default(),
        };
        let objections = objections(outcome).into_iter().map(|it| {
            let cause = exclusion::cause(&it, &call);
            (it, cause)
        });
        Ok(Self {
            judge,
            case,
            objections: objections.collect(),
        })
    }
}

/// Everything that is said against a request or its answer.
fn objections(outcome: &Value) -> Vec<Objection> {
    let text = |key: &str| outcome[key].as_str().unwrap_or_default();
    if !text("unmade").is_empty() {
        return vec![Objection::new("unmade", text("unmade"))];
    }
    let mut objections = listed(text("violations"));
    let body: Value = serde_json::from_str(text("body")).unwrap_or_default();
    let problem = body["type"]
        .as_str()
        .and_then(|ty| ty.strip_prefix(PROBLEM));
    if let Some(problem) = problem.filter(|_| objections.is_empty()) {
        let validation = body["validation"].as_array();
        let validation = validation.into_iter().flatten();
        objections.extend(validation.map(|it| Objection::of(problem, Some("request"), it)));
        if objections.is_empty() {
            let detail = body["detail"].as_str().unwrap_or_default();
            objections.push(Objection::new(problem, detail));
        }
    }
    if objections.is_empty() && text("reading") != "read" {
        let said = format!("{}: {}", text("said"), text("body"));
        objections.push(Objection::new(text("reading"), &said));
    }
    objections
}

/// The errors in the header `sl-violations`; warnings are about what is deprecated.
fn listed(header: &str) -> Vec<Objection> {
    if header.is_empty() {
        return Vec::new();
    }
    match serde_json::from_str::<Vec<Value>>(header) {
        Ok(listed) => {
            let is_error = |it: &&Value| it["severity"] == "Error" || it["message"] == ASTRAY;
            let errors = listed.iter().filter(is_error);
            errors
                .map(|it| Objection::of("violation", None, it))
                .collect()
        }
        Err(_) => vec![Objection::new("violation", header)],
    }
}
