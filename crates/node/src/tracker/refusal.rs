//! Why somebody is not signed in.

use crate::failure::Failure;
use crate::store::StoreError;
use crosslink_protocol::ErrorCode;

/// Why what somebody showed is not believed. Each sentence is for the log alone: the caller learns only that the sign-in
/// was refused, since the reason would help nobody but somebody who tries things out. None repeats what was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum SignInRefusal {
    /// Nobody configured a secret.
    #[error("no app token key is configured (--app-token-keys)")]
    NoKeys,
    /// Longer than any real one; nothing of it was looked at.
    #[error("a token is longer than any real one")]
    TooLong,
    /// Not three parts of base64url with JSON in the first two.
    #[error("the app token is no JWT")]
    Malformed,
    /// `alg` is `none`.
    #[error("the app token isn't signed (alg none)")]
    Unsigned,
    /// `alg` is another than HS256.
    #[error("the app token is signed with another algorithm than HS256")]
    Algorithm,
    /// It has a `crit` header (RFC 7515, section 4.1.11), and whoever doesn't understand what it lists has to refuse.
    #[error("the app token demands an extension of JWT that this node doesn't know (crit)")]
    Critical,
    /// It lacks a claim that is needed.
    #[error("the app token has no claim {0}")]
    MissingClaim(&'static str),
    /// A claim is no text, or no whole number, where Azure DevOps writes one.
    #[error("the app token's claim {0} has another type than Azure DevOps gives it")]
    StrangeClaim(&'static str),
    /// Of an extension that is not configured.
    #[error("the app token is for another extension")]
    UnknownAudience,
    /// Not by Azure DevOps.
    #[error("the app token has another issuer")]
    Issuer,
    /// Not signed with a secret of its audience.
    #[error("the app token's signature does not verify")]
    Signature,
    /// Its time is over.
    #[error("the app token has expired")]
    Expired,
    /// Its time has not come.
    #[error("the app token is not valid yet")]
    NotYetValid,
    /// It has characters that no token of its kind has.
    #[error("the access token, or personal access token, has characters that none has")]
    StrangeCredential,
    /// Azure DevOps says that its owner isn't somebody of this organisation, or that its time is over.
    #[error("the organisation doesn't accept the access token, or personal access token")]
    Credential,
    /// Another organisation than before answers at the organisation's URL.
    #[error(
        "another organisation answers at the organisation URL than the one that this node belongs to; if that is meant, \
         run `crosslink-node forget-organization`"
    )]
    OtherOrganization,
}

/// Why a verifier didn't say who somebody is.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NotVerified {
    /// What they showed is not believed.
    #[error(transparent)]
    Refused(#[from] SignInRefusal),
    /// The tracker couldn't be asked, which says nothing about the person.
    #[error("{}", .0.sentence())]
    Tracker(ErrorCode),
    /// The node's own store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<NotVerified> for Failure {
    /// What the caller is told. The reason of a refusal goes to the log, and no further.
    fn from(error: NotVerified) -> Self {
        match error {
            NotVerified::Refused(reason) => {
                tracing::warn!(%reason, "a sign-in was refused");
                ErrorCode::SignInRefused.into()
            }
            NotVerified::Tracker(code) => code.into(),
            NotVerified::Store(error) => error.into(),
        }
    }
}
