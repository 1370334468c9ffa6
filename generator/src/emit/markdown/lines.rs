//! Lines and what they are inside of.
//!
//! In: the text of one block after the other, and the quotes and lists around them. Out: lines with
//! their markers and indents, with empty lines where blocks would run together. Not done: knowing
//! what the text means.

/// A block that holds blocks.
#[derive(Debug)]
pub(super) enum Container {
    Quote,
    /// `number` is the next item's, if items are numbered; `mark` is settled when the list is
    /// opened.
    List {
        number: Option<u64>,
        mark: char,
        tight: bool,
    },
    /// `width` is how far the lines after the marker are indented; none yet if the marker is still
    /// to be written.
    Item {
        width: Option<usize>,
    },
    /// A container deeper than anybody reads: what it holds stands in the one around it.
    Flat,
}

/// How many containers are kept within each other; a list takes two of them with its items.
const DEPTH: usize = 12;

/// The largest number an item can have (CommonMark, "List items").
const LAST_NUMBER: u64 = 999_999_999;

#[derive(Debug, Default)]
pub(super) struct Lines {
    out: String,
    containers: Vec<Container>,
    /// How many of the containers, from the outside, hold the last block written.
    shared: usize,
    /// For each depth, the mark of the list that comes last there: lists next to each other need
    /// different ones.
    last_lists: Vec<Option<char>>,
}

impl Lines {
    pub(super) fn open(&mut self, container: Container) {
        let full = self.containers.len() >= DEPTH;
        let container = match container {
            Container::List { .. } | Container::Quote if full => Container::Flat,
            Container::Item { .. }
                if !matches!(self.containers.last(), Some(Container::List { .. })) =>
            {
                Container::Flat
            }
            Container::List { number, tight, .. } => {
                // A flat list inside becomes paragraphs, which need their empty lines.
                let tight = tight && self.containers.len() + 2 < DEPTH;
                Container::List {
                    number: number.map(|n| n.min(LAST_NUMBER)),
                    mark: self.mark(number.is_some()),
                    tight,
                }
            }
            other => other,
        };
        self.containers.push(container);
    }

    fn mark(&self, ordered: bool) -> char {
        let before = self
            .last_lists
            .get(self.containers.len())
            .copied()
            .flatten();
        match ordered {
            true if before == Some('.') => ')',
            true => '.',
            false if before == Some('-') => '*',
            false => '-',
        }
    }

    pub(super) fn close(&mut self) {
        let closed = self.containers.pop();
        let depth = self.containers.len();
        let written = self.shared > depth;
        self.shared = self.shared.min(depth);
        if let (Some(Container::List { mark, .. }), true) = (closed, written) {
            self.last_lists.resize(depth + 1, None);
            if let Some(last) = self.last_lists.last_mut() {
                *last = Some(mark);
            }
        }
    }

    /// Writes a block where things stand; an empty one is nothing.
    pub(super) fn write(&mut self, block: &str) {
        if block.is_empty() {
            return;
        }
        self.separate();
        for line in block.split('\n') {
            let indented = self.prefix() + line;
            self.out.push_str(indented.trim_end_matches(' '));
            self.out.push('\n');
        }
        self.shared = self.containers.len();
        self.last_lists.clear();
    }

    /// Puts an empty line, unless the blocks before and after are in the same tight list.
    fn separate(&mut self) {
        let common = self.containers.get(..self.shared).unwrap_or_default();
        let tight = common.iter().rev().find_map(|container| match container {
            Container::List { tight, .. } => Some(*tight),
            _ => None,
        });
        if self.out.is_empty() || tight == Some(true) {
            return;
        }
        let indents: String = common.iter().map(Container::indent).collect();
        self.out.push_str(indents.trim_end());
        self.out.push('\n');
    }

    /// What stands before the text of the next line; markers that were still to be written are now.
    fn prefix(&mut self) -> String {
        let mut prefix = String::new();
        let mut marker = None;
        for container in &mut self.containers {
            match container {
                Container::List { number, mark, .. } => marker = Some((number, *mark)),
                Container::Item {
                    width: width @ None,
                } => {
                    let text = marker.take().map(next_marker).unwrap_or_default();
                    *width = Some(text.len());
                    prefix.push_str(&text);
                }
                other => prefix.push_str(&other.indent()),
            }
        }
        prefix
    }

    pub(super) fn finish(mut self) -> String {
        self.out.truncate(self.out.trim_end().len());
        self.out
    }
}

impl Container {
    fn indent(&self) -> String {
        match self {
            Self::Quote => "> ".to_owned(),
            Self::Item { width } => " ".repeat(width.unwrap_or_default()),
            Self::List { .. } | Self::Flat => String::new(),
        }
    }
}

fn next_marker((number, mark): (&mut Option<u64>, char)) -> String {
    match number {
        Some(number) => {
            let marker = format!("{number}{mark} ");
            *number = (*number + 1).min(LAST_NUMBER);
            marker
        }
        None => format!("{mark} "),
    }
}
