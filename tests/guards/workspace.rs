//! A copy of this workspace, with its own target folder, for cargo to be run on. It stays between runs, so that only
//! what changed is copied and built again; every test gets it as it is in this repository, one test at a time.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The copy, for as long as a test holds it.
pub(crate) struct Workspace {
    folder: PathBuf,
    _alone: MutexGuard<'static, ()>,
}

/// How a command ended.
pub(crate) struct Ended {
    pub(crate) success: bool,
    /// What it wrote, to standard output first.
    pub(crate) log: String,
}

impl Workspace {
    /// Brings the copy up to date and builds the bindings, so that the first thing that is seen to be built is what
    /// the test asks for. Then everything is committed.
    pub(crate) fn open() -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let workspace = Self {
            folder: Path::new(env!("CARGO_TARGET_TMPDIR")).join("guards"),
            _alone: ALONE.lock().unwrap_or_else(PoisonError::into_inner),
        };
        sync(Path::new(env!("CARGO_MANIFEST_DIR")), &workspace.root());
        workspace.settle();
        workspace.git(&["init", "--quiet"]);
        workspace.git(&["add", "--all"]);
        workspace.git(&[
            "commit",
            "--quiet",
            "--allow-empty",
            "--message",
            "The workspace",
        ]);
        workspace
    }

    pub(crate) fn root(&self) -> PathBuf {
        self.folder.join("workspace")
    }

    /// A folder beside the copy.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// `cargo build` of the bindings, without the features that need many crates.
    pub(crate) fn build(&self) -> Ended {
        run(&mut self.build_command())
    }

    /// The same, on CI.
    pub(crate) fn build_on_ci(&self) -> Ended {
        run(self.build_command().env("CI", "true"))
    }

    fn build_command(&self) -> Command {
        let mut command = self.cargo("build");
        command.args([
            "--verbose",
            "--package",
            "messenger-platform",
            "--lib",
            "--no-default-features",
        ]);
        command
    }

    /// Builds until nothing is left to do. Cargo compares files with the time at which the build script was started,
    /// so the files that it writes make it run once more.
    pub(crate) fn settle(&self) {
        let logs = [self.build(), self.build(), self.build()].map(|ended| ended.log);
        assert!(is_fresh(&logs[2]), "{}", logs.join("\n"));
    }

    /// A subcommand of cargo that uses neither the network nor anything of the cargo that runs the tests.
    pub(crate) fn cargo(&self, subcommand: &str) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
        command
            .current_dir(self.root())
            .args([subcommand, "--offline"])
            .env("CARGO_TARGET_DIR", self.beside("target"))
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("CI");
        command
    }

    /// What git says. No configuration of the machine has a part in it, nor a hook that runs the tests.
    pub(crate) fn git(&self, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os().filter(|(name, _)| is_of_git(name)) {
            command.env_remove(name);
        }
        let identity = [
            "-c",
            "user.name=guards",
            "-c",
            "user.email=guards@example.com",
        ];
        command
            .current_dir(self.root())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", "");
        let ended = run(command.args(identity).args(arguments));
        assert!(ended.success, "git {arguments:?}: {}", ended.log);
        ended.log
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).expect("it is text")
    }

    /// Replaces a text that occurs once.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert_eq!(text.matches(from).count(), 1, "{from:?} in {path}");
        fs::write(self.root().join(path), text.replace(from, to)).expect("it is written");
    }
}

/// Whether cargo found nothing to do for the bindings.
pub(crate) fn is_fresh(log: &str) -> bool {
    log.contains("Fresh messenger-platform v")
}

pub(crate) fn run(command: &mut Command) -> Ended {
    let output = command.output().expect("the command is there");
    let log = [output.stdout, output.stderr].concat();
    Ended {
        success: output.status.success(),
        log: String::from_utf8_lossy(&log).into_owned(),
    }
}

/// Makes a folder equal to another. Files that are equal keep their times, which cargo goes by.
pub(crate) fn sync(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("it is made");
    for name in names(to).iter().filter(|name| !from.join(name).exists()) {
        let path = to.join(name);
        let removed = if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            fs::remove_file(path)
        };
        removed.expect("it is removed");
    }
    for name in names(from) {
        let (from, to) = (from.join(&name), to.join(&name));
        if !from.is_dir() {
            put(&to, &fs::read(from).expect("it is read"));
        // Cargo marks its target folders, whatever they are called.
        } else if !from.join("CACHEDIR.TAG").exists() {
            sync(&from, &to);
        }
    }
}

/// Writes a file unless it is so already.
pub(crate) fn put(path: &Path, bytes: &[u8]) {
    if fs::read(path).ok().as_deref() != Some(bytes) {
        fs::write(path, bytes).expect("it is written");
    }
}

fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    let entries = fs::read_dir(folder).expect("it is a folder");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    names.filter(|name| name != ".git").collect()
}

fn is_of_git(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with("GIT_")
}
