//! The Rust target that the console is compiled for.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::process;
use crate::report::Step;
use crate::workspace::Workspace;

const TARGET: &str = "wasm32-unknown-unknown";

/// Whether Rust has the target, whoever installed it.
pub fn is_installed() -> bool {
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    process::output(&mut rustc).is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

/// Adds it through rustup.
pub fn install(workspace: &Workspace, step: &mut Step) -> Result<(), Failure> {
    if process::version_line(&mut Command::new("rustup")).is_none() {
        return Err(Failure::WasmTargetMissing);
    }
    let mut command = Command::new("rustup");
    command
        .current_dir(&workspace.root)
        .args(["target", "add", TARGET]);
    process::run_logged(
        &mut command,
        "Adding the Rust target wasm32-unknown-unknown",
        &workspace.log("rustup"),
        step,
    )
}
