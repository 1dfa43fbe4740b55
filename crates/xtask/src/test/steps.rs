//! The steps of `cargo xtask test`.

use std::process::Command;

use clap::ValueEnum;

use super::packages;
use super::postgres::Postgres;
use super::results::Results;
use super::states::States;
use crate::console;
use crate::demo;
use crate::failure::Failure;
use crate::process;
use crate::report::Step;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// What `--only` and `--skip` take, in the order of running: the quickest to fail first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StepName {
    Fmt,
    Clippy,
    ClippyWasm,
    Unit,
    Node,
    Console,
    Package,
    Journeys,
}

impl StepName {
    /// As it is typed.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Unit => "unit",
            Self::Node => "node",
            Self::Console => "console",
            Self::Package => "package",
            Self::Journeys => "journeys",
        }
    }

    /// What it does.
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Fmt => "the formatting of all code",
            Self::Clippy => "clippy, on this machine's target",
            Self::ClippyWasm => "clippy on the console, as compiled for the browser",
            Self::Unit => "the tests of all crates but the node",
            Self::Node => "the tests of the node, on SQLite and on PostgreSQL",
            Self::Console => "the release build of the console, and its size",
            Self::Package => "the extension for Azure DevOps, packaged and checked",
            Self::Journeys => "what people do, in real browsers",
        }
    }
}

const WITHOUT_POSTGRES: &str = "WITHOUT PostgreSQL, which is not installed";

/// How a step ended.
#[derive(Default)]
pub struct Outcome {
    pub results: Results,
    /// Why it failed, if it did.
    pub failure: Option<Failure>,
    /// What people have to know although it passed.
    pub remark: Option<&'static str>,
}

/// What the steps need, and share.
pub struct Run<'a> {
    workspace: &'a Workspace,
    toolbox: Toolbox,
    console_is_built: bool,
}

impl<'a> Run<'a> {
    /// Before the first step.
    pub fn new(workspace: &'a Workspace, toolbox: Toolbox) -> Self {
        Self {
            workspace,
            toolbox,
            console_is_built: false,
        }
    }

    /// Runs a step to its end.
    pub fn step(&mut self, name: StepName) -> Outcome {
        let mut results = Results::default();
        let mut remark = None;
        let result = match name {
            StepName::Fmt => self.check("fmt --all --check"),
            StepName::Clippy => {
                self.check("clippy --locked --workspace --all-targets -- -D warnings")
            }
            StepName::ClippyWasm => self.check(
                "clippy --locked -p crosslink --target wasm32-unknown-unknown -- -D warnings",
            ),
            StepName::Unit => self.unit(&mut results),
            StepName::Node => self.node(&mut results, &mut remark),
            StepName::Console => self.console(),
            StepName::Package => self.package(),
            StepName::Journeys => self.journeys(&mut results, &mut remark),
        };
        Outcome {
            results,
            failure: result.err(),
            remark,
        }
    }

    fn check(&self, arguments: &str) -> Result<(), Failure> {
        let mut cargo = self.workspace.cargo();
        cargo.args(arguments.split_whitespace());
        if process::run_streamed(&mut cargo, |_| {})? {
            Ok(())
        } else {
            Err(failed("cargo", arguments))
        }
    }

    fn unit(&self, results: &mut Results) -> Result<(), Failure> {
        let crates = [
            "--workspace",
            "--exclude",
            "crosslink",
            "--exclude",
            "crosslink-node",
        ];
        let others = self.test(&crates, |_| {}, results);
        // Of the console only what runs without a browser.
        let console = self.test(&["--package", "crosslink", "--lib"], |_| {}, results);
        others.and(console)
    }

    fn node(
        &self,
        results: &mut Results,
        remark: &mut Option<&'static str>,
    ) -> Result<(), Failure> {
        let postgres = Postgres::start(&self.workspace.log("postgres"))?;
        if postgres.is_none() {
            eprintln!("PostgreSQL is not installed: ITS TESTS ARE SKIPPED, only SQLite is tested.");
            eprintln!("{}", packages::POSTGRES_REMEDY);
            *remark = Some(WITHOUT_POSTGRES);
        }
        let equip = |cargo: &mut Command| {
            if let Some(postgres) = &postgres {
                cargo.env("CROSSLINK_TEST_DATABASE_URL", postgres.url());
            }
        };
        self.test(&["--package", "crosslink-node"], equip, results)
    }

