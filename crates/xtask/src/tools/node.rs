//! Node.js and what the build takes from npm.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use super::version;
use crate::failure::Failure;
use crate::process;
use crate::report::Step;
use crate::versions;
use crate::workspace::Workspace;

/// On Windows npm is a script, and scripts are found with their ending only.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };
const REMEDY: &str = "Install Node.js 20 or later, which brings npm along: https://nodejs.org.";

/// A call of Node.js.
pub fn node() -> Command {
    Command::new("node")
}

/// Refuses when Node.js or npm is missing, or Node.js is too old.
pub fn check() -> Result<(), Failure> {
    let line = process::version_line(&mut node());
    check_versions(
        line.as_deref(),
        process::version_line(&mut Command::new(NPM)).is_some(),
    )
}

fn check_versions(node: Option<&str>, npm_is_there: bool) -> Result<(), Failure> {
    let missing = |program: &str| Failure::ProgramMissing {
        program: program.to_owned(),
        remedy: REMEDY,
    };
    let line = node.ok_or_else(|| missing("Node.js"))?;
    let found = version::number(line).unwrap_or(line);
    if version::major(found).is_none_or(|major| major < versions::NODE_MAJOR) {
        return Err(Failure::NodeTooOld {
            found: found.to_owned(),
        });
    }
    if !npm_is_there {
        return Err(missing("npm"));
    }
    Ok(())
}

/// Where npm puts the programs of its packages, `wasm-opt` among them.
pub fn programs(workspace: &Workspace) -> PathBuf {
    workspace.root.join("node_modules").join(".bin")
}

/// Whether an `npm ci` went through to its end, with the packages that are pinned.
pub fn packages_are_installed(workspace: &Workspace) -> bool {
    // npm writes this file last, so that one from an interrupted run does not exist.
    let list = workspace
        .root
        .join("node_modules")
        .join(".package-lock.json");
    fs::read_to_string(list).is_ok_and(|list| lists_pinned_packages(&list))
}

fn lists_pinned_packages(list: &str) -> bool {
    let Ok(list) = serde_json::from_str::<Value>(list) else {
        return false;
    };
    versions::npm().all(|(name, version)| {
        list["packages"][format!("node_modules/{name}")]["version"] == version
    })
}

/// Installs exactly what package-lock.json says, and checks that `wasm-opt` runs.
pub fn install_packages(workspace: &Workspace, step: &mut Step) -> Result<(), Failure> {
    let mut npm = Command::new(NPM);
    npm.current_dir(&workspace.root)
        .args(["ci", "--no-audit", "--no-fund"]);
    process::run_logged(&mut npm, "`npm ci`", &workspace.log("npm"), step)?;
    let program = programs(workspace).join(if cfg!(windows) {
        "wasm-opt.cmd"
    } else {
        "wasm-opt"
    });
    let line = process::version_line(&mut Command::new(program)).unwrap_or_default();
    let found = version::number(&line).unwrap_or("unknown");
    if version::major(found) != version::major(versions::BINARYEN) {
        let found = found.to_owned();
        return Err(Failure::WrongVersion {
            tool: "wasm-opt",
            found,
            wanted: versions::BINARYEN,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence(node: Option<&str>, npm_is_there: bool) -> String {
        check_versions(node, npm_is_there)
            .err()
            .map(|failure| failure.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn an_old_or_missing_node_gets_a_sentence_that_says_what_to_do() {
        assert_eq!(sentence(Some("v20.20.2"), true), "");
        assert_eq!(sentence(Some("v24.0.0"), true), "");
        assert!(
            sentence(Some("v18.19.0"), true).starts_with("Node.js 18.19.0 is too old: 20 or later")
        );
        assert!(sentence(None, true).starts_with("Node.js was not found. Install Node.js 20"));
        assert!(sentence(Some("v20.20.2"), false).starts_with("npm was not found."));
    }

    #[test]
    fn packages_count_as_installed_in_the_pinned_versions_only() {
        let list = |binaryen: &str| {
            let mut packages: serde_json::Map<_, _> = versions::npm()
                .map(|(name, version)| {
                    let version = serde_json::json!({ "version": version });
                    (format!("node_modules/{name}"), version)
                })
                .collect();
            packages["node_modules/binaryen"] = serde_json::json!({ "version": binaryen });
            serde_json::json!({ "packages": packages }).to_string()
        };
        assert!(lists_pinned_packages(&list(versions::BINARYEN)));
        assert!(!lists_pinned_packages(&list("131.0.0")));
        assert!(!lists_pinned_packages("{}"));
        assert!(!lists_pinned_packages("{\"packages\": {\"node_mod"));
    }
}
