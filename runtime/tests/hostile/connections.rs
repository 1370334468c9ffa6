//! Connections that aren't, or that end when they shouldn't.

use bindery_runtime::Error;

use crate::petstore::models::Pet;
use crate::scenario::{failure, survive};
use crate::server::{Server, Step, answering, json};

fn pet() -> Vec<u8> {
    json("200 OK", r#"{"id":"1"}"#)
}

fn pets() -> Vec<u8> {
    json("200 OK", r#"[{"id":"1"}]"#)
}

#[test]
fn a_refused_connection_can_be_tried_again_by_anybody() {
    survive(async |stack| {
        let server = Server::refusing();
        let error = failure(stack.client(&server).add_pet(Pet::new("1")).await);
        assert!(error.is_connect() && error.is_retryable(), "{error:?}");
    });
}

/// A client that finds out before it has sent anything may take another connection.
#[test]
fn a_reset_before_an_answer_repeats_only_what_is_safe() {
    survive(async |stack| {
        for script in [
            vec![Step::Reset],
            vec![Step::Read, Step::Reset],
            vec![Step::Read],
        ] {
            let server = Server::start([script.clone(), answering(pet())]);
            let pet = stack.client(&server).get_pet("1").await.expect("a pet");
            assert_eq!(pet.id, "1");

            let is_read = matches!(script.first(), Some(Step::Read));
            let server = Server::start([script, answering(pets())]);
            let added = stack.client(&server).add_pet(Pet::new("1")).await;
            match is_read {
                true => assert_eq!((added.is_err(), server.methods().len()), (true, 1)),
                false => assert!(server.methods().len() <= 1, "{:?}", server.methods()),
            }
            if added.is_err() {
                let error = failure(added);
                assert!(matches!(error, Error::Transport(_)), "{error:?}");
            }
        }
    });
}

#[test]
fn a_reset_within_an_answer_repeats_only_what_is_safe() {
    survive(async |stack| {
        let cut = |answer: Vec<u8>| {
            let half = answer[..answer.len() - 4].to_vec();
            vec![Step::Read, Step::Send(half), Step::Reset]
        };
        let server = Server::start([cut(pet()), answering(pet())]);
        let pet = stack.client(&server).get_pet("1").await.expect("a pet");
        assert_eq!((pet.id.as_str(), server.methods().len()), ("1", 2));

        let server = Server::start([cut(pets())]);
        let error = failure(stack.client(&server).add_pet(Pet::new("1")).await);
        assert!(matches!(error, Error::Transport(_)), "{error:?}");
        assert_eq!(server.methods(), ["POST"]);
    });
}

/// The client may find out before it sends, and then takes another connection, or after, and then can't know whether
/// the request was read: it never arrives twice.
#[test]
fn a_kept_connection_that_the_server_has_closed_is_not_used() {
    survive(async |stack| {
        for end in [Step::HalfClose, Step::Reset] {
            let kept = [answering(pet()), vec![end, Step::Read, Step::Stall]].concat();
            let open = [answering(pet()), answering(pets())].concat();
            let server = Server::start([kept, open, answering(pets())]);
            let client = stack.client(&server);
            for _ in 0..2 {
                assert_eq!(client.get_pet("1").await.expect("a pet").id, "1");
            }
            let added = client.add_pet(Pet::new("1")).await;
            assert!(added.is_ok_and(|pets| pets.len() == 1));
            let methods = server.methods();
            assert_eq!(methods.iter().filter(|method| *method == "POST").count(), 1);
        }
    });
}

#[test]
fn a_kept_connection_that_ends_under_a_request_does_not_repeat_an_unsafe_one() {
    survive(async |stack| {
        for end in [
            vec![Step::Reset],
            vec![Step::HalfClose, Step::Stall],
            vec![],
        ] {
            let kept = [answering(pet()), vec![Step::Read], end].concat();
            let server = Server::start([kept, answering(pets())]);
            let client = stack.client(&server);
            client.get_pet("1").await.expect("a pet");
            let error = failure(client.add_pet(Pet::new("1")).await);
            assert!(matches!(error, Error::Transport(_)), "{error:?}");
            assert_eq!(server.methods(), ["GET", "POST"]);
        }
    });
}
