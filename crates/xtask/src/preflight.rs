//! What has to hold before `cargo xtask serve` and `dev` start to work, checked before anything takes long.

use std::fs::{self, File};
use std::io;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use crate::failure::Failure;
use crate::lock::FileLock;

/// Refuses when a port on 127.0.0.1 is not free. `alternative` continues the sentence about a port in use.
pub fn port_is_free(
    port: u16,
    needed_by: &'static str,
    alternative: &'static str,
) -> Result<(), Failure> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(Failure::PortInUse {
            port,
            needed_by,
            alternative,
        }),
        Err(error) => Err(Failure::PortUnusable { port, error }),
    }
}

/// Makes the folder, proves that files can be written there, and takes it for this process as long as the lock is held.
pub fn take_folder(folder: &Path) -> Result<FileLock, Failure> {
    let failed = |error| Failure::folder(folder, error);
    fs::create_dir_all(folder).map_err(failed)?;
    let probe = folder.join(".probe");
    File::create(&probe).map_err(failed)?;
    fs::remove_file(&probe).map_err(failed)?;
    FileLock::try_take(&folder.join(".lock"))?
        .ok_or_else(|| Failure::DataInUse(folder.to_path_buf()))
}

#[cfg(test)]
mod tests {
    use super::*;

    type Outcome = Result<(), Box<dyn std::error::Error>>;

    fn sentence<T>(result: Result<T, Failure>) -> String {
        result
            .err()
            .map(|failure| failure.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn a_port_in_use_is_named_with_who_needs_it_and_what_to_do() -> Outcome {
        let holder = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let port = holder.local_addr()?.port();
        assert_eq!(
            sentence(port_is_free(
                port,
                "the node of company A",
                ", or choose others with --port"
            )),
            format!(
                "Port {port} on 127.0.0.1 is in use, and the node of company A needs it. Stop the program that uses it, or choose others with --port."
            )
        );
        Ok(())
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_named_with_the_reason() -> Outcome {
        let scratch = tempfile::tempdir()?;
        let file = scratch.path().join("file");
        fs::write(&file, "")?;
        // Below a file nobody can write, not even an administrator.
        let folder = file.join("data");
        let sentence = sentence(take_folder(&folder));
        let start = format!("{} can't be written to: ", folder.display());
        assert!(sentence.starts_with(&start), "{sentence}");
        assert!(
            sentence.ends_with("Choose another place, or change its permissions."),
            "{sentence}"
        );
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn a_read_only_folder_is_named_with_the_reason() -> Outcome {
        use std::os::unix::fs::PermissionsExt;

        if nix::unistd::geteuid().is_root() {
            // The administrator may write everywhere; the test above holds for everyone.
            return Ok(());
        }
        let scratch = tempfile::tempdir()?;
        fs::set_permissions(scratch.path(), fs::Permissions::from_mode(0o555))?;
        let sentence = sentence(take_folder(&scratch.path().join("data")));
        assert!(
            sentence.contains("can't be written to: Permission denied"),
            "{sentence}"
        );
        Ok(())
    }

    #[test]
    fn a_folder_is_given_to_one_at_a_time() -> Outcome {
        let scratch = tempfile::tempdir()?;
        let folder = scratch.path().join("data");
        let first = take_folder(&folder)?;
        assert_eq!(
            sentence(take_folder(&folder)),
            format!(
                "{} is in use by another `cargo xtask`. Stop that one, or choose another --data-dir for this one.",
                folder.display()
            )
        );
        drop(first);
        take_folder(&folder)?;
        Ok(())
    }
}
