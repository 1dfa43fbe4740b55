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
    pub(crate) outsider: User,
}

impl Organization {
    /// The one user that has this role.
    pub(crate) fn user(&self, role: Role) -> &User {
        match role {
            Role::Administrator => &self.administrator,
            Role::Reader => &self.reader,
            Role::Outsider => &self.outsider,
        }
    }
}

/// Somebody who has an account at Azure DevOps.
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
    /// The same everywhere: nobody's member has nothing that an organisation would keep.
    pub fn outsider() -> Self {
        let id = "6f1dbb60-7d4c-4f0a-9c55-2f0d6a7e3c11".to_owned();
        Self {
            name_id: id.clone(),
            id,
            display_name: "Olu Adeyemi".to_owned(),
            email: "olu.adeyemi@elsewhere.example".to_owned(),
        }
    }

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
    /// Somebody who is signed in at Azure DevOps, but no member: their tokens are good, yet the REST calls
    /// of the organisation are refused to them.
    Outsider,
}

impl Role {
    /// Who belongs to an organisation.
    pub(crate) const MEMBERS: [Self; 2] = [Self::Administrator, Self::Reader];
    /// Who can be signed in at its settings page.
    pub(crate) const ALL: [Self; 3] = [Self::Administrator, Self::Reader, Self::Outsider];

    /// The name in addresses and in the database.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Reader => "reader",
            Self::Outsider => "outsider",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}
