//! Signatures of webhooks, against a vector that was made by other means.

use messenger_bot::platform::runtime::{HeaderMap, HeaderValue};
use messenger_bot::signature::{self, SignatureError};
use messenger_bot::{AppSecret, InvalidSecret};

const BODY: &str = r#"{"object":"page","entry":[{"id":"1","time":1458692752478,"messaging":[{"sender":{"id":"2"},"recipient":{"id":"1"},"timestamp":1458692752478,"message":{"mid":"m_1","text":"\u00e4\u00f6\u00e5"}}]}]}"#;
const SIGNATURE: &str = "sha256=1705ffa84925c06fdc0bde518bba78aea962b613adfcb75e2372d6e6f9581611";

fn secret() -> AppSecret {
    AppSecret::new("app_secret").expect("a secret")
}

fn refused(signature: impl AsRef<[u8]>) -> SignatureError {
    let verified = signature::verify(&secret(), signature, BODY.as_bytes());
    verified.expect_err("this isn't the signature")
}

#[test]
fn the_bytes_that_came_are_what_is_signed() {
    assert_eq!(signature::sign(&secret(), BODY.as_bytes()), SIGNATURE);
    let verify = |body: &str| signature::verify(&secret(), SIGNATURE, body.as_bytes());
    assert_eq!(verify(BODY), Ok(()));
    // The same JSON, written by somebody else.
    let unescaped = BODY.replace(r"\u00e4\u00f6\u00e5", "äöå");
    for other in [&unescaped, &format!("{BODY}\n"), "", "{}"] {
        assert_eq!(verify(other), Err(SignatureError::Mismatch), "{other}");
    }
}

#[test]
fn each_byte_of_signature_and_body_counts() {
    for at in "sha256=".len()..SIGNATURE.len() {
        let mut forged = SIGNATURE.as_bytes().to_vec();
        forged[at] = if forged[at] == b'0' { b'1' } else { b'0' };
        assert_eq!(refused(&forged), SignatureError::Mismatch, "byte {at}");
    }
    for at in 0..BODY.len() {
        let mut body = BODY.as_bytes().to_vec();
        body[at] ^= 1;
        let verified = signature::verify(&secret(), SIGNATURE, &body);
        assert_eq!(verified, Err(SignatureError::Mismatch), "byte {at}");
    }
    let other = AppSecret::new("another_secret").expect("a secret");
    assert!(signature::verify(&other, SIGNATURE, BODY.as_bytes()).is_err());
}

#[test]
fn malformed_signatures_are_told_apart() {
    let digits = &SIGNATURE["sha256=".len()..];
    assert_eq!(refused(""), SignatureError::Scheme);
    assert_eq!(refused(digits), SignatureError::Scheme);
    assert_eq!(refused(format!("sha1={digits}")), SignatureError::Scheme);
    assert_eq!(refused("sha256="), SignatureError::Length { digits: 0 });
    assert_eq!(
        refused(&SIGNATURE[..70]),
        SignatureError::Length { digits: 63 }
    );
    assert_eq!(
        refused(format!("{SIGNATURE}00")),
        SignatureError::Length { digits: 66 }
    );
    let spaced = SIGNATURE.replacen("1705", "17 5", 1);
    assert_eq!(refused(spaced), SignatureError::Digit { position: 9 });
    let refused = refused([b"sha256=".as_slice(), &[0xff; 64]].concat());
    assert_eq!(refused, SignatureError::Digit { position: 7 });
    assert!(refused.to_string().contains("byte 7"));
}

#[test]
fn there_is_one_header_and_it_is_the_one_of_sha_256() {
    let verify =
        |headers: &HeaderMap| signature::verify_headers(&secret(), headers, BODY.as_bytes());
    let mut headers = HeaderMap::new();
    headers.insert("x-hub-signature", HeaderValue::from_static(SIGNATURE));
    assert_eq!(verify(&headers), Err(SignatureError::Missing));
    headers.insert(signature::HEADER, HeaderValue::from_static(SIGNATURE));
    assert_eq!(verify(&headers), Ok(()));
    headers.append(signature::HEADER, HeaderValue::from_static(SIGNATURE));
    assert_eq!(verify(&headers), Err(SignatureError::Repeated));
}

#[test]
fn a_variable_that_is_not_set_is_no_secret() {
    assert_eq!(AppSecret::new("").err(), Some(InvalidSecret::Empty));
    for text in ["secret\n", " secret", "se cret"] {
        assert_eq!(AppSecret::new(text).err(), Some(InvalidSecret::Space));
    }
    assert_eq!(format!("{:?}", secret()), "AppSecret(..)");
}
