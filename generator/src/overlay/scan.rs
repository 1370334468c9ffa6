//! Scans: what is known of a query from its text, whose syntax was checked before.
//!
//! The text of a JSONPath comes in; its segments go out, to tell how far a query gets, and what it may cost on a document
//! of a known extent. Whether it is a JSONPath isn't decided here, and nothing is selected: the crate that does so tells
//! neither, and can't be stopped once it has begun.

use std::ops::Range;

use super::extent::Extent;

/// What matching one regular expression costs, which is compiled anew for each value.
const REGEX: usize = 10_000;

/// What a query consists of.
#[derive(Clone, Debug, Default)]
pub(super) struct Scan {
    /// Its segments (RFC 9535, section 1.1), as ranges of its text.
    pub(super) segments: Vec<Range<usize>>,
    /// How deep brackets and parentheses nest.
    pub(super) nesting: usize,
    /// How many segments descend, outside of filters and inside of them.
    descents: (usize, usize),
    /// How many selectors select more than one value, outside of filters and inside of them.
    wide: (usize, usize),
    /// How often a value can be selected because of selectors that stand beside each other.
    repeats: usize,
    /// How many queries in filters begin at the root.
    absolute: usize,
    /// How many regular expressions are matched.
    regexes: usize,
    length: usize,
}

impl Scan {
    pub(super) fn of(text: &str) -> Self {
        let mut scan = Self {
            repeats: 1,
            length: text.len(),
            ..Self::default()
        };
        scan.regexes = text.matches("match(").count() + text.matches("search(").count();
        let (mut quote, mut escaped, mut depth) = (None, false, 0_usize);
        let mut selectors: Vec<usize> = Vec::new();
        let mut before = ' ';
        for (at, character) in text.char_indices() {
            if let Some(open) = quote {
                if character == open && !escaped {
                    quote = None;
                }
                escaped = character == '\\' && !escaped;
                before = character;
                continue;
            }
            match character {
                '\'' | '"' => quote = Some(character),
                '[' | '(' => {
                    if depth == 0 && before != '.' {
                        scan.begin(at);
                    }
                    depth += 1;
                    scan.nesting = scan.nesting.max(depth);
                    selectors.push(1);
                }
                ']' | ')' => {
                    depth = depth.saturating_sub(1);
                    let selectors = selectors.pop().unwrap_or(1);
                    scan.repeats = scan.repeats.saturating_mul(selectors);
                }
                ',' => selectors.last_mut().into_iter().for_each(|it| *it += 1),
                '.' if before == '.' => scan.count(depth, |scan| &mut scan.descents),
                '.' if depth == 0 => scan.begin(at),
                // `@.*` is within a filter, and `[*]` in the brackets of a segment.
                '*' if before == '.' => scan.count(depth, |scan| &mut scan.wide),
                '*' | '?' | ':' => scan.count(depth.saturating_sub(1), |scan| &mut scan.wide),
                '$' if depth > 0 => scan.absolute += 1,
                _ => {}
            }
            before = character;
        }
        scan.end(text.len());
        scan
    }

    /// How many steps from value to value the query can take on a document, and how many of them lead to what it selects.
    pub(super) fn cost(&self, document: &Extent) -> (usize, usize) {
        let power = |base: usize, times: usize| {
            base.saturating_pow(u32::try_from(times).unwrap_or(u32::MAX))
        };
        let looks_within = self.descents.1 + self.wide.1 > 0;
        let depth = if self.descents.0 > 0 || looks_within {
            document.depth()
        } else {
            self.segments.len() + 1
        };
        let reached: usize = document.steps.iter().take(depth).sum();
        let again = power(document.depth(), self.descents.0.saturating_sub(1));
        let selected = reached.saturating_mul(again).saturating_mul(self.repeats);
        let within = power(document.depth(), self.descents.1).saturating_mul(1 + self.wide.1);
        let steps = [
            within,
            // Comparing with the whole document, or taking its length, looks at all of it.
            power(document.values, self.absolute),
            if self.regexes > 0 { REGEX } else { 1 },
            1 + self.length / 100,
        ];
        let steps = steps.into_iter().fold(selected, usize::saturating_mul);
        (steps, selected)
    }

    /// Whether the query selects one value at most, so that nothing but the way to it is looked at.
    pub(super) fn is_singular(&self) -> bool {
        self.descents.0 + self.wide.0 == 0 && self.repeats == 1
    }

    fn begin(&mut self, at: usize) {
        self.end(at);
        self.segments.push(at..at);
    }

    fn end(&mut self, at: usize) {
        if let Some(last) = self.segments.last_mut() {
            last.end = at;
        }
    }

    fn count(&mut self, depth: usize, counts: impl FnOnce(&mut Self) -> &mut (usize, usize)) {
        let counts = counts(self);
        match depth {
            0 => counts.0 += 1,
            _ => counts.1 += 1,
        }
    }
}
