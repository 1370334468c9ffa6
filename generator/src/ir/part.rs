//! Parts: an API of some of its operations and some of its types, perhaps with types of the user's own for others.
//!
//! Types are numbered anew, in the order that they had. Nothing is named: each type keeps the name and the module that
//! it has in the whole, even where the type around it is gone.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Additional, Alternative, Answer, Answered, Api, Body, Branch, Choice, Content, Example, Field,
    Form, Header, Hook, Object, Operation, Parameter, Payload, Response, Sent, Shape, Type,
    TypeDef, TypeId, TypePath, Union, Writing,
};

/// What of an API is kept.
pub(crate) struct Part<'a> {
    /// The operations, with their callbacks.
    pub(crate) operations: Vec<&'a Operation>,
    /// The webhooks.
    pub(crate) webhooks: Vec<&'a Hook>,
    /// The types, and all that they, the operations and the webhooks lead to.
    pub(crate) types: BTreeSet<TypeId>,
    /// What stands in for types; these need not be kept.
    pub(crate) replaced: BTreeMap<TypeId, TypePath>,
}

impl Part<'_> {
    /// The part of `api` that is kept.
    pub(crate) fn of(&self, api: &Api) -> Api {
        let kept = self.types.iter().copied().zip((0..).map(TypeId));
        let kept = kept.map(|(id, number)| (id, Type::Named(number)));
        let foreign = self.replaced.iter();
        let foreign = foreign.map(|(id, path)| (*id, Type::Foreign(path.clone())));
        let substitutes = Substitutes(kept.chain(foreign).collect());
        let is_kept = |example: &&Example| {
            let reached = api.reached([&example.ty]);
            reached.iter().all(|id| substitutes.0.contains_key(id))
        };
        let examples = api.examples.iter().filter(is_kept);
        let types = self.types.iter().map(|id| substitutes.def(&api[*id]));
        let operations = self.operations.iter();
        Api {
            title: api.title.clone(),
            version: api.version.clone(),
            description: api.description.clone(),
            servers: api.servers.clone(),
            security_schemes: api.security_schemes.clone(),
            types: types.collect(),
            operations: operations.map(|it| substitutes.operation(it)).collect(),
            webhooks: self
                .webhooks
                .iter()
                .map(|it| substitutes.hook(it))
                .collect(),
            rules: api.rules.clone(),
            examples: examples.map(|it| substitutes.example(it)).collect(),
            skipped: api.skipped.clone(),
        }
    }
}

impl Api {
    /// The named types that operations, their callbacks and webhooks lead to.
    pub(crate) fn reached_by(
        &self,
        operations: &[&Operation],
        webhooks: &[&Hook],
    ) -> BTreeSet<TypeId> {
        let told_apart: Vec<TypeId> = operations.iter().flat_map(|it| told_apart(it)).collect();
        let carried = operations.iter().flat_map(|operation| carried(operation));
        let parts = told_apart.iter().flat_map(|id| self[*id].shape.parts());
        let callbacks = operations.iter().flat_map(|operation| &operation.callbacks);
        let hooks = webhooks.iter().copied().chain(callbacks);
        let mut reached = self.reached(carried.chain(parts).chain(hooks.flat_map(Hook::types)));
        reached.extend(&told_apart);
        reached
    }
}

/// All types that an operation sends or receives.
fn carried(operation: &Operation) -> impl Iterator<Item = &Type> {
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    let body = operation.body.iter().filter_map(|body| match &body.sent {
        Sent::Always(writing) => writing.content.ty(),
        Sent::OneOf(_) => None,
    });
    let responses = operation.responses.iter().map(|it| &it.payload);
    let outcome = operation.outcome().filter_map(|answer| match answer {
        Answer::Always(payload) => Some(payload),
        Answer::ByStatus(_) => None,
    });
    let answers = responses.chain(outcome).filter_map(Payload::ty);
    parameters.chain(body).chain(answers)
}

/// The types that tell an operation's answers, and what it can be sent, apart, and the type of its headers.
fn told_apart(operation: &Operation) -> impl Iterator<Item = TypeId> {
    let by_status = operation.outcome().filter_map(|answer| match answer {
        Answer::Always(_) => None,
        Answer::ByStatus(id) => Some(*id),
    });
    let bodies = operation.body.iter().filter_map(|body| match &body.sent {
        Sent::Always(_) => None,
        Sent::OneOf(id) => Some(*id),
    });
    by_status.chain(operation.headers).chain(bodies)
}

/// What each type that is kept or replaced becomes.
struct Substitutes(BTreeMap<TypeId, Type>);

impl Substitutes {
    /// Every type that is asked for has one, since what asks for it is kept.
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

    fn def(&self, def: &TypeDef) -> TypeDef {
        TypeDef {
            shape: self.shape(&def.shape),
            ..def.clone()
        }
    }

    fn shape(&self, shape: &Shape) -> Shape {
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

    fn operation(&self, operation: &Operation) -> Operation {
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

    fn hook(&self, hook: &Hook) -> Hook {
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

    fn example(&self, example: &Example) -> Example {
        Example {
            ty: self.ty(&example.ty),
            ..example.clone()
        }
    }
}
