//! Organisations and their users, as they were made at the first start.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Deserialize;
use std::fmt;

/// An Azure DevOps organisation.
///
/// It has no `Debug`, since nearly everything in it is a secret.
pub struct Organization {
    /// The name in URLs, such as `company-a`.
    pub name: String,
    /// The name for people, such as `Company A`.
    pub display_name: String,
    /// The administrator's personal access token.
    pub pat: String,
    /// The reader's personal access token.
    pub reader_pat: String,
    /// The `aud` of the app tokens of the extension installed here.
    pub audience: String,
    /// The secret that its app tokens are signed with: HS256, with the UTF-8 bytes of the whole string.
    pub secret: String,
    pub(crate) instance_id: String,
    pub(crate) tenant_id: String,
    pub(crate) access_token_key: String,
    pub(crate) administrator: User,
    pub(crate) reader: User,
}

impl Organization {
    /// The one user that has this role.
    pub(crate) fn user(&self, role: Role) -> &User {
        match role {
            Role::Administrator => &self.administrator,
            Role::Reader => &self.reader,
        }
    }
}

/// Somebody who belongs to an organisation.
pub(crate) struct User {
    /// The GUID in Azure DevOps.
    pub id: String,
    /// The GUID in app tokens, which need not be the one in Azure DevOps.
    pub name_id: String,
    /// The name for people.
    pub display_name: String,
    /// The account.
    pub email: String,
}

impl User {
    /// The identity descriptor: how the identity service names an account of an Entra tenant.
    pub fn descriptor(&self, organization: &Organization) -> String {
        format!(
            r"Microsoft.IdentityModel.Claims.ClaimsIdentity;{}\{}",
            organization.tenant_id, self.email
        )
    }

    /// The subject descriptor: how the graph service names the same account.
    pub fn subject_descriptor(&self) -> String {
        format!("aad.{}", BASE64_URL_SAFE_NO_PAD.encode(&self.id))
    }
}

/// What a user may do in the organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A Project Collection Administrator.
    #[default]
    Administrator,
    /// A plain member.
    Reader,
}

impl Role {
    /// Both, for whoever needs to look at every user.
    pub(crate) const ALL: [Self; 2] = [Self::Administrator, Self::Reader];

    /// The name in addresses and in the database.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Reader => "reader",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
