//! The way of one request through the mock: a recorded request comes in, the reply goes out, the record is completed.
//!
//! Nothing is read from or written to a socket here.

use std::collections::BTreeMap;

use crate::check;
use crate::example;
use crate::mock::Mock;
use crate::operation::Operation;
use crate::prefer::Prefer;
use crate::problem::{self, problem};
use crate::recorded::Recorded;
use crate::reply::Reply;
use crate::route::Found;
use crate::security;

/// Answers a request, and notes in it which operation it was for and what came of it.
pub(crate) fn answer(mock: &Mock, request: &mut Recorded) -> Reply {
    let (method, query) = (request.method.as_str(), &request.query);
    let reply = match mock.routes.find(method, &request.path, query) {
        Found::Operation {
            method,
            path,
            parameters,
        } => mock
            .document
            .operation(method, path)
            .map(|operation| of_operation(mock, &operation, parameters, request)),
        Found::OtherMethods(methods) => {
            Some(Answer::Refused(method_not_allowed(request, &methods)))
        }
        Found::Nothing => None,
    };
    match reply {
        Some(Answer::Given(reply)) => {
            request.status = reply.status;
            reply
        }
        Some(Answer::Refused(reply)) => refused(mock, request, reply),
        None => {
            let reply = not_found(request);
            refused(mock, request, reply)
        }
    }
}

/// Whether a request got what it asked for, as far as the mock can tell.
enum Answer {
    Given(Reply),
    /// The mock's own refusal, which may be put in the words of the API that is played.
    Refused(Reply),
}

/// Refuses a request, in the words of the API where there are such.
pub(crate) fn refused(mock: &Mock, request: &mut Recorded, refusal: Reply) -> Reply {
    request.status = refusal.status;
    if request.violations.is_empty() && request.refusal.is_none() {
        request.refusal = problem::detail(&refusal);
    }
    let reply = match &mock.hooks.refusal {
        Some(worded) => worded(request, refusal),
        None => refusal,
    };
    request.status = reply.status;
    reply
}

fn of_operation(
    mock: &Mock,
    operation: &Operation<'_>,
    path_parameters: BTreeMap<String, String>,
    request: &mut Recorded,
) -> Answer {
    request.operation_id = operation.id().map(str::to_owned);
    request.path_parameters = path_parameters;
    if mock.checks_requests {
        request.violations = check::request(operation, request);
    }
    // A scripted reply is what a test wants to happen, whatever the request is like; the violations are in the record.
    if let Some(scripted) = mock.scripts.next(&operation.key()) {
        return Answer::Given(scripted);
    }
    if let Some(refusal) = security::refusal(operation, request, &mock.secrets) {
        request.refusal = problem::detail(&refusal);
        return Answer::Refused(example::refusal(operation, request, refusal));
    }
    if !request.violations.is_empty() {
        let status = check::status(&request.violations);
        let refusal = problem::violations(status, &request.violations);
        return Answer::Refused(example::refusal(operation, request, refusal));
    }
    // What a client asks for goes before what a handler would say.
    let played = (!Prefer::read(request).asks())
        .then(|| mock.play.answer(&operation.key(), request))
        .flatten();
    match played {
        Some(reply) => Answer::Given(reply),
        None => documented(mock, operation, request),
    }
}

/// The document's answer, with what is remembered, or why there is none for this request.
fn documented(mock: &Mock, operation: &Operation<'_>, request: &mut Recorded) -> Answer {
    let reply = match example::reply(operation, request, &mock.turns) {
        Ok(reply) => reply,
        Err(refusal) => {
            request.refusal = problem::detail(&refusal);
            return Answer::Given(refusal);
        }
    };
    let memory = mock.memory.as_ref();
    let Some(memory) = memory.filter(|_| !Prefer::read(request).asks()) else {
        return Answer::Given(reply);
    };
    match memory.answer(operation, request, reply) {
        Ok(reply) => Answer::Given(reply),
        Err(refusal) => {
            request.refusal = problem::detail(&refusal);
            Answer::Refused(example::refusal(operation, request, refusal))
        }
    }
}

fn method_not_allowed(request: &Recorded, methods: &[String]) -> Reply {
    let allowed = methods.join(", ");
    let detail = format!(
        "{} is not declared for {}; there are: {allowed}",
        request.method, request.path
    );
    problem(405, &detail).header("allow", allowed)
}

fn not_found(request: &Recorded) -> Reply {
    let detail = format!(
        "no path of the document matches {} {}",
        request.method, request.path
    );
    problem(404, &detail)
}
