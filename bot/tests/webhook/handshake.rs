//! The handshake.

use messenger_bot::webhook::{HandshakeError, VerifyToken};

#[test]
fn the_query_of_a_handshake_is_answered_with_its_challenge() {
    let token = VerifyToken::new("my token+").expect("a token");
    let answer = |query: &str| token.answer(query);
    let good = "hub.mode=subscribe&hub.verify_token=my%20token%2B&hub.challenge=1158201444";
    assert_eq!(answer(good).as_deref(), Ok("1158201444"));
    let wrong = |query: String| token.answer(&query).expect_err("a wrong query");
    assert_eq!(
        wrong(good.replace("subscribe", "unsubscribe")),
        HandshakeError::Mode
    );
    for other in ["", "my", "my%20token%2B2", "My%20token%2B", "my+token+"] {
        let query = good.replace("my%20token%2B", other);
        assert_eq!(wrong(query), HandshakeError::Token, "{other}");
    }
    for name in ["hub.mode", "hub.verify_token", "hub.challenge"] {
        assert_eq!(
            wrong(good.replace(name, "x")),
            HandshakeError::Missing(name)
        );
    }
    assert_eq!(wrong(String::new()), HandshakeError::Missing("hub.mode"));
    assert!(VerifyToken::new("").is_err());
    assert_eq!(format!("{token:?}"), "VerifyToken(..)");
}
