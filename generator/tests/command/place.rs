//! Where the command is run: a folder of its own, with documents in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A document with nothing wrong.
pub(crate) const RIGHT: &str = "\
openapi: 3.0.3
info:
  title: Pet Store
  version: '1'
servers:
  - url: https://pets.example/v1
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - name: id
          in: path
          required: true
          schema:
            type: string
      responses:
        '200':
          description: A pet.
          content:
            application/json:
              schema:
                $ref: '#/components/schemas/Pet'
components:
  schemas:
    Pet:
      type: object
      properties:
        name:
          type: string
          example: Rex
";

/// A folder with documents in it, and the command run there.
pub(crate) struct Place(TempDir);

impl Place {
    /// With `right.yaml`; `wrong.yaml`, of which a property stays untyped; and `broken.yaml`, which can't be read.
    pub(crate) fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("there is room"));
        place.write("right.yaml", RIGHT);
        place.write(
            "wrong.yaml",
            &RIGHT.replace(
                "type: string\n          example",
                "type: text\n          example",
            ),
        );
        place.write("broken.yaml", "openapi: [");
        place
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("there is room");
        fs::write(path, text).expect("it is written");
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("it is text")
    }

    /// Runs `bindery` with these arguments, which have no spaces in them.
    pub(crate) fn run(&self, arguments: &str) -> Ended {
        self.run_with(&arguments.split_whitespace().collect::<Vec<_>>())
    }

    /// Runs `bindery` with these arguments.
    pub(crate) fn run_with(&self, arguments: &[&str]) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
        let command = command.current_dir(self.0.path()).args(arguments);
        Ended::from(command.output().expect("it runs"))
    }

    /// Runs `bindery` with these arguments where other commands are looked for in this folder.
    pub(crate) fn run_on_path(&self, path: &str, arguments: &[&str]) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bindery"));
        let command = command.current_dir(self.0.path()).args(arguments);
        Ended::from(command.env("PATH", path).output().expect("it runs"))
    }

    /// The files below a folder, with `/` between folders.
    pub(crate) fn files(&self, folder: &str) -> Vec<String> {
        let mut found = Vec::new();
        collect(&self.path(folder), "", &mut found);
        found.sort();
        found
    }
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("it is a folder") {
        let entry = entry.expect("an entry");
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push(name);
        }
    }
}

/// The exit code, and what was said.
pub(crate) struct Ended {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ended {
    fn from(output: Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("it is UTF-8");
        Self {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

impl Ended {
    /// Checks the exit code, showing what was said when it is another.
    pub(crate) fn with(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }
}

/// What generated source files are called.
pub(crate) const MODULES: [&str; 6] = [
    "client.rs",
    "codec.rs",
    "constructors.rs",
    "endpoints.rs",
    "lib.rs",
    "models.rs",
];
