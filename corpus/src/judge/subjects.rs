//! Subjects: what a judge is to look at. The text of a list comes in, documents of the repository and of the corpus go out.
//!
//! A line is `NAME: REASON` for a document of the corpus, and `NAME = PATH [+ OVERLAY]...: REASON` for one of the
//! repository. A document with overlays is judged as what it comes to, which is written into the target folder. `#` begins a
//! comment.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bindery::Effective;
use bindery::render::Style;

use crate::dependencies;
use crate::document::{self, Document};
use crate::options::Options;
use crate::{run, sniff};

/// A line of a list, as far as it says what is meant.
#[derive(Debug, PartialEq)]
struct Entry<'l> {
    name: &'l str,
    /// The document's path and those of its overlays; none for a document of the corpus.
    paths: Vec<&'l str>,
}

/// The documents of a list that are selected. Those of the corpus are told to be skipped where there is none.
pub(super) fn of(
    list: &str,
    options: &Options,
    work: &Path,
) -> Result<Vec<Document>, Box<dyn Error>> {
    let (own, listed): (Vec<_>, Vec<_>) = entries(list)?
        .into_iter()
        .partition(|entry| !entry.paths.is_empty());
    let mut documents = Vec::new();
    for entry in own {
        documents.push(of_the_repository(&entry, work)?);
    }
    match run::corpus() {
        Some(corpus) => {
            let all = document::all(&corpus)?.into_iter();
            let mut there: BTreeMap<_, _> = all
                .map(|document| (document.slug.clone(), document))
                .collect();
            for entry in listed {
                let document = there.remove(entry.name);
                documents
                    .push(document.ok_or_else(|| format!("the corpus has no {}", entry.name))?);
            }
        }
        None => println!("skipped: the documents of the corpus, because BINDERY_CORPUS names none"),
    }
    Ok(options.selection.of(documents))
}

/// Refuses to judge nothing, which would be found good.
pub(super) fn refuse_none(selected: usize) -> Result<(), &'static str> {
    match selected {
        0 => Err("nothing of the list is selected"),
        _ => Ok(()),
    }
}

/// The document of the repository that a list calls by a name.
pub(super) fn named(list: &str, name: &str, work: &Path) -> Result<Document, Box<dyn Error>> {
    let mut own = entries(list)?
        .into_iter()
        .filter(|entry| !entry.paths.is_empty());
    let entry = own.find(|entry| entry.name == name);
    of_the_repository(
        &entry.ok_or_else(|| format!("there is no document {name}"))?,
        work,
    )
}

fn entries(list: &str) -> Result<Vec<Entry<'_>>, String> {
    let lines = list
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(entry).collect()
}

fn entry(line: &str) -> Result<Entry<'_>, String> {
    let parts = line.split_once(':');
    let (what, _) =
        parts.ok_or_else(|| format!("there is no reason in the list's line: {line}"))?;
    let (name, paths) = what.split_once('=').unwrap_or((what, ""));
    let paths = paths.split('+').map(str::trim);
    Ok(Entry {
        name: name.trim(),
        paths: paths.filter(|path| !path.is_empty()).collect(),
    })
}

fn of_the_repository(entry: &Entry<'_>, work: &Path) -> Result<Document, Box<dyn Error>> {
    let mut paths = entry
        .paths
        .iter()
        .map(|path| dependencies::workspace().join(path));
    let path = paths.next().unwrap_or_default();
    let overlays: Vec<_> = paths.collect();
    let path = if overlays.is_empty() {
        path
    } else {
        effective(entry.name, &path, &overlays, work)?
    };
    Ok(Document {
        slug: entry.name.to_owned(),
        bytes: fs::metadata(&path)?.len(),
        version: sniff::version(&path).unwrap_or_default(),
        path,
    })
}

/// Writes what a document comes to with its overlays. Each action must have changed something.
fn effective(
    name: &str,
    path: &Path,
    overlays: &[PathBuf],
    work: &Path,
) -> Result<PathBuf, Box<dyn Error>> {
    let effective = Effective::open(path, overlays).strict();
    let text = effective
        .text()
        .map_err(|diagnostic| diagnostic.message().to_owned())?;
    let text = text.ok_or_else(|| effective.report(Style::Plain))?;
    let folder = work.join("effective");
    fs::create_dir_all(&folder)?;
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let written = folder.join(format!("{name}.{extension}"));
    fs::write(&written, text)?;
    Ok(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_say_which_document_and_which_overlays_are_meant() {
        let list = "# a comment: with a colon\n\npets: OpenAPI 3.1: unions\nown = a.yaml + b.yaml + c.json: why\n";
        let expected = [
            ("pets", vec![]),
            ("own", vec!["a.yaml", "b.yaml", "c.json"]),
        ];
        let expected = expected.map(|(name, paths)| Entry { name, paths });
        assert_eq!(entries(list), Ok(expected.into()));
        assert!(entries("pets").is_err(), "a line without a reason");
    }

    #[test]
    fn a_document_of_the_repository_is_what_it_comes_to_with_its_overlays() {
        let work = tempfile::tempdir().expect("there is room");
        let path = work.path().join("pets.yaml");
        fs::write(
            &path,
            "openapi: 3.0.3\ninfo: {title: Pets, version: '1'}\npaths: {}\n",
        )
        .expect("there is room");
        let overlay = |target: &str| {
            let path = work.path().join("pets.overlay.yaml");
            let head = "overlay: 1.1.0\ninfo: {title: More, version: '1'}\n";
            fs::write(
                &path,
                format!("{head}actions: [{{target: {target}, update: Cats}}]\n"),
            )
            .expect("there is room");
            path.to_string_lossy().into_owned()
        };
        // An absolute path stays what it is, below whatever folder it is looked for.
        let document = |overlay: &str| {
            let paths = vec![path.to_str().unwrap_or_default(), overlay];
            of_the_repository(
                &Entry {
                    name: "all.pets",
                    paths,
                },
                work.path(),
            )
        };
        let written = document(&overlay("$.info.title")).expect("the overlay fits");
        assert_eq!(
            (written.slug.as_str(), written.version.as_str()),
            ("all.pets", "3.0.3")
        );
        let text = fs::read_to_string(&written.path).expect("it was written");
        assert!(text.contains("title: Cats"), "{text}");
        let said = document(&overlay("$.info.titel")).expect_err("nothing is called so");
        assert!(said.to_string().contains("titel"), "{said}");
    }
}
