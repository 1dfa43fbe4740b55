//! How rustc is called for the console: without the paths of the machine that builds it.
//!
//! Panic messages name source files. Built the usual way, these names begin with a home folder, and the page would carry
//! it to everybody who opens it.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// What `.cargo/config.toml` says for wasm; the variable below takes the place of that. A test compares the two.
const CONFIGURED: [&str; 2] = ["--cfg", "erase_components"];
/// Goes before every other source of flags, and separates them in a way that spaces in paths survive
/// (<https://doc.rust-lang.org/cargo/reference/environment-variables.html>).
const VARIABLE: &str = "CARGO_ENCODED_RUSTFLAGS";
const SEPARATOR: &str = "\u{1f}";

/// The folders of this machine that source files lie in: none of their names may reach the page.
pub struct Origins {
    /// The repository.
    workspace: PathBuf,
    /// The registries' folders with the sources of the crates.
    crates: Vec<PathBuf>,
    cargo_home: PathBuf,
    sysroot: PathBuf,
}

impl Origins {
    /// Finds them.
    pub fn find(workspace: &Workspace) -> Result<Self, Failure> {
        let mut rustc = Command::new("rustc");
        rustc
            .current_dir(&workspace.root)
            .args(["--print", "sysroot"]);
        let sysroot = PathBuf::from(process::output(&mut rustc)?.trim());
        let cargo_home = cargo_home();
        let sources = cargo_home.join("registry").join("src");
        let crates = fs::read_dir(&sources)
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        Ok(Self {
            workspace: workspace.root.clone(),
            crates,
            cargo_home,
            sysroot,
        })
    }

    /// Makes a build of the console name its sources without these folders.
    pub fn hide(&self, trunk: &mut Command) {
        trunk.env(VARIABLE, self.flags());
    }

    /// The folders, for whoever looks for them in what was built; the user's home folder with them.
    pub fn folders(&self) -> Vec<PathBuf> {
        let mut folders = vec![
            self.workspace.clone(),
            self.cargo_home.clone(),
            self.sysroot.clone(),
        ];
        folders.extend(env::home_dir());
        folders
    }

    fn flags(&self) -> OsString {
        let mut flags: Vec<OsString> = CONFIGURED.map(OsString::from).into();
        // Where several fit, the last one counts: the general ones come first.
        flags.push(remap(&self.cargo_home, "cargo"));
        flags.push(remap(&self.sysroot, "rust"));
        flags.push(remap(&self.workspace, ""));
        flags.extend(self.crates.iter().map(|folder| remap(folder, "")));
        flags.join(SEPARATOR.as_ref())
    }
}

fn remap(from: &Path, to: &str) -> OsString {
    let mut flag = OsString::from("--remap-path-prefix=");
    flag.push(from);
    flag.push("=");
    flag.push(to);
    flag
}

fn cargo_home() -> PathBuf {
    let set = env::var_os("CARGO_HOME").filter(|value| !value.is_empty());
    set.map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONFIGURATION: &str = include_str!("../../../.cargo/config.toml");

    #[test]
    fn the_flags_of_the_configuration_are_kept() {
        let written: Vec<_> = CONFIGURED.iter().map(|flag| format!("{flag:?}")).collect();
        let line = format!("rustflags = [{}]", written.join(", "));
        assert!(
            CONFIGURATION.lines().any(|other| other == line),
            "not in .cargo/config.toml: {line}"
        );
    }

    #[test]
    fn every_folder_is_left_out_and_the_more_precise_one_counts() {
        let origins = Origins {
            workspace: PathBuf::from("/home/ann/cross link"),
            crates: vec![PathBuf::from("/home/ann/.cargo/registry/src/index")],
            cargo_home: PathBuf::from("/home/ann/.cargo"),
            sysroot: PathBuf::from("/home/ann/.rustup/toolchains/stable"),
        };
        let flags = origins.flags();
        let flags: Vec<_> = flags.to_str().unwrap().split(SEPARATOR).collect();
        assert_eq!(
            flags,
            [
                "--cfg",
                "erase_components",
                "--remap-path-prefix=/home/ann/.cargo=cargo",
                "--remap-path-prefix=/home/ann/.rustup/toolchains/stable=rust",
                "--remap-path-prefix=/home/ann/cross link=",
                "--remap-path-prefix=/home/ann/.cargo/registry/src/index=",
            ]
        );
    }
}
