//! The tools that build the console: found, or else installed, before anything needs them.
//!
//! Installed ones are kept for all checkouts in one folder of the user (see [`cache`]), each version in its own.

mod cache;
mod cargo_tool;
pub mod node;
mod version;
mod wasm_target;

use std::env;
use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::lock::FileLock;
use crate::report::Steps;
use crate::workspace::Workspace;
use cargo_tool::CargoTool;

/// All tools, ready to be called.
pub struct Toolbox {
    path: OsString,
}

impl Toolbox {
    /// Makes a command find the tools, in the versions that are pinned.
    pub fn equip<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        // Trunk takes NO_COLOR for a flag that is either `true` or `false`, and stops at the usual `1`.
        command.env("PATH", &self.path).env_remove("NO_COLOR")
    }
}

/// Something that has to be installed first.
enum Missing {
    WasmTarget,
    NpmPackages,
    CargoTool(&'static CargoTool),
}

impl Missing {
    /// What is about to happen, why, and for how long.
    fn announcement(&self) -> String {
        match self {
            Self::WasmTarget => {
                "Adding the Rust target wasm32-unknown-unknown (once, seconds)".to_owned()
            }
            Self::NpmPackages => {
                "Installing wasm-opt, esbuild, axe-core, and the SDK and packager of Azure DevOps extensions from npm (once, seconds)"
                    .to_owned()
            }
            Self::CargoTool(tool) => tool.announcement(),
        }
    }
}

/// What the tools are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Building the console.
    Build,
    /// That, and driving browsers.
    Journeys,
}

impl Purpose {
    fn cargo_tools(self) -> Vec<&'static CargoTool> {
        let mut tools = vec![&cargo_tool::TRUNK, &cargo_tool::WASM_BINDGEN];
        if self == Self::Journeys {
            tools.push(&cargo_tool::GECKODRIVER);
        }
        tools
    }
}

/// Finds the tools, and installs those that are missing, one step each; `further` steps of the caller come after them.
/// Safe to be interrupted, and to run twice at once.
pub fn prepare(
    workspace: &Workspace,
    purpose: Purpose,
    further: usize,
) -> Result<(Toolbox, Steps), Failure> {
    node::check()?;
    let cache = cache::folder()?;
    let mut missing = find_missing(workspace, purpose, &cache);
    let lock = if missing.is_empty() {
        None
    } else {
        let announcement = "Another `cargo xtask` is installing tools. Waiting for it.";
        let lock = FileLock::take(&cache.join("lock"), announcement)?;
        // Whoever held the lock before may have installed something.
        missing = find_missing(workspace, purpose, &cache);
        Some(lock)
    };
    let mut steps = Steps::new(missing.len() + further);
    for missing in missing {
        let mut step = steps.begin(&missing.announcement());
        match missing {
            Missing::WasmTarget => wasm_target::install(workspace, &mut step)?,
            Missing::NpmPackages => node::install_packages(workspace, &mut step)?,
            Missing::CargoTool(tool) => tool.install(&cache, &mut step)?,
        }
        step.done();
    }
    drop(lock);
    Ok((toolbox(workspace, purpose, &cache)?, steps))
}

/// What is missing, in the order in which it is best installed: the quickest to fail first.
fn find_missing(workspace: &Workspace, purpose: Purpose, cache: &Path) -> Vec<Missing> {
    let mut missing = Vec::new();
    if !wasm_target::is_installed() {
        missing.push(Missing::WasmTarget);
    }
    if !node::packages_are_installed(workspace) {
        missing.push(Missing::NpmPackages);
    }
    let tools = purpose.cargo_tools().into_iter();
    missing.extend(
        tools
            .filter(|tool| tool.find(cache).is_none())
            .map(Missing::CargoTool),
    );
    missing
}

fn toolbox(workspace: &Workspace, purpose: Purpose, cache: &Path) -> Result<Toolbox, Failure> {
    let mut folders = vec![node::programs(workspace)];
    for tool in purpose.cargo_tools() {
        folders.extend(tool.find(cache).flatten());
    }
    let path = env::var_os("PATH").unwrap_or_default();
    folders.extend(env::split_paths(&path));
    let path = env::join_paths(folders).map_err(|error| Failure::UnexpectedAnswer {
        name: "PATH",
        reason: error.to_string(),
    })?;
    Ok(Toolbox { path })
}
