//! `bindery inspect`: tells what a document becomes, as text for people or JSON for tools.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use bindery::facts::Facts;
use bindery::ir::{Api, Hook, Operation, TypeDef};
use bindery::{Document, Pointer, files, render};
use lexopt::{Arg, Parser};
use serde_json::{Value, json};

use super::{Taking, open, positional, print};

pub(super) fn run(mut arguments: Parser) -> Result<ExitCode, lexopt::Error> {
    let (mut path, mut is_json, mut taking) = (None::<PathBuf>, false, Taking::default());
    while let Some(argument) = arguments.next()? {
        match argument {
            Arg::Long("json") => is_json = true,
            Arg::Long(name) => {
                let name = name.to_owned();
                taking.option(&name, &mut arguments)?;
            }
            Arg::Value(value) if path.is_none() => path = Some(value.into()),
            other => return Err(other.unexpected()),
        }
    }
    let document = open(&positional("DOCUMENT", path)?, taking);
    let Some(api) = document.api() else {
        return Ok(ExitCode::from(1));
    };
    if is_json {
        print(&format!("{:#}", as_json(api, &document)))
    } else {
        print(as_text(api, &document).trim_end())
    }
}

fn as_text(api: &Api, document: &Document) -> String {
    let mut text = format!(
        "{} {}\n\noperations: {}\n",
        api.title,
        api.version,
        api.operations.len()
    );
    let facts = Facts::of(api);
    for (index, operation) in api.operations.iter().enumerate() {
        let paging = facts.paging.get(&index);
        let paging = paging.map(|it| format!("  pages by {}", it.paging));
        _ = writeln!(
            text,
            "  {:7} {}  {}{}",
            operation.method,
            operation.path,
            rust_operation(operation),
            paging.unwrap_or_default()
        );
    }
    text.push_str(&hooks_as_text(api));
    _ = writeln!(text, "\ntypes: {}", api.types.len());
    for def in &api.types {
        let place = match files::split(&def.at) {
            Some(_) => files::reference(&def.at),
            None => def.at.to_string(),
        };
        _ = writeln!(text, "  {place}  {}", rust_type(def));
    }
    let left_out = document.diagnostics().iter().count();
    _ = writeln!(text, "\nleft out: {left_out}");
    for diagnostic in document.diagnostics().iter() {
        let place = place(document, diagnostic);
        _ = writeln!(text, "  {place}  {}", diagnostic.message());
    }
    text
}

/// The webhooks and the callbacks, where there are any.
fn hooks_as_text(api: &Api) -> String {
    let mut text = String::new();
    let line = |hook: &Hook, rust: String| {
        let url = hook.url.as_deref().unwrap_or(&hook.name.wire);
        format!("  {:7} {url}  {rust}\n", hook.method)
    };
    if !api.webhooks.is_empty() {
        _ = writeln!(text, "\nwebhooks: {}", api.webhooks.len());
        text.extend(api.webhooks.iter().map(|it| line(it, rust_webhook(it))));
    }
    let callbacks = api.operations.iter();
    let callbacks = callbacks.flat_map(|of| of.callbacks.iter().map(move |it| (of, it)));
    let callbacks: Vec<String> = callbacks
        .map(|(of, it)| line(it, rust_callback(of, it)))
        .collect();
    if !callbacks.is_empty() {
        _ = writeln!(text, "\ncallbacks: {}", callbacks.len());
        text.extend(callbacks);
    }
    text
}

fn as_json(api: &Api, document: &Document) -> Value {
    let facts = Facts::of(api);
    let operations = api.operations.iter().enumerate();
    let operations = operations.map(|(index, operation)| {
        let paging = facts.paging.get(&index);
        let value = json!({
            "id": operation.name.wire,
            "method": operation.method,
            "path": operation.path,
            "tags": operation.tags,
            "rust": rust_operation(operation),
            "paging": paging.map(|it| it.paging.to_string()),
            "callbacks": operation.callbacks.iter().map(|it| hook(it, rust_callback(operation, it))).collect::<Vec<_>>(),
        });
        placed(value, &operation.at)
    });
    let webhooks = api.webhooks.iter().map(|it| hook(it, rust_webhook(it)));
    let types = api
        .types
        .iter()
        .map(|def| placed(json!({ "rust": rust_type(def) }), &def.at));
    let skipped = api.skipped.iter();
    let skipped = skipped.map(|skipped| {
        let value = json!({ "what": skipped.what, "reason": skipped.reason });
        placed(value, &skipped.at)
    });
    let diagnostics = document.diagnostics().iter();
    let diagnostics = diagnostics.map(|diagnostic| {
        let location = render::location(diagnostic, document.source());
        json!({
            "message": diagnostic.message(),
            "kind": format!("{:?}", diagnostic.kind()).to_lowercase(),
            "file": file(document, diagnostic),
            "line": location.map(|(line, _)| line),
            "column": location.map(|(_, column)| column),
        })
    });
    json!({
        "title": api.title,
        "version": api.version,
        "operations": operations.collect::<Vec<_>>(),
        "webhooks": webhooks.collect::<Vec<_>>(),
        "types": types.collect::<Vec<_>>(),
        "skipped": skipped.collect::<Vec<_>>(),
        "diagnostics": diagnostics.collect::<Vec<_>>(),
    })
}

/// Says where something was written: the pointer, and the file if it isn't the document.
fn placed(mut value: Value, at: &Pointer) -> Value {
    let (file, pointer) = match files::split(at) {
        Some((file, pointer)) => (Some(file), pointer),
        None => (None, at.clone()),
    };
    if let Value::Object(map) = &mut value {
        map.insert("pointer".to_owned(), pointer.as_str().into());
        map.extend(file.map(|file| ("file".to_owned(), file.into())));
    }
    value
}

fn rust_operation(operation: &Operation) -> String {
    format!("Client::{}", operation.name.rust)
}

fn hook(hook: &Hook, rust: String) -> Value {
    let value = json!({
        "name": hook.name.wire,
        "method": hook.method,
        "url": hook.url,
        "rust": rust,
    });
    placed(value, &hook.at)
}

fn rust_webhook(hook: &Hook) -> String {
    format!("webhooks::{}", hook.name.rust)
}

fn rust_callback(operation: &Operation, hook: &Hook) -> String {
    format!("callbacks::{}::{}", operation.name.rust, hook.name.rust)
}

fn rust_type(def: &TypeDef) -> String {
    let path = def.module.iter().chain([&def.name.rust]);
    path.fold("models".to_owned(), |path, step| format!("{path}::{step}"))
}

fn place(document: &Document, diagnostic: &bindery::Diagnostic) -> String {
    let path = file(document, diagnostic);
    match render::location(diagnostic, document.source()) {
        Some((line, column)) => format!("{path}:{line}:{column}"),
        None => path,
    }
}

/// The file that a diagnostic is about: the document, or one that it refers to.
fn file(document: &Document, diagnostic: &bindery::Diagnostic) -> String {
    let (file, _) = document.source().locate(diagnostic.place());
    file.path().display().to_string()
}
