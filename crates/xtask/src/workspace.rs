//! Where things are in this repository.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use crate::failure::Failure;
use crate::process;

/// The repository that the command works on.
pub struct Workspace {
    /// The folder with the workspace's Cargo.toml.
    pub root: PathBuf,
    target: PathBuf,
}

#[derive(Deserialize)]
struct Metadata {
    target_directory: PathBuf,
}

impl Workspace {
    /// Finds the repository that this program was built from, and asks Cargo where it builds.
    pub fn find() -> Result<Self, Failure> {
        // Cargo sets the variable to where the crate is now; the path compiled in may be from before a move. Within a test
        // it names another crate of the same workspace.
        let now = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let compiled = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let root = now
            .iter()
            .chain([&compiled])
            .find_map(|folder| root_above(folder))
            .unwrap_or(&compiled)
            .to_path_buf();
        let mut command = cargo(&root);
        command.args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ]);
        let output = process::output(&mut command)?;
        let metadata: Metadata = serde_json::from_str(&output).map_err(|error| {
            let reason = format!("`cargo metadata`: {error}");
            Failure::UnexpectedAnswer {
                name: "Cargo",
                reason,
            }
        })?;
        Ok(Self {
            root,
            target: metadata.target_directory,
        })
    }

    /// A call of Cargo in the repository.
    pub fn cargo(&self) -> Command {
        cargo(&self.root)
    }

    /// Where Cargo puts the programs that it builds without `--release`.
    pub fn programs(&self) -> PathBuf {
        self.target.join("debug")
    }

    /// The path of a program that Cargo has built.
    pub fn program(&self, name: &str) -> PathBuf {
        self.programs()
            .join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// This very program.
    pub fn xtask(&self) -> PathBuf {
        env::current_exe().unwrap_or_else(|_| self.program("xtask"))
    }

    /// Where the release build of the console is.
    pub fn console(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Locked by whoever builds [`Self::console`].
    pub fn console_lock(&self) -> PathBuf {
        self.target.join("xtask").join("console.lock")
    }

    /// Where packaged extensions are put.
    pub fn extensions(&self) -> PathBuf {
        self.target.join("extension")
    }

    /// Where `cargo xtask dev` lets Trunk build, so that it and a running `cargo xtask serve` leave each other alone.
    pub fn console_in_development(&self) -> PathBuf {
        self.target.join("console-dev")
    }

    /// Where the output of the commands that build is kept, one file each, the last run only.
    pub fn log(&self, name: &str) -> PathBuf {
        self.target.join("xtask").join(format!("{name}.log"))
    }

    /// A script of this crate, to be run by Node.js.
    pub fn script(&self, name: &str) -> PathBuf {
        self.root.join("crates/xtask/scripts").join(name)
    }
}

/// The folder at or above `folder` that has this crate in its place.
fn root_above(folder: &Path) -> Option<&Path> {
    folder
        .ancestors()
        .find(|folder| folder.join("crates/xtask/Cargo.toml").is_file())
}

fn cargo(root: &Path) -> Command {
    // The variable names the very Cargo that runs xtask.
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_repository_is_found_from_the_folder_of_any_of_its_crates()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let root = folder.path().join("repository");
        std::fs::create_dir_all(root.join("crates/xtask"))?;
        std::fs::write(root.join("crates/xtask/Cargo.toml"), "")?;
        for inside in ["", "crates/xtask", "crates/node"] {
            assert_eq!(root_above(&root.join(inside)), Some(root.as_path()));
        }
        assert_eq!(root_above(folder.path()), None);
        Ok(())
    }
}
