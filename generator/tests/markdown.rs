//! What descriptions become: a table of examples, and laws that hold whatever the input.

use bindery::emit::markdown::{one_line, sanitize};
use proptest::prelude::*;
use pulldown_cmark::{BrokenLink, CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    for (description, expected) in cases {
        assert_eq!(sanitize(description), *expected, "for {description:?}");
        assert_eq!(
            sanitize(expected),
            *expected,
            "a second time, for {description:?}"
        );
    }
}

/// Text without special meaning is left as it was typed.
#[track_caller]
fn check_unchanged(descriptions: &[&str]) {
    for description in descriptions {
        assert_eq!(sanitize(description), *description);
    }
}

#[test]
fn prose_stays_as_it_was() {
    check_unchanged(&[
        "The `page_id` of page_id, a*b, 2 * 3 * 4 and #1.",
        "It's \"quoted\" -- {id} x~y, a | b, Q&A, a < b, c > d, C:\\dir; 100% (or so)!",
        "A line\nand another,\nas long as the author made it.",
        "*emphasis*, **strong**, ***both***, ~~gone~~, **a *b* c**",
        "In\n2026. In that year.",
        "hard\\\nbreak",
        "> quoted\n> text\n>\n> - list",
        "- one\n  more\n  - deep\n- two\n\n1. first\n\n   second paragraph\n\n2. next",
        "| a | b |\n| --- | :-: |\n| 1 | `x\\|y` |",
        "```json\n{}\n```",
        "Grüße, 你好, שלום",
    ]);
}

#[test]
fn code_is_never_rust() {
    check(&[
        ("```\nfn main() {}\n```", "```text\nfn main() {}\n```"),
        (
            "~~~rust,should_panic\npanic!()\n~~~",
            "```text\npanic!()\n```",
        ),
        ("``` edition2021\nx\n```", "```text\nx\n```"),
        ("```{.rust}\nx\n```", "```text\nx\n```"),
        ("```ignore\nx\n```", "```text\nx\n```"),
        ("```JSON title=x,rust\n{}\n```", "```json\n{}\n```"),
        ("    panic!()\n\n    x", "```text\npanic!()\n\nx\n```"),
        (
            "- a\n\n      panic!()",
            "- a\n\n  ```text\n  panic!()\n  ```",
        ),
        (
            "````\n```\npanic!()\n```\n````",
            "````text\n```\npanic!()\n```\n````",
        ),
        ("```\nunclosed", "```text\nunclosed\n```"),
        ("```\n\n```", ""),
        ("[`a`](x)[`b`](y)", "`ab`"),
        ("\tpanic!()", "```text\npanic!()\n```"),
    ]);
}

#[test]
fn html_becomes_markdown_or_text() {
    check(&[
        ("<script>alert(1)</script>", "\\<script>alert(1)\\</script>"),
        ("Vec<String> and <id>", "Vec\\<String> and \\<id>"),
        (
            "x <img src=x onerror=alert(1)>",
            "x \\<img src=x onerror=alert(1)>",
        ),
        ("a<!-- hidden -->b", "ab"),
        ("<!-- two\nlines -->", ""),
        ("<!-- unclosed\n\nend", "\\<!-- unclosed\nend"),
        ("&lt;b&gt; &amp;copy; &copy;", "\\<b> \\&copy; ©"),
        ("one<br>two<br />\nthree<br>", "one\\\ntwo\\\nthree"),
        (
            "<p>The <b>id</b> of <code>a_b</code>, see <a href=\"https://a.example/x\">this</a>.</p>",
            "The **id** of `a_b`, see [this](https://a.example/x).",
        ),
        (
            "<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>",
            "- one\n- two",
        ),
        ("<a href=\"javascript:alert(1)\">x</a>", "x"),
        ("`<b>` stays", "`<b>` stays"),
    ]);
}

#[test]
fn links_lead_to_the_web_or_nowhere() {
    check(&[
        (
            "[a](https://a.example/x 'title')",
            "[a](https://a.example/x)",
        ),
        (
            "[a](<https://a.example/x y>)",
            "[a](https://a.example/x%20y)",
        ),
        (
            "[a](mailto:me@a.example) <me@a.example>",
            "[a](mailto:me@a.example) <me@a.example>",
        ),
        (
            "[a](javascript:alert(1)) [b](data:text/html,x) [c](../x) [d](#top)",
            "a b c d",
        ),
        (
            "[a][b] and [b]\n\n[b]: https://a.example",
            "[a](https://a.example) and [b](https://a.example)",
        ),
        (
            "[https://a.example](https://a.example)",
            "<https://a.example>",
        ),
        (
            "See https://a.example/x_(y)?a=1&b=*.",
            "See <https://a.example/x_(y)?a=1&b=>*.",
        ),
        (
            "(http://a.example/users/{id})",
            "(<http://a.example/users/{id}>)",
        ),
        (
            "http:// and https://{host}/x",
            "http:// and https://{host}/x",
        ),
        (
            "[Vec] and [`Vec`] and x[0]",
            "\\[Vec] and \\[`Vec`] and x\\[0]",
        ),
        (
            "![logo](https://a.example/x.png) ![alt](x.png)",
            "[logo](https://a.example/x.png) alt",
        ),
        (
            "[![logo](https://a.example/x.png)](https://b.example)",
            "[logo](https://b.example)",
        ),
        ("note[^1]\n\n[^1]: text", "note\\[^1]\n\n\\[^1]: text"),
    ]);
}

