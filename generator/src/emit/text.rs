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
        let Some(opened) = empty.strip_suffix("}\n") else {
            return;
        };
        self.add(opened);
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
    let file = syn::parse2::<syn::File>(template);
    let file = file.map(|file| syn::File {
        items: spaced(file.items),
        ..file
    });
    file.map(|file| prettyplease::unparse(&file))
        .unwrap_or_default()
}

/// Prints items as they stand inside of so many modules: where lines are broken depends on how far they are indented.
fn printed(template: TokenStream, depth: usize) -> String {
    let items = syn::parse2::<syn::File>(template).map(|file| spaced(file.items));
    let nested = (0..depth).fold(items.unwrap_or_default(), |items, _| vec![module(items)]);
    let mut text = prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: nested,
    });
    let lines = |bracket: &str| -> usize {
        let lines = (0..depth).map(|depth| depth * INDENTATION.len() + bracket.len());
        lines.sum()
    };
    text.truncate(text.len().saturating_sub(lines("}\n")));
    text.split_off(lines("mod m {\n").min(text.len()))
}

fn module(items: Vec<Item>) -> Item {
    Item::Mod(ItemMod {
        attrs: Vec::new(),
        vis: Visibility::Inherited,
        unsafety: None,
        mod_token: Default::default(),
        ident: Ident::new("m", Span::call_site()),
        content: Some((Default::default(), items)),
        semi: None,
    })
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
