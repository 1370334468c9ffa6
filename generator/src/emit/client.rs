//! The client: what the runtime has to know of the API, and the type whose functions the operations are.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{self, File};
use super::{Layout, docs, markdown, servers};
use crate::facts::Facts;
use crate::ir::{Api, SecurityScheme, SecuritySchemeKind};

pub(super) fn file(api: &Api, facts: &Facts, layout: &Layout) -> File {
    let attributes = file::attributes(" The client.", facts);
    let (description, definition) = (description(api, facts), definition(api));
    let servers = servers::module(&facts.servers);
    let items = quote!(#description #definition #servers);
    File::new("client.rs", layout, attributes, |text| text.items(items))
}

fn description(api: &Api, facts: &Facts) -> TokenStream {
    let Api { title, version, .. } = api;
    let servers = servers::of_api(&facts.servers);
    let schemes = api.security_schemes.iter().map(scheme);
    quote! {
        static API: ::bindery_runtime::Api = ::bindery_runtime::Api::new(#title, #version)
            #servers
            .security_schemes(&[#(#schemes),*]);
    }
}

fn scheme(scheme: &SecurityScheme) -> TokenStream {
    let name = &scheme.name;
    let arguments = match &scheme.kind {
        SecuritySchemeKind::Bearer => quote!(bearer(#name)),
        SecuritySchemeKind::Basic => quote!(basic(#name)),
        SecuritySchemeKind::ApiKeyHeader(header) => quote!(api_key_header(#name, #header)),
        SecuritySchemeKind::ApiKeyQuery(parameter) => quote!(api_key_query(#name, #parameter)),
        SecuritySchemeKind::ApiKeyCookie(cookie) => quote!(api_key_cookie(#name, #cookie)),
        SecuritySchemeKind::Unsupported => quote!(unsupported(#name)),
    };
    quote!(::bindery_runtime::SecurityScheme::#arguments)
}

fn definition(api: &Api) -> TokenStream {
    let title = markdown::one_line(&api.title);
    let docs = docs::lines(&format!("A client of the {title}; cheap to clone."));
    quote! {
        #docs
        #[derive(Debug, Clone)]
        pub struct Client(pub(super) ::bindery_runtime::Client);

        impl Client {
            /// Starts a client: the builder takes credentials, and whatever else differs from the document.
            pub fn builder() -> ::bindery_runtime::ClientBuilder<Client> {
                ::bindery_runtime::ClientBuilder::new(&API)
            }
        }

        impl AsRef<::bindery_runtime::Client> for Client {
            fn as_ref(&self) -> &::bindery_runtime::Client {
                &self.0
            }
        }

        impl From<::bindery_runtime::Client> for Client {
            fn from(client: ::bindery_runtime::Client) -> Self {
                Self(client)
            }
        }
    }
}