#[test]
fn blocks_have_one_style() {
    check(&[
        ("# A\n## B\n\nC\n===", "### A\n\n#### B\n\n### C"),
        ("##### A\n###### B", "### A\n\n#### B"),
        ("# A #\n# # #\n# \\#", "### A\n\n### \\#\n\n### \\#"),
        ("* a\n* b\n\n- c", "- a\n- b\n\n* c"),
        ("9) a\n10) b\n    more", "9. a\n10. b\n    more"),
        (
            "- a\nlazy\n-     code",
            "- a\n  lazy\n\n- ```text\n  code\n  ```",
        ),
        ("> a\nlazy", "> a\n> lazy"),
        ("- [x] a\n- [ ] b", "- ☑ a\n- ☐ b"),
        ("a\n\n* * *\n\nb", "a\n\n___\n\nb"),
        (
            "a|b\n-|-\n1|2|3\n4",
            "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 4 |",
        ),
        ("\\# a\n\\- b\n\\> c\n1\\. d", "\\# a\n\\- b\n\\> c\n1\\. d"),
        ("", ""),
        (" \n\u{a0}\n", ""),
        ("-\n-\n\n>\n\n#", ""),
    ]);
}

#[test]
fn hidden_characters_are_spelled_out() {
    check(&[
        ("a\u{202e}b\u{2066}", "a(U+202E)b(U+2066)"),
        ("a\0b\u{7}c\u{1b}", "a(U+0000)b(U+0007)c(U+001B)"),
        ("a\rb\r\nc\u{2028}d", "a\nb\nc\nd"),
        ("a\tb", "a   b"),
        ("&#x202e;`\u{202e}`", "(U+202E)`(U+202E)`"),
        ("a\u{feff}&#13;&#10;b", "a(U+000D) b"),
        ("```\na\u{202e}\tb\n```", "```text\na(U+202E)  b\n```"),
    ]);
}

#[test]
fn one_line_is_one_line() {
    for (text, expected) in [
        ("A\nb.\n\nC", "A b. C"),
        ("One of:\n- a\n- b\n  - c\n\nEnd", "One of: a; b c End"),
        ("2. Send\n3. Receive", "2\\. Send; 3. Receive"),
        ("# Title\n```\nfn x() {\n}\n```", "Title `fn x() { }`"),
        ("a<br>b  \nc", "a b c"),
        ("[x]\n<script>", "\\[x] \\<script>"),
        ("|a|b|\n|-|-|\n|1|2|", "a b; 1 2"),
        ("\n", ""),
    ] {
        assert_eq!(one_line(text), expected, "for {text:?}");
    }
}

#[test]
fn long_descriptions_are_cut_at_a_paragraph() {
    let paragraph = "All work and no play.\n\n";
    let text = sanitize(&paragraph.repeat(2_000));
    assert!(text.len() < 21_000, "{}", text.len());
    assert!(text.ends_with("play.\n\n(The description goes on in the OpenAPI document.)"));
    assert_eq!(sanitize(&text), text);
}

#[test]
fn pathological_nesting_is_bounded() {
    for text in [
        ">",
        "- ",
        "* 1. ",
        "[",
        "![",
        "*",
        "_a_*",
        "<a>",
        "`a``",
        "<b>",
        "(",
        "|a\n-|-\n",
        "&#x2066;",
        "https://a.example/)()",
        "[a]: https://a.example/x\n[a]",
    ] {
        let text = text.repeat(100_000 / text.len());
        assert!(sanitize(&(text.clone() + "x")).len() < 200_000);
        assert!(one_line(&(text + "x")).len() < 200_000);
    }
}

/// The options of rustdoc's `main_body_opts`.
fn rustdoc_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

