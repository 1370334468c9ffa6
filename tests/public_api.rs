//! What users of the bindings can name: the snapshot shows every public item of `generated/`, file by file, so that a
//! breaking change is seen as one. Docs, function bodies and the values of constants aren't part of it, nor is how values
//! are written: that is `generated/codec.rs`, which reads as a table already.

use std::fs;
use std::path::Path;

use syn::{Attribute, Fields, ImplItem, Item, Meta, Type, Visibility, parse_quote};

#[test]
fn every_public_item_is_known() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("generated");
    let mut paths: Vec<_> = fs::read_dir(&directory)
        .expect("the bindings are a folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    let review: Vec<String> = paths.iter().map(|path| public_items(path)).collect();
    insta::with_settings!({ omit_expression => true }, {
        insta::assert_snapshot!(review.join("\n"));
    });
}

fn public_items(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a generated file is text");
    let mut file = syn::parse_file(&text).expect("a generated file is Rust");
    file.attrs.clear();
    file.items = file.items.into_iter().filter_map(public).collect();
    let name = path.file_name().unwrap_or_default().display();
    format!("// {name}\n{}", prettyplease::unparse(&file))
}

/// What a user sees of an item, if it is anything.
fn public(mut item: Item) -> Option<Item> {
    let everyone = Visibility::Public(Default::default());
    let visibility = match &mut item {
        Item::Struct(item) => {
            strip(&mut item.attrs);
            hide_private(&mut item.fields);
            &item.vis
        }
        Item::Enum(item) => {
            strip(&mut item.attrs);
            let attributes = item.variants.iter_mut().map(|variant| &mut variant.attrs);
            attributes.for_each(strip);
            &item.vis
        }
        Item::Mod(item) => {
            strip(&mut item.attrs);
            let content = item.content.iter_mut();
            content.for_each(|(_, items)| {
                *items = std::mem::take(items)
                    .into_iter()
                    .filter_map(public)
                    .collect();
            });
            &item.vis
        }
        Item::Impl(item) => {
            strip(&mut item.attrs);
            let is_trait = item.trait_.is_some();
            item.items.retain_mut(|item| is_public(item, is_trait));
            &everyone
        }
        Item::Type(item) => {
            strip(&mut item.attrs);
            &item.vis
        }
        Item::Use(item) => {
            strip(&mut item.attrs);
            &item.vis
        }
        // Gives a call its public functions.
        Item::Macro(item)
            if item
                .mac
                .path
                .segments
                .iter()
                .any(|step| step.ident == "call") =>
        {
            &everyone
        }
        Item::Const(item) => {
            strip(&mut item.attrs);
            &item.vis
        }
        Item::Macro(_) | Item::Static(_) => return None,
        _ => panic!("the bindings have a kind of item that this test doesn't know"),
    };
    matches!(visibility, Visibility::Public(_)).then_some(item)
}

/// A private field stays as `_`: that there is one is what a user can see.
fn hide_private(fields: &mut Fields) {
    for field in fields.iter_mut() {
        strip(&mut field.attrs);
        if !matches!(field.vis, Visibility::Public(_)) {
            field.vis = Visibility::Inherited;
            field.ty = Type::Infer(parse_quote!(_));
        }
    }
}

fn is_public(item: &mut ImplItem, is_trait: bool) -> bool {
    match item {
        ImplItem::Fn(function) => {
            strip(&mut function.attrs);
            function.block = parse_quote!({});
            is_trait || matches!(function.vis, Visibility::Public(_))
        }
        ImplItem::Const(constant) => {
            strip(&mut constant.attrs);
            constant.expr = parse_quote!(_);
            is_trait || matches!(constant.vis, Visibility::Public(_))
        }
        ImplItem::Type(_) => true,
        _ => panic!("an impl has a kind of item that this test doesn't know"),
    }
}

/// Keeps the attributes that change what users can do.
fn strip(attributes: &mut Vec<Attribute>) {
    let kept = ["derive", "non_exhaustive", "must_use", "deprecated"];
    attributes.retain_mut(|attribute| {
        if let Meta::NameValue(_) = attribute.meta
            && attribute.path().is_ident("must_use")
        {
            // Its text is prose.
            attribute.meta = parse_quote!(must_use);
        }
        kept.iter().any(|name| attribute.path().is_ident(name))
    });
}
