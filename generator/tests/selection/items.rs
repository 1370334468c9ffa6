//! The items of a file as text, each with the path of the module that it stands in.

use std::collections::BTreeSet;

use quote::ToTokens;
use syn::{ImplItem, Item};

/// All items; functions of an impl count each by itself, because an impl may have fewer of them in a part.
pub(super) fn items(text: &str) -> BTreeSet<String> {
    let file = syn::parse_file(text).expect("it is Rust");
    let mut found = BTreeSet::new();
    collect(file.items, "", &mut found);
    found
}

fn collect(items: Vec<Item>, module: &str, found: &mut BTreeSet<String>) {
    for item in items {
        match item {
            Item::Mod(inner) => {
                let path = format!("{module}{}::", inner.ident);
                let content = inner.content.map(|(_, items)| items);
                collect(content.unwrap_or_default(), &path, found);
            }
            Item::Impl(mut whole) => {
                for function in std::mem::take(&mut whole.items) {
                    found.insert(line(module, &(&whole, function)));
                }
                found.insert(line(
                    module,
                    &(&whole, ImplItem::Verbatim(Default::default())),
                ));
            }
            item => {
                found.insert(format!("{module} {}", plain(&item)));
            }
        }
    }
}

fn line(module: &str, (whole, item): &(&syn::ItemImpl, ImplItem)) -> String {
    format!("{module} {} {}", plain(whole), plain(item))
}

/// The tokens without spaces and last commas, which depend on the length of lines, and with the prelude's names as they
/// are where no type has taken them, which would make lines longer.
fn plain(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string().replace(' ', "");
    for module in ["boxed", "convert", "default", "option", "string", "vec"] {
        text = text.replace(&format!("::std::{module}::"), "");
    }
    text.replace(",)", ")").replace(",>", ">")
}
