//! Code blocks.
//!
//! In: the info string and the text of a code block. Out: a fenced block that rustdoc never takes
//! for Rust. Not done: guessing the language of a block that names none.

use super::characters;

/// Languages that are kept for a reader of the source. Any other word becomes `text`, so that no
/// present or future word of rustdoc's (`rust`, `should_panic`, `edition2024`, `E0308`) gets
/// through.
const LANGUAGES: &[&str] = &[
    "bash",
    "c",
    "cpp",
    "csharp",
    "css",
    "csv",
    "curl",
    "diff",
    "go",
    "graphql",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "json5",
    "jsonc",
    "kotlin",
    "markdown",
    "php",
    "powershell",
    "proto",
    "protobuf",
    "python",
    "ruby",
    "sh",
    "shell",
    "sql",
    "swift",
    "toml",
    "ts",
    "typescript",
    "xml",
    "yaml",
    "yml",
];

/// The fenced block, or nothing if there is no code in it.
pub(super) fn print(info: &str, code: &str) -> String {
    let code = characters::visible(code);
    if code.trim().is_empty() {
        return String::new();
    }
    let ticks = "`".repeat(longest_run(&code).max(2) + 1);
    format!("{ticks}{}\n{}\n{ticks}", language(info), code.trim_end())
}

fn language(info: &str) -> &'static str {
    let word = info
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    LANGUAGES
        .iter()
        .find(|known| known.eq_ignore_ascii_case(word))
        .unwrap_or(&"text")
}

/// The longest run of backticks: what delimits the code must be longer.
pub(super) fn longest_run(code: &str) -> usize {
    code.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}
