//! Tools that Cargo builds from crates.io.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::version;
use crate::failure::Failure;
use crate::process;
use crate::report::Step;
use crate::versions;

/// One such tool, in one version.
pub struct CargoTool {
    /// The crate.
    package: &'static str,
    /// The program it installs.
    program: &'static str,
    version: &'static str,
    /// What it is for.
    purpose: &'static str,
    /// How long building it usually takes on two cores.
    minutes: u32,
    /// Further arguments of `cargo install`.
    arguments: &'static [&'static str],
}

/// Builds and bundles the console. Without its default features it never looks for newer versions of itself.
pub static TRUNK: CargoTool = CargoTool {
    package: "trunk",
    program: "trunk",
    version: versions::TRUNK,
    purpose: "builds the console",
    minutes: 4,
    arguments: &["--locked", "--no-default-features", "--features", "rustls"],
};

/// Writes the JavaScript between the browser and the wasm. With the versions it was locked to, it does not build any more.
pub static WASM_BINDGEN: CargoTool = CargoTool {
    package: "wasm-bindgen-cli",
    program: "wasm-bindgen",
    version: versions::WASM_BINDGEN_CLI,
    purpose: "joins the console's wasm with JavaScript",
    minutes: 3,
    arguments: &[],
};

/// Drives Firefox. Debian has no package of it.
pub static GECKODRIVER: CargoTool = CargoTool {
    package: "geckodriver",
    program: "geckodriver",
    version: versions::GECKODRIVER,
    purpose: "drives Firefox in the tests",
    minutes: 3,
    arguments: &["--locked"],
};

impl CargoTool {
    /// What is about to happen, why, and for how long.
    pub fn announcement(&self) -> String {
        let Self {
            package,
            version,
            purpose,
            minutes,
            ..
        } = self;
        format!("Installing {package} {version}, which {purpose} (once, about {minutes} minutes)")
    }

    /// `None` when it isn't there in the right version; `Some(None)` when it is on the PATH, `Some(folder)` when it is
    /// in the cache.
    pub fn find(&self, cache: &Path) -> Option<Option<PathBuf>> {
        if self.is_wanted(Path::new(self.program)) {
            return Some(None);
        }
        let folder = self.folder(cache).join("bin");
        self.is_wanted(&folder.join(self.file_name()))
            .then_some(Some(folder))
    }

    /// Builds it in a folder of its own and moves that to its place only when the program has answered, so that a run
    /// that was interrupted leaves nothing that a later one would trust. What was compiled until then is used again.
    pub fn install(&self, cache: &Path, step: &mut Step) -> Result<(), Failure> {
        let place = self.folder(cache);
        let unfinished = place.with_added_extension("unfinished");
        let build = place.with_added_extension("build");
        remove(&place)?;
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args([
            "install",
            self.package,
            "--version",
            self.version,
            "--force",
        ]);
        cargo
            .args(self.arguments)
            .arg("--root")
            .arg(&unfinished)
            .arg("--target-dir")
            .arg(&build);
        // In the cache, so that the repository's Cargo configuration has no say.
        fs::create_dir_all(cache).map_err(|error| Failure::folder(cache, error))?;
        cargo.current_dir(cache);
        let what = format!("Installing {} {}", self.package, self.version);
        process::run_logged(&mut cargo, &what, &place.with_added_extension("log"), step)?;
        self.check(&unfinished.join("bin").join(self.file_name()))?;
        fs::rename(&unfinished, &place).map_err(|error| Failure::folder(&place, error))?;
        remove(&build)
    }

    fn folder(&self, cache: &Path) -> PathBuf {
        cache.join(format!("{}-{}", self.package, self.version))
    }

    fn file_name(&self) -> String {
        format!("{}{}", self.program, env::consts::EXE_SUFFIX)
    }

    fn is_wanted(&self, program: &Path) -> bool {
        self.check(program).is_ok()
    }

    fn check(&self, program: &Path) -> Result<(), Failure> {
        let line = process::version_line(&mut Command::new(program)).unwrap_or_default();
        let found = version::number(&line).unwrap_or("unknown");
        if found == self.version {
            return Ok(());
        }
        let found = found.to_owned();
        Err(Failure::WrongVersion {
            tool: self.program,
            found,
            wanted: self.version,
        })
    }
}

fn remove(folder: &Path) -> Result<(), Failure> {
    match fs::remove_dir_all(folder) {
        Err(error) if folder.exists() => Err(Failure::folder(folder, error)),
        _ => Ok(()),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    static TOOL: CargoTool = CargoTool {
        package: "crosslink-no-such-tool",
        program: "crosslink-no-such-tool",
        version: "1.2.3",
        purpose: "is never there",
        minutes: 1,
        arguments: &[],
    };

    /// Another process writes the program: were it open for writing here, a test that starts something at the same
    /// moment would hand the open file on, and it could not be run.
    fn put_program(folder: &Path, version: &str) -> Outcome {
        fs::create_dir_all(folder)?;
        let script = r#"printf '#!/bin/sh\necho tool %s\n' "$2" > "$1" && chmod +x "$1""#;
        let mut shell = Command::new("sh");
        shell
            .args(["-c", script, "sh"])
            .arg(folder.join(TOOL.program))
            .arg(version);
        process::output(&mut shell)?;
        Ok(())
    }

    #[test]
    fn a_tool_is_taken_from_the_cache_in_the_right_version_only() -> Outcome {
        let cache = tempfile::tempdir()?;
        assert_eq!(TOOL.find(cache.path()), None);
        let folder = cache.path().join("crosslink-no-such-tool-1.2.3/bin");
        put_program(&folder, "1.2.2")?;
        assert_eq!(TOOL.find(cache.path()), None);
        put_program(&folder, "1.2.3")?;
        assert_eq!(TOOL.find(cache.path()), Some(Some(folder)));
        Ok(())
    }

    #[test]
    fn a_half_installed_tool_is_not_trusted() -> Outcome {
        let cache = tempfile::tempdir()?;
        put_program(
            &cache
                .path()
                .join("crosslink-no-such-tool-1.2.3.unfinished/bin"),
            "1.2.3",
        )?;
        assert_eq!(TOOL.find(cache.path()), None);
        Ok(())
    }

    #[test]
    fn the_announcement_says_what_why_and_how_long() {
        assert_eq!(
            TRUNK.announcement(),
            "Installing trunk 0.21.14, which builds the console (once, about 4 minutes)"
        );
    }
}
