//! Percentages of one limit.

use serde_json::{Map, Value};

/// How many percent of a limit are used; at 100 and above calls are refused.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct Load {
    /// `call_count`: of the number of calls.
    pub calls: f64,
    /// `total_time`: of the time that they may take.
    pub time: f64,
    /// `total_cputime`: of the processor's time that they may take.
    pub cpu_time: f64,
}

impl Load {
    pub(super) fn of(load: &Map<String, Value>) -> Self {
        let percent = |name| load.get(name).and_then(Value::as_f64).unwrap_or_default();
        Self {
            calls: percent("call_count"),
            time: percent("total_time"),
            cpu_time: percent("total_cputime"),
        }
    }

    /// The highest of the three, which is the one that counts.
    #[must_use]
    pub fn highest(self) -> f64 {
        self.calls.max(self.time).max(self.cpu_time)
    }
}
