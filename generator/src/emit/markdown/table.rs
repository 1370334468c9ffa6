//! Tables.
//!
//! In: cells that are already Markdown. Out: the lines of a table (GFM, "Tables (extension)"). Not
//! done: padding the columns.

use pulldown_cmark::Alignment;

/// A table as it is read.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(alignments: &[Alignment]) -> Self {
        Self {
            alignments: alignments.to_vec(),
            rows: Vec::new(),
        }
    }

    pub(super) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn cell(&mut self, text: String) {
        if let Some(row) = self.rows.last_mut() {
            row.push(text);
        }
    }

    /// The table's lines; nothing if all its cells are empty.
    pub(super) fn print(&self) -> String {
        let mut rows = self.rows.iter();
        let (Some(head), true) = (
            rows.next(),
            self.rows.iter().flatten().any(|cell| !cell.is_empty()),
        ) else {
            return String::new();
        };
        let rules: Vec<String> = self
            .alignments
            .iter()
            .map(|alignment| rule(*alignment).to_owned())
            .collect();
        let mut lines = vec![line(head), line(&rules)];
        // The parser fills short rows up with empty cells: printing them could make a small text a
        // very large one.
        lines.extend(
            rows.map(|row| line(without_empty_tail(row)))
                .filter(|line| line != "|"),
        );
        lines.join("\n")
    }
}

fn rule(alignment: Alignment) -> &'static str {
    match alignment {
        Alignment::None => "---",
        Alignment::Left => ":--",
        Alignment::Center => ":-:",
        Alignment::Right => "--:",
    }
}

fn without_empty_tail(row: &[String]) -> &[String] {
    let end = row
        .iter()
        .rposition(|cell| !cell.is_empty())
        .map_or(0, |last| last + 1);
    row.get(..end).unwrap_or(row)
}

fn line(cells: &[String]) -> String {
    let mut line = String::from("|");
    for cell in cells {
        line.push_str(&format!(" {cell} |"));
    }
    line
}
