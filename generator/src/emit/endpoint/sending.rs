//! Sending: how a value gets from an argument into a call.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::argument::{self, Argument};
use crate::emit::types::{Printer, ident};
use crate::ir::{Body, Content, Encoding, Form, FormKind, Location, Parameter, Style, Type};

/// One value that a call sends.
pub(super) struct Sending {
    name: Ident,
    /// The argument: `page_id: impl Into<String>`.
    pub(super) parameter: TokenStream,
    /// The conversion that the argument needs before it is sent.
    conversion: Option<TokenStream>,
    /// The runtime's function and its arguments: `parameter(.., &page_id)`.
    sent: TokenStream,
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
        let content_type = &body.content_type;
        match &body.content {
            Content::Json(ty) => {
                Self::new("body", ty, quote!(json_body(#content_type, &body)), printer)
            }
            Content::Form(form) => Self::new("body", &form.ty, form_sent(form), printer),
            Content::Text => Self::new(
                "body",
                &Type::String,
                quote!(text_body(#content_type, body)),
                printer,
            ),
            Content::Bytes => {
                let into = printer.prelude("Into");
                Self {
                    name: ident("body"),
                    parameter: quote!(body: impl #into<::bindery_runtime::Bytes>),
                    conversion: None,
                    sent: quote!(bytes_body(#content_type, body.into())),
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
            sent,
        }
    }

    /// The name of the argument, which is the name of a setter too.
    pub(super) fn name(&self) -> &Ident {
        &self.name
    }

    /// The statements that put the argument into `call`.
    pub(super) fn statements(&self, call: &TokenStream) -> TokenStream {
        let (conversion, sent) = (&self.conversion, &self.sent);
        quote! {
            #conversion
            #call.#sent;
        }
    }
}

/// `form_body(&[..], &body)`
fn form_sent(form: &Form) -> TokenStream {
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
            quote!(multipart_body(&[#(#encodings),*], &body))
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
fn described(parameter: &Parameter) -> TokenStream {
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
