//! Rows of the judges' tables: a name and cells come in, a line goes out, with cells as wide as their heads.

/// A line of a table.
pub(super) fn row<const N: usize>(name: &str, heads: [&str; N], cells: [String; N]) -> String {
    let cells = cells.iter().zip(heads);
    let cells = cells.map(|(cell, head)| format!("  {cell:>width$}", width = head.len()));
    format!("{name:<60}{}", cells.collect::<String>())
}

/// The head of a table.
pub(super) fn head<const N: usize>(heads: [&str; N]) -> String {
    row("document", heads, heads.map(str::to_owned))
}
