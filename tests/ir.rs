//! The document as the generator understands it. The snapshot holds all of the IR that isn't prose, in a form that is
//! read in a minute: what an edit of the document does to types and operations shows here first.

use std::fmt::{self, Display, Formatter};

use bindery::ir::{
    Additional, Answer, Api, Content, Field, Name, Object, Operation, Parameter, Payload, Shape,
    Type, TypeDef, Writing,
};
use bindery::render::Style;
use bindery::{Document, Source};
use similar::TextDiff;

#[test]
fn the_document_is_understood_whole() {
    let document = Document::open(concat!(env!("CARGO_MANIFEST_DIR"), "/spec/messenger.yaml"));
    assert_eq!(document.report(Style::Plain), "");
    let api = document.api().expect("nothing is wrong with the document");
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(Review(api));
    });
}

/// What has gone and what has come, in the same form.
#[test]
fn what_the_overlay_changes() {
    let upstream = Document::open(concat!(env!("CARGO_MANIFEST_DIR"), "/spec/messenger.yaml"));
    let effective = Source::new("messenger.json", messenger_mock::DOCUMENT).expect("it is text");
    let effective = Document::of(effective);
    let [upstream, effective] = [&upstream, &effective].map(|document| {
        let api = document.api().expect("nothing is wrong with the document");
        Review(api).to_string()
    });
    let changes = TextDiff::from_lines(&upstream, &effective);
    let changes = changes.unified_diff().context_radius(1).to_string();
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(changes);
    });
}

/// An API as text.
struct Review<'a>(&'a Api);

impl Display for Review<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self(api) = self;
        writeln!(f, "{} {}", api.title, api.version)?;
        for server in &api.servers {
            writeln!(f, "server {}", server.name.wire)?;
        }
        for scheme in &api.security_schemes {
            writeln!(f, "security {}: {:?}", scheme.name, scheme.kind)?;
        }
        for def in &api.types {
            self.definition(f, def)?;
        }
        for operation in &api.operations {
            self.operation(f, operation)?;
        }
        writeln!(f, "\nexamples")?;
        for example in &api.examples {
            writeln!(f, "  {}: {}", example.at, self.ty(&example.ty))?;
        }
        writeln!(f, "\nskipped {:?}", api.skipped)
    }
}

