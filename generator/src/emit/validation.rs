//! Validation: the tables by which the runtime checks what is about to be sent.
//!
//! ```text
//! ::bindery_runtime::requires_validation!();
//!
//! mod schemas {
//!     use ::bindery_runtime::validation::*;
//!
//!     /// `#/components/schemas/Pet`
//!     pub(super) static PET: Schema = Schema(&[Rule::Properties(&[("name", &[Rule::MaxLength(20)])])]);
//! }
//!
//! pub(super) mod requests {
//!     use ::bindery_runtime::validation::*;
//!
//!     /// `createPet`
//!     pub(in super::super) static CREATE_PET: Request = Request {
//!         parameters: &[],
//!         bodies: &[("application/json", &[Rule::Schema(&super::schemas::PET)])],
//!     };
//! }
//! ```
//! They are data without code, so that compiling them costs next to nothing. Nothing else is declared in these modules,
//! so that what they bring in can't be mistaken for anything.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::Layout;
use super::docs;
use super::file::{self, File};
use super::text::Text;
use super::types::ident;
use crate::facts::{Facts, RequestRules};
use crate::files::reference;
use crate::ir::{Api, Location, Operation, Rule, RuleBranch};

/// The file, where there are any rules.
pub(super) fn file(api: &Api, facts: &Facts, layout: &Layout) -> Option<File> {
    let docs =
        " What the document asks of values besides their types, for calls to be checked against.";
    let file = || {
        let attributes = file::attributes(docs, facts);
        File::new("validation.rs", layout, attributes, |text| {
            text.items(quote!(::bindery_runtime::requires_validation!();));
            schemas(api, facts, text);
            requests(api, facts, text);
        })
    };
    (!facts.rules.is_empty()).then(file)
}

