//! Running other programs: for their output, with a log and signs of life, or beside this one.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::diagnosis;
use crate::failure::Failure;
use crate::interrupt;
use crate::report::Step;

/// How often what is waited for is looked at.
pub const POLL: Duration = Duration::from_millis(100);
/// How long a program may take to end by itself after SIGTERM.
const PATIENCE: Duration = Duration::from_secs(10);
/// How many lines of a failed program's output are shown.
const TAIL_LINES: usize = 20;

/// A program running beside this one, in its own process group, so that Ctrl-C reaches it only through us, and its
/// children end with it. Ended when dropped.
pub struct Companion {
    child: Child,
}

impl Companion {
    /// Starts the program. Its standard input is empty.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        command.stdin(Stdio::null());
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        Ok(Self {
            child: command.spawn()?,
        })
    }

    /// The process, for its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().ok().flatten()
    }

    /// Waits for its end, calling `meanwhile` all the time; an error from there ends the program.
    pub fn wait(
        mut self,
        mut meanwhile: impl FnMut() -> Result<(), Failure>,
    ) -> Result<ExitStatus, Failure> {
        loop {
            if let Some(status) = self.ended() {
                return Ok(status);
            }
            meanwhile()?;
            thread::sleep(POLL);
        }
    }

    /// Asks it to end, waits for that, and forces it after [`PATIENCE`]. Does nothing when it has ended already.
    pub fn stop(&mut self) {
        if self.ended().is_some() {
            return;
        }
        self.ask_to_end();
        let asked = Instant::now();
        while asked.elapsed() < PATIENCE {
            if self.ended().is_some() {
                return;
            }
            thread::sleep(POLL);
        }
        self.force_to_end();
        // The process is gone or can't be waited for; there is nothing better to do in either case.
        let _ = self.child.wait();
    }

    #[cfg(unix)]
    fn signal(&self, signal: nix::sys::signal::Signal) {
        if let Ok(id) = i32::try_from(self.child.id()) {
            // Fails only when the group has ended meanwhile.
            let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(id), signal);
        }
    }

    #[cfg(unix)]
    fn ask_to_end(&mut self) {
        self.signal(nix::sys::signal::Signal::SIGTERM);
    }

    #[cfg(unix)]
    fn force_to_end(&mut self) {
        self.signal(nix::sys::signal::Signal::SIGKILL);
    }

    /// Windows knows no polite way that reaches a program without a window.
    #[cfg(not(unix))]
    fn ask_to_end(&mut self) {
        self.force_to_end();
    }

    #[cfg(not(unix))]
    fn force_to_end(&mut self) {
        // Fails only when it has ended meanwhile.
        let _ = self.child.kill();
    }
}

