//! Identifiers. Each kind is its own type, so that one can't be passed for another.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps an identifier as it came from the other side or from storage.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A connection as one node knows it (UUID). The other side has an id of its own.
    ConnectionId
);
id!(
    /// An invitation (UUID); part of the invitation code, and no secret.
    InvitationId
);
id!(
    /// One attempt to accept an invitation (UUID). Repeated with the same id, it has the same outcome.
    AcceptanceId
);
id!(
    /// A node (UUID), made at its first start and kept for good.
    NodeUid
);
id!(
    /// A project of the tracker; for Azure DevOps a GUID.
    ProjectId
);
id!(
    /// A verification of admin access (UUID), as both sides call it.
    VerificationId
);
