//! Packages: a complete crate around the bindings, which compiles as it is and is the user's to edit from then on.
//!
//! Besides the bindings' own files there are a manifest, a README, an example, and a test that holds the bindings to
//! every example of the document.

mod first_call;
mod manifest;
mod readme;
mod round_trip;

use std::path::PathBuf;

use heck::ToKebabCase;

use super::{File, Layout, Root, files};
use crate::facts::Facts;
use crate::ir::Api;

/// What a package has that its document doesn't say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Package {
    /// The package's name.
    pub name: String,
    /// Where `bindery-runtime` is, when it isn't to come from the registry.
    pub runtime_path: Option<PathBuf>,
}

impl Package {
    /// The name that the document's title suggests.
    #[must_use]
    pub fn default_name(api: &Api) -> String {
        let name = deunicode::deunicode(&api.title).to_kebab_case();
        let name: String = name
            .chars()
            .filter(|c| c.is_ascii_alphanumeric() || *c == '-')
            .take(64)
            .collect();
        if Self::check_name(&name).is_ok() {
            name
        } else {
            format!("{name}-api")
                .trim_start_matches(|c: char| !c.is_ascii_alphabetic())
                .to_owned()
        }
    }

    /// The name by which Rust code refers to it.
    fn library(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Gives `name` back when cargo takes it as a package's name.
    ///
    /// # Errors
    /// When it doesn't begin with a letter, has anything but letters, digits, `-` and `_` in it, or is a keyword.
    pub fn check_name(name: &str) -> Result<&str, String> {
        let is_plain = name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let crate_name = name.replace('-', "_");
        let is_identifier = syn::parse_str::<syn::Ident>(&crate_name).is_ok()
            && name.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_taken = [
            "test",
            "core",
            "std",
            "alloc",
            "proc_macro",
            "bindery_runtime",
            "serde_json",
            "tokio",
        ]
        .contains(&crate_name.as_str());
        if is_plain && is_identifier && !is_taken {
            Ok(name)
        } else {
            Err(format!(
                "`{name}` can't be a package's name: letters, digits, `-` and `_` can, beginning with a letter"
            ))
        }
    }
}

/// Prints all files of a package.
#[must_use]
pub fn package(api: &Api, facts: &Facts, layout: &Layout, package: &Package) -> Vec<File> {
    let layout = &Layout {
        root: Root::Crate,
        guide: None,
        ..layout.clone()
    };
    let sources = files(api, facts, layout).into_iter().map(|file| File {
        path: format!("src/{}", file.path),
        ..file
    });
    let own = [
        manifest::file(api, facts, package),
        readme::file(api, facts, layout, package),
        first_call::file(api, facts, package),
        File {
            path: ".gitignore".to_owned(),
            text: "/target\n".to_owned(),
        },
    ];
    let round_trip = (!api.examples.is_empty()).then(|| round_trip::file(api, package));
    sources.chain(own).chain(round_trip).collect()
}
