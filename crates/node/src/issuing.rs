//! For whoever issues licences: keys to sign with, and licence keys.

use crate::domain::{Paid, write_key};
use crate::keys::{self, KeyError};
use crate::peer::Identity;
use crate::ports::{Entropy, random_32};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::Timestamp;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use url::Url;

/// Why a licence can't be issued. Each is a sentence for whoever issues it.
#[derive(Debug, thiserror::Error)]
pub enum IssueError {
    /// The key file can't be written or read.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// There is a key already; who has it needs it.
    #[error("There is a file at {} already. A signing key is never replaced; choose another name.", .0.display())]
    KeyExists(PathBuf),
    /// The date makes no sense.
    #[error("The licence should end on a date like 2027-12-31, at its end in UTC.")]
    Date,
    /// The holder has no name.
    #[error("The licence needs a holder: give a name with --holder.")]
    Holder,
    /// The key can't be used.
    #[error("The licence can't be signed with this key.")]
    Signing,
}

/// Makes a key to sign licences with, in a new file that only its owner can read. Returns the public key, which nodes are
/// given with `--licence-public-key`.
///
/// # Errors
/// [`IssueError`].
pub fn new_signing_key(path: &Path, entropy: &dyn Entropy) -> Result<String, IssueError> {
    let seed = random_32(entropy).map_err(KeyError::from)?;
    let identity = Identity::from_seed(&seed).map_err(|_| IssueError::Signing)?;
    match keys::write(path, &URL_SAFE_NO_PAD.encode(seed)) {
        Ok(()) => Ok(identity.public_key),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            Err(IssueError::KeyExists(path.to_owned()))
        }
        Err(source) => Err(KeyError::File {
            path: path.to_owned(),
            source,
        }
        .into()),
    }
}

/// Makes a licence key for `holder`, good to the end of the day `until` (YYYY-MM-DD, UTC).
///
/// # Errors
/// [`IssueError`].
pub fn sign_licence(
    signing_key: &Path,
    holder: &str,
    until: &str,
    organization_url: Option<&Url>,
) -> Result<String, IssueError> {
    let holder = holder.trim();
    if holder.is_empty() {
        return Err(IssueError::Holder);
    }
    let seed = keys::read_file(signing_key)?;
    let identity = Identity::from_seed(&seed).map_err(|_| IssueError::Signing)?;
    let end = humantime::parse_rfc3339(&format!("{until}T23:59:59Z"))
        .ok()
        .and_then(|end| end.duration_since(UNIX_EPOCH).ok())
        .and_then(|end| i64::try_from(end.as_millis()).ok())
        .ok_or(IssueError::Date)?;
    let paid = Paid {
        holder: holder.to_owned(),
        ends_at: Timestamp(end),
    };
    write_key(&paid, organization_url.map(Url::as_str), &identity.signing)
        .ok_or(IssueError::Signing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::read_key;
    use crate::ports::SystemEntropy;

    #[test]
    fn a_licence_that_was_issued_is_read_by_a_node() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("licences.key");
        let public_key = new_signing_key(&file, &SystemEntropy)?;
        let url = Url::parse("https://dev.azure.com/contoso")?;
        let key = sign_licence(&file, " Contoso ", "2027-12-31", Some(&url))?;
        let paid = read_key(&key, &public_key, "https://dev.azure.com/Contoso/")?;
        assert_eq!(paid.holder, "Contoso");
        assert_eq!(paid.ends_at, Timestamp(1_830_297_599_000));
        Ok(())
    }

    #[test]
    fn a_signing_key_is_never_replaced() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("licences.key");
        new_signing_key(&file, &SystemEntropy)?;
        let before = std::fs::read_to_string(&file)?;
        let again = new_signing_key(&file, &SystemEntropy);
        assert!(matches!(again, Err(IssueError::KeyExists(_))));
        assert_eq!(std::fs::read_to_string(&file)?, before);
        for until in ["tomorrow", "2027-13-01", "2027-12-31T00:00:00Z"] {
            let signed = sign_licence(&file, "Contoso", until, None);
            assert!(matches!(signed, Err(IssueError::Date)), "{until}");
        }
        Ok(())
    }
}
