//! The `bindery-mock` command, which is also `bindery mock` where the generator is installed.

mod command;

use std::process::ExitCode;

fn main() -> ExitCode {
    match command::run(lexopt::Parser::from_env()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}\n\n{}", command::USAGE);
            ExitCode::from(2)
        }
    }
}
