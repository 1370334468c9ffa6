//! Validation: that the interpreter of rules finds what breaks them, nothing else, and ends whatever it is given.

#![cfg(feature = "validation")]

use bindery_runtime::validation::{Branch, Rule, Schema, check};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The keywords of what is found, with its places.
fn found(rules: &'static [Rule], value: &Value) -> Vec<String> {
    let found = check(rules, value);
    let found = found.iter();
    found
        .map(|it| format!("{} {}", it.path(), it.keyword()))
        .collect()
}

fn fits(rules: &'static [Rule], value: &Value) -> bool {
    check(rules, value).is_empty()
}

#[test]
fn lengths_are_those_of_characters() {
    static SHORT: &[Rule] = &[Rule::MaxLength(2), Rule::MinLength(1)];
    for right in ["a", "äö", "😀😀", "\u{1F1E9}\u{1F1EA}"] {
        assert!(fits(SHORT, &json!(right)), "{right}");
    }
    assert_eq!(found(SHORT, &json!("abc")), ["body maxLength"]);
    assert_eq!(found(SHORT, &json!("")), ["body minLength"]);
    let violation = &check(SHORT, &json!("😀😀😀"))[0];
    assert_eq!(
        (violation.bound(), violation.found()),
        ("2", "has 3 characters")
    );
}

#[test]
fn a_rule_is_about_values_of_its_type() {
    static ALL: &[Rule] = &[
        Rule::MaxLength(1),
        Rule::Pattern("^a$"),
        Rule::Maximum("1"),
        Rule::MultipleOf("0.5"),
        Rule::MaxItems(1),
        Rule::UniqueItems,
        Rule::MaxProperties(1),
        Rule::Required(&["a"]),
    ];
    for right in [
        json!(null),
        json!(true),
        json!("a"),
        json!(0.5),
        json!([1]),
        json!({ "a": 1 }),
    ] {
        assert_eq!(found(ALL, &right), [""; 0], "{right}");
    }
}

#[test]
fn numbers_are_compared_as_they_are_written() {
    static BETWEEN: &[Rule] = &[
        Rule::Minimum("-0.1"),
        Rule::ExclusiveMaximum("9007199254740993"),
    ];
    for right in [json!(-0.1), json!(0), json!(9_007_199_254_740_992_u64)] {
        assert!(fits(BETWEEN, &right), "{right}");
    }
    for wrong in [json!(-0.11), json!(9_007_199_254_740_993_u64), json!(1e300)] {
        assert!(!fits(BETWEEN, &wrong), "{wrong}");
    }
    static LARGE: &[Rule] = &[Rule::Maximum("1e21"), Rule::Minimum("-1E+2")];
    assert!(fits(LARGE, &json!(1e21)) && fits(LARGE, &json!(-100)));
    assert!(!fits(LARGE, &json!(1.1e21)) && !fits(LARGE, &json!(-100.5)));
}

#[test]
fn multiples_have_no_rounding() {
    static CENTS: &[Rule] = &[Rule::MultipleOf("0.01")];
    for right in [
        json!(0),
        json!(19.99),
        json!(0.3),
        json!(1e10),
        json!(-4.35),
        json!(1e300),
    ] {
        assert!(fits(CENTS, &right), "{right}");
    }
    for wrong in [json!(0.001), json!(19.999), json!(0.1 + 0.2), json!(1e-20)] {
        assert!(!fits(CENTS, &wrong), "{wrong}");
    }
    static SIXES: &[Rule] = &[Rule::MultipleOf("6")];
    assert!(fits(SIXES, &json!(18)) && fits(SIXES, &json!(u64::MAX - 3)));
    assert!(!fits(SIXES, &json!(10)) && !fits(SIXES, &json!(1e20)) && !fits(SIXES, &json!(6.5)));
}

#[test]
fn equal_items_may_be_written_differently() {
    static UNIQUE: &[Rule] = &[Rule::UniqueItems];
    let right = json!([1, "1", true, null, [1], { "a": 1 }, { "a": [1] }, "[1,]", "0.1e1"]);
    assert!(fits(UNIQUE, &right));
    for wrong in [
        json!([1, 2, 1.0]),
        json!([{ "a": 1, "b": 2 }, { "b": 2.0, "a": 1 }]),
        json!(["a", "a"]),
    ] {
        assert!(!fits(UNIQUE, &wrong), "{wrong}");
    }
}

#[test]
fn a_pattern_that_the_engine_does_not_take_asks_nothing() {
    static UNKNOWN: &[Rule] = &[Rule::Pattern("(?=a)")];
    assert!(fits(UNKNOWN, &json!("b")));
}

#[test]
fn what_is_shown_is_short_and_nothing_of_secrets() {
    static CODES: &[Rule] = &[Rule::Properties(&[
        ("open", &[Rule::Pattern("^$")]),
        (
            "closed",
            &[Rule::Secret, Rule::Pattern("^$"), Rule::Maximum("1")],
        ),
        (
            "inside",
            &[Rule::Secret, Rule::Items(0, &[Rule::Maximum("1")])],
        ),
    ])];
    let long = "x".repeat(10_000);
    let told = check(
        CODES,
        &json!({ "open": long, "closed": "hunter2", "inside": [31_337] }),
    );
    assert_eq!(told.len(), 3);
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert!(told.iter().all(|line| line.len() < 400), "{told:?}");
    assert!(
        told[0].contains("xxxx") && told[0].contains('…'),
        "{told:?}"
    );
    assert!(
        !told.concat().contains("hunter2") && !told.concat().contains("31337"),
        "{told:?}"
    );
}

