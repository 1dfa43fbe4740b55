//! A lock between processes, on a file. The system releases it when its holder ends, however that ends.

use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::thread;

use crate::failure::Failure;
use crate::interrupt;
use crate::process;
use crate::report::Step;

/// Held until dropped. The file stays: removing it would let two processes lock two different files of one name.
#[derive(Debug)]
pub struct FileLock {
    _file: File,
}

impl FileLock {
    /// Takes the lock at `path`, creating the file and its folder; `None` when another process holds it.
    pub fn try_take(path: &Path) -> Result<Option<Self>, Failure> {
        let failed = |error| Failure::folder(path, error);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let file = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(failed(error)),
        }
    }

    /// Takes the lock at `path`, waiting for it where necessary; `announcement` says so, and for whom.
    pub fn take(path: &Path, announcement: &str) -> Result<Self, Failure> {
        if let Some(lock) = Self::try_take(path)? {
            return Ok(lock);
        }
        eprintln!("{announcement}");
        let mut step = Step::quiet();
        loop {
            interrupt::check()?;
            step.still_running(|| "still waiting".to_owned());
            thread::sleep(process::POLL);
            if let Some(lock) = Self::try_take(path)? {
                return Ok(lock);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_taker_gets_nothing_until_the_first_lets_go()
    -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("deep/below/lock");
        let first = FileLock::try_take(&path)?;
        assert!(first.is_some());
        assert!(FileLock::try_take(&path)?.is_none());
        drop(first);
        assert!(FileLock::try_take(&path)?.is_some());
        Ok(())
    }

    #[test]
    fn who_waits_for_a_lock_gets_it_when_it_is_free() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("lock");
        let first = FileLock::try_take(&path)?;
        let waiting = thread::spawn({
            let path = path.clone();
            move || FileLock::take(&path, "waiting").is_ok()
        });
        assert!(!waiting.is_finished());
        drop(first);
        assert!(waiting.join().unwrap());
        Ok(())
    }

    #[test]
    fn a_lock_file_left_behind_locks_nobody_out() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("lock");
        fs::write(&path, "left by a process that was killed")?;
        assert!(FileLock::try_take(&path)?.is_some());
        Ok(())
    }
}
