//! The code of the calls: an API comes in, `calls.rs` of the judged program goes out, with a function for each
//! operation that makes its call of whatever values a case has.
//!
//! ```text
//! fn call_0<'a>(client: &'a Client, case: Case<'a>) -> Making<'a> {
//!     Box::pin(async move {
//!         let call = client.get_pet(case.value::<i64>("/path/id")?);
//!         let call = if case.has("/query/a") { call.a(case.value::<String>("/query/a")?) } else { call };
//!         Ok(outcome(call.await))
//!     })
//! }
//! ```

use std::error::Error;
use std::fmt::Write;

use bindery::emit::Package;
use bindery::facts::Facts;
use bindery::ir::{
    Api, Body, Content, Field, Form, Object, Operation, Parameter, Presence, Sent, Shape, Type,
    TypeId, Writing,
};

use super::types::Types;
use crate::judge::place::place;

/// What stands before the calls.
const HEAD: &str = "\
use std::pin::Pin;

use bindery_runtime::{Server, Value};

use crate::case::{Case, outcome};

type Making<'a> = Pin<Box<dyn Future<Output = Result<Value, String>> + 'a>>;

pub type Call = for<'a> fn(&'a Client, Case<'a>) -> Making<'a>;

";

/// The text of `calls.rs`.
pub(super) fn text(api: &Api, package: &Package, name: &str) -> Result<String, Box<dyn Error>> {
    let writer = Writer {
        api,
        types: Types::of(api, package)?,
    };
    let mut text = format!("pub use {name}::Client;\n{HEAD}");
    for (index, operation) in api.operations.iter().enumerate() {
        text.push_str(&writer.function(index, operation)?);
    }
    let calls = (0..api.operations.len()).map(|index| format!("call_{index}"));
    list(&mut text, "CALLS: &[Call]", calls)?;
    let facts = Facts::of(api);
    let servers = facts.servers.all().into_iter();
    let servers = servers.map(|server| format!("{name}::servers::{}", server.name.rust));
    list(&mut text, "SERVERS: &[Server]", servers)?;
    Ok(text)
}

fn list(text: &mut String, head: &str, items: impl Iterator<Item = String>) -> std::fmt::Result {
    let items: Vec<_> = items.collect();
    write!(text, "pub static {head} = &[{}];\n\n", items.join(", "))
}

struct Writer<'a> {
    api: &'a Api,
    types: Types,
}

