//! URLs of next pages, in bodies and in `Link` headers.

use serde_json::json;

use crate::support::{ByLink, ByUrl, Script, list, list_with};

/// RFC 3986, section 5.4, for the URL `https://api.test/v1/list`.
#[tokio::test]
async fn urls_are_resolved_and_followed() {
    let cases = [
        ("https://api.test/v1/list?page=2", "/v1/list?page=2"),
        ("HTTPS://API.test:443/x?a=%2F#part", "/x?a=%2F"),
        ("//api.test?x", "/?x"),
        ("?page=2&q=ü x", "/v1/list?page=2&q=%C3%BC%20x"),
        ("/other/./a/../b?c", "/other/b?c"),
        ("next", "/v1/next"),
        ("../next/..", "/"),
        ("../../../next/.", "/next/"),
        ("./g;x=1/../y", "/v1/y"),
        ("g?y/../x", "/v1/g?y/../x"),
        (";x", "/v1/;x"),
    ];
    for (url, target) in cases {
        let server = Script::of([json!({ "data": [1], "next": url }), json!({ "data": [2] })]);
        let client = server.client();
        let (items, error) = all!(list_with(&client, ByUrl, "limit", 1).items());
        assert_eq!(
            (items, error.map(|it| it.to_string())),
            (json!([1, 2]), None),
            "{url}"
        );
        let target = format!("https://api.test{target}");
        assert_eq!(*server.requests()[1].uri(), *target);
    }
}

#[tokio::test]
async fn urls_lead_on_from_where_they_led() {
    let server = Script::of([
        json!({ "data": [1], "next": "/a/b?page=2" }),
        json!({ "data": [2], "next": "c" }),
        json!({ "data": [3], "next": "?page=4" }),
        json!({ "data": [4], "next": null }),
    ]);
    let client = server.client();
    assert_eq!(all!(list(&client, ByUrl).items()).0, json!([1, 2, 3, 4]));
    let there = [
        "",
        "https://api.test/a/b?page=2",
        "https://api.test/a/c",
        "https://api.test/a/c?page=4",
    ];
    assert_eq!(server.asked(), there);
}

#[tokio::test]
async fn links_are_followed() {
    let cases = [
        (
            r#"<https://api.test/v1/list?page=2>; rel="next""#,
            Some("?page=2"),
        ),
        (
            r#"</1>; rel="prev", <?page=3>; rel="next", </9>; rel=last"#,
            Some("?page=3"),
        ),
        (
            r#"</1>; title="a, \"b\"; rel=next", <?p=1,2;3> ; REL = "last NEXT""#,
            Some("?p=1,2;3"),
        ),
        (r#", <?a>; flag; rel=next,"#, Some("?a")),
        (r#"</1>; rel="nextish""#, None),
        (r#"</1>; rel=prev; rel=next"#, None),
        (r##"</1>; rel=next; anchor="#part""##, None),
        ("</1", None),
        ("rel=next", None),
        ("", None),
    ];
    for (link, target) in cases {
        let pages = [
            (200, link.to_owned(), "[1]".to_owned()),
            (200, String::new(), "[2]".to_owned()),
        ];
        let server = Script::new(pages);
        let client = server.client();
        all!(list(&client, ByLink).items());
        let asked = [Some(""), target].into_iter().flatten();
        assert_eq!(server.asked(), asked.collect::<Vec<_>>(), "{link}");
    }
}
