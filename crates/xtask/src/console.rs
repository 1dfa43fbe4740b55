//! Building the console, and how much of it the browser has to load.

use std::fmt;
use std::process::Command;

use serde::Deserialize;

use crate::failure::Failure;
use crate::lock::FileLock;
use crate::process;
use crate::report::Step;
use crate::tools::{Toolbox, node};
use crate::wasm_flags::Origins;
use crate::workspace::Workspace;

/// What the first view may load, in bytes with brotli.
pub const BUDGET: u64 = 160_000;

/// Builds the console for release and puts compressed copies beside its files, which the node sends as they are.
pub fn build(workspace: &Workspace, toolbox: &Toolbox, step: &mut Step) -> Result<Sizes, Failure> {
    // Two builds at once would take each other's files away.
    let lock = workspace.console_lock();
    let announcement = "Another `cargo xtask` is building the console. Waiting for it.";
    let _lock = FileLock::take(&lock, announcement)?;
    let mut trunk = Command::new("trunk");
    // With a backtrace the end of its output would not show what is wrong.
    trunk
        .env("RUST_BACKTRACE", "0")
        .current_dir(&workspace.root)
        .args(["build", "--release", "--locked", "--color", "never"]);
    toolbox.equip(&mut trunk);
    Origins::find(workspace)?.hide(&mut trunk);
    process::run_logged(
        &mut trunk,
        "Building the console",
        &workspace.log("console"),
        step,
    )?;
    finish(workspace)
}

fn finish(workspace: &Workspace) -> Result<Sizes, Failure> {
    let mut script = node::node();
    script
        .arg(workspace.script("finish.mjs"))
        .arg(workspace.console());
    let output = process::output(&mut script)?;
    Sizes::read(&output).map_err(|error| Failure::UnexpectedAnswer {
        name: "finish.mjs",
        reason: error.to_string(),
    })
}

/// The sizes of what the browser loads, the largest first.
#[derive(Debug)]
pub struct Sizes {
    /// By the first view.
    first: Vec<Size>,
    /// When it is asked for.
    later: Vec<Size>,
}

/// One file, in bytes.
#[derive(Debug, Deserialize)]
struct Size {
    file: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Sizes {
    fn read(json: &str) -> Result<Self, serde_json::Error> {
        let mut files: Vec<Size> = serde_json::from_str(json)?;
        files.retain(|size| is_loaded(&size.file));
        files.sort_by_key(|size| std::cmp::Reverse(size.brotli));
        let (later, first) = files
            .into_iter()
            .partition(|size| is_loaded_later(&size.file));
        Ok(Self { first, later })
    }

    /// Refuses when there is more than [`BUDGET`] allows.
    pub fn check(&self) -> Result<(), Failure> {
        let actual = self.brotli();
        if actual > BUDGET {
            return Err(Failure::ConsoleTooBig {
                actual,
                budget: BUDGET,
            });
        }
        Ok(())
    }

    fn brotli(&self) -> u64 {
        self.first.iter().map(|size| size.brotli).sum()
    }
}

/// The dialogs and the seldom opened pages are modules of their own, loaded when one is opened (`src/dialogs/mod.rs`,
/// `src/pages/mod.rs`), with style sheets and an editor of their own. A language is loaded by those who read it.
fn is_loaded_later(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or_default();
    ["crosslink-dialogs", "crosslink-pages"]
        .iter()
        .any(|module| name.starts_with(module))
        || ["dialog.css", "pages.css", "rules.css", "editor.js"].contains(&name)
        || file.contains("vendor/languages/")
}

/// Every page, script, style sheet and wasm file that is built.
fn is_loaded(file: &str) -> bool {
    [".html", ".js", ".css", ".wasm"]
        .iter()
        .any(|ending| file.ends_with(ending))
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<44} {:>10} {:>10} {:>10}",
            "first view", "raw", "gzip", "brotli"
        )?;
        for Size {
            file,
            raw,
            gzip,
            brotli,
        } in &self.first
        {
            writeln!(f, "{file:<44} {raw:>10} {gzip:>10} {brotli:>10}")?;
        }
        let raw: u64 = self.first.iter().map(|size| size.raw).sum();
        let gzip: u64 = self.first.iter().map(|size| size.gzip).sum();
        let brotli = self.brotli();
        writeln!(f, "{:<44} {raw:>10} {gzip:>10} {brotli:>10}", "together")?;
        write!(f, "{:<44} {:>32}", "allowed", BUDGET)?;
        for Size {
            file,
            raw,
            gzip,
            brotli,
        } in &self.later
        {
            write!(f, "\nlater: {file:<37} {raw:>10} {gzip:>10} {brotli:>10}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(brotli: u64) -> Result<Sizes, serde_json::Error> {
        Sizes::read(&format!(
            r#"[{{"file":"index.html","raw":9,"gzip":5,"brotli":1}},
                {{"file":"app_bg.wasm","raw":900,"gzip":500,"brotli":{brotli}}},
                {{"file":"crosslink-dialogs_bg.wasm","raw":7,"gzip":7,"brotli":100000}},
                {{"file":"crosslink-pages.js","raw":7,"gzip":7,"brotli":90000}},
                {{"file":"pages.css","raw":7,"gzip":7,"brotli":80000}},
                {{"file":"vendor/editor.js","raw":7,"gzip":7,"brotli":70000}},
                {{"file":"vendor/languages/de.js","raw":7,"gzip":7,"brotli":60000}},
                {{"file":"vendor/ado-sdk.LICENSE.txt","raw":7,"gzip":7,"brotli":100000}}]"#
        ))
    }

    #[test]
    fn the_budget_is_for_the_sum_of_what_the_first_view_loads() -> Result<(), serde_json::Error> {
        assert!(sizes(BUDGET - 1)?.check().is_ok());
        let failure = sizes(BUDGET)?
            .check()
            .err()
            .map(|failure| failure.to_string());
        assert_eq!(
            failure.as_deref(),
            Some(
                "The console is 160001 bytes with brotli, more than the 160000 that its first view may load."
            )
        );
        Ok(())
    }

    #[test]
    fn the_table_names_each_file_with_the_largest_first() -> Result<(), serde_json::Error> {
        let table = sizes(400)?.to_string();
        let names: Vec<_> = table
            .lines()
            .filter_map(|line| line.split_whitespace().next())
            .collect();
        assert_eq!(
            names,
            [
                "first",
                "app_bg.wasm",
                "index.html",
                "together",
                "allowed",
                "later:",
                "later:",
                "later:",
                "later:",
                "later:"
            ]
        );
        Ok(())
    }
}
