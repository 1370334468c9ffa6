//! Text: items and tables become the text of a file, one after the other.
//!
//! Each template is parsed, printed and forgotten before the next one is made. So neither the tokens nor the syntax tree
//! of a large document are ever there as a whole: making and dropping them by the million costs more than printing.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::{ImplItem, Item, ItemMod, Visibility};

use super::table::Table;

/// What prettyplease indents the content of a module by.
const INDENTATION: &str = "    ";

/// The text of a file that is being written.
pub(super) struct Text {
    text: String,
    /// How many modules are open.
    depth: usize,
    /// Whether something stands above in the same module, from which a blank line keeps the next item apart.
    is_begun: bool,
}

impl Text {
    /// What follows the header of a file.
    pub(super) fn after(header: String) -> Self {
        Self {
            text: header,
            depth: 0,
            is_begun: true,
        }
    }

    /// Adds items.
    pub(super) fn items(&mut self, template: TokenStream) {
        self.add(&printed(template, self.depth));
    }

    /// Adds a codec table.
    pub(super) fn table(&mut self, table: &Table) {
        self.add(&table.to_string());
    }

    /// Adds a module; `declaration` ends with its name, and `write` adds what is in it.
    pub(super) fn module(&mut self, declaration: TokenStream, write: impl FnOnce(&mut Self)) {
        let empty = printed(quote!(#declaration {}), self.depth);
        // A declaration that can't be parsed is printed as its tokens are, with a space in the braces.
        let opened = empty.trim_end().strip_suffix('}').unwrap_or(&empty);
        self.add(opened.trim_end());
        self.text.push('\n');
        self.is_begun = false;
        self.depth += 1;
        write(self);
        self.depth -= 1;
        self.is_begun = true;
        self.text.push_str(&INDENTATION.repeat(self.depth));
        self.text.push_str("}\n");
    }

    /// The whole text.
    pub(super) fn into_string(self) -> String {
        self.text
    }

    fn add(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.is_begun {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.is_begun = true;
    }
}

/// Prints a whole file from its template, with a blank line between items.
pub(super) fn print(template: TokenStream) -> String {
    printed(template, 0)
}

/// Prints items as they stand inside of so many modules: where lines are broken depends on how far they are indented.
/// What can't be parsed, or isn't printed as such modules are, is there as its tokens are: rustc tells what is wrong with
/// it, where otherwise nobody would miss it.
fn printed(template: TokenStream, depth: usize) -> String {
    // Tokens are shared, so that a clone of them costs next to nothing.
    match syn::parse2::<syn::File>(template.clone()) {
        Ok(file) if file.items.is_empty() && file.attrs.is_empty() => String::new(),
        Ok(file) => {
            let text =
                prettyplease::unparse(&(0..depth).fold(spaced_file(file), |file, _| nested(file)));
            content(&text, depth).map_or_else(|| format!("{template}\n"), str::to_owned)
        }
        Err(_) => format!("{template}\n"),
    }
}

/// What so many modules have in them, as [`nested`] makes them.
fn content(text: &str, depth: usize) -> Option<&str> {
    (0..depth).try_fold(text, |text, depth| {
        let indentation = INDENTATION.repeat(depth);
        let text = text.strip_prefix(&indentation)?.strip_prefix("mod m {\n")?;
        text.strip_suffix("}\n")?.strip_suffix(&indentation)
    })
}

/// A file with nothing but a module that has all of this one.
fn nested(file: syn::File) -> syn::File {
    let module = ItemMod {
        attrs: file.attrs,
        vis: Visibility::Inherited,
        unsafety: None,
        mod_token: Default::default(),
        ident: Ident::new("m", Span::call_site()),
        content: Some((Default::default(), file.items)),
        semi: None,
    };
    syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![Item::Mod(module)],
    }
}

fn spaced_file(file: syn::File) -> syn::File {
    syn::File {
        items: spaced(file.items),
        ..file
    }
}

/// Puts a blank line between items, in modules and impls too: prettyplease prints an empty item as one.
fn spaced(items: Vec<Item>) -> Vec<Item> {
    let mut spaced: Vec<Item> = Vec::new();
    for mut item in items {
        match &mut item {
            Item::Mod(syn::ItemMod {
                content: Some((_, content)),
                ..
            }) => {
                *content = self::spaced(std::mem::take(content));
            }
            Item::Impl(implementation) => {
                let blank = ImplItem::Verbatim(TokenStream::new());
                implementation.items =
                    interspersed(std::mem::take(&mut implementation.items), blank);
            }
            _ => {}
        }
        if spaced
            .last()
            .is_some_and(|last| !(is_line(last) && is_line(&item)))
        {
            spaced.push(Item::Verbatim(TokenStream::new()));
        }
        spaced.push(item);
    }
    spaced
}

/// Items that stand together: `mod a;` and `mod b;`, or types of an impl.
fn is_line(item: &Item) -> bool {
    matches!(
        item,
        Item::Mod(syn::ItemMod { content: None, .. }) | Item::Use(_)
    )
}

/// Puts `blank` before every function but the first item.
fn interspersed(items: Vec<ImplItem>, blank: ImplItem) -> Vec<ImplItem> {
    let mut interspersed = Vec::new();
    for item in items {
        if matches!(item, ImplItem::Fn(_)) && !interspersed.is_empty() {
            interspersed.push(blank.clone());
        }
        interspersed.push(item);
    }
    interspersed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn within(depth: usize, text: &mut Text, write: &dyn Fn(&mut Text)) {
        match depth.checked_sub(1) {
            Some(depth) => text.module(quote!(pub mod m), |text| within(depth, text, write)),
            None => write(text),
        }
    }

    fn written(depth: usize, write: &dyn Fn(&mut Text)) -> String {
        let mut text = Text::after("// Header\n".to_owned());
        within(depth, &mut text, write);
        text.into_string()
    }

    #[test]
    fn modules_are_written_as_they_are_printed_as_a_whole() {
        for items in [
            quote!(
                const A: u8 = 1;
            ),
            quote! {
                #![allow(dead_code)]
                /// `}`
                mod m {}
                const B: &str = "}\n    }\n";
            },
        ] {
            for depth in 0..4 {
                let nested =
                    (0..depth).fold(items.clone(), |items, _| quote!(pub mod m { #items }));
                let text = written(depth, &|text| text.items(items.clone()));
                assert_eq!(text, format!("// Header\n\n{}", print(nested)), "{depth}");
            }
        }
    }

    #[test]
    fn an_empty_module_stays() {
        let text = |depth| written(depth, &|text| text.items(quote!()));
        assert_eq!(text(0), "// Header\n");
        assert_eq!(text(1), "// Header\n\npub mod m {\n}\n");
        let two = "// Header\n\npub mod m {\n    pub mod m {\n    }\n}\n";
        assert_eq!(text(2), two);
    }

    #[test]
    fn what_cant_be_parsed_is_left_for_rustc() {
        for depth in 0..4 {
            let text = written(depth, &|text| {
                text.items(quote!(const A: = 1;));
                text.items(quote!(
                    const B: u8 = 2;
                ));
            });
            assert!(text.contains("const A : = 1 ;\n"), "{text}");
            assert!(text.contains("const B: u8 = 2;\n"), "{text}");
            assert!(syn::parse_file(&text).is_err());
        }
        let text = written(1, &|text| {
            text.module(quote!(pub mod 1), |text| {
                text.items(quote!(
                    const C: u8 = 3;
                ))
            });
        });
        assert!(text.contains("pub mod 1 {\n"), "{text}");
        assert!(text.contains("const C: u8 = 3;\n    }\n}\n"), "{text}");
    }
}
