//! What a run of Schemathesis tells: its two machine-readable reports come in, counts and findings go out.
//!
//! Its events have each request with each check and what went to and fro; its summary says whether it came to its end and
//! which operations never let it in.

use serde_json::Value;

use super::finding::Finding;

/// A run, as it tells of itself.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) operations: u64,
    pub(super) requests: u64,
    pub(super) checks: usize,
    pub(super) findings: Vec<Finding>,
    /// Why this is no whole judgement.
    pub(super) troubles: Vec<String>,
}

impl Report {
    /// Reads the events, a line each, and the summary. Whatever isn't told counts as nothing, and is a trouble.
    pub(super) fn of(events: &str, summary: &str) -> Result<Self, serde_json::Error> {
        let summary: Value = serde_json::from_str(summary)?;
        let number = |pointer: &str| summary.pointer(pointer).and_then(Value::as_u64);
        let mut report = Self {
            operations: number("/operations/tested").unwrap_or_default(),
            requests: number("/test_cases/generated").unwrap_or_default(),
            troubles: troubles(&summary),
            ..Self::default()
        };
        for line in events.lines() {
            let event: Value = serde_json::from_str(line)?;
            report.read(&event["ScenarioFinished"]["recorder"]);
        }
        if report.checks == 0 {
            report.troubles.push("it checked nothing".to_owned());
        }
        Ok(report)
    }

    /// What was recorded of one scenario: for each request its checks.
    fn read(&mut self, recorder: &Value) {
        for (case, checks) in recorder["checks"].as_object().into_iter().flatten() {
            for check in checks.as_array().into_iter().flatten() {
                self.checks += 1;
                if check["status"] != "success" {
                    let (case, interaction) =
                        (&recorder["cases"][case], &recorder["interactions"][case]);
                    self.findings.push(Finding::of(check, case, interaction));
                }
            }
        }
    }
}

/// What has to be there of a summary, and more than 0 where it is a number: without it a run has seen nothing, or tells it in
/// other words than those that are known here.
const TOLD: [&str; 4] = [
    "/operations/tested",
    "/test_cases/generated",
    "/errors",
    "/warnings/missing_auth",
];

/// What makes a run worth less than it seems: its end before its time, nothing seen, errors of its own, operations that it left
/// out, and those that it never got into.
fn troubles(summary: &Value) -> Vec<String> {
    let mut troubles = Vec::new();
    let operations = &summary["operations"];
    if summary["complete"] != true || operations["tested"] != operations["total"] {
        troubles.push(format!(
            "it didn't come to its end: {}, {operations}",
            summary["stop_reason"]
        ));
    }
    let is_told = |pointer: &&str| {
        let value = summary.pointer(pointer);
        value.is_some_and(|value| value.is_array() || value.as_u64() > Some(0))
    };
    let missing = TOLD.iter().filter(|pointer| !is_told(pointer));
    troubles.extend(missing.map(|pointer| format!("it tells nothing of {pointer}")));
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let errors = list(&summary["errors"]);
    troubles.extend(errors.iter().map(|it| format!("an error of its own: {it}")));
    let closed = list(&summary["warnings"]["missing_auth"]);
    troubles.extend(closed.iter().map(|it| format!("it was never let in: {it}")));
    troubles
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUMMARY: &str = r#"{"complete": true, "stop_reason": "completed", "operations": {"total": 1, "tested": 1},
        "test_cases": {"generated": 7}, "errors": [], "warnings": {"missing_auth": []}}"#;

    const EVENTS: &str = r#"{"EngineStarted": {}}
{"ScenarioFinished": {"recorder": {"label": "GET /pets/{id}", "cases": {"a": {"value": {"method": "GET", "path": "/pets/{id}"}}}, "checks": {"a": [{"name": "not_a_server_error", "status": "success"}, {"name": "status_code_conformance", "status": "failure", "failure_info": {"failure": {"type": "UndefinedStatusCode", "message": "Received: 401\nDocumented: 200"}}}]}, "interactions": {"a": {"request": {"headers": {}}, "response": {"status_code": 401, "headers": {"Content-Type": ["application/problem+json"]}, "content": {"$base64": "eyJ0eXBlIjoiYWJvdXQ6YmxhbmsifQ=="}}}}}}}
"#;

    #[test]
    fn findings_know_their_request_and_its_answer() {
        let report = Report::of(EVENTS, SUMMARY).expect("it is JSON");
        assert_eq!(
            (report.operations, report.requests, report.checks),
            (1, 7, 2)
        );
        assert_eq!(report.troubles, [""; 0]);
        let [finding] = report.findings.as_slice() else {
            panic!("{report:?}")
        };
        assert!(
            finding.is("UndefinedStatusCode") && finding.is_refusal(),
            "{finding:?}"
        );
        assert_eq!(finding.operation(), ("GET", "/pets/{id}"));
        let told = "UndefinedStatusCode at GET /pets/{id}, answered with 401: Received: 401 Documented: 200";
        assert_eq!(finding.to_string(), told);
    }

    #[test]
    fn a_run_that_saw_less_than_all_is_in_trouble() {
        let troubles = |from: &str, to: &str| {
            let summary = SUMMARY.replace(from, to);
            assert_ne!(summary, SUMMARY, "{from}");
            let report = Report::of(EVENTS, &summary).expect("it is JSON");
            report.troubles.len()
        };
        assert_eq!(troubles("true", "false"), 1);
        assert_eq!(troubles("\"total\": 1", "\"total\": 2"), 1);
        assert_eq!(troubles("\"errors\": []", "\"errors\": [{}]"), 1);
        assert_eq!(
            troubles("\"missing_auth\": []", "\"missing_auth\": [\"GET /pets\"]"),
            1
        );
        assert!(Report::of("{", SUMMARY).is_err() && Report::of("", "").is_err());
    }

    #[test]
    fn a_run_that_saw_nothing_or_tells_it_in_other_words_is_in_trouble() {
        let all = "\"total\": 1, \"tested\": 1";
        for (from, to) in [
            (all, "\"total\": 0, \"tested\": 0"),
            (all, "\"total\": null, \"tested\": null"),
            (all, "\"all\": 1, \"judged\": 1"),
            ("\"generated\": 7", "\"generated\": 0"),
            ("generated", "made"),
            ("\"errors\"", "\"failures\""),
            ("missing_auth", "unauthorized"),
        ] {
            let summary = SUMMARY.replace(from, to);
            assert_ne!(summary, SUMMARY, "{from}");
            let report = Report::of(EVENTS, &summary).expect("it is JSON");
            assert_eq!(report.troubles.len(), 1, "{to}: {:?}", report.troubles);
        }
        for (from, to) in [("recorder", "record"), ("checks", "verdicts")] {
            let report = Report::of(&EVENTS.replace(from, to), SUMMARY).expect("it is JSON");
            assert_eq!((report.checks, report.troubles.len()), (0, 1), "{to}");
        }
    }
}
