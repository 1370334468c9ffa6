//! Sniffing: whether a file is an OpenAPI document, without parsing it, so that malformed ones are found too.

use std::fs;
use std::path::Path;

/// How many pieces of text may stand before the version.
const PIECES: usize = 20_000;

/// The version that a file declares, if it is a document.
pub(crate) fn version(path: &Path) -> Option<String> {
    let bytes = fs::read(path).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    // In one-line JSON the key stands after a brace or a comma, anywhere else at the begin of a line.
    text.split(['\n', ',', '{']).take(PIECES).find_map(declared)
}

fn declared(piece: &str) -> Option<String> {
    let piece = piece.trim_start().trim_start_matches(['"', '\'']);
    let rest = piece
        .strip_prefix("openapi")
        .or_else(|| piece.strip_prefix("swagger"))?;
    let rest = rest.trim_start_matches(['"', '\'']).trim_start();
    let value = rest.strip_prefix(':')?.trim_start();
    let value = value.trim_start_matches(['"', '\'']);
    let end = value
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(value.len());
    value
        .get(..end)
        .filter(|version| !version.is_empty())
        .map(str::to_owned)
}
