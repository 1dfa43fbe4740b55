//! One server of the demo: a companion whose output goes to a log file, and whose first lines are read.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::interrupt;
use crate::process::{self, Companion};

/// How long a server may take until it has said what is waited for.
const START: Duration = Duration::from_secs(60);
const TAIL_LINES: usize = 20;

/// A running server.
pub struct Server {
    name: &'static str,
    companion: Companion,
    lines: Receiver<String>,
    log: PathBuf,
}

impl Server {
    /// Starts it, with its output going to `log`. `name` stands in sentences.
    pub fn start(name: &'static str, command: &mut Command, log: PathBuf) -> Result<Self, Failure> {
        let file = process::create_log(&log)?;
        let errors = file
            .try_clone()
            .map_err(|error| Failure::folder(&log, error))?;
        // Colours are for terminals; the servers' logs would have them in the file.
        command
            .env("NO_COLOR", "1")
            .stdout(Stdio::piped())
            .stderr(errors);
        let mut companion =
            Companion::start(command).map_err(|error| Failure::start(name, error))?;
        let (send, lines) = mpsc::channel();
        if let Some(stdout) = companion.child().stdout.take() {
            thread::spawn(move || forward(stdout, file, &send));
        }
        Ok(Self {
            name,
            companion,
            lines,
            log,
        })
    }

    /// Waits for the line that begins with `prefix` and returns the rest of it.
    pub fn wait_for_line(&mut self, prefix: &str) -> Result<String, Failure> {
        let begun = Instant::now();
        while begun.elapsed() < START {
            match self.lines.recv_timeout(process::POLL) {
                Ok(line) => {
                    if let Some(rest) = line.strip_prefix(prefix) {
                        return Ok(rest.trim().to_owned());
                    }
                }
                Err(RecvTimeoutError::Timeout) => self.check()?,
                Err(RecvTimeoutError::Disconnected) => {
                    self.check()?;
                    thread::sleep(process::POLL);
                }
            }
        }
        Err(self.silent())
    }

    /// Waits until `answers` says that the server does.
    pub fn wait_until(&mut self, answers: impl Fn() -> bool) -> Result<(), Failure> {
        let begun = Instant::now();
        while !answers() {
            self.check()?;
            if begun.elapsed() >= START {
                return Err(self.silent());
            }
            thread::sleep(process::POLL);
        }
        Ok(())
    }

    /// Refuses when the server has ended, or someone asked to stop.
    pub fn check(&mut self) -> Result<(), Failure> {
        interrupt::check()?;
        match self.companion.ended() {
            None => Ok(()),
            Some(status) => Err(Failure::ServerEnded {
                name: self.name,
                status: status.to_string(),
                log: self.log.clone(),
                tail: process::tail(&self.log, TAIL_LINES),
            }),
        }
    }

    /// Stops it and waits until it is gone.
    pub fn stop(&mut self) {
        self.companion.stop();
    }

    fn silent(&self) -> Failure {
        Failure::ServerSilent {
            name: self.name,
            seconds: START.as_secs(),
            log: self.log.clone(),
            tail: process::tail(&self.log, TAIL_LINES),
        }
    }
}

fn forward(stdout: ChildStdout, mut log: File, send: &Sender<String>) {
    for line in BufReader::new(stdout).lines().map_while(Result::ok) {
        // A log that can't be written, say on a full disk, must not stop the server by a full pipe.
        let _ = writeln!(log, "{line}");
        // Nobody listens once the server has started; its output is still taken, for the same reason.
        let _ = send.send(line);
    }
}

/// Where the logs of all servers are kept.
pub fn logs(data: &Path) -> PathBuf {
    data.join("logs")
}

/// Where the log of one server is kept.
pub fn log_path(data: &Path, name: &str) -> PathBuf {
    logs(data).join(format!("{name}.log"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn start(script: &str, log: PathBuf) -> Result<Server, Failure> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        Server::start("the test server", &mut command, log)
    }

    #[test]
    fn the_first_lines_of_a_server_are_read_and_logged() -> Outcome {
        let folder = tempfile::tempdir()?;
        let log = log_path(folder.path(), "server");
        let mut server = start(
            "echo hello; echo listening on here; exec sleep 600",
            log.clone(),
        )?;
        assert_eq!(server.wait_for_line("listening on ")?, "here");
        assert_eq!(std::fs::read_to_string(&log)?, "hello\nlistening on here\n");
        Ok(())
    }

    #[test]
    fn a_server_that_dies_is_named_with_its_last_words() -> Outcome {
        let folder = tempfile::tempdir()?;
        let mut server = start("echo no database >&2; exit 7", folder.path().join("log"))?;
        let failure = server.wait_for_line("listening on ");
        let sentence = failure
            .err()
            .map(|failure| failure.to_string())
            .unwrap_or_default();
        assert!(
            sentence.starts_with("the test server ended unexpectedly (exit status: 7)."),
            "{sentence}"
        );
        assert!(sentence.ends_with("\n  | no database"), "{sentence}");
        Ok(())
    }
}