static CIRCLE: Schema = Schema(&[
    Rule::Schema(&CIRCLE),
    Rule::MaxProperties(2),
    Rule::Properties(&[("next", &[Rule::Schema(&CIRCLE)])]),
]);

#[test]
fn circles_end() {
    static RULES: &[Rule] = &[Rule::Schema(&CIRCLE), Rule::Schema(&CIRCLE)];
    let value = json!({ "next": { "next": { "a": 1, "b": 2, "c": 3 } } });
    assert_eq!(found(RULES, &value), ["body.next.next maxProperties"]);
}

static DOUBLE: Schema = Schema(&[Rule::Union(
    "anyOf",
    &[
        Branch {
            types: &[],
            required: &[],
            tags: &[],
            rules: &[
                Rule::Properties(&[("next", &[Rule::Schema(&DOUBLE)])]),
                Rule::MaxLength(1),
            ],
        },
        Branch {
            types: &[],
            required: &[],
            tags: &[],
            rules: &[
                Rule::Properties(&[("next", &[Rule::Schema(&DOUBLE)])]),
                Rule::MaxLength(2),
            ],
        },
    ],
)]);

/// Each level doubles the work, and 100 levels would never end.
#[test]
fn unions_in_unions_end() {
    static RULES: &[Rule] = &[Rule::Schema(&DOUBLE)];
    let shallow = json!({ "next": { "next": "abc" } });
    assert!(!fits(RULES, &shallow));
    let mut value = json!("abc");
    for _ in 0..100 {
        value = json!({ "next": value });
    }
    assert!(fits(RULES, &value), "what can't be found out is let pass");
}

static EITHER: &[Rule] = &[Rule::Union(
    "oneOf",
    &[
        Branch {
            types: &["string"],
            required: &[],
            tags: &[],
            rules: &[Rule::MaxLength(2)],
        },
        Branch {
            types: &["integer"],
            required: &[],
            tags: &[],
            rules: &[Rule::Maximum("9")],
        },
        Branch {
            types: &["object"],
            required: &["a"],
            tags: &[("kind", &["x", "y"])],
            rules: &[Rule::Properties(&[("a", &[Rule::Maximum("1")])])],
        },
        Branch {
            types: &["object"],
            required: &["b"],
            tags: &[],
            rules: &[Rule::Properties(&[("b", &[Rule::Maximum("2")])])],
        },
    ],
)];

#[test]
fn unions_ask_what_the_fitting_branch_asks() {
    for right in [
        json!("ab"),
        json!(9),
        json!(9.0),
        json!(null),
        json!(99.5),
        json!([1]),
        json!({}),
        json!({ "a": 1, "b": 9 }),
        json!({ "a": 9, "b": 1 }),
        json!({ "kind": "z", "a": 9 }),
    ] {
        assert_eq!(found(EITHER, &right), [""; 0], "{right}");
    }
    assert_eq!(found(EITHER, &json!("abc")), ["body maxLength"]);
    assert_eq!(found(EITHER, &json!(10)), ["body maximum"]);
    assert_eq!(
        found(EITHER, &json!({ "kind": "y", "a": 9 })),
        ["body.a maximum"]
    );
    assert_eq!(
        found(EITHER, &json!({ "a": 9, "b": 9 })),
        ["body oneOf", "body.a maximum"]
    );
}

static MANY: &[Rule] = &[
    Rule::MinProperties(1),
    Rule::Properties(&[
        ("text", &[Rule::MinLength(1), Rule::MaxLength(3)]),
        (
            "number",
            &[Rule::Minimum("-2"), Rule::ExclusiveMaximum("2.5")],
        ),
        (
            "list",
            &[
                Rule::MaxItems(2),
                Rule::Prefix(&[&[Rule::Maximum("1")]]),
                Rule::Items(1, &[Rule::Maximum("2")]),
            ],
        ),
    ]),
    Rule::Additional(&["text", "number", "list"], &[Rule::MaxLength(2)]),
];

/// What `MANY` says, said without it.
fn is_right(text: &str, number: i32, list: &[i32], other: &str) -> bool {
    let list = list.len() <= 2
        && list.first().is_none_or(|first| *first <= 1)
        && list.iter().skip(1).all(|item| *item <= 2);
    (1..=3).contains(&text.chars().count())
        && (-2..=2).contains(&number)
        && list
        && other.chars().count() <= 2
}

proptest! {
    #[test]
    fn what_is_right_passes_and_nothing_else(
        text in "[aä😀]{0,4}", number in -4..5, list in proptest::collection::vec(0..4, 0..4), other in "[b€]{0,3}"
    ) {
        let value = json!({ "text": text, "number": number, "list": list, "other": other });
        prop_assert_eq!(fits(MANY, &value), is_right(&text, number, &list, &other));
    }

    #[test]
    fn integers_are_compared_and_divided_as_such(value in any::<i64>(), of in 1..i64::from(u32::MAX)) {
        let of_text: &'static str = Box::leak(of.to_string().into_boxed_str());
        let rules = |rule: Rule| -> &'static [Rule] { Box::leak(Box::new([rule])) };
        prop_assert_eq!(fits(rules(Rule::MultipleOf(of_text)), &json!(value)), value % of == 0);
        prop_assert_eq!(fits(rules(Rule::Minimum(of_text)), &json!(value)), value >= of);
        prop_assert_eq!(fits(rules(Rule::ExclusiveMaximum(of_text)), &json!(value)), value < of);
    }
}
