//! The root: `lib.rs` of a crate or `mod.rs` of a module, with the docs of the whole API.

use proc_macro2::TokenStream;
use quote::quote;

use super::file::File;
use super::{Layout, Root, docs, markdown, webhook};
use crate::facts::Facts;
use crate::ir::Api;

pub(super) fn file(api: &Api, facts: &Facts, layout: &Layout) -> File {
    let (path, attributes) = match layout.root {
        Root::Crate => ("lib.rs", attributes(api, layout)),
        Root::Module => ("mod.rs", TokenStream::new()),
    };
    File::new(path, layout, attributes, |text| {
        text.items(modules(api, facts))
    })
}

fn attributes(api: &Api, layout: &Layout) -> TokenStream {
    let title = format!("# {}", markdown::one_line(&api.title));
    let version = format!("Version {} of the API.", docs::code(&api.version));
    let description = api.description.as_deref().map(markdown::sanitize);
    let guide = layout.guide.as_deref().map(|guide| guide.trim().to_owned());
    let paragraphs = [title, version].into_iter().chain(description);
    let paragraphs: Vec<String> = paragraphs.chain(guide).collect();
    let lines = paragraphs.join("\n\n");
    let lines = lines.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!(" {line}")
        }
    });
    // Types may contain each other in chains as long as the document: rustc follows 128 of them by default.
    let is_deep = api.types.len() > 50;
    let recursion_limit = is_deep.then(|| quote!(#![recursion_limit = "1024"]));
    quote! {
        #![cfg_attr(rustfmt, rustfmt_skip)]
        #(#![doc = #lines])*
        #![forbid(unsafe_code)]
        #recursion_limit
    }
}

fn modules(api: &Api, facts: &Facts) -> TokenStream {
    let callbacks = webhook::has_callbacks(api).then(|| {
        quote!(
            pub mod callbacks;
        )
    });
    let webhooks = (!api.webhooks.is_empty()).then(|| {
        quote!(
            pub mod webhooks;
        )
    });
    let validation = (!facts.rules.is_empty()).then(|| {
        quote!(
            mod validation;
        )
    });
    let has_servers = !facts.servers.all().is_empty();
    let servers = has_servers.then(|| {
        quote!(
            #[doc(inline)]
            pub use self::client::servers;
        )
    });
    quote! {
        #callbacks
        mod client;
        mod codec;
        mod constructors;
        pub mod endpoints;
        pub mod models;
        #validation
        #webhooks
        #[doc(inline)]
        pub use self::client::Client;
        #servers
        pub use ::bindery_runtime as runtime;
    }
}
