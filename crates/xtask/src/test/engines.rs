//! The table of the journeys that are walked in each browser engine.

use std::collections::BTreeMap;
use std::fmt;

/// The engines, as the names of their tests end.
const ENGINES: [&str; 3] = ["chromium", "firefox", "webkit"];

/// How each of these journeys went in each engine. `None` where it wasn't walked.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Engines(BTreeMap<String, [Option<bool>; 3]>);

impl Engines {
    /// Takes in a line of `cargo test`; only those of such a journey say something, as
    /// `test walk::both_sides_see_it::firefox ... ok` does.
    pub fn read(&mut self, line: &str) {
        let Some((name, outcome)) = line
            .strip_prefix("test ")
            .and_then(|line| line.split_once(" ... "))
        else {
            return;
        };
        let Some((journey, engine)) = name.rsplit_once("::") else {
            return;
        };
        let engine = ENGINES.iter().position(|known| *known == engine);
        let passed = match outcome {
            "ok" => true,
            "FAILED" => false,
            _ => return,
        };
        if let Some(engine) = engine {
            let row = self.0.entry(journey.to_owned()).or_default();
            row[engine] = Some(passed);
        }
    }

    /// Adds those of another run.
    pub fn add(&mut self, other: Self) {
        for (journey, outcomes) in other.0 {
            let row = self.0.entry(journey).or_default();
            for (before, outcome) in row.iter_mut().zip(outcomes) {
                *before = outcome.or(*before);
            }
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Engines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "  {:<9} {:<9} {:<9} journey",
            "Chromium", "Firefox", "WebKit"
        )?;
        for (journey, outcomes) in &self.0 {
            for outcome in outcomes {
                let word = match outcome {
                    Some(true) => "passed",
                    Some(false) => "FAILED",
                    None => "not run",
                };
                write!(f, "  {word:<8}")?;
            }
            let words = journey.replace("::", ": ").replace('_', " ");
            writeln!(f, "  {words}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_journey_has_a_row_and_each_engine_a_column() {
        let mut engines = Engines::default();
        for line in [
            "test walk::it_works::chromium ... ok",
            "test walk::it_works::firefox ... FAILED",
            "test basic::yes::webkit ... ok",
            "test basic::no ... ok",
            "test walk::it_works::webkit has been running for over 60 seconds",
        ] {
            engines.read(line);
        }
        assert_eq!(
            engines.to_string(),
            "  Chromium  Firefox   WebKit    journey
  not run   not run   passed    basic: yes
  passed    FAILED    not run   walk: it works
"
        );
        assert!(!engines.is_empty());
    }

    #[test]
    fn a_later_run_has_the_last_word() {
        let [mut before, mut after] = [Engines::default(), Engines::default()];
        before.read("test a::b::webkit ... FAILED");
        before.read("test a::b::firefox ... ok");
        after.read("test a::b::webkit ... ok");
        before.add(after);
        assert!(
            before
                .to_string()
                .contains("  not run   passed    passed    a: b\n")
        );
    }
}
