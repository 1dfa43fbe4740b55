//! `cargo xtask test`: everything that has to hold before a change is taken, in one run.

mod engines;
mod packages;
mod postgres;
mod results;
mod states;
mod steps;
mod summary;

use std::time::Instant;

use clap::ValueEnum;

use crate::failure::Failure;
use crate::tools;
use crate::workspace::Workspace;
use steps::{Outcome, Run, StepName};
use summary::{Row, Summary};

/// What the command may be told.
#[derive(Debug, clap::Args)]
pub struct Options {
    /// Run only this step; may be given several times
    #[arg(long, value_enum)]
    only: Vec<StepName>,
    /// Leave this step out; may be given several times
    #[arg(long, value_enum)]
    skip: Vec<StepName>,
}

impl Options {
    fn selected(&self) -> Vec<StepName> {
        let wanted = |name: &StepName| self.only.is_empty() || self.only.contains(name);
        let all = StepName::value_variants().iter().copied();
        all.filter(wanted)
            .filter(|name| !self.skip.contains(name))
            .collect()
    }
}

/// Runs the steps, one after the other, also when one fails, and prints a summary whose last line is
/// `N passed, N failed`. Returns whether everything passed.
pub fn run(options: Options) -> Result<bool, Failure> {
    let workspace = Workspace::find()?;
    let selected = options.selected();
    let mut summary = Summary::default();
    let begun = Instant::now();
    let (run, failure) = match set_up(&workspace, &selected) {
        Ok(run) => (Some(run), None),
        Err(failure) => (None, Some(failure)),
    };
    let outcome = Outcome {
        failure,
        ..Outcome::default()
    };
    summary.add(row("set-up", begun, outcome)?);
    if let Some(mut run) = run {
        for step in selected {
            eprintln!("\n== {}: {}", step.word(), step.purpose());
            let begun = Instant::now();
            summary.add(row(step.word(), begun, run.step(step))?);
        }
    }
    print!("\n{summary}");
    Ok(summary.is_success())
}

/// Makes the picture of the README. Returns whether the journey there went well.
pub fn picture() -> Result<bool, Failure> {
    let workspace = Workspace::find()?;
    set_up(&workspace, &[StepName::Journeys])?.picture()
}

fn set_up<'a>(workspace: &'a Workspace, selected: &[StepName]) -> Result<Run<'a>, Failure> {
    let packages = packages::missing(selected);
    let purpose = if selected.contains(&StepName::Journeys) {
        tools::Purpose::Journeys
    } else {
        tools::Purpose::Build
    };
    let (toolbox, mut steps) = tools::prepare(workspace, purpose, packages.len())?;
    packages::install(workspace, &packages, &mut steps)?;
    Ok(Run::new(workspace, toolbox))
}

/// Says why a step failed, if it did, and makes its row; an interrupt ends the whole run instead.
fn row(name: &'static str, begun: Instant, outcome: Outcome) -> Result<Row, Failure> {
    let passed = outcome.failure.is_none();
    match outcome.failure {
        None => {}
        Some(Failure::Interrupted) => return Err(Failure::Interrupted),
        Some(failure) => eprintln!("\n{name}: {failure}"),
    }
    let Outcome {
        results, remark, ..
    } = outcome;
    Ok(Row {
        name,
        passed,
        results,
        duration: begun.elapsed(),
        remark,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(only: &[StepName], skip: &[StepName]) -> Vec<StepName> {
        Options {
            only: only.to_vec(),
            skip: skip.to_vec(),
        }
        .selected()
    }

    #[test]
    fn steps_run_in_their_order_and_are_chosen_and_left_out_by_name() {
        use StepName::{Fmt, Journeys, Node};
        assert_eq!(selected(&[], &[]), StepName::value_variants());
        assert_eq!(selected(&[Journeys, Fmt], &[]), [Fmt, Journeys]);
        assert_eq!(selected(&[Journeys, Fmt, Node], &[Fmt]), [Node, Journeys]);
        assert_eq!(selected(&[Fmt], &[Fmt]), []);
    }
}
