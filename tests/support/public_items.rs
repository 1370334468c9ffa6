//! The public items of source files: parsed files go in, what their users can name comes out, as Rust without bodies.
//! What macros expand to isn't known, so the invocations of those that give public members
//! are shown instead.

use std::collections::BTreeSet;

use syn::{
    Attribute, Fields, File, Ident, ImplItem, Item, ItemImpl, Meta, TraitItem, Type, Visibility,
    parse_quote,
};

/// Macros that give types public members: the tables of `codec.rs`, for instance, do not.
const GIVES_MEMBERS: [&str; 3] = ["call", "compared", "formatted"];

/// What of some files is public.
pub(crate) struct PublicItems {
    /// The names of types and traits that only the files themselves can name.
    private: BTreeSet<Ident>,
}

impl PublicItems {
    pub(crate) fn of<'f>(files: impl Iterator<Item = &'f File>) -> Self {
        let (mut public, mut private) = (BTreeSet::new(), BTreeSet::new());
        for item in files.flat_map(|file| &file.items) {
            let (name, visibility) = match item {
                Item::Struct(item) => (&item.ident, &item.vis),
                Item::Enum(item) => (&item.ident, &item.vis),
                Item::Trait(item) => (&item.ident, &item.vis),
                _ => continue,
            };
            let names = match visibility {
                Visibility::Public(_) => &mut public,
                _ => &mut private,
            };
            names.insert(name.clone());
        }
        let private = private.difference(&public).cloned().collect();
        Self { private }
    }

    /// What a user sees of a file, if it is anything.
    pub(crate) fn shown(&self, mut file: File) -> Option<String> {
        file.attrs.clear();
        let items = std::mem::take(&mut file.items).into_iter();
        file.items = items.filter_map(|item| self.public(item)).collect();
        (!file.items.is_empty()).then(|| prettyplease::unparse(&file))
    }

    /// What a user sees of an item, if it is anything.
    fn public(&self, mut item: Item) -> Option<Item> {
        let everyone = Visibility::Public(Default::default());
        let visibility = match &mut item {
            Item::Struct(item) => {
                strip(&mut item.attrs);
                hide_private(&mut item.fields);
                &item.vis
            }
            Item::Enum(item) => {
                strip(&mut item.attrs);
                for variant in &mut item.variants {
                    strip(&mut variant.attrs);
                    variant
                        .fields
                        .iter_mut()
                        .for_each(|it| strip(&mut it.attrs));
                }
                &item.vis
            }
            Item::Trait(item) => {
                strip(&mut item.attrs);
                item.items.iter_mut().for_each(empty);
                &item.vis
            }
            Item::Mod(item) => {
                strip(&mut item.attrs);
                let content = item.content.iter_mut();
                content.for_each(|(_, items)| {
                    let all = std::mem::take(items).into_iter();
                    *items = all.filter_map(|item| self.public(item)).collect();
                });
                &item.vis
            }
            Item::Impl(item) => {
                strip(&mut item.attrs);
                let is_trait = item.trait_.is_some();
                item.items.retain_mut(|item| is_public(item, is_trait));
                if self.is_private(item) {
                    return None;
                }
                &everyone
            }
            Item::Fn(item) => {
                strip(&mut item.attrs);
                item.block = parse_quote!({});
                &item.vis
            }
            Item::Type(item) => {
                strip(&mut item.attrs);
                &item.vis
            }
            Item::Use(item) => {
                strip(&mut item.attrs);
                &item.vis
            }
            Item::Const(item) => {
                strip(&mut item.attrs);
                &item.vis
            }
            Item::Macro(item) if item.ident.is_some() => {
                let mut attributes = item.attrs.iter();
                if !attributes.any(|it| it.path().is_ident("macro_export")) {
                    return None;
                }
                strip(&mut item.attrs);
                item.mac.tokens = parse_quote!(() => {});
                &everyone
            }
            Item::Macro(item) => {
                let name = &item.mac.path.segments.last()?.ident;
                if !GIVES_MEMBERS.iter().any(|known| name == known) {
                    return None;
                }
                &everyone
            }
            Item::Static(_) => return None,
            _ => panic!("there is a kind of item that this test doesn't know"),
        };
        matches!(visibility, Visibility::Public(_)).then_some(item)
    }

    /// Whether users can't see an impl, for want of the type, of the trait, or of anything in it.
    fn is_private(&self, item: &ItemImpl) -> bool {
        let of_private = match &*item.self_ty {
            Type::Path(path) => self.names_private(&path.path),
            _ => false,
        };
        of_private
            || match &item.trait_ {
                Some((path, _)) => self.names_private(path),
                None => item.items.is_empty(),
            }
    }

    fn names_private(&self, path: &syn::Path) -> bool {
        let last = path.segments.last();
        last.is_some_and(|last| self.private.contains(&last.ident))
    }
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

/// Whether a function has a default is what a user can see of it.
fn empty(item: &mut TraitItem) {
    match item {
        TraitItem::Fn(function) => {
            strip(&mut function.attrs);
            if function.default.is_some() {
                function.default = Some(parse_quote!({}));
            }
        }
        TraitItem::Const(constant) => {
            strip(&mut constant.attrs);
            if let Some((_, value)) = &mut constant.default {
                *value = parse_quote!(_);
            }
        }
        TraitItem::Type(ty) => strip(&mut ty.attrs),
        _ => panic!("a trait has a kind of item that this test doesn't know"),
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
        ImplItem::Type(ty) => {
            strip(&mut ty.attrs);
            true
        }
        ImplItem::Macro(_) => true,
        _ => panic!("an impl has a kind of item that this test doesn't know"),
    }
}

/// Keeps the attributes that change what users can do.
fn strip(attributes: &mut Vec<Attribute>) {
    let kept = ["cfg", "derive", "non_exhaustive", "must_use", "deprecated"];
    attributes.retain_mut(|attribute| {
        if let Meta::NameValue(_) = attribute.meta
            && attribute.path().is_ident("must_use")
        {
            // Its text is prose.
            attribute.meta = parse_quote!(must_use);
        }
        // Other documentation is prose as well.
        let is_hidden = matches!(
            &attribute.meta,
            Meta::List(list) if list.path.is_ident("doc") && list.tokens.to_string() == "hidden"
        );
        is_hidden || kept.iter().any(|name| attribute.path().is_ident(name))
    });
}
