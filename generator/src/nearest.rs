//! Nearest: what a misspelt name may have been meant to be.
//!
//! A name and those that there are come in, the likeliest goes out, if any is likely. How it is proposed is said where
//! the mistake is found.

/// How alike two names have to be (Jaro-Winkler similarity) for one to be proposed for the other.
const LIKELY: f64 = 0.85;

/// How many candidates are looked at, of at most how many bytes: nobody mistypes what is longer.
const MOST: usize = 2_000;
const LONGEST: usize = 200;

/// The one of `candidates` that `name` may have been meant to be.
pub(crate) fn nearest<'n>(
    name: &str,
    candidates: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    if name.len() > LONGEST {
        return None;
    }
    let is_alike = |candidate: &&str| candidate.len().abs_diff(name.len()) <= 2 + name.len() / 2;
    let candidates = candidates.filter(is_alike).take(MOST);
    let scored = candidates.map(|candidate| (strsim::jaro_winkler(name, candidate), candidate));
    let best = scored
        .filter(|(score, _)| *score > LIKELY)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, candidate)| candidate)
}

/// The one of `candidates` that `name` is but for a slip of the pen: another case, or a letter or two that are wrong,
/// missing, doubled or swapped; none in a short name.
pub(crate) fn slip<'n>(name: &str, candidates: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let mut candidates = candidates;
    candidates.find(|candidate| {
        let limit = candidate.len() / 5;
        name.eq_ignore_ascii_case(candidate)
            || (name.len().abs_diff(candidate.len()) <= limit
                && strsim::osa_distance(name, candidate) <= limit)
    })
}
