//! The errors of libyaml that people make.
//!
//! In come the parser's words; out goes what to say instead. The table has one row for each error, with the mistake
//! that is most often behind it.

/// What to say about an error. An empty message means the parser's own.
#[derive(Clone, Copy)]
pub(super) struct Known {
    problem: &'static str,
    context: &'static str,
    pub(super) message: &'static str,
    pub(super) label: &'static str,
    pub(super) help: &'static str,
    /// Whether to show where the context begins, not where the parser noticed.
    pub(super) is_about_context: bool,
}

impl Known {
    /// The row for an error: the first of which both texts begin the parser's.
    pub(super) fn of(problem: &str, context: &str) -> Self {
        let row = ROWS
            .iter()
            .find(|row| problem.starts_with(row.problem) && context.starts_with(row.context));
        row.copied().unwrap_or(UNKNOWN)
    }
}

const UNKNOWN: Known = Known {
    problem: "",
    context: "",
    message: "",
    label: "",
    help: "see https://yaml.org/spec/1.2.2 for what can be here",
    is_about_context: false,
};

const ROWS: &[Known] = &[
    Known {
        problem: "found unexpected end of stream",
        context: "quoted scalar",
        message: "a quoted string is never closed",
        label: "it begins here",
        help: "close it with the same quote; within single quotes, write `''` for one quote",
        is_about_context: true,
    },
    Known {
        problem: "did not find expected ',' or ']'",
        message: "a list in brackets isn't closed",
        label: "expected `,` or `]`",
        help: "close the list, or quote a string that holds brackets, commas or `: `",
        ..UNKNOWN
    },
    Known {
        problem: "did not find expected ',' or '}'",
        message: "a mapping in braces isn't closed",
        label: "expected `,` or `}`",
        help: "close the mapping, or quote a string that holds braces, commas or `: `",
        ..UNKNOWN
    },
    Known {
        problem: "mapping values are not allowed in this context",
        message: "a key can't be here",
        label: "this colon makes a key of what is before it",
        help: "quote a string that holds `: `, or correct the indentation",
        ..UNKNOWN
    },
    Known {
        problem: "did not find expected key",
        message: "expected a key of the mapping",
        label: "this isn't part of the mapping",
        help: "indent it as the other keys of the mapping, or quote the string before it as a whole",
        ..UNKNOWN
    },
    Known {
        problem: "did not find expected '-' indicator",
        message: "expected the next item of the list",
        label: "this doesn't begin with `-`",
        help: "indent the items of a list equally, and what follows it less",
        ..UNKNOWN
    },
    Known {
        problem: "could not find expected ':'",
        message: "a key has no value",
        label: "expected `:` after this",
        help: "write `key: value`, or indent a string of several lines more than its key",
        is_about_context: true,
        ..UNKNOWN
    },
    Known {
        problem: "block sequence entries are not allowed in this context",
        message: "a list can't begin here",
        help: "begin the list on the line after its key, or quote a string that begins with `- `",
        ..UNKNOWN
    },
    Known {
        problem: "found character that cannot start any token",
        message: "a string can't begin with this character",
        help: "quote the string",
        ..UNKNOWN
    },
    Known {
        problem: "did not find expected alphabetic or numeric character",
        message: "this is neither an anchor nor an alias",
        is_about_context: true,
        help: "quote a string that begins with `*` or `&`",
        ..UNKNOWN
    },
    Known {
        problem: "unknown anchor",
        message: "no anchor has this name",
        help: "define it before this line with `&name`, or quote a string that begins with `*`",
        ..UNKNOWN
    },
    Known {
        problem: "found unknown escape character",
        message: "this escape has no meaning",
        help: "within double quotes, write `\\\\` for a backslash; within single quotes, it needs nothing",
        ..UNKNOWN
    },
    Known {
        problem: "found invalid Unicode character escape code",
        message: "this escape is no character",
        help: "write the character itself; YAML has no pairs of escapes as JSON has",
        ..UNKNOWN
    },
    Known {
        problem: "control characters are not allowed",
        message: "a control character can't stand in YAML",
        help: "remove it, or write it as an escape within double quotes: `\"\\u0007\"`",
        ..UNKNOWN
    },
    Known {
        problem: "invalid type: ",
        message: "a key must be a string",
        label: "this is a mapping or a list",
        help: "quote a string that begins with a bracket or a brace, such as `\"{{name}}\"`",
        ..UNKNOWN
    },
    Known {
        problem: "repetition limit exceeded",
        message: "the aliases of the document repeat too much",
        help: "use `$ref` for what is repeated: it is one value, however often it is used",
        ..UNKNOWN
    },
];
