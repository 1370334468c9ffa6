//! Nearest: what a misspelt name may have been meant to be.
//!
//! A name and those that there are come in, the likeliest goes out, if any is likely. How it is proposed is said where
//! the mistake is found.

/// How alike two names have to be (Jaro-Winkler similarity) for one to be proposed for the other.
const LIKELY: f64 = 0.85;

/// The one of `candidates` that `name` may have been meant to be.
pub(crate) fn nearest<'n>(
    name: &str,
    candidates: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    let scored = candidates.map(|candidate| (strsim::jaro_winkler(name, candidate), candidate));
    let best = scored
        .filter(|(score, _)| *score > LIKELY)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, candidate)| candidate)
}
