//! Servers: a constant for each, and the lists that the API and the operations name.
//!
//! ```text
//! pub mod servers {
//!     /// Sandbox
//!     ///
//!     /// `https://{region}.sandbox.example.com`
//!     pub const SANDBOX: ::bindery_runtime::Server = ::bindery_runtime::Server::new(..);
//! }
//! ```

use proc_macro2::TokenStream;
use quote::quote;

use super::types::ident;
use super::{docs, markdown};
use crate::facts::ServerLists;
use crate::ir::{Server, ServerVariable};

/// The module of all constants; nothing where there are no servers.
pub(super) fn module(lists: &ServerLists) -> Option<TokenStream> {
    let all = lists.all();
    let constants = all.iter().map(|server| constant(server));
    (!all.is_empty()).then(|| {
        quote! {
            /// The servers that the document declares, to choose from by [`server`](::bindery_runtime::ClientBuilder::server)
            /// and to replace by [`base_url_for`](::bindery_runtime::ClientBuilder::base_url_for).
            pub mod servers {
                #(#constants)*
            }
        }
    })
}

/// What the API is told: its own servers, unless they are those of every API that declares none, and the operations'.
pub(super) fn of_api(lists: &ServerLists) -> TokenStream {
    let shared = match &lists.shared {
        Some(shared) if shared.is_empty() => None,
        Some(shared) => Some(list(shared, &quote!(servers))),
        None => Some(quote!(&[])),
    };
    let shared = shared.map(|shared| quote!(.servers(#shared)));
    let own = lists.own.iter().map(|own| list(own, &quote!(servers)));
    let own = (!lists.own.is_empty()).then(|| quote!(.operation_servers(&[#(#own),*])));
    quote!(#shared #own)
}

/// What an operation is told that has servers of its own.
pub(super) fn of_operation(servers: &[Server]) -> Option<TokenStream> {
    let list = list(servers, &quote!(super::client::servers));
    (!servers.is_empty()).then(|| quote!(.servers(#list)))
}

fn list(servers: &[Server], module: &TokenStream) -> TokenStream {
    let names = servers.iter().map(|server| ident(&server.name.rust));
    quote!(&[#(#module::#names),*])
}

fn constant(server: &Server) -> TokenStream {
    let (name, url) = (ident(&server.name.rust), &server.name.wire);
    let description = server.description.as_deref().map(markdown::sanitize);
    let variables = server.variables.iter().map(described);
    let variables = variables.collect::<Vec<_>>().join("\n");
    let paragraphs = description.into_iter().chain([docs::code(url), variables]);
    let paragraphs: Vec<String> = paragraphs.filter(|text| !text.is_empty()).collect();
    let docs = docs::lines(&paragraphs.join("\n\n"));
    let variables = server.variables.iter().map(variable);
    let variables = (!server.variables.is_empty()).then(|| quote!(.variables(&[#(#variables),*])));
    quote! {
        #docs
        pub const #name: ::bindery_runtime::Server = ::bindery_runtime::Server::new(#url) #variables;
    }
}

fn variable(variable: &ServerVariable) -> TokenStream {
    let (name, allowed) = (&variable.name, &variable.allowed);
    let default = variable
        .default
        .as_ref()
        .map(|default| quote!(.default(#default)));
    let allowed = (!allowed.is_empty()).then(|| quote!(.allowed(&[#(#allowed),*])));
    quote!(::bindery_runtime::ServerVariable::new(#name) #default #allowed)
}

/// One line of a list: the variable, what the document says of it, and its values.
fn described(variable: &ServerVariable) -> String {
    let description = variable.description.as_deref().map(markdown::one_line);
    let allowed: Vec<String> = variable
        .allowed
        .iter()
        .map(|value| docs::code(value))
        .collect();
    let allowed = (!allowed.is_empty()).then(|| format!("One of: {}.", allowed.join(", ")));
    let default = match &variable.default {
        Some(default) => format!("Default: {}.", docs::code(default)),
        None => "It has to be set.".to_owned(),
    };
    let said: Vec<String> = description
        .into_iter()
        .chain(allowed)
        .chain([default])
        .collect();
    format!("* {}: {}", docs::code(&variable.name), said.join(" "))
}