impl Drop for Companion {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A call of `program` that ends with this process even if this one is killed, where the system can do that: on Linux,
/// through util-linux. The thread that starts it has to live as long as this process.
pub fn bound_to_us(program: &Path) -> Command {
    let setpriv = Path::new("/usr/bin/setpriv");
    if cfg!(target_os = "linux") && setpriv.exists() {
        let mut command = Command::new(setpriv);
        command.args(["--pdeathsig", "TERM", "--"]).arg(program);
        return command;
    }
    Command::new(program)
}

/// Runs a short command and returns what it printed; its errors go to the terminal.
pub fn output(command: &mut Command) -> Result<String, Failure> {
    let program = name_of(command);
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| Failure::start(program.clone(), error))?;
    if !output.status.success() {
        return Err(Failure::StreamedCommandFailed { what: program });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What a program prints for `--version`; `None` when it isn't there, or does not answer so.
pub fn version_line(command: &mut Command) -> Option<String> {
    let output = command
        .arg("--version")
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    output
        .status
        .success()
        .then(|| text.lines().next().unwrap_or_default().to_owned())
}

/// Runs a command that may take minutes: its output goes to `log`, and the step shows the last line of it. Stops it when
/// someone asks to stop. `what` names the command in the sentence of its failure.
pub fn run_logged(
    command: &mut Command,
    what: &str,
    log: &Path,
    step: &mut Step,
) -> Result<(), Failure> {
    let file = create_log(log)?;
    let errors = file
        .try_clone()
        .map_err(|error| Failure::folder(log, error))?;
    command.stdout(file).stderr(errors);
    let running =
        Companion::start(command).map_err(|error| Failure::start(name_of(command), error))?;
    let status = running.wait(|| {
        step.still_running(|| tail(log, 1));
        interrupt::check()
    })?;
    if status.success() {
        return Ok(());
    }
    interrupt::check()?;
    let tail = tail(log, TAIL_LINES);
    let hint = diagnosis::hint(&tail);
    Err(Failure::CommandFailed {
        what: what.to_owned(),
        hint,
        log: log.to_path_buf(),
        tail,
    })
}

/// Runs a command whose output is what people want to see; every line of its standard output goes to `on_line`, too.
/// Returns whether it succeeded.
pub fn run_streamed(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<bool, Failure> {
    command.stdout(Stdio::piped());
    let mut running =
        Companion::start(command).map_err(|error| Failure::start(name_of(command), error))?;
    let (send, lines) = mpsc::channel();
    if let Some(stdout) = running.child().stdout.take() {
        thread::spawn(move || {
            for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
                if send
                    .send(String::from_utf8_lossy(&line).into_owned())
                    .is_err()
                {
                    break;
                }
            }
        });
    }
    loop {
        match lines.recv_timeout(POLL) {
            Ok(line) => {
                println!("{line}");
                on_line(&line);
            }
            Err(RecvTimeoutError::Timeout) => interrupt::check()?,
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
    Ok(running.wait(interrupt::check)?.success())
}

/// An empty log file, in a folder that is made when it isn't there.
pub fn create_log(log: &Path) -> Result<File, Failure> {
    let failed = |error| Failure::folder(log, error);
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    // Truncated once, then appended to: two handles write to it.
    File::create(log).map_err(failed)?;
    File::options().append(true).open(log).map_err(failed)
}

/// The last lines of a log that hold something.
pub fn tail(log: &Path, lines: usize) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let mut last: Vec<&str> = text
        .lines()
        .rev()
        .filter(|line| !line.trim().is_empty())
        .take(lines)
        .collect();
    last.reverse();
    last.join("\n")
}

fn name_of(command: &Command) -> String {
    let program = Path::new(command.get_program());
    program
        .file_stem()
        .unwrap_or(program.as_os_str())
        .to_string_lossy()
        .into_owned()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_failed_command_says_what_failed_with_the_end_of_its_output() -> Outcome {
        let folder = tempfile::tempdir()?;
        let log = folder.path().join("logs/install.log");
        let mut command = shell("echo trying; echo 'npm error code EAI_AGAIN' >&2; exit 3");
        let failure = run_logged(&mut command, "Installing it", &log, &mut Step::quiet());
        let sentence = failure
            .err()
            .map(|failure| failure.to_string())
            .unwrap_or_default();
        assert!(
            sentence.starts_with("Installing it failed. It could not download"),
            "{sentence}"
        );
        assert!(
            sentence.ends_with("\n  | trying\n  | npm error code EAI_AGAIN"),
            "{sentence}"
        );
        Ok(())
    }

    #[test]
    fn a_program_that_is_not_there_is_named() -> Outcome {
        let folder = tempfile::tempdir()?;
        let mut command = Command::new("crosslink-no-such-program");
        let failure = run_logged(
            &mut command,
            "x",
            &folder.path().join("log"),
            &mut Step::quiet(),
        );
        let sentence = failure
            .err()
            .map(|failure| failure.to_string())
            .unwrap_or_default();
        assert!(
            sentence.starts_with("crosslink-no-such-program could not be started:"),
            "{sentence}"
        );
        Ok(())
    }

    #[test]
    fn lines_arrive_in_order_and_the_exit_code_is_told() -> Outcome {
        let mut lines = Vec::new();
        let mut collect = |line: &str| lines.push(line.to_owned());
        assert!(!run_streamed(
            &mut shell("echo a; echo b; exit 1"),
            &mut collect
        )?);
        assert!(run_streamed(&mut shell("printf c"), &mut collect)?);
        assert_eq!(lines, ["a", "b", "c"]);
        Ok(())
    }

    #[test]
    fn a_dropped_companion_takes_its_children_along() -> Outcome {
        let mut command = shell("sleep 600 & echo $!; wait");
        command.stdout(Stdio::piped());
        let mut companion = Companion::start(&mut command)?;
        let mut line = String::new();
        let stdout = companion.child().stdout.take().ok_or("no pipe")?;
        let mut output = BufReader::new(stdout);
        output.read_line(&mut line)?;
        drop(companion);
        // The grandchild held the other end of the pipe: the end of it is the end of the grandchild.
        assert_eq!(output.read_line(&mut line)?, 0);
        Ok(())
    }

    #[test]
    fn the_tail_of_a_log_skips_empty_lines() -> Outcome {
        let folder = tempfile::tempdir()?;
        let log = folder.path().join("log");
        fs::write(&log, "one\ntwo\n\nthree\n\n")?;
        assert_eq!(tail(&log, 2), "two\nthree");
        assert_eq!(tail(&folder.path().join("missing"), 2), "");
        Ok(())
    }
}
