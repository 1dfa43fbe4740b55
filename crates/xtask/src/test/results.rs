//! Reading the outcome of tests from what `cargo test` prints.

use super::engines::Engines;

/// How many tests passed and failed, and which ones failed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Results {
    pub passed: u32,
    pub failed: u32,
    pub names_of_failed: Vec<String>,
    /// Of the tests that are one in each browser engine.
    pub engines: Engines,
}

impl Results {
    /// Takes in one line; any other than the line of a failed test and the result line of a test program says nothing.
    pub fn read(&mut self, line: &str) {
        let line = line.trim();
        self.engines.read(line);
        if let Some(result) = line.strip_prefix("test result: ") {
            self.passed += count(result, "passed");
            self.failed += count(result, "failed");
        } else if let Some(name) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.strip_suffix(" ... FAILED"))
        {
            self.names_of_failed.push(name.to_owned());
        }
    }

    /// Adds those of another run.
    pub fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.names_of_failed.extend(other.names_of_failed);
        self.engines.add(other.engines);
    }

    /// Whether no test ran.
    pub fn is_empty(&self) -> bool {
        self.passed == 0 && self.failed == 0
    }
}

fn count(result: &str, what: &str) -> u32 {
    result
        .split([';', '.'])
        .find_map(|part| part.trim().strip_suffix(what)?.trim().parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(output: &str) -> Results {
        let mut results = Results::default();
        output.lines().for_each(|line| results.read(line));
        results
    }

    #[test]
    fn result_lines_are_counted_and_failed_tests_are_named() {
        let results = read(
            "
running 3 tests
test a::one ... ok
test a::two ... FAILED
test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.01s
test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 61.30s
test src/lib.rs - f (line 3) ... FAILED
log: test result: ok. 9 passed; 9 failed
error: 1 target failed:
",
        );
        assert_eq!((results.passed, results.failed), (15, 2));
        assert_eq!(
            results.names_of_failed,
            ["a::two", "src/lib.rs - f (line 3)"]
        );
    }

    #[test]
    fn no_test_at_all_is_noticed() {
        let line = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 9 filtered out";
        assert!(read(line).is_empty());
        assert!(!read("test result: FAILED. 0 passed; 1 failed; 0 ignored").is_empty());
    }

    #[test]
    fn the_results_of_several_runs_add_up() {
        let mut results = read("test a ... FAILED\ntest result: FAILED. 1 passed; 1 failed");
        results.add(read(
            "test b ... FAILED\ntest result: FAILED. 2 passed; 1 failed",
        ));
        assert_eq!((results.passed, results.failed), (3, 2));
        assert_eq!(results.names_of_failed, ["a", "b"]);
    }
}
