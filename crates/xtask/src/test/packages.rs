//! What the tests need from the system: rustfmt and clippy, a browser with its driver, PostgreSQL.

use std::fs;
use std::io;
use std::path::Path;
use std::process::Command;

use super::postgres;
use super::steps::StepName;
use crate::failure::Failure;
use crate::process;
use crate::report::{Step, Steps};
use crate::workspace::Workspace;

/// How to get PostgreSQL where this command does not install it.
pub const POSTGRES_REMEDY: &str = "To test with it, install the package `postgresql` (Debian) or `postgresql@16` (Homebrew), so that `initdb` and `postgres` are found.";
const BROWSER_REMEDY: &str = "Install Chromium and its driver (Debian: `apt install chromium chromium-driver`, macOS: `brew install chromium chromedriver`), or leave the step out with `--skip journeys`.";
/// Where Debian's set-up of PostgreSQL reads whether it shall create a cluster.
const CLUSTER_SETTINGS: &str = "/etc/postgresql-common/createcluster.d";

/// Something that is missing and that this command can install.
pub enum Missing {
    /// Components of the Rust toolchain.
    RustComponents(Vec<&'static str>),
    /// Packages of Debian.
    Packages(Vec<&'static str>),
}

/// What the chosen steps need, that is missing, and that can be installed here. The rest is said by the step concerned.
pub fn missing(selected: &[StepName]) -> Vec<Missing> {
    let mut missing = Vec::new();
    let components: Vec<_> = [("rustfmt", "fmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(_, command)| process::version_line(Command::new("cargo").arg(command)).is_none())
        .map(|(component, _)| component)
        .collect();
    if !components.is_empty() {
        missing.push(Missing::RustComponents(components));
    }
    let packages = missing_packages(selected);
    if !packages.is_empty() && is_debian_as_root() {
        missing.push(Missing::Packages(packages));
    }
    missing
}

fn missing_packages(selected: &[StepName]) -> Vec<&'static str> {
    let mut packages = Vec::new();
    if selected.contains(&StepName::Journeys) {
        packages.extend(
            missing_browser_programs()
                .into_iter()
                .map(|program| match program {
                    "chromedriver" => "chromium-driver",
                    other => other,
                }),
        );
    }
    if selected.contains(&StepName::Node) && postgres::programs().is_none() {
        packages.push("postgresql");
    }
    packages
}

/// Installs it, one step each.
pub fn install(
    workspace: &Workspace,
    missing: &[Missing],
    steps: &mut Steps,
) -> Result<(), Failure> {
    for missing in missing {
        match missing {
            Missing::RustComponents(components) => {
                let mut step = steps.begin(&format!(
                    "Adding {} to Rust (once, seconds)",
                    components.join(" and ")
                ));
                let mut rustup = Command::new("rustup");
                rustup.args(["component", "add"]).args(components);
                process::run_logged(
                    &mut rustup,
                    "`rustup component add`",
                    &workspace.log("rustup"),
                    &mut step,
                )?;
                step.done();
            }
            Missing::Packages(packages) => {
                let mut step = steps.begin(&format!(
                    "Installing {} with apt-get (once, about 2 minutes)",
                    packages.join(", ")
                ));
                install_packages(workspace, packages, &mut step)?;
                step.done();
            }
        }
    }
    Ok(())
}

fn install_packages(
    workspace: &Workspace,
    packages: &[&str],
    step: &mut Step,
) -> Result<(), Failure> {
    let _no_cluster = NoCluster::begin();
    let log = workspace.log("apt-get");
    let mut update = Command::new("apt-get");
    update.arg("update");
    process::run_logged(&mut update, "`apt-get update`", &log, step)?;
    let mut install = Command::new("apt-get");
    install
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    install.env("DEBIAN_FRONTEND", "noninteractive");
    process::run_logged(&mut install, "`apt-get install`", &log, step)
}

/// As long as it lives, installing PostgreSQL creates no cluster that the system would start: the tests bring their own.
struct NoCluster(Option<std::path::PathBuf>);

impl NoCluster {
    fn begin() -> Self {
        let file = Path::new(CLUSTER_SETTINGS).join("crosslink.conf");
        let written: io::Result<()> = fs::create_dir_all(CLUSTER_SETTINGS)
            .and_then(|()| fs::write(&file, "create_main_cluster = false\n"));
        // Without it there is a cluster that nobody needs, which is no reason to stop.
        Self(written.ok().map(|()| file))
    }
}

impl Drop for NoCluster {
    fn drop(&mut self) {
        if let Some(file) = &self.0 {
            // It only mattered meanwhile; a file left behind keeps a cluster from being created once more.
            let _ = fs::remove_file(file);
        }
    }
}

/// Refuses when the browser or its driver is missing.
pub fn check_browser() -> Result<(), Failure> {
    let missing = missing_browser_programs();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::BrowserMissing {
        missing: missing.join(" and "),
        remedy: BROWSER_REMEDY,
    })
}

fn missing_browser_programs() -> Vec<&'static str> {
    ["chromium", "chromedriver"]
        .into_iter()
        .filter(|program| process::version_line(&mut Command::new(program)).is_none())
        .collect()
}

#[cfg(unix)]
fn is_debian_as_root() -> bool {
    Path::new("/etc/debian_version").exists() && nix::unistd::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_debian_as_root() -> bool {
    false
}
