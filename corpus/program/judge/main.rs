//! The judged program of one crate: makes every call that it is told of, at each judge, and tells what came of it.
//!
//! The path of a JSON file with clients and calls comes in, then `NAME=URL` of each judge; one line of JSON for each
//! call at each judge goes out.

mod calls;
mod case;
mod transport;

use serde_json::{Value, json};

use case::Case;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("the file of calls is missing")?;
    let told: Value = serde_json::from_slice(&std::fs::read(path)?)?;
    for judge in arguments {
        let (name, url) = judge.split_once('=').ok_or("a judge is NAME=URL")?;
        let clients = list(&told, "clients").iter().map(|it| client(it, url));
        let clients = clients.collect::<Result<Vec<_>, _>>()?;
        for case in list(&told, "cases").iter().map(Case).filter(|case| !case.spares(name)) {
            let client = clients.get(case.index("client")).ok_or("there is no such client")?;
            let call = calls::CALLS.get(case.index("call")).ok_or("there is no such call")?;
            let outcome = call(client, case).await.unwrap_or_else(|reason| json!({ "unmade": reason }));
            println!("{}", json!({ "judge": name, "case": case.0["case"], "outcome": outcome }));
        }
    }
    Ok(())
}

fn list<'v>(told: &'v Value, key: &str) -> &'v [Value] {
    told[key].as_array().map_or(&[], Vec::as_slice)
}

/// A client with some credentials, on one of the document's servers, whose requests go to the judge instead.
fn client(told: &Value, judge: &str) -> Result<calls::Client, Box<dyn std::error::Error>> {
    use bindery_runtime::{Credential, RetryPolicy};

    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    // What is 503 because the document says so is to be looked at, and not to be waited for.
    let mut builder = calls::Client::builder().retry(RetryPolicy::none());
    // The default transport has no TLS here, and wouldn't be for servers that need it.
    builder = builder.reqwest_client(reqwest::Client::builder().no_proxy().build()?);
    let (judge, base, server) = (judge.to_owned(), told["base"].clone(), told["server"].clone());
    builder = builder.layer(move |inner| transport::Judge::new(inner, &judge, &base, &server));
    if let Some(index) = told["chosen"].as_u64() {
        builder = builder.server(calls::SERVERS[index as usize]);
    }
    for (name, value) in told["variables"].as_object().into_iter().flatten() {
        builder = builder.server_variable(name, text(value));
    }
    if told["server"].is_null() {
        builder = builder.base_url(text(&told["base"]));
    }
    for (scheme, kind) in told["credentials"].as_object().into_iter().flatten() {
        let credential = match kind.as_str() {
            Some("bearer") => Credential::bearer("token"),
            Some("basic") => Credential::basic("user", "password"),
            _ => Credential::api_key("key"),
        };
        builder = builder.credential(scheme, credential);
    }
    Ok(builder.build()?)
}