impl Review<'_> {
    fn definition(&self, f: &mut Formatter<'_>, def: &TypeDef) -> fmt::Result {
        writeln!(f, "\n{}  #{}", path(def), def.at)?;
        match &def.shape {
            Shape::Object(object) => self.object(f, def, object),
            Shape::Enum(listed) => listed
                .variants
                .iter()
                .try_for_each(|variant| writeln!(f, "  {}", names(&variant.name))),
            Shape::Union(union) => union.branches.iter().try_for_each(|branch| {
                writeln!(
                    f,
                    "  | {}: {} {:?}",
                    names(&branch.name),
                    self.ty(&branch.ty),
                    branch.tags
                )
            }),
            Shape::Answers(answers) => answers.iter().try_for_each(|answer| {
                writeln!(f, "  | {}: {:?}", names(&answer.name), answer.payload)
            }),
            Shape::Headers(headers) => headers.iter().try_for_each(|header| {
                let (ty, need) = (self.ty(&header.ty), need(header.required));
                let style = header.style;
                writeln!(f, "  {}: {need} {ty}, {style:?}", names(&header.name))
            }),
            Shape::Bodies(choices) => choices
                .iter()
                .try_for_each(|choice| writeln!(f, "  | {}: {:?}", choice.variant, choice.writing)),
            Shape::Alias(ty) => writeln!(f, "  = {}", self.ty(ty)),
        }
    }

    fn object(&self, f: &mut Formatter<'_>, def: &TypeDef, object: &Object) -> fmt::Result {
        let properties = def.at.child("properties");
        for field in &object.fields {
            let Field {
                name, presence, at, ..
            } = field;
            write!(f, "  {}: {presence:?} {}", names(name), self.ty(&field.ty))?;
            // Where a property stands follows from its type and its name, unless something moved it.
            if *at == properties.child(&name.wire) {
                writeln!(f)?;
            } else {
                writeln!(f, "  #{at}")?;
            }
        }
        match &object.additional {
            Additional::Closed => writeln!(f, "  closed"),
            Additional::Kept { field, ty } => writeln!(f, "  ..{field}: {}", self.ty(ty)),
        }
    }

    fn operation(&self, f: &mut Formatter<'_>, operation: &Operation) -> fmt::Result {
        let Operation { name, call, .. } = operation;
        writeln!(
            f,
            "\n{} {}  #{}",
            operation.method, operation.path, operation.at
        )?;
        writeln!(f, "  {}, {call}", names(name))?;
        for parameter in &operation.parameters {
            self.parameter(f, parameter)?;
        }
        if let Some(body) = &operation.body {
            let need = need(body.required);
            for Writing {
                content_type,
                content,
                ..
            } in body.alternatives(self.0)
            {
                let content = self.content(content);
                writeln!(f, "  body: {need} {content} as {content_type}")?;
            }
        }
        for response in &operation.responses {
            writeln!(
                f,
                "  {}: {}",
                response.status,
                self.payload(&response.payload)
            )?;
        }
        writeln!(f, "  success: {}", self.answer(&operation.success))?;
        writeln!(f, "  failure: {}", self.answer(&operation.failure))?;
        writeln!(f, "  security: {:?}", operation.security)
    }

    fn parameter(&self, f: &mut Formatter<'_>, parameter: &Parameter) -> fmt::Result {
        let Parameter {
            name,
            location,
            style,
            explode,
            ..
        } = parameter;
        let (ty, need) = (self.ty(&parameter.ty), need(parameter.required));
        write!(f, "  {location:?} {}: {need} {ty}", names(name))?;
        if (style, explode, parameter.allow_reserved) != (&None, &None, false) {
            write!(
                f,
                ", style {style:?}, explode {explode:?}, reserved {}",
                parameter.allow_reserved
            )?;
        }
        writeln!(f)
    }

    fn answer(&self, answer: &Answer) -> String {
        match answer {
            Answer::Always(payload) => self.payload(payload),
            Answer::ByStatus(id) => self.ty(&Type::Named(*id)),
        }
    }

    fn content(&self, content: &Content) -> String {
        match content {
            Content::Form(form) => format!("{:?} {}", form.kind, self.ty(&form.ty)),
            Content::Json(ty) => format!("json {}", self.ty(ty)),
            Content::Text | Content::Bytes => format!("{content:?}").to_lowercase(),
        }
    }

    fn payload(&self, payload: &Payload) -> String {
        match payload {
            Payload::Json(ty) => format!("json {}", self.ty(ty)),
            Payload::Events(ty) => format!("events of {}", self.ty(ty)),
            Payload::Lines(ty) => format!("lines of {}", self.ty(ty)),
            Payload::Empty | Payload::Text | Payload::Bytes | Payload::Stream => {
                format!("{payload:?}").to_lowercase()
            }
        }
    }

    fn ty(&self, ty: &Type) -> String {
        match ty {
            Type::Named(id) => path(&self.0[*id]),
            Type::List(item) => format!("list of {}", self.ty(item)),
            Type::Map(value) => format!("map of {}", self.ty(value)),
            Type::Nullable(ty) => format!("nullable {}", self.ty(ty)),
            built_in => format!("{built_in:?}"),
        }
    }
}

fn path(def: &TypeDef) -> String {
    let modules = def.module.iter().map(|module| format!("{module}::"));
    format!("{}{}", modules.collect::<String>(), def.name.rust)
}

/// The wire's name, and Rust's where it is another.
fn names(name: &Name) -> String {
    if name.wire == name.rust {
        name.wire.clone()
    } else {
        format!("{} = {}", name.wire, name.rust)
    }
}

fn need(required: bool) -> &'static str {
    if required { "Required" } else { "Optional" }
}
