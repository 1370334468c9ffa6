//! The root: `lib.rs` of a crate or `mod.rs` of a module, with the docs of the whole API.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::{File, Part};
use super::{Layout, Root, docs, markdown};
use crate::ir::Api;

pub(super) fn file(api: &Api, layout: &Layout) -> File {
    let modules = Part::items(modules());
    match layout.root {
        Root::Crate => File::new("lib.rs", layout, attributes(api), vec![modules]),
        Root::Module => File::new("mod.rs", layout, TokenStream::new(), vec![modules]),
    }
}

fn attributes(api: &Api) -> TokenStream {
    let title = format!("# {}", markdown::one_line(&api.title));
    let version = format!("Version {} of the API.", docs::code(&api.version));
    let description = api.description.as_deref().map(markdown::sanitize);
    let paragraphs: Vec<String> = [title, version].into_iter().chain(description).collect();
    let lines = paragraphs.join("\n\n");
    let lines = lines.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    quote! {
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #(#![doc = #lines])*
        #![forbid(unsafe_code)]
    }
}

fn modules() -> TokenStream {
    quote! {
        mod client;
        mod codec;
        mod constructors;
        pub mod endpoints;
        pub mod models;
        #[doc(inline)]
        pub use self::client::Client;
        pub use ::bindery_runtime as runtime;
    }
}
