//! Sanity: what must be true of any file that is generated, whatever the document says.

use bindery::emit::File;
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use syn::{ImplItem, Item, Stmt};

/// The file parses, and holds only the items that the templates have: no text of the document became code.
pub(crate) fn check_items(file: &File, document: &str) {
    let place = format!("{} of {document}", file.path);
    let parsed = syn::parse_file(&file.text);
    let parsed = parsed.unwrap_or_else(|error| panic!("{place}: {error}"));
    for item in &parsed.items {
        check_item(item, &place);
    }
}

/// The docs hold neither HTML nor code that rustdoc would run as a test.
pub(crate) fn check_docs(file: &File, document: &str) {
    for docs in docs(&file.text) {
        for event in Parser::new_ext(&docs, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
            assert!(
                is_harmless(&event),
                "{event:?} in {} of {document}:\n{docs}",
                file.path
            );
        }
    }
}

fn check_item(item: &Item, place: &str) {
    match item {
        Item::Mod(module) => {
            for item in module.content.iter().flat_map(|(_, items)| items) {
                check_item(item, place);
            }
        }
        Item::Impl(implementation) => {
            for item in &implementation.items {
                check_impl_item(item, place);
            }
        }
        Item::Macro(item) => {
            let path = &item.mac.path;
            assert!(
                path.leading_colon.is_some() && path.segments[0].ident == "bindery_runtime",
                "a macro in {place}"
            );
            check_table(item.mac.tokens.clone(), place);
        }
        Item::Const(_)
        | Item::Struct(_)
        | Item::Enum(_)
        | Item::Static(_)
        | Item::Type(_)
        | Item::Use(_) => {}
        _ => panic!("an item in {place} that no template has"),
    }
}

fn check_impl_item(item: &ImplItem, place: &str) {
    match item {
        ImplItem::Fn(function) => {
            let is_statement =
                |statement: &Stmt| matches!(statement, Stmt::Local(_) | Stmt::Expr(..));
            assert!(
                function.block.stmts.iter().all(is_statement),
                "an item in a function in {place}"
            );
        }
        ImplItem::Const(_) | ImplItem::Type(_) => {}
        _ => panic!("an item in an impl in {place} that no template has"),
    }
}

/// A codec table holds names, types, strings, integers and the few signs between and in them.
fn check_table(tokens: TokenStream, place: &str) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => check_table(group.stream(), place),
            TokenTree::Punct(sign) => assert!(
                ":,.=-<>".contains(sign.as_char()),
                "`{sign}` in a table in {place}"
            ),
            TokenTree::Literal(literal) => assert!(
                literal.to_string().starts_with('"') || literal.to_string().parse::<u64>().is_ok(),
                "{literal} in a table in {place}"
            ),
            TokenTree::Ident(_) => {}
        }
    }
}

/// The doc comments of a file, each as a whole.
fn docs(text: &str) -> Vec<String> {
    let mut docs = vec![String::new()];
    for line in text.lines().map(str::trim_start) {
        let line = line.strip_prefix("///").or(line.strip_prefix("//!"));
        match (line, docs.last_mut()) {
            (Some(line), Some(last)) => last.extend([line.strip_prefix(' ').unwrap_or(line), "\n"]),
            _ => docs.push(String::new()),
        }
    }
    docs.retain(|docs| !docs.is_empty());
    docs
}

fn is_harmless(event: &Event<'_>) -> bool {
    match event {
        Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::HtmlBlock) => false,
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => &**language == "text",
        Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => false,
        _ => true,
    }
}