fn assert_safe(text: &str) -> Result<(), TestCaseError> {
    let mut intra_doc = None;
    let mut on_broken_link = |link: BrokenLink<'_>| {
        intra_doc = Some(link.reference.to_string());
        None
    };
    let mut is_prose = true;
    let parser =
        Parser::new_with_broken_link_callback(text, rustdoc_options(), Some(&mut on_broken_link));
    for event in parser {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                prop_assert!(false, "HTML {html:?} in {text:?}")
            }
            Event::Start(Tag::Image { .. }) => prop_assert!(false, "an image in {text:?}"),
            Event::FootnoteReference(_) => prop_assert!(false, "a footnote in {text:?}"),
            Event::Start(Tag::CodeBlock(kind)) => {
                is_prose = false;
                prop_assert!(is_harmless(&kind), "{kind:?} in {text:?}");
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                is_prose = false;
                let inline = matches!(
                    link_type,
                    LinkType::Inline | LinkType::Autolink | LinkType::Email
                );
                prop_assert!(
                    inline && is_absolute(link_type, &dest_url),
                    "{dest_url:?} in {text:?}"
                );
            }
            Event::End(TagEnd::Link | TagEnd::CodeBlock) => is_prose = true,
            Event::Text(words) if is_prose => {
                prop_assert!(!has_url(&words), "{words:?} in {text:?}")
            }
            _ => {}
        }
    }
    prop_assert!(intra_doc.is_none(), "{intra_doc:?} in {text:?}");
    let forbidden = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    prop_assert!(!text.contains(forbidden), "{text:?}");
    prop_assert!(!text.lines().any(|line| line.ends_with(' ')), "{text:?}");
    prop_assert!(text.is_empty() || !text.trim().is_empty());
    Ok(())
}

/// By rustdoc's rules (its `LangString`) any one word but its own makes a block foreign; its own
/// have `_`, `-`, a capital or are these.
fn is_harmless(kind: &CodeBlockKind<'_>) -> bool {
    let CodeBlockKind::Fenced(info) = kind else {
        return false;
    };
    let one_word = !info.is_empty()
        && info
            .chars()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    one_word
        && !["rust", "ignore", "custom"].contains(&info.as_ref())
        && !info.starts_with("edition")
}

fn is_absolute(link_type: LinkType, url: &str) -> bool {
    let url = url.to_ascii_lowercase();
    let known = ["http://", "https://", "mailto:"];
    link_type == LinkType::Email || known.iter().any(|scheme| url.starts_with(scheme))
}

/// What rustdoc's `bare_urls` looks for, a little wider.
fn has_url(text: &str) -> bool {
    text.split("://")
        .skip(1)
        .any(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
        && text.to_ascii_lowercase().contains("http")
}

/// What has a meaning in Markdown, HTML or rustdoc, and a little of what has none.
const FRAGMENTS: &str = "\n¦\n\n¦\n    ¦\n  ¦\t¦ ¦  \n¦a¦b c¦word¦é¦*¦**¦_¦__¦~~¦~¦`¦``¦\n```\n¦\n```rust\n¦\n~~~json\n¦\
    fn main() {}¦\n# ¦\n## ¦\n===\n¦\n---\n¦\n- ¦\n* ¦\n1. ¦\n2) ¦\n> ¦> ¦- ¦[¦]¦](¦)¦[a]¦[a](https://a.example/x)¦\
    [a]: https://a.example\n¦[`Vec`](Vec)¦[^1]¦\n[^1]: ¦![¦![a](b)¦<¦>¦<b>¦</b>¦<br>¦<p>¦</p>¦<li>¦<code>¦</code>¦\
    <a href=\"https://a.example\">¦</a>¦<script>¦<!--¦-->¦<a@b.example>¦https://a.example/b_c*d¦https://¦HTTP://x¦\
    mailto:a@b.example¦|¦\n|a|b|\n|-|-|\n¦\n|-|\n¦&lt;¦&amp;¦&¦amp;¦&#10;¦&#x202e;¦\\¦\\\n¦!¦#¦+¦=¦-¦.¦1¦1.¦(¦\"¦'¦--¦\
    ...¦[ ] ¦[x] ¦\u{202e}¦\0¦\r¦\u{a0}¦\u{feff}¦javascript:x¦:¦/¦{¦}";

fn markdown() -> impl Strategy<Value = String> {
    let fragments: Vec<&str> = FRAGMENTS.split('¦').collect();
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(fragments), 0..24).prop_map(|parts| parts.concat()),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_in_what_goes_out_is_safe(description in markdown()) {
        assert_safe(&sanitize(&description))?;
    }

    #[test]
    fn a_second_time_changes_nothing(description in markdown()) {
        let once = sanitize(&description);
        prop_assert_eq!(sanitize(&once), once);
    }

    #[test]
    fn one_line_is_safe_and_stable(text in markdown()) {
        let once = one_line(&text);
        prop_assert!(!once.contains('\n'));
        assert_safe(&once)?;
        prop_assert_eq!(one_line(&once), once);
    }
}
