//! What can go wrong outside a request, each with a sentence for the person who started the program.

use crate::extension::ExtensionError;
use crate::organization::Role;
use std::net::SocketAddr;
use std::path::PathBuf;

/// Why the local Azure DevOps did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// It hands out tokens to whoever asks, so it must not be reachable from other machines.
    #[error(
        "{address} can be reached from other machines; the local Azure DevOps listens on a loopback address only, such as 127.0.0.1:7100"
    )]
    NotLoopback {
        /// The address that was asked for.
        address: SocketAddr,
    },
    /// Another program has the port.
    #[error("{address} is in use by another program; end that program or choose another port")]
    AddressInUse {
        /// The address that was asked for.
        address: SocketAddr,
    },
    /// The system refuses the address for another reason.
    #[error("can't listen on {address}: {source}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The data directory can't be made or written to.
    #[error("can't write to the data directory {}: {source}", path.display())]
    DataDirectory {
        /// The directory.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The database file is there, but it isn't ours, is damaged, or was written by a newer version.
    #[error("can't open the database {}: {source}", path.display())]
    Database {
        /// The database file.
        path: PathBuf,
        /// SQLite's reason.
        source: sqlx::Error,
    },
    /// The system has no random numbers to make secrets from.
    #[error("can't make secrets: {0}")]
    Random(getrandom::Error),
}

/// Why an extension is not installed or uninstalled.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InstallError {
    /// There is no such organisation.
    #[error("there is no organisation {0:?} here")]
    UnknownOrganization(String),
    /// The VSIX is not one that Azure DevOps would install.
    #[error(transparent)]
    Extension(#[from] ExtensionError),
    /// Reading the VSIX was broken off.
    #[error("the VSIX was not read: {0}")]
    Interrupted(#[from] tokio::task::JoinError),
    /// The database failed.
    #[error("the extension was not stored: {0}")]
    Store(#[from] sqlx::Error),
}

/// Why a hub's URL is refused.
#[derive(Debug, thiserror::Error)]
pub enum HubUrlError {
    /// There is no such organisation.
    #[error("there is no organisation {0:?} here")]
    UnknownOrganization(String),
    /// Not something a browser could frame.
    #[error("{0:?} is not an http or https URL with a host and without a user name")]
    Invalid(String),
    /// The database failed.
    #[error("the hub's URL was not stored: {0}")]
    Store(#[from] sqlx::Error),
}

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// There is no such organisation.
    #[error("there is no organisation {0:?} here")]
    UnknownOrganization(String),
    /// Signing failed.
    #[error("the token of the {role} was not signed: {source}")]
    Sign {
        /// Whose token it would have been.
        role: Role,
        /// The reason.
        source: jsonwebtoken::errors::Error,
    },
}
