//! What is shown: a table of what is served, and requests with what is wrong with them.
//!
//! Of a query only the names are shown, and of headers and bodies nothing: credentials stand in them.

use bindery_mock::{Mock, Recorded};

/// How wide methods are: as the longest that are usual.
const METHOD: usize = 6;

/// The document's title, where it is served, and a line an operation.
pub(super) fn table(mock: &Mock, url: &str) -> String {
    let head = ["METHOD", "PATH", "OPERATION", "ANSWER"].map(str::to_owned);
    let operations = mock.operations();
    let count = operations.len();
    let rows = operations.into_iter().map(|it| {
        let id = it.operation_id.unwrap_or_else(|| "-".to_owned());
        [it.method, it.path, id, it.answer].map(|cell| printable(&cell))
    });
    let rows: Vec<[String; 4]> = std::iter::once(head).chain(rows).collect();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let lines: Vec<String> = rows
        .iter()
        .map(|[method, path, id, answer]| {
            let [first, second, third] = widths;
            format!("{method:first$}  {path:second$}  {id:third$}  {answer}")
        })
        .collect();
    let title = printable(&mock.title());
    let below: Vec<String> = mock.prefixes().map(printable).collect();
    let below = match below.as_slice() {
        [] => String::new(),
        below => format!(", and below {}", below.join(", ")),
    };
    let counted = if count == 1 {
        "operation"
    } else {
        "operations"
    };
    format!(
        "{title}\n{count} {counted} at {url}{below}\n\n{}\n",
        lines.join("\n")
    )
}

/// The status, the method, the path and the operation of a request, and a line for each thing that is wrong with it.
pub(super) fn request(request: &Recorded) -> String {
    let names: Vec<&str> = request
        .query
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let query = match names.as_slice() {
        [] => String::new(),
        names => format!("?{}", names.join("&")),
    };
    let operation = request.operation_id.as_deref();
    let operation = operation.map(|id| format!("  {id}")).unwrap_or_default();
    let line = format!(
        "{}  {:METHOD$} {}{query}{operation}",
        request.status,
        request.method.as_str(),
        request.path
    );
    let violations = request.violations.iter().map(ToString::to_string);
    let reasons = violations.chain(request.refusal.clone());
    let reasons = reasons.map(|reason| format!("\n     {}", printable(&reason)));
    printable(&line) + &reasons.collect::<String>()
}

/// Text without what would move a terminal's cursor or change its colours.
fn printable(text: &str) -> String {
    let shown = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    text.chars().map(shown).collect()
}
