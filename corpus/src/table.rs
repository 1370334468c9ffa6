//! The table: the report as text, one line a document, then the totals.

use crate::report::{Report, Totals};
use crate::row::Row;

const HEADS: [&str; 13] = [
    "document",
    "version",
    "operations",
    "skipped",
    "types",
    "lines",
    "gen s",
    "gen MB",
    "check s",
    "check MB",
    "warnings",
    "values",
    "outcome",
];

/// The longest name that is shown whole.
const NAME: usize = 48;

/// Prints the table, with columns as wide as what is in them.
pub(crate) fn text(report: &Report) -> String {
    let mut lines = vec![HEADS.map(str::to_owned)];
    lines.extend(report.documents.iter().map(line));
    lines.extend(
        report
            .versions
            .iter()
            .map(|(version, totals)| total(version, totals)),
    );
    lines.push(total("all", &report.all));
    let width = |column: usize| {
        let cells = lines.iter().filter_map(|line| line.get(column));
        cells
            .map(|cell| cell.chars().count())
            .max()
            .unwrap_or_default()
    };
    let widths: Vec<_> = (0..HEADS.len()).map(width).collect();
    lines.iter().map(|line| aligned(line, &widths)).collect()
}

/// Names and outcomes stand at the left of their columns, numbers at the right.
fn aligned(cells: &[String], widths: &[usize]) -> String {
    let last = widths.len().saturating_sub(1);
    let columns = cells.iter().zip(widths).enumerate();
    let cells = columns.map(|(index, (cell, width))| match index {
        0 => format!("{cell:<width$}"),
        _ if index == last => cell.clone(),
        _ => format!("{cell:>width$}"),
    });
    cells.collect::<Vec<_>>().join("  ") + "\n"
}

fn line(row: &Row) -> [String; HEADS.len()] {
    let generated = &row.generated;
    let check = |number: fn(&crate::cost::Cost) -> String| {
        row.check.as_ref().map_or("-".to_owned(), number)
    };
    [
        name(&row.document),
        row.version.clone(),
        format!("{}/{}", generated.operations, generated.declared),
        generated.skipped.len().to_string(),
        generated.types.to_string(),
        generated.lines.to_string(),
        seconds(generated.cost.cpu_seconds),
        megabytes(generated.cost.peak_megabytes),
        check(|cost| seconds(cost.cpu_seconds)),
        check(|cost| megabytes(cost.peak_megabytes)),
        row.warnings.to_string(),
        format!("{}/{}", row.round_tripped, row.failed),
        row.outcome(),
    ]
}

fn total(name: &str, totals: &Totals) -> [String; HEADS.len()] {
    let Totals {
        documents,
        good,
        refused,
        bad,
        ..
    } = totals;
    [
        format!("= {name}: {documents} documents"),
        String::new(),
        format!("{}/{}", totals.operations, totals.declared),
        totals.skipped.to_string(),
        totals.types.to_string(),
        totals.lines.to_string(),
        seconds(totals.generate_cpu_seconds),
        megabytes(totals.generate_peak_megabytes),
        seconds(totals.check_cpu_seconds),
        megabytes(totals.check_peak_megabytes),
        totals.warnings.to_string(),
        format!("{}/{}", totals.round_tripped, totals.failed),
        format!("{good} good, {refused} refused, {bad} bad"),
    ]
}

/// A name that is too long loses its middle, because names of one source begin alike.
fn name(document: &str) -> String {
    let characters: Vec<char> = document.chars().collect();
    if characters.len() <= NAME {
        return document.to_owned();
    }
    let (begin, end) = (NAME / 3, characters.len() - (NAME - NAME / 3 - 1));
    let parts = [
        characters.get(..begin),
        Some(&['\u{2026}']),
        characters.get(end..),
    ];
    parts.into_iter().flatten().flatten().collect()
}

fn seconds(seconds: f64) -> String {
    format!("{seconds:.2}")
}

fn megabytes(megabytes: f64) -> String {
    format!("{megabytes:.0}")
}
