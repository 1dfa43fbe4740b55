//! The project's own commands: `cargo xtask serve`, `dev`, `test`, `bench`, `picture`, `package`.
//!
//! One file or folder a command; what they share stands beside them. It depends on no other crate of the workspace: it
//! builds and starts them.

mod bench;
mod console;
mod demo;
mod dev;
mod diagnosis;
mod failure;
mod interrupt;
mod licence;
mod lock;
mod loopback;
mod package;
mod preflight;
mod process;
mod report;
mod serve;
mod server;
mod test;
mod tools;
mod versions;
mod wasm_flags;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use failure::Failure;

/// The commands of the Crosslink repository
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the demo: two companies on this machine, ready to be connected
    Serve(serve::Options),
    /// Run the demo with the console rebuilt and reloaded whenever its source changes
    Dev(dev::Options),
    /// Run every check and test, as CI does
    Test(test::Options),
    /// Measure the size of the console
    Bench,
    /// Make the picture of the README anew, from the real thing
    Picture,
    /// Make the extension for Azure DevOps: a VSIX file, ready for the marketplace
    Package(package::Options),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Returns whether all went well; a failure in detail has been reported already when it returns `false`.
fn run(command: Command) -> Result<bool, Failure> {
    interrupt::listen()?;
    match command {
        Command::Serve(options) => serve::run(options).map(|()| true),
        Command::Dev(options) => dev::run(options).map(|()| true),
        Command::Test(options) => test::run(options),
        Command::Bench => bench::run().map(|()| true),
        Command::Picture => test::picture(),
        Command::Package(options) => package::run(&options).map(|()| true),
    }
}
