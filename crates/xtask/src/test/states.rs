//! The states of the console that the journeys came to, each looked at in several ways, and what axe-core found there.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// What the journeys wrote down, one line a look: how many violations, the state, the look.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct States {
    violations: u32,
    looks: u32,
    states: BTreeSet<String>,
}

impl States {
    /// Where the journeys write, and what stays as the list of all states.
    pub fn list(root: &Path) -> PathBuf {
        root.join("screenshots").join("states.txt")
    }

    /// Forgets an earlier run.
    pub fn forget(root: &Path) {
        // There may have been none.
        let _ = fs::remove_file(Self::list(root));
    }

    /// What the last run found.
    pub fn read(root: &Path) -> Self {
        Self::of(&fs::read_to_string(Self::list(root)).unwrap_or_default())
    }

    fn of(list: &str) -> Self {
        let mut found = Self::default();
        for line in list.lines() {
            let mut words = line.split(' ');
            let (Some(violations), Some(state)) = (words.next(), words.next()) else {
                continue;
            };
            found.violations += violations.parse().unwrap_or(1);
            found.looks += 1;
            found.states.insert(state.to_owned());
        }
        found
    }
}

impl fmt::Display for States {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            violations, looks, ..
        } = self;
        let states = self.states.len();
        write!(
            f,
            "axe-core: {violations} violations, in {looks} looks at {states} states (screenshots/states.txt names them)"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_and_states_are_counted() {
        let found = States::of("0 walk/01 light\n0 walk/01 dark\n2 walk/02 light\n");
        assert_eq!(
            found.to_string(),
            "axe-core: 2 violations, in 3 looks at 2 states (screenshots/states.txt names them)"
        );
    }

    #[test]
    fn a_line_that_can_not_be_read_counts_as_a_violation() {
        assert_eq!(States::of("? walk/01 light").violations, 1);
        assert_eq!(States::of("").looks, 0);
    }
}
