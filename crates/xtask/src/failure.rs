//! Everything that can go wrong in `cargo xtask`, each with its name and its sentence.

use std::io;
use std::path::{Path, PathBuf};

use crate::package::{
    Defect, LicenceProblem, ManifestProblem, PageProblem, VsixProblem, defect_lines,
};
use crate::versions;

/// A failure, worded for whoever typed the command: what is wrong, and what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error(
        "Port {port} on 127.0.0.1 is in use, and {needed_by} needs it. Stop the program that uses it{alternative}."
    )]
    PortInUse {
        port: u16,
        needed_by: &'static str,
        /// How to do without this port, when there is a way: continues the sentence.
        alternative: &'static str,
    },
    #[error("Port {port} on 127.0.0.1 can't be used: {error}.")]
    PortUnusable { port: u16, error: io::Error },
    #[error("Ports {0} and the two after it are needed; choose a --port below 65534.")]
    PortTooHigh(u16),
    #[error(
        "{path} can't be written to: {error}. Choose another place, or change its permissions."
    )]
    NotWritable { path: PathBuf, error: io::Error },
    #[error(
        "The disk with {0} is full. Make room, then run the command again; it goes on where it stopped."
    )]
    DiskFull(PathBuf),
    #[error(
        "{0} is in use by another `cargo xtask`. Stop that one, or choose another --data-dir for this one."
    )]
    DataInUse(PathBuf),
    #[error("{program} was not found. {remedy}")]
    ProgramMissing {
        program: String,
        remedy: &'static str,
    },
    #[error(
        "Node.js {found} is too old: {} or later is needed, for npm and the build's scripts. See https://nodejs.org.",
        versions::NODE_MAJOR
    )]
    NodeTooOld { found: String },
    #[error(
        "The Rust target wasm32-unknown-unknown is missing, and there is no rustup to add it. Install it the way Rust was installed, or use rustup: https://rustup.rs."
    )]
    WasmTargetMissing,
    #[error("{program} could not be started: {error}.")]
    NotStarted { program: String, error: io::Error },
    #[error("{what} failed.{}{}", hint_line(*hint), log_lines(tail, log))]
    CommandFailed {
        what: String,
        /// What is probably wrong, where the output shows it.
        hint: Option<&'static str>,
        log: PathBuf,
        tail: String,
    },
    #[error("{what} failed; see its output above.")]
    StreamedCommandFailed { what: String },
    #[error("{tool} was installed, but says that it is {found} instead of {wanted}.")]
    WrongVersion {
        tool: &'static str,
        found: String,
        wanted: &'static str,
    },
    #[error("{name} ended unexpectedly ({status}).{}", log_lines(tail, log))]
    ServerEnded {
        name: &'static str,
        status: String,
        log: PathBuf,
        tail: String,
    },
    #[error("{name} did not answer within {seconds} s.{}", log_lines(tail, log))]
    ServerSilent {
        name: &'static str,
        seconds: u64,
        log: PathBuf,
        tail: String,
    },
    #[error("{name} gave an answer that can't be used: {reason}.")]
    UnexpectedAnswer { name: &'static str, reason: String },
    #[error("The local Azure DevOps has no organisation {0}.")]
    OrganisationMissing(&'static str),
    #[error(
        "The console is {actual} bytes with brotli, more than the {budget} that its first view may load."
    )]
    ConsoleTooBig { actual: u64, budget: u64 },
    #[error(
        "There is no built console. Leave --no-build out, or build it with `cargo xtask test --only console`."
    )]
    ConsoleNotBuilt,
    #[error("{path} can't be read: {error}.")]
    NotReadable { path: PathBuf, error: io::Error },
    #[error("The page of the console can't become one of the extension: {0}.")]
    Page(PageProblem),
    #[error("The extension has no manifest: {0}.")]
    Manifest(#[from] ManifestProblem),
    #[error("{package} can't be bundled: {problem}.")]
    LicenceMissing {
        package: String,
        problem: LicenceProblem,
    },
    #[error("What `tfx extension create` has made can't be used: {0}.")]
    Vsix(VsixProblem),
    #[error("The extension was packaged, and is not kept, because:{}", defect_lines(.0))]
    ExtensionDefective(Vec<Defect>),
    #[error("The browser journeys need {missing}. {remedy}")]
    BrowserMissing {
        missing: String,
        remedy: &'static str,
    },
    #[error("No test ran in this step, which has tests: something in its command is wrong.")]
    NoTestRan,
    #[error("Ctrl-C can't be watched for: {0}.")]
    Signals(ctrlc::Error),
    #[error("Stopped. Running the command again goes on from here.")]
    Interrupted,
}

impl Failure {
    /// The failure to create or write something in a folder.
    pub fn folder(path: &Path, error: io::Error) -> Self {
        let path = path.to_path_buf();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull(path),
            _ => Self::NotWritable { path, error },
        }
    }

    /// The failure to read what should be there.
    pub fn unreadable(path: &Path, error: io::Error) -> Self {
        let path = path.to_path_buf();
        Self::NotReadable { path, error }
    }

    /// The failure to start a program that should be there.
    pub fn start(program: impl Into<String>, error: io::Error) -> Self {
        let program = program.into();
        Self::NotStarted { program, error }
    }

    /// The exit code of the process: 130 when somebody stopped it, as shells have it; otherwise 1.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Interrupted => 130,
            _ => 1,
        }
    }
}

fn hint_line(hint: Option<&str>) -> String {
    hint.map(|hint| format!(" {hint}")).unwrap_or_default()
}

fn log_lines(tail: &str, log: &Path) -> String {
    let log = log.display();
    if tail.is_empty() {
        return format!(" Its output, in {log}, is empty.");
    }
    let quoted: String = tail.lines().map(|line| format!("\n  | {line}")).collect();
    format!(" The end of its output, all of which is in {log}:{quoted}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_apart_from_a_folder_without_permission() {
        let full = Failure::folder(Path::new("data"), io::ErrorKind::StorageFull.into());
        assert!(full.to_string().starts_with("The disk with data is full."));
        let denied = Failure::folder(Path::new("data"), io::ErrorKind::PermissionDenied.into());
        assert!(
            denied
                .to_string()
                .starts_with("data can't be written to: permission denied.")
        );
    }

    #[test]
    fn a_failed_command_shows_the_hint_the_end_of_its_output_and_where_the_rest_is() {
        let failure = Failure::CommandFailed {
            what: "Installing Trunk".to_owned(),
            hint: Some("The network is down."),
            log: PathBuf::from("trunk.log"),
            tail: "one\ntwo".to_owned(),
        };
        assert_eq!(
            failure.to_string(),
            "Installing Trunk failed. The network is down. The end of its output, all of which is in trunk.log:\n  | one\n  | two"
        );
    }

    #[test]
    fn only_an_interrupt_exits_as_an_interrupt() {
        assert_eq!(Failure::Interrupted.exit_code(), 130);
        assert_eq!(Failure::WasmTargetMissing.exit_code(), 1);
    }
}
