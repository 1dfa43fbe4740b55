//! The table at the end of `cargo xtask test`.

use std::fmt;
use std::time::Duration;

use super::results::Results;
use crate::report;

/// A step that has ended.
pub struct Row {
    pub name: &'static str,
    /// Whether all went well, in the tests and around them.
    pub passed: bool,
    pub results: Results,
    pub duration: Duration,
    /// What people have to know although it passed, such as that a part was skipped.
    pub remark: Option<&'static str>,
}

impl Row {
    /// A step that failed without a failed test, say at compiling, counts as one: nobody shall read of 0 failed then.
    fn failures(&self) -> u32 {
        if self.passed {
            self.results.failed
        } else {
            self.results.failed.max(1)
        }
    }
}

/// All steps.
#[derive(Default)]
pub struct Summary(Vec<Row>);

impl Summary {
    /// Adds the next step.
    pub fn add(&mut self, row: Row) {
        self.0.push(row);
    }

    /// Whether every step passed.
    pub fn is_success(&self) -> bool {
        self.failed() == 0
    }

    fn failed(&self) -> u32 {
        self.0.iter().map(Row::failures).sum()
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for engines in self.0.iter().map(|row| &row.results.engines) {
            if !engines.is_empty() {
                writeln!(f, "{engines}")?;
            }
        }
        for row in &self.0 {
            let outcome = if row.failures() == 0 {
                "passed"
            } else {
                "FAILED"
            };
            let Results { passed, failed, .. } = row.results;
            let tests = match failed {
                0 if passed == 0 => String::new(),
                0 => format!("{passed} tests"),
                _ => format!("{} tests, {failed} failed", passed + failed),
            };
            let duration = report::clock(row.duration);
            let remark = row.remark.map(|remark| format!("  {remark}"));
            write!(f, "  {:<12} {outcome}  {tests:<24} {duration:>6}", row.name)?;
            writeln!(f, "{}", remark.unwrap_or_default())?;
        }
        writeln!(f)?;
        for row in &self.0 {
            for name in &row.results.names_of_failed {
                writeln!(f, "  failed in {}: {name}", row.name)?;
            }
        }
        let passed: u32 = self.0.iter().map(|row| row.results.passed).sum();
        writeln!(f, "{passed} passed, {} failed", self.failed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(name: &'static str, passed: u32, failed: u32) -> Row {
        let names_of_failed = (0..failed).map(|number| format!("test_{number}")).collect();
        Row {
            name,
            passed: failed == 0,
            results: Results {
                passed,
                failed,
                names_of_failed,
                ..Results::default()
            },
            duration: Duration::from_secs(60),
            remark: None,
        }
    }

    #[test]
    fn the_last_line_counts_all_tests_after_the_names_of_the_failed_ones() {
        let mut summary = Summary::default();
        summary.add(row("fmt", 0, 0));
        summary.add(row("unit", 40, 0));
        summary.add(row("node", 7, 2));
        assert_eq!(
            summary.to_string(),
            "  fmt          passed                             1:00
  unit         passed  40 tests                   1:00
  node         FAILED  9 tests, 2 failed          1:00

  failed in node: test_0
  failed in node: test_1
47 passed, 2 failed
"
        );
        assert!(!summary.is_success());
    }

    #[test]
    fn a_step_that_fails_without_a_test_counts_as_one_failure() {
        let mut summary = Summary::default();
        summary.add(Row {
            passed: false,
            ..row("clippy", 0, 0)
        });
        assert!(summary.to_string().ends_with("\n0 passed, 1 failed\n"));
        assert!(!summary.is_success());
    }

    #[test]
    fn the_table_of_engines_comes_first() {
        let mut summary = Summary::default();
        let mut journeys = row("journeys", 1, 0);
        journeys.results.read("test walk::it_works::webkit ... ok");
        summary.add(journeys);
        assert!(
            summary
                .to_string()
                .starts_with("  Chromium  Firefox   WebKit    journey\n")
        );
    }

    #[test]
    fn a_remark_stands_beside_its_step() {
        let mut summary = Summary::default();
        summary.add(Row {
            remark: Some("without PostgreSQL"),
            ..row("node", 1, 0)
        });
        assert!(summary.to_string().contains("1:00  without PostgreSQL\n"));
        assert!(summary.is_success());
    }
}