impl Writer<'_> {
    fn function(&self, index: usize, operation: &Operation) -> Result<String, Box<dyn Error>> {
        let (required, optional): (Vec<_>, Vec<_>) =
            operation.parameters.iter().partition(|it| it.required);
        let mut arguments = Vec::new();
        for parameter in required {
            arguments.push(self.value(&parameter.ty, &pointer(parameter))?);
        }
        let body = operation.body.as_ref();
        if let Some(body) = body.filter(|body| body.required) {
            arguments.push(self.body(body)?);
        }
        let name = &operation.name.rust;
        let is_labelled = |body: &Body| body.alternatives(self.api).into_iter().any(is_labelled);
        let mut statements = format!("let call = client.{name}({});\n", arguments.join(", "));
        for parameter in optional {
            let value = self.value(&parameter.ty, &pointer(parameter))?;
            self.set(
                &mut statements,
                &parameter.name.rust,
                &pointer(parameter),
                &value,
            )?;
        }
        if let Some(body) = body.filter(|body| !body.required) {
            self.set(&mut statements, "body", "/body", &self.body(body)?)?;
        }
        if body.is_some_and(is_labelled) {
            let label = "if let Some(label) = case.label() { call.with_header(bindery_runtime::http::header::CONTENT_TYPE, label) } else { call }";
            writeln!(statements, "let call = {label};")?;
        }
        Ok(format!(
            "fn call_{index}<'a>(client: &'a Client, case: Case<'a>) -> Making<'a> {{\n\
             Box::pin(async move {{\n{statements}Ok(outcome(call.await))\n}})\n}}\n\n"
        ))
    }

    /// Sets something of a call if the case has a value for it.
    fn set(&self, text: &mut String, setter: &str, pointer: &str, value: &str) -> std::fmt::Result {
        writeln!(
            text,
            "let call = if case.has({pointer:?}) {{ call.{setter}({value}) }} else {{ call }};"
        )
    }

    fn body(&self, body: &Body) -> Result<String, Box<dyn Error>> {
        match &body.sent {
            Sent::Always(writing) => self.content(&writing.content),
            Sent::OneOf(id) => {
                let path = self.types.path(&Type::Named(*id))?;
                let mut arms = String::new();
                for (index, choice) in body.choices(self.api).iter().enumerate() {
                    let content = self.content(&choice.writing.content)?;
                    let variant = &choice.variant;
                    writeln!(arms, "{index} => {path}::{variant}({content}),")?;
                }
                Ok(format!(
                    "match case.index(\"choice\") {{ {arms} _ => return Err(\"there is no such body\".into()) }}"
                ))
            }
        }
    }

    fn content(&self, content: &Content) -> Result<String, Box<dyn Error>> {
        match content {
            Content::Json(ty) | Content::Form(Form { ty, .. }) => self.value(ty, "/body"),
            Content::Text => Ok("case.text(\"/body\")?".to_owned()),
            Content::Bytes => Ok("bindery_runtime::Bytes::from(case.text(\"/body\")?)".to_owned()),
        }
    }

    /// The expression for a value: read from JSON, unless it holds files.
    fn value(&self, ty: &Type, pointer: &str) -> Result<String, Box<dyn Error>> {
        match ty {
            Type::File => Ok(format!("case.file({pointer:?})?")),
            Type::List(item) if **item == Type::File => {
                Ok(format!("vec![case.file({pointer:?})?]"))
            }
            Type::Named(id) => match &self.api[*id].shape {
                Shape::Object(object) if object.holds_files() => self.form(*id, object, pointer),
                Shape::Alias(inner) => self.value(inner, pointer),
                _ => self.read(ty, pointer),
            },
            _ => self.read(ty, pointer),
        }
    }

    fn read(&self, ty: &Type, pointer: &str) -> Result<String, Box<dyn Error>> {
        let path = self.types.path(ty)?;
        Ok(format!("case.value::<{path}>({pointer:?})?"))
    }

    /// A form with files, property by property.
    fn form(&self, id: TypeId, object: &Object, at: &str) -> Result<String, Box<dyn Error>> {
        let path = self.types.path(&Type::Named(id))?;
        let (required, optional): (Vec<&Field>, Vec<_>) = object
            .fields
            .iter()
            .partition(|field| matches!(field.presence, Presence::Required | Presence::Nullable));
        let mut arguments = Vec::new();
        for field in required {
            arguments.push(self.value(&field.ty, &below(at, &field.name.wire))?);
        }
        let mut text = format!("{{ let call = {path}::new({});\n", arguments.join(", "));
        for field in optional {
            let pointer = below(at, &field.name.wire);
            let value = self.value(&field.ty, &pointer)?;
            self.set(&mut text, &field.name.rust, &pointer, &value)?;
        }
        text.push_str("call }");
        Ok(text)
    }
}

/// Whether the document takes only a range of media types, so that callers are told to say which one they send.
pub(super) fn is_labelled(writing: &Writing) -> bool {
    let types = || writing.others.iter().map(String::as_str);
    !types().any(|it| it == "*/*") && types().any(|it| it.ends_with("/*"))
}

/// Where a case has the value of a parameter.
pub(super) fn pointer(parameter: &Parameter) -> String {
    below(
        &format!("/{}", place(parameter.location)),
        &parameter.name.wire,
    )
}

fn below(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}
