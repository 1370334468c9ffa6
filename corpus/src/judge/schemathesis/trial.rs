//! The judgement of one document: it is served by our mock, Schemathesis is let loose on that, and what it tells is counted.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use bindery::Effective;
use bindery_mock::Mock;
use tokio::runtime::Runtime;

use super::cause::Served;
use super::process::Installed;
use super::report::Report;
use super::settings;
use super::tally::Tally;
use crate::document::Document;

/// What is the same for every document.
pub(super) struct Trial<'a> {
    pub(super) folder: PathBuf,
    pub(super) schemathesis: &'a Installed,
    /// What our mock runs on.
    pub(super) runtime: Runtime,
}

impl Trial<'_> {
    /// Judges a document; whatever goes wrong is a finding.
    pub(super) fn of(&self, document: &Document) -> Tally {
        self.judged(document)
            .unwrap_or_else(|error| Tally::failed(&error.to_string()))
    }

    fn judged(&self, document: &Document) -> Result<Tally, Box<dyn Error>> {
        let folder = self.folder.join(&document.slug);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        // The secrets are told, so that the mock knows wrong ones.
        let mock = Mock::from_path(&document.path)?
            .seed(0)
            .stateful()
            .keep_requests(0)
            .accept_token(settings::SECRET)
            .accept_token(settings::BASIC);
        let server = self.runtime.block_on(mock.start())?;
        let opened = bindery::Document::open(&document.path);
        let api = opened.api().ok_or("the generator refuses the document")?;
        fs::write(
            folder.join("schemathesis.toml"),
            settings::credentials(api)?,
        )?;
        let path = document.path.to_string_lossy();
        let left_out = settings::LEFT_OUT.map(|(check, _)| check).join(",");
        let arguments = settings::arguments(&path, server.url(), &left_out);
        self.schemathesis.run(&arguments, &folder)?;

        let read = |name| fs::read_to_string(folder.join(name));
        let report = Report::of(&read(settings::EVENTS)?, &read(settings::SUMMARY)?)?;
        let whole = Effective::open(&document.path, &[]);
        let served = Served {
            api,
            document: whole.value().ok_or("the document can't be read")?,
        };
        let tally = Tally::of(report, &served);
        fs::write(folder.join("excluded.txt"), tally.excused.join("\n"))?;
        Ok(tally)
    }
}
