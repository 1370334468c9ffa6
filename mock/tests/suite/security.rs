//! Credentials: who is let in, and what the others are told.

use bindery_mock::Mock;

use crate::client::{Answer, Headers, get, send, serve};

const DOCUMENT: &str = "
openapi: 3.0.3
security: [{ token: [] }]
paths:
  /token: { get: { responses: { '204': {} } } }
  /open: { get: { security: [], responses: { '204': {} } } }
  /optional: { get: { security: [{ token: [] }, {}], responses: { '204': {} } } }
  /either: { get: { security: [{ user: [] }, { header: [] }], responses: { '204': {} } } }
  /both: { get: { security: [{ query: [], cookie: [] }], responses: { '204': {} } } }
  /grant: { get: { security: [{ grant: [read] }], responses: { '204': {} } } }
  /unseen: { get: { security: [{ certificate: [] }], responses: { '204': {} } } }
components:
  securitySchemes:
    token: { type: http, scheme: Bearer }
    user: { type: http, scheme: basic }
    header: { type: apiKey, in: header, name: X-Key }
    query: { type: apiKey, in: query, name: key }
    cookie: { type: apiKey, in: cookie, name: session }
    grant: { type: oauth2, flows: {} }
    certificate: { type: mutualTLS }
";

#[tokio::test]
async fn any_credential_that_is_not_empty_is_accepted() {
    let cases: [(&str, Headers<'_>, u16); 16] = [
        ("GET /token", &[("authorization", "Bearer x")], 204),
        ("GET /token", &[("authorization", "bearer x")], 204),
        ("GET /token", &[("authorization", "Basic x")], 401),
        ("GET /token", &[("authorization", "Bearer ")], 401),
        ("GET /token", &[], 401),
        ("GET /open", &[], 204),
        ("GET /optional", &[], 204),
        ("GET /either", &[("authorization", "Basic dTpw")], 204),
        ("GET /either", &[("x-key", "1")], 204),
        ("GET /either", &[("authorization", "Bearer x")], 401),
        ("GET /both?key=1", &[("cookie", "a=b; session=2")], 204),
        ("GET /both?key=1", &[], 401),
        ("GET /both?key=", &[("cookie", "session=2")], 401),
        ("GET /grant", &[("authorization", "Bearer x")], 204),
        ("GET /grant", &[], 401),
        ("GET /unseen", &[], 204),
    ];
    let server = serve(DOCUMENT).await;
    for (target, headers, status) in cases {
        let answer = send(&server, target, headers, "").await.expect("an answer");
        assert_eq!(answer.status, status, "{target} {headers:?}");
    }
}

#[tokio::test]
async fn a_refusal_says_what_is_wanted() {
    let server = serve(DOCUMENT).await;
    let challenges = |answer: &Answer| -> Vec<String> {
        let values = answer.headers.get_all("www-authenticate").iter();
        values.map(|value| format!("{value:?}")).collect()
    };
    let token = get(&server, "GET /token").await;
    assert_eq!(challenges(&token), ["\"Bearer\""]);
    assert_eq!(token.header("content-type"), "application/problem+json");
    let either = get(&server, "GET /either").await;
    assert_eq!(challenges(&either).len(), 1);
    assert!(
        either
            .header("www-authenticate")
            .starts_with("Basic realm=")
    );
    let both = get(&server, "GET /both").await;
    assert_eq!(challenges(&both).len(), 0);
    assert!(both.text().contains("query and cookie"), "{}", both.text());
}

#[tokio::test]
async fn only_given_secrets_are_accepted() {
    let mock = Mock::from_yaml(DOCUMENT).expect("a document");
    let mock = mock.accept_token("right").accept_token("also-right");
    assert!(!format!("{mock:?}").contains("right"));
    let server = mock.start().await.expect("a server");
    let cases: [(&str, Headers<'_>, u16); 5] = [
        ("GET /token", &[("authorization", "Bearer right")], 204),
        ("GET /token", &[("authorization", "Bearer wrong")], 401),
        ("GET /either", &[("x-key", "also-right")], 204),
        ("GET /either", &[("x-key", "wrong")], 401),
        ("GET /open", &[("authorization", "Bearer wrong")], 204),
    ];
    for (target, headers, status) in cases {
        let answer = send(&server, target, headers, "").await.expect("an answer");
        assert_eq!(answer.status, status, "{target}");
        assert!(!answer.text().contains("wrong"));
    }
}

#[tokio::test]
async fn schemes_of_2_0_are_known() {
    let yaml = "
swagger: '2.0'
securityDefinitions: { user: { type: basic }, key: { type: apiKey, in: query, name: k } }
security: [{ user: [], key: [] }]
paths: { /a: { get: { responses: { 204: {} } } } }
";
    let server = serve(yaml).await;
    let headers = [("authorization", "Basic dTpw")];
    let answer = send(&server, "GET /a?k=1", &headers, "").await;
    assert_eq!(answer.expect("an answer").status, 204);
    assert_eq!(get(&server, "GET /a?k=1").await.status, 401);
}
