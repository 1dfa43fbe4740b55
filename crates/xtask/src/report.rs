//! What the commands say while they work, on standard error: numbered steps, and a sign of life while one takes long.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often a sign of life is printed where lines can't be overwritten, as in a CI log.
const PLAIN_HEARTBEAT: Duration = Duration::from_secs(15);
/// How often the one updating line of a terminal is rewritten.
const TERMINAL_HEARTBEAT: Duration = Duration::from_millis(500);
/// Longer signs of life would wrap, and a wrapped line can't be overwritten.
const TERMINAL_WIDTH: usize = 72;

/// Numbers the steps of one command.
pub struct Steps {
    total: usize,
    begun: usize,
}

impl Steps {
    /// The command has this many steps.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0 }
    }

    /// Says what comes now.
    pub fn begin(&mut self, what: &str) -> Step {
        self.begun += 1;
        eprintln!("[{}/{}] {what}", self.begun, self.total);
        Step::quiet()
    }
}

/// One step under way. Prints its duration when done, and how far it is meanwhile.
pub struct Step {
    begun: Instant,
    last_sign: Instant,
    in_terminal: bool,
    line_is_open: bool,
}

impl Step {
    /// A step without a number and a title.
    pub fn quiet() -> Self {
        let now = Instant::now();
        Self {
            begun: now,
            last_sign: now,
            in_terminal: io::stderr().is_terminal(),
            line_is_open: false,
        }
    }

    /// To be called often: prints a sign of life whenever one is due. `latest` makes the text.
    pub fn still_running(&mut self, latest: impl FnOnce() -> String) {
        let due = if self.in_terminal {
            TERMINAL_HEARTBEAT
        } else {
            PLAIN_HEARTBEAT
        };
        if self.last_sign.elapsed() < due {
            return;
        }
        self.last_sign = Instant::now();
        let line = format!("      {}  {}", clock(self.begun.elapsed()), latest().trim());
        if self.in_terminal {
            let line: String = line.chars().take(TERMINAL_WIDTH).collect();
            eprint!("\r\x1b[2K{line}");
            // Only a terminal that is gone fails here, and then nobody looks.
            let _ = io::stderr().flush();
            self.line_is_open = true;
        } else {
            eprintln!("{line}");
        }
    }

    /// The step succeeded. Short ones end without a word.
    pub fn done(mut self) {
        self.close_line();
        if self.begun.elapsed() >= Duration::from_secs(3) {
            eprintln!("      done in {}", clock(self.begun.elapsed()));
        }
    }

    fn close_line(&mut self) {
        if self.line_is_open {
            eprint!("\r\x1b[2K");
            self.line_is_open = false;
        }
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        self.close_line();
    }
}

/// A duration as `minutes:seconds`.
pub fn clock(duration: Duration) -> String {
    let seconds = duration.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_minutes_and_seconds() {
        assert_eq!(clock(Duration::from_millis(999)), "0:00");
        assert_eq!(clock(Duration::from_secs(65)), "1:05");
        assert_eq!(clock(Duration::from_secs(3600)), "60:00");
    }
}
