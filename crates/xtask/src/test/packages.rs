//! What the tests need from the system: rustfmt and clippy, browsers with their drivers, PostgreSQL.

use std::env;
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
const WITHOUT_FIREFOX: &str = "WITHOUT Firefox: install it as `firefox-esr` (Debian)";
const WITHOUT_WEBKIT: &str =
    "WITHOUT WebKit: install `webkit2gtk-driver` and `xvfb` (Debian; there is none elsewhere)";
const WITHOUT_BOTH: &str =
    "WITHOUT Firefox and WebKit: install `firefox-esr`, `webkit2gtk-driver` and `xvfb` (Debian)";

/// A program that the journeys need.
struct Program {
    name: &'static str,
    /// The package of Debian that has it.
    package: &'static str,
}

const CHROMIUM: [Program; 2] = [
    Program {
        name: "chromium",
        package: "chromium",
    },
    Program {
        name: "chromedriver",
        package: "chromium-driver",
    },
];
const FIREFOX: [Program; 1] = [Program {
    name: "firefox-esr",
    package: "firefox-esr",
}];
const WEBKIT: [Program; 2] = [
    Program {
        name: "WebKitWebDriver",
        package: "webkit2gtk-driver",
    },
    // It has no way to draw without a screen.
    Program {
        name: "Xvfb",
        package: "xvfb",
    },
];

impl Program {
    /// Whether it is on the PATH. Not all of them answer to `--version`.
    fn is_there(&self) -> bool {
        let folders = env::var_os("PATH").unwrap_or_default();
        env::split_paths(&folders).any(|folder| {
            folder
                .join(self.name)
                .with_extension(env::consts::EXE_EXTENSION)
                .is_file()
        })
    }
}

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
        let needed = CHROMIUM.iter().chain(&FIREFOX).chain(&WEBKIT);
        packages.extend(
            needed
                .filter(|program| !program.is_there())
                .map(|program| program.package),
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

/// Refuses when Chromium or its driver is missing.
pub fn check_browser() -> Result<(), Failure> {
    let missing: Vec<_> = CHROMIUM
        .iter()
        .filter(|program| !program.is_there())
        .map(|program| program.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(Failure::BrowserMissing {
        missing: missing.join(" and "),
        remedy: BROWSER_REMEDY,
    })
}

/// The engines besides Chromium's that the journeys can't run in here: the end of their tests' names, and what people have to
/// know of it.
pub fn engines_left_out() -> (Vec<&'static str>, Option<&'static str>) {
    let lacks = |programs: &[Program]| programs.iter().any(|program| !program.is_there());
    match (lacks(&FIREFOX), lacks(&WEBKIT)) {
        (false, false) => (Vec::new(), None),
        (true, false) => (vec!["firefox"], Some(WITHOUT_FIREFOX)),
        (false, true) => (vec!["webkit"], Some(WITHOUT_WEBKIT)),
        (true, true) => (vec!["firefox", "webkit"], Some(WITHOUT_BOTH)),
    }
}

#[cfg(unix)]
fn is_debian_as_root() -> bool {
    Path::new("/etc/debian_version").exists() && nix::unistd::geteuid().is_root()
}

#[cfg(not(unix))]
fn is_debian_as_root() -> bool {
    false
}