    fn console(&mut self) -> Result<(), Failure> {
        let mut step = Step::quiet();
        let sizes = console::build(self.workspace, &self.toolbox, &mut step)?;
        drop(step);
        self.console_is_built = true;
        println!("{sizes}");
        sizes.check()
    }

    /// What the steps after [`StepName::Console`] begin with, for that may have been left out.
    fn have_console(&mut self) -> Result<(), Failure> {
        if !self.console_is_built {
            console::build(self.workspace, &self.toolbox, &mut Step::quiet())?;
            self.console_is_built = true;
        }
        Ok(())
    }

    /// By the command that people type, with names of nobody.
    fn package(&mut self) -> Result<(), Failure> {
        self.have_console()?;
        let mut command = Command::new(self.workspace.xtask());
        command.args(["package", "--no-build", "--publisher", "contoso"]);
        command.args(["--node-url", "https://crosslink.contoso.example"]);
        if process::run_streamed(&mut command, |_| {})? {
            Ok(())
        } else {
            Err(failed("cargo xtask", "package"))
        }
    }

    fn journeys(
        &mut self,
        results: &mut Results,
        remark: &mut Option<&'static str>,
    ) -> Result<(), Failure> {
        self.have_what_journeys_need()?;
        let (left_out, why) = packages::engines_left_out();
        *remark = why;
        States::forget(&self.workspace.root);
        let mut arguments = JOURNEYS.to_vec();
        arguments.push("--");
        for engine in left_out {
            arguments.extend(["--skip", engine]);
        }
        let outcome = self.test(&arguments, |cargo| self.equip_journeys(cargo), results);
        println!("\n{}", States::read(&self.workspace.root));
        outcome
    }

    fn have_what_journeys_need(&mut self) -> Result<(), Failure> {
        packages::check_browser()?;
        self.have_console()?;
        demo::build(self.workspace, &mut Step::quiet())
    }

    fn equip_journeys(&self, cargo: &mut Command) {
        self.toolbox.equip(cargo);
        cargo.env("CROSSLINK_CONSOLE_DIR", self.workspace.console());
        cargo.env("CROSSLINK_BIN_DIR", self.workspace.programs());
        // A journey packages the extension for its own node.
        cargo.env("CROSSLINK_XTASK", self.workspace.xtask());
    }

    /// The journey that ends at what the README shows, and keeps the picture.
    pub fn picture(mut self) -> Result<bool, Failure> {
        self.have_what_journeys_need()?;
        let mut cargo = self.workspace.cargo();
        cargo.args(["test", "--locked"]).args(JOURNEYS);
        cargo.args(["picture::"]);
        self.equip_journeys(&mut cargo);
        cargo.env("CROSSLINK_PICTURE", self.workspace.root.join(PICTURE));
        process::run_streamed(&mut cargo, |_| {})
    }

    /// Runs `cargo test` and adds its tests to `results`.
    fn test(
        &self,
        arguments: &[&str],
        equip: impl FnOnce(&mut Command),
        results: &mut Results,
    ) -> Result<(), Failure> {
        let mut cargo = self.workspace.cargo();
        cargo
            .args(["test", "--locked", "--no-fail-fast"])
            .args(arguments);
        equip(&mut cargo);
        let mut here = Results::default();
        let succeeded = process::run_streamed(&mut cargo, |line| here.read(line))?;
        let none_ran = here.is_empty();
        results.add(here);
        match (succeeded, none_ran) {
            (false, _) => Err(failed("cargo test", &arguments.join(" "))),
            (true, true) => Err(Failure::NoTestRan),
            (true, false) => Ok(()),
        }
    }
}

/// The tests in a browser, for `cargo test`.
const JOURNEYS: [&str; 4] = ["--package", "crosslink", "--test", "journeys"];
/// The picture of the README.
const PICTURE: &str = "docs/console.png";

fn failed(program: &str, arguments: &str) -> Failure {
    let what = format!("`{program} {arguments}`");
    Failure::StreamedCommandFailed { what }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_step_is_announced_by_the_word_that_selects_it() {
        for step in StepName::value_variants() {
            let word = step
                .to_possible_value()
                .map(|value| value.get_name().to_owned());
            assert_eq!(word.as_deref(), Some(step.word()));
        }
    }
}
