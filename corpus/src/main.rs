//! Holds the generator to a folder of documents by others: each is generated, compiled, and its values are sent
//! through the code.
//!
//! A folder comes in, a table and a JSON report go out. Nothing is downloaded, and nothing is known of any document:
//! what is wanted of all of them is the same.

mod cost;
mod crew;
mod declared;
mod dependencies;
mod document;
mod generate;
mod judge;
mod limits;
mod memory;
mod options;
mod plain;
mod program;
mod report;
mod row;
mod run;
mod rustc;
mod selection;
mod sniff;
mod synthesis;
mod table;
mod trial;
mod type_paths;

use std::error::Error;
use std::process::ExitCode;

use options::Command;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match options::read(lexopt::Parser::from_env()) {
        Ok(command) => execute(command).unwrap_or_else(|error| fail(&error.to_string(), 1)),
        Err(error) => fail(&format!("{error}\n\n{}", options::USAGE), 2),
    }
}

fn execute(command: Command) -> Result<ExitCode, Box<dyn Error>> {
    match command {
        Command::Help => {
            println!("{}", options::USAGE);
            Ok(ExitCode::SUCCESS)
        }
        Command::Run(options) => run::run(&options),
        Command::Prism(options) => judge::prism::run(&options),
        Command::Schemathesis(options) => judge::schemathesis::run(&options),
        Command::Generate(task) => generate::run(&task).map(|()| ExitCode::SUCCESS),
        Command::Limited(limited) => Err(limits::become_limited(limited)),
    }
}

fn fail(message: &str, code: u8) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::from(code)
}
