//! Sending: how a value gets from an argument into a call.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::argument::{self, Argument};
use crate::emit::types::{Printer, ident};
use crate::ir::{
    Body, Content, Encoding, Form, FormKind, Location, Parameter, Sent, Style, Type, Writing,
};

/// One value that a call sends.
pub(super) struct Sending {
    name: Ident,
    /// The argument: `page_id: impl Into<String>`.
    pub(super) parameter: TokenStream,
    /// The conversion that the argument needs before it is sent.
    conversion: Option<TokenStream>,
    sent: Statement,
}

/// What sends the value.
enum Statement {
    /// The runtime's function and its arguments: `parameter(.., &page_id)`.
    Call(TokenStream),
    /// The variants that the value may be of, and what sends each.
    Match(Vec<(TokenStream, TokenStream)>),
}

impl Sending {
    pub(super) fn of_parameter(parameter: &Parameter, printer: &Printer<'_>) -> Self {
        let name = ident(&parameter.name.rust);
        let described = described(parameter);
        Self::new(
            &parameter.name.rust,
            &parameter.ty,
            quote!(parameter(#described, &#name)),
            printer,
        )
    }

    pub(super) fn of_body(body: &Body, printer: &Printer<'_>) -> Self {
        match &body.sent {
            Sent::Always(writing) => Self::of_alternative(writing, printer),
            Sent::OneOf(id) => {
                let path = printer.named(*id);
                let choices = body.choices(printer.api).iter().map(|choice| {
                    let (variant, sent) = (ident(&choice.variant), sent(&choice.writing));
                    (quote!(#path::#variant), sent)
                });
                Self {
                    sent: Statement::Match(choices.collect()),
                    ..Self::new("body", &Type::Named(*id), TokenStream::new(), printer)
                }
            }
        }
    }

    fn of_alternative(writing: &Writing, printer: &Printer<'_>) -> Self {
        let sent = sent(writing);
        match &writing.content {
            Content::Json(ty) | Content::Form(Form { ty, .. }) => {
                Self::new("body", ty, sent, printer)
            }
            Content::Text => Self::new("body", &Type::String, sent, printer),
            Content::Bytes => {
                let (into, name) = (printer.prelude("Into"), ident("body"));
                Self {
                    parameter: quote!(#name: impl #into<::bindery_runtime::Body>),
                    conversion: Some(quote!(let #name: ::bindery_runtime::Body = #name.into();)),
                    sent: Statement::Call(sent),
                    name,
                }
            }
        }
    }

    fn new(name: &str, ty: &Type, sent: TokenStream, printer: &Printer<'_>) -> Self {
        let Argument {
            parameter,
            value,
            converts,
        } = argument::plain(name, ty, printer);
        let name = ident(name);
        let printed = printer.ty(ty);
        let conversion = converts.then(|| quote!(let #name: #printed = #value;));
        Self {
            name,
            parameter,
            conversion,
            sent: Statement::Call(sent),
        }
    }

    /// The name of the argument, which is the name of a setter too.
    pub(super) fn name(&self) -> &Ident {
        &self.name
    }

    /// The statements that put the argument into `call`.
    pub(super) fn statements(&self, call: &TokenStream) -> TokenStream {
        let conversion = &self.conversion;
        let sent = match &self.sent {
            Statement::Call(sent) => quote!(#call.#sent;),
            Statement::Match(choices) => {
                let name = &self.name;
                let arms = choices
                    .iter()
                    .map(|(variant, sent)| quote!(#variant(#name) => #call.#sent));
                quote!(match #name { #(#arms,)* })
            }
        };
        quote!(#conversion #sent)
    }
}

/// `json_body("application/json", &body)`
fn sent(writing: &Writing) -> TokenStream {
    let content_type = &writing.content_type;
    match &writing.content {
        Content::Json(_) => quote!(json_body(#content_type, &body)),
        Content::Form(form) => form_sent(content_type, form),
        Content::Text => quote!(text_body(#content_type, body)),
        Content::Bytes => quote!(raw_body(#content_type, body)),
    }
}

/// `form_body(&[..], &body)`
fn form_sent(content_type: &str, form: &Form) -> TokenStream {
    match form.kind {
        FormKind::UrlEncoded => {
            let encodings = form.encodings.iter().map(url_encoding);
            quote!(form_body(&[#(#encodings),*], &body))
        }
        FormKind::Multipart => {
            let encodings = form.encodings.iter().map(|encoding| {
                let (property, content_type) = (&encoding.property, &encoding.content_type);
                quote!(::bindery_runtime::Encoding::new(#property, #content_type))
            });
            quote!(multipart_body(#content_type, &[#(#encodings),*], &body))
        }
    }
}

/// A property of a form is written as the query parameter of its name.
fn url_encoding(encoding: &Encoding) -> TokenStream {
    let property = &encoding.property;
    let style = match encoding.content_type {
        Some(_) => Some(quote!(Json)),
        None => encoding.style.map(style),
    };
    let style = style.map(|style| quote!(.style(::bindery_runtime::Style::#style)));
    let explode = encoding.explode.map(|explode| quote!(.explode(#explode)));
    let reserved = encoding.allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(::bindery_runtime::Parameter::query(#property) #style #explode #reserved)
}

/// `::bindery_runtime::Parameter::query("ids").explode(false)`
pub(super) fn described(parameter: &Parameter) -> TokenStream {
    let wire = &parameter.name.wire;
    let location = match parameter.location {
        Location::Path => quote!(path),
        Location::Query => quote!(query),
        Location::Header => quote!(header),
        Location::Cookie => quote!(cookie),
    };
    let style = parameter.style.map(|style| {
        let style = self::style(style);
        quote!(.style(::bindery_runtime::Style::#style))
    });
    let explode = parameter.explode.map(|explode| quote!(.explode(#explode)));
    let reserved = parameter.allow_reserved.then(|| quote!(.allow_reserved()));
    quote!(::bindery_runtime::Parameter::#location(#wire) #style #explode #reserved)
}

fn style(style: Style) -> TokenStream {
    match style {
        Style::Matrix => quote!(Matrix),
        Style::Label => quote!(Label),
        Style::SpaceDelimited => quote!(SpaceDelimited),
        Style::PipeDelimited => quote!(PipeDelimited),
        Style::DeepObject => quote!(DeepObject),
        Style::Json => quote!(Json),
    }
}
