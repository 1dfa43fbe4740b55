//! The node's own keys, each in a file of the data folder that only its owner can read, outside the database.

use crate::ports::{Entropy, NoEntropy, random_32};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What only this node has.
pub(crate) struct Keys {
    /// The seed of the node's Ed25519 key pair.
    pub(crate) identity: [u8; 32],
    /// The key under which secrets are sealed.
    pub(crate) vault: [u8; 32],
}

/// The keys can't be read or made.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file system refused.
    #[error("The key file {} can't be read or written: {source}. Check that the folder exists and belongs to the node's user.", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the file system said.
        source: io::Error,
    },
    /// The file holds something else.
    #[error("The key file {} doesn't hold a key. Restore it from a backup; a new key would cut all connections.", path.display())]
    Damaged {
        /// Which file.
        path: PathBuf,
    },
    /// No randomness for a new key.
    #[error("A new key can't be made: {0}.")]
    Entropy(#[from] NoEntropy),
}

impl Keys {
    /// Reads the keys of `folder`; those that are not there yet are made.
    pub(crate) fn load(folder: &Path, entropy: &dyn Entropy) -> Result<Self, KeyError> {
        Ok(Self {
            identity: key(&folder.join("identity.key"), entropy)?,
            vault: key(&folder.join("vault.key"), entropy)?,
        })
    }
}

fn key(path: &Path, entropy: &dyn Entropy) -> Result<[u8; 32], KeyError> {
    let file_error = |source| KeyError::File {
        path: path.to_owned(),
        source,
    };
    match fs::read_to_string(path) {
        Ok(text) => read(text.trim()).ok_or_else(|| KeyError::Damaged {
            path: path.to_owned(),
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let new = random_32(entropy)?;
            match write(path, &URL_SAFE_NO_PAD.encode(new)) {
                Ok(()) => Ok(new),
                // Another process of the same node was quicker; its key is the key.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let text = fs::read_to_string(path).map_err(file_error)?;
                    read(text.trim()).ok_or_else(|| KeyError::Damaged {
                        path: path.to_owned(),
                    })
                }
                Err(error) => Err(file_error(error)),
            }
        }
        Err(error) => Err(file_error(error)),
    }
}

/// Reads a key that has to be there.
///
/// # Errors
/// [`KeyError::File`], [`KeyError::Damaged`].
pub(crate) fn read_file(path: &Path) -> Result<[u8; 32], KeyError> {
    let path = || path.to_owned();
    let text = fs::read_to_string(path()).map_err(|source| KeyError::File {
        path: path(),
        source,
    })?;
    read(text.trim()).ok_or_else(|| KeyError::Damaged { path: path() })
}

fn read(text: &str) -> Option<[u8; 32]> {
    URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()
}

/// Writes a new file whole or not at all: a crash must not leave half a key.
pub(crate) fn write(path: &Path, text: &str) -> io::Result<()> {
    let part = path.with_extension(format!("part-{}", std::process::id()));
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    let linked = fs::hard_link(&part, path);
    fs::remove_file(&part)?;
    linked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SystemEntropy;

    #[test]
    fn keys_are_made_once_and_read_again() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let first = Keys::load(folder.path(), &SystemEntropy)?;
        let second = Keys::load(folder.path(), &SystemEntropy)?;
        assert_eq!(
            (first.identity, first.vault),
            (second.identity, second.vault)
        );
        assert_ne!(first.identity, first.vault);
        Ok(())
    }

    #[test]
    fn a_damaged_key_is_never_replaced() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("identity.key"), "half a ke")?;
        assert!(matches!(
            Keys::load(folder.path(), &SystemEntropy),
            Err(KeyError::Damaged { .. })
        ));
        assert_eq!(
            fs::read_to_string(folder.path().join("identity.key"))?,
            "half a ke"
        );
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_a_key() -> Result<(), Box<dyn std::error::Error>> {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir()?;
        Keys::load(folder.path(), &SystemEntropy)?;
        let mode = fs::metadata(folder.path().join("vault.key"))?
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
        Ok(())
    }
}
