//! The structs with the runtime's tables, as they are generated.

crate::structs! { #[derive(Debug, Clone, PartialEq)] Tables, rest: bindery_runtime::AdditionalProperties }

#[derive(Debug, Clone)]
pub enum Kind {
    Response,
    Update,
    MessageTag,
    Unrecognized(bindery_runtime::Unrecognized),
}

bindery_runtime::open_enum! { Kind { Response = "RESPONSE", Update = "UPDATE", MessageTag = "MESSAGE_TAG" } }
bindery_runtime::object! {
    Tables { data: required "data", next: optional "next", total: optional whole "total", ..additional_properties }
}
bindery_runtime::object! {
    Message {
        id: required "id",
        created_time: required "created_time",
        kind: optional "kind",
        from: optional "from",
        message: optional "message",
        tags: optional "tags",
        attachments: optional "attachments",
        is_echo: optional "is_echo",
        ..additional_properties
    }
}
bindery_runtime::object! {
    Person { id: required "id", name: optional "name", email: optional "email", ..additional_properties }
}
bindery_runtime::object! {
    Attachment {
        id: required whole "id",
        mime_type: optional "mime_type",
        size: optional whole "size",
        ratio: optional "ratio",
        ..additional_properties
    }
}