/// The rules of schemas, where there are any.
fn schemas(api: &Api, facts: &Facts, text: &mut Text) {
    let sets = facts.rules.sets.iter();
    let mut sets: Vec<_> = sets
        .filter_map(|(id, rules)| Some((api.rules.get(id.0)?, rules)))
        .collect();
    if sets.is_empty() {
        return;
    }
    // The order in which requests lead to them would change with the requests.
    sets.sort_by_key(|(set, _)| &set.name.rust);
    text.module(quote!(mod schemas), |text| {
        text.items(quote!(
            use ::bindery_runtime::validation::*;
        ));
        for (set, rules) in sets {
            let docs = docs::lines(&docs::code(&reference(&set.at)));
            let (name, rules) = (ident(&set.name.rust), list(rules, api));
            text.items(quote!(#docs pub(super) static #name: Schema = Schema(#rules);));
        }
    });
}

/// The rules of operations.
fn requests(api: &Api, facts: &Facts, text: &mut Text) {
    text.module(quote!(pub(super) mod requests), |text| {
        text.items(quote!(
            use ::bindery_runtime::validation::*;
        ));
        for (index, rules) in &facts.rules.requests {
            if let Some(operation) = api.operations.get(*index) {
                text.items(request(operation, rules, api));
            }
        }
    });
}

/// The constant that an operation names, from beside this module.
pub(super) fn of_operation(operation: &Operation) -> TokenStream {
    let name = constant(operation);
    quote!(.validated(&super::validation::requests::#name))
}

/// The function's name in capitals, so that what differs there differs here, too.
fn constant(operation: &Operation) -> Ident {
    ident(&operation.name.rust.to_ascii_uppercase())
}

fn request(operation: &Operation, rules: &RequestRules, api: &Api) -> TokenStream {
    let docs = docs::lines(&docs::code(&operation.name.wire));
    let name = constant(operation);
    let parameters = rules.parameters.iter().map(|(location, name, rules)| {
        let location = match location {
            Location::Path => quote!(Path),
            Location::Query => quote!(Query),
            Location::Header => quote!(Header),
            Location::Cookie => quote!(Cookie),
        };
        let rules = list(rules, api);
        quote!((::bindery_runtime::Location::#location, #name, #rules))
    });
    let bodies = rules.bodies.iter().map(|(content_type, rules)| {
        let rules = list(rules, api);
        quote!((#content_type, #rules))
    });
    quote! {
        #docs
        pub(in super::super) static #name: Request = Request {
            parameters: &[#(#parameters),*],
            bodies: &[#(#bodies),*],
        };
    }
}

fn list(rules: &[Rule], api: &Api) -> TokenStream {
    let rules = rules.iter().map(|rule| self::rule(rule, api));
    quote!(&[#(#rules),*])
}

fn rule(rule: &Rule, api: &Api) -> TokenStream {
    let count = |count: &u64| Literal::u64_unsuffixed(*count);
    let counted = |name: &str, number: &u64| {
        let (name, number) = (ident(name), count(number));
        quote!(Rule::#name(#number))
    };
    let bound = |name: &str, bound: &String| {
        let name = ident(name);
        quote!(Rule::#name(#bound))
    };
    match rule {
        Rule::MinLength(least) => counted("MinLength", least),
        Rule::MaxLength(most) => counted("MaxLength", most),
        Rule::Pattern { pattern, engine } if pattern == engine => quote!(Rule::Pattern(#pattern)),
        Rule::Pattern { pattern, engine } => {
            quote!(Rule::Translated { pattern: #pattern, engine: #engine })
        }
        Rule::Minimum(least) => bound("Minimum", least),
        Rule::ExclusiveMinimum(least) => bound("ExclusiveMinimum", least),
        Rule::Maximum(most) => bound("Maximum", most),
        Rule::ExclusiveMaximum(most) => bound("ExclusiveMaximum", most),
        Rule::MultipleOf(of) => bound("MultipleOf", of),
        Rule::MinItems(least) => counted("MinItems", least),
        Rule::MaxItems(most) => counted("MaxItems", most),
        Rule::UniqueItems => quote!(Rule::UniqueItems),
        Rule::MinProperties(least) => counted("MinProperties", least),
        Rule::MaxProperties(most) => counted("MaxProperties", most),
        Rule::Required(names) => quote!(Rule::Required(&[#(#names),*])),
        Rule::Prefix(items) => {
            let items = items.iter().map(|rules| list(rules, api));
            quote!(Rule::Prefix(&[#(#items),*]))
        }
        Rule::Items(from, rules) => {
            let (from, rules) = (Literal::usize_unsuffixed(*from), list(rules, api));
            quote!(Rule::Items(#from, #rules))
        }
        Rule::Properties(properties) => {
            let properties = properties.iter().map(|(name, rules)| {
                let rules = list(rules, api);
                quote!((#name, #rules))
            });
            quote!(Rule::Properties(&[#(#properties),*]))
        }
        Rule::Additional(names, rules) => {
            let rules = list(rules, api);
            quote!(Rule::Additional(&[#(#names),*], #rules))
        }
        Rule::Union(keyword, branches) => {
            let branches = branches.iter().map(|it| branch(it, api));
            quote!(Rule::Union(#keyword, &[#(#branches),*]))
        }
        Rule::Set(id) => {
            let name = api.rules.get(id.0).map(|set| ident(&set.name.rust));
            quote!(Rule::Schema(&super::schemas::#name))
        }
        Rule::Secret => quote!(Rule::Secret),
    }
}

fn branch(branch: &RuleBranch, api: &Api) -> TokenStream {
    let RuleBranch {
        types,
        required,
        tags,
        rules,
    } = branch;
    let tags = tags
        .iter()
        .map(|(name, values)| quote!((#name, &[#(#values),*])));
    let rules = list(rules, api);
    quote! {
        Branch {
            types: &[#(#types),*],
            required: &[#(#required),*],
            tags: &[#(#tags),*],
            rules: #rules,
        }
    }
}
