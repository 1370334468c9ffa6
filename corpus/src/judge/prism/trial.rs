//! The judgement of one document: its crate and a program of calls are compiled, and run at Prism and at Prism before
//! our mock.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use bindery::emit::Package;
use bindery::ir::Api;
use bindery::output;
use bindery_mock::Mock;
use serde_json::Value;
use tokio::runtime::Runtime;

use super::calls;
use super::cases::{Case, Cases, JUDGES};
use super::process::Installed;
use super::tally::Tally;
use super::verdict::Verdict;
use crate::cost;
use crate::dependencies;
use crate::document::Document;
use crate::limits::Limits;
use crate::rustc::Rustc;
use crate::trial::crate_name;

/// What doesn't depend on the document.
const PROGRAM: [(&str, &str); 3] = [
    ("main.rs", include_str!("../../../program/judge/main.rs")),
    ("case.rs", include_str!("../../../program/judge/case.rs")),
    (
        "transport.rs",
        include_str!("../../../program/judge/transport.rs"),
    ),
];

/// What the calls of one document may take.
const CALLING: (u64, u32) = (60, 240);

/// What is the same for every document.
pub(super) struct Trial<'a> {
    pub(super) crates: PathBuf,
    pub(super) prism: &'a Installed,
    pub(super) rustc: Rustc<'a>,
    /// What our mock runs on.
    pub(super) runtime: &'a Runtime,
}

impl Trial<'_> {
    /// Judges a document; whatever goes wrong is a violation.
    pub(super) fn of(&self, document: &Document) -> Tally {
        self.judged(document)
            .unwrap_or_else(|error| Tally::failed(&error.to_string()))
    }

    fn judged(&self, document: &Document) -> Result<Tally, Box<dyn Error>> {
        let folder = self.crates.join(&document.slug);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(folder.join("out"))?;
        let path = document.path.to_string_lossy();
        let mock = Mock::from_path(&document.path)?;
        let server = self.runtime.block_on(mock.start())?;
        let mut alone = self.prism.start(&["mock", &path], &folder, "mock")?;
        let mut before = self
            .prism
            .start(&["proxy", &path, server.url()], &folder, "proxy")?;

        let opened = bindery::Document::open(&document.path);
        let api = opened.api().ok_or("the generator refuses the document")?;
        let cases = self.write(&opened, api, &mock, &document.slug, &folder)?;
        let name = crate_name(&document.slug);
        let main = "program/main.rs";
        if let Some(trouble) = self.rustc.program(&name, "judged", main, &folder)? {
            return Err(format!("{}: {}", trouble.what, trouble.details.join("\n")).into());
        }
        let urls = [alone.url()?, before.url()?];
        let judges: Vec<String> = JUDGES
            .iter()
            .zip(urls)
            .map(|(name, url)| format!("{name}={url}"))
            .collect();
        let outcomes = self.call(&judges, &folder)?;
        let mut tally = tallied(api, &cases, &outcomes)?;
        server.requests().iter().for_each(|it| tally.record(it));
        fs::write(folder.join("excluded.txt"), tally.excused.join("\n"))?;
        fs::remove_dir_all(folder.join("out"))?;
        Ok(tally)
    }

    /// Writes the crate and the program.
    fn write(
        &self,
        opened: &bindery::Document,
        api: &Api,
        mock: &Mock,
        slug: &str,
        folder: &Path,
    ) -> Result<Cases, Box<dyn Error>> {
        let name = crate_name(slug);
        let package = Package {
            name: name.clone(),
            runtime_path: Some(dependencies::workspace().join("runtime")),
        };
        let files = opened.package(&package).ok_or("there is no package")?;
        output::update(&files, folder)?;
        let program = folder.join("program");
        fs::create_dir_all(&program)?;
        for (path, text) in PROGRAM {
            fs::write(program.join(path), text)?;
        }
        fs::write(program.join("calls.rs"), calls::text(api, &package, &name)?)?;
        let cases = Cases::of(api, mock)?;
        fs::write(
            folder.join("cases.json"),
            serde_json::to_vec_pretty(&cases)?,
        )?;
        Ok(cases)
    }

    /// The program's lines.
    fn call(&self, judges: &[String], folder: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
        let (cpu_seconds, wall_seconds) = CALLING;
        let limits = Limits {
            cpu_seconds,
            wall_seconds,
            ..self.rustc.limits
        };
        let arguments = ["cases.json"]
            .into_iter()
            .chain(judges.iter().map(String::as_str));
        let arguments = arguments.map(Into::into).collect();
        let ended = cost::run(
            limits,
            folder.join("out/judged"),
            arguments,
            folder,
            "outcomes",
        )?;
        if !ended.is_success() {
            let said = fs::read_to_string(folder.join("outcomes.err"))?;
            return Err(format!("the calls: {}: {said}", ended.how()).into());
        }
        let lines = fs::read_to_string(folder.join("outcomes.out"))?;
        Ok(lines
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?)
    }
}

/// Counts what came of all calls.
fn tallied(api: &Api, cases: &Cases, outcomes: &[Value]) -> Result<Tally, Box<dyn Error>> {
    let wanted: usize = cases.cases.iter().map(Case::judged).sum();
    if outcomes.len() != wanted {
        return Err(format!("{wanted} calls gave {} outcomes", outcomes.len()).into());
    }
    let mut tally = Tally::of(api.operations.len(), cases.closed);
    cases.cases.iter().for_each(|case| tally.spare(case));
    for outcome in outcomes {
        tally.judge(&Verdict::of(api, cases, outcome)?);
    }
    Ok(tally)
}
