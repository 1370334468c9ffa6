//! Substitutes: whatever names types, naming others in their place.
//!
//! Pieces of an API come in by reference, the same pieces go out, with each type that has a substitute replaced by it,
//! at any depth. A type that has none stays what it is.

use std::collections::BTreeMap;

use super::{
    Additional, Alternative, Answer, Answered, Body, Branch, Choice, Content, Example, Field, Form,
    Header, Hook, Object, Operation, Parameter, Payload, Response, Sent, Shape, Type, TypeDef,
    TypeId, Union, Writing,
};

/// What types become.
#[derive(Debug, Default)]
pub(super) struct Substitutes(BTreeMap<TypeId, Type>);

impl FromIterator<(TypeId, Type)> for Substitutes {
    fn from_iter<I: IntoIterator<Item = (TypeId, Type)>>(substitutes: I) -> Self {
        Self(substitutes.into_iter().collect())
    }
}

impl Substitutes {
    /// Lets `ty` stand in for the type from now on.
    pub(super) fn insert(&mut self, id: TypeId, ty: Type) {
        self.0.insert(id, ty);
    }

    /// Whether something stands in for the type.
    pub(super) fn has(&self, id: TypeId) -> bool {
        self.0.contains_key(&id)
    }

    fn named(&self, id: TypeId) -> Type {
        self.0.get(&id).cloned().unwrap_or(Type::Named(id))
    }

    /// What becomes of answers and headers, for which no type of the user's stands in: they have no schema.
    fn id(&self, id: TypeId) -> TypeId {
        match self.named(id) {
            Type::Named(id) => id,
            _ => id,
        }
    }

    fn ty(&self, ty: &Type) -> Type {
        match ty {
            Type::Named(id) => self.named(*id),
            Type::List(inner) => Type::List(Box::new(self.ty(inner))),
            Type::Tuple(items) => Type::Tuple(items.iter().map(|item| self.ty(item)).collect()),
            Type::Map(inner) => Type::Map(Box::new(self.ty(inner))),
            Type::Nullable(inner) => Type::Nullable(Box::new(self.ty(inner))),
            other => other.clone(),
        }
    }

    fn payload(&self, payload: &Payload) -> Payload {
        match payload {
            Payload::Json(ty) => Payload::Json(self.ty(ty)),
            Payload::Events(ty) => Payload::Events(self.ty(ty)),
            Payload::Lines(ty) => Payload::Lines(self.ty(ty)),
            other => other.clone(),
        }
    }

    fn sent(&self, sent: &Sent) -> Sent {
        match sent {
            Sent::Always(writing) => Sent::Always(self.writing(writing)),
            Sent::OneOf(id) => Sent::OneOf(self.id(*id)),
        }
    }

    fn writing(&self, writing: &Writing) -> Writing {
        Writing {
            content: self.content(&writing.content),
            ..writing.clone()
        }
    }

    fn choice(&self, choice: &Choice) -> Choice {
        Choice {
            writing: self.writing(&choice.writing),
            ..choice.clone()
        }
    }

    fn content(&self, content: &Content) -> Content {
        match content {
            Content::Json(ty) => Content::Json(self.ty(ty)),
            Content::Form(form) => Content::Form(Form {
                ty: self.ty(&form.ty),
                ..form.clone()
            }),
            other => other.clone(),
        }
    }

    fn answer(&self, answer: &Answer) -> Answer {
        match answer {
            Answer::Always(payload) => Answer::Always(self.payload(payload)),
            Answer::ByStatus(id) => Answer::ByStatus(self.id(*id)),
        }
    }

    fn alternative(&self, alternative: &Alternative) -> Alternative {
        Alternative {
            success: self.answer(&alternative.success),
            ..alternative.clone()
        }
    }

    fn header(&self, header: &Header) -> Header {
        Header {
            ty: self.ty(&header.ty),
            ..header.clone()
        }
    }

    fn answered(&self, answered: &Answered) -> Answered {
        Answered {
            payload: self.payload(&answered.payload),
            ..answered.clone()
        }
    }

    pub(super) fn def(&self, def: &TypeDef) -> TypeDef {
        TypeDef {
            shape: self.shape(&def.shape),
            ..def.clone()
        }
    }

    pub(super) fn shape(&self, shape: &Shape) -> Shape {
        match shape {
            Shape::Object(object) => Shape::Object(self.object(object)),
            Shape::Enum(listed) => Shape::Enum(listed.clone()),
            Shape::Union(union) => Shape::Union(self.union(union)),
            Shape::Alias(ty) => Shape::Alias(self.ty(ty)),
            Shape::Bodies(choices) => {
                Shape::Bodies(choices.iter().map(|it| self.choice(it)).collect())
            }
            Shape::Answers(answers) => {
                Shape::Answers(answers.iter().map(|it| self.answered(it)).collect())
            }
            Shape::Headers(headers) => {
                Shape::Headers(headers.iter().map(|it| self.header(it)).collect())
            }
        }
    }

    fn object(&self, object: &Object) -> Object {
        let fields = object.fields.iter().map(|field| Field {
            ty: self.ty(&field.ty),
            ..field.clone()
        });
        let additional = match &object.additional {
            Additional::Closed => Additional::Closed,
            Additional::Kept { field, ty } => Additional::Kept {
                field: field.clone(),
                ty: self.ty(ty),
            },
        };
        Object {
            fields: fields.collect(),
            additional,
        }
    }

    fn union(&self, union: &Union) -> Union {
        let branches = union.branches.iter().map(|branch| Branch {
            ty: self.ty(&branch.ty),
            ..branch.clone()
        });
        Union {
            tag: union.tag.clone(),
            branches: branches.collect(),
        }
    }

    pub(super) fn operation(&self, operation: &Operation) -> Operation {
        let parameters = operation.parameters.iter().map(|parameter| Parameter {
            ty: self.ty(&parameter.ty),
            ..parameter.clone()
        });
        let body = operation.body.as_ref().map(|body| Body {
            sent: self.sent(&body.sent),
            ..body.clone()
        });
        let alternatives = operation.alternatives.iter();
        Operation {
            parameters: parameters.collect(),
            body,
            responses: self.responses(&operation.responses),
            callbacks: operation.callbacks.iter().map(|it| self.hook(it)).collect(),
            success: self.answer(&operation.success),
            failure: self.answer(&operation.failure),
            alternatives: alternatives.map(|it| self.alternative(it)).collect(),
            headers: operation.headers.map(|id| self.id(id)),
            ..operation.clone()
        }
    }

    pub(super) fn hook(&self, hook: &Hook) -> Hook {
        Hook {
            payload: self.payload(&hook.payload),
            responses: self.responses(&hook.responses),
            ..hook.clone()
        }
    }

    fn responses(&self, responses: &[Response]) -> Vec<Response> {
        let responses = responses.iter().map(|response| Response {
            payload: self.payload(&response.payload),
            ..response.clone()
        });
        responses.collect()
    }

    pub(super) fn example(&self, example: &Example) -> Example {
        Example {
            ty: self.ty(&example.ty),
            ..example.clone()
        }
    }
}
