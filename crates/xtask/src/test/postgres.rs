//! A PostgreSQL for the tests of the node: started for them in a temporary folder, gone after them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::failure::Failure;
use crate::process::{self, Companion};
use crate::report::Step;

/// Where Debian has the programs of each version.
const DEBIAN_VERSIONS: &str = "/usr/lib/postgresql";
/// The user that Debian's package creates. PostgreSQL refuses to run as root.
const USER: &str = "postgres";
const START: Duration = Duration::from_secs(60);

/// A running server. Ended and removed when dropped.
pub struct Postgres {
    server: Companion,
    folder: Folder,
}

impl Postgres {
    /// Starts one, with its output in `log`; `None` when PostgreSQL is not installed.
    pub fn start(log: &Path) -> Result<Option<Self>, Failure> {
        let Some(programs) = programs() else {
            return Ok(None);
        };
        let folder = Folder::create()?;
        let data = folder.0.join("data");
        let mut initdb = as_unprivileged(&programs.join("initdb"));
        initdb.args([
            "--username",
            "crosslink",
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
        ]);
        initdb
            .args(["--locale", "C", "--no-sync", "--pgdata"])
            .arg(&data);
        initdb.current_dir(&folder.0);
        process::run_logged(&mut initdb, "`initdb`", log, &mut Step::quiet())?;

        let output = process::create_log(log)?;
        let errors = output
            .try_clone()
            .map_err(|error| Failure::folder(log, error))?;
        let mut postgres = as_unprivileged(&programs.join("postgres"));
        // Reached by a socket in a folder that nobody else may enter: no port to find, and no password to keep.
        postgres
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(&folder.0)
            .args(["-c", "listen_addresses="]);
        // Its data does not outlive the tests, so it need not outlive a crash either.
        for setting in [
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=400",
        ] {
            postgres.args(["-c", setting]);
        }
        postgres
            .current_dir(&folder.0)
            .stdout(output)
            .stderr(errors);
        let server =
            Companion::start(&mut postgres).map_err(|error| Failure::start("postgres", error))?;
        let mut started = Self { server, folder };
        started.wait_until_ready(log)?;
        Ok(Some(started))
    }

    /// The address for sqlx, of a database that is there and whose user may create others.
    pub fn url(&self) -> String {
        format!(
            "postgres://crosslink@localhost/postgres?host={}",
            self.folder.0.display()
        )
    }

    fn wait_until_ready(&mut self, log: &Path) -> Result<(), Failure> {
        const NAME: &str = "PostgreSQL";
        // The last line of this file tells the state of the server.
        let status = self.folder.0.join("data/postmaster.pid");
        let begun = Instant::now();
        while !process::tail(&status, 1).trim().eq("ready") {
            crate::interrupt::check()?;
            let tail = || process::tail(log, 20);
            if let Some(status) = self.server.ended() {
                let status = status.to_string();
                return Err(Failure::ServerEnded {
                    name: NAME,
                    status,
                    log: log.to_path_buf(),
                    tail: tail(),
                });
            }
            if begun.elapsed() > START {
                let seconds = START.as_secs();
                return Err(Failure::ServerSilent {
                    name: NAME,
                    seconds,
                    log: log.to_path_buf(),
                    tail: tail(),
                });
            }
            std::thread::sleep(process::POLL);
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // Before its folder goes.
        self.server.stop();
    }
}

/// The folder with `initdb` and `postgres`: Debian's newest version, or whatever is on the PATH.
pub fn programs() -> Option<PathBuf> {
    if !cfg!(unix) {
        return None;
    }
    let installed = fs::read_dir(DEBIAN_VERSIONS)
        .into_iter()
        .flatten()
        .flatten();
    let mut versions: Vec<(u32, PathBuf)> = installed
        .filter_map(|entry| {
            Some((
                entry.file_name().to_str()?.parse().ok()?,
                entry.path().join("bin"),
            ))
        })
        .collect();
    versions.sort();
    let on_path = env::var_os("PATH").unwrap_or_default();
    let newest_first = versions.into_iter().rev().map(|(_, folder)| folder);
    newest_first
        .chain(env::split_paths(&on_path))
        .find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
}

/// A call of the program as somebody who is not root, ended with this process.
fn as_unprivileged(program: &Path) -> Command {
    let mut command = process::bound_to_us(program);
    if owner().is_some() {
        command = Command::new("setpriv");
        command.args([
            "--reuid",
            USER,
            "--regid",
            USER,
            "--init-groups",
            "--pdeathsig",
            "TERM",
            "--",
        ]);
        command.arg(program);
    }
    command
}

/// Whom the server's files have to belong to, when not to us.
#[cfg(unix)]
fn owner() -> Option<nix::unistd::User> {
    if !nix::unistd::geteuid().is_root() {
        return None;
    }
    nix::unistd::User::from_name(USER).ok().flatten()
}

#[cfg(not(unix))]
fn owner() -> Option<()> {
    None
}

/// A temporary folder of the server. Removed when dropped.
struct Folder(PathBuf);

impl Folder {
    #[cfg(unix)]
    fn create() -> Result<Self, Failure> {
        use std::os::unix::fs::{DirBuilderExt, chown};

        let path = env::temp_dir().join(format!("crosslink-postgres-{}", std::process::id()));
        let failed = |error| Failure::folder(&path, error);
        fs::DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .map_err(failed)?;
        let folder = Self(path.clone());
        if let Some(user) = owner() {
            chown(&path, Some(user.uid.as_raw()), Some(user.gid.as_raw())).map_err(failed)?;
        }
        Ok(folder)
    }

    #[cfg(not(unix))]
    fn create() -> Result<Self, Failure> {
        Ok(Self(env::temp_dir().join(format!(
            "crosslink-postgres-{}",
            std::process::id()
        ))))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays costs space in the temporary folder, nothing else.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_server_answers_at_its_socket_and_leaves_nothing_behind()
    -> Result<(), Box<dyn std::error::Error>> {
        let logs = tempfile::tempdir()?;
        let Some(postgres) = Postgres::start(&logs.path().join("postgres.log"))? else {
            eprintln!("PostgreSQL is not installed: nothing to test.");
            return Ok(());
        };
        let folder = postgres.folder.0.clone();
        assert!(
            postgres
                .url()
                .ends_with(&format!("?host={}", folder.display()))
        );
        std::os::unix::net::UnixStream::connect(folder.join(".s.PGSQL.5432"))?;
        drop(postgres);
        assert!(!folder.exists());
        Ok(())
    }
}
