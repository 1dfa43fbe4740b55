//! Who makes a REST call.

use crate::app::App;
use crate::organization::{Organization, Role};
use crate::rest::Failure;
use crate::tokens;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::sync::Arc;

/// A signed-in user of the organisation that the address names.
pub(crate) struct Caller {
    pub organization: Arc<Organization>,
    pub role: Role,
    scopes: Scopes,
}

/// What the credentials may be used for.
enum Scopes {
    /// All that the user may do: personal access tokens here have every scope.
    All,
    /// These, with blanks between them.
    Only(String),
}

impl Caller {
    /// Refuses credentials that have none of these scopes.
    pub fn require(&self, any_of: &[&str]) -> Result<(), Failure> {
        if self.scopes.include(any_of) {
            Ok(())
        } else {
            let user = &self.organization.user(self.role).id;
            Err(Failure::MissingScope(user.clone()))
        }
    }
}

impl Scopes {
    /// A scope includes what its name goes on from: `vso.work_write` is `vso.work` and more.
    fn include(&self, any_of: &[&str]) -> bool {
        let Self::Only(scopes) = self else {
            return true;
        };
        scopes.split_whitespace().any(|scope| {
            any_of.iter().any(|needed| {
                scope
                    .strip_prefix(needed)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
            })
        })
    }
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Failure> {
        let name = organization_name(&parts.uri);
        let organization = app
            .organization(name)
            .ok_or_else(|| Failure::UnknownOrganization(name.to_owned()))?;
        match owner(&parts.headers, organization) {
            Some((role, scopes)) => Ok(Self {
                organization: organization.clone(),
                role,
                scopes,
            }),
            None => Err(Failure::not_signed_in(&parts.headers)),
        }
    }
}

/// The first segment of the path. Names are plain ASCII, so nothing needs decoding.
pub(crate) fn organization_name(uri: &Uri) -> &str {
    uri.path().split('/').nth(1).unwrap_or_default()
}

fn owner(headers: &HeaderMap, organization: &Organization) -> Option<(Role, Scopes)> {
    let (scheme, credentials) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    let credentials = credentials.trim();
    match scheme.to_ascii_lowercase().as_str() {
        "basic" => owner_of_pat(organization, credentials).map(|role| (role, Scopes::All)),
        "bearer" => tokens::owner_of_access_token(organization, credentials)
            .map(|(role, scopes)| (role, Scopes::Only(scopes))),
        _ => None,
    }
}

/// Azure DevOps looks at the password only; the user name is empty by custom.
fn owner_of_pat(organization: &Organization, credentials: &str) -> Option<Role> {
    let decoded = BASE64_STANDARD.decode(credentials).ok()?;
    let (_, pat) = std::str::from_utf8(&decoded).ok()?.split_once(':')?;
    if pat == organization.pat {
        Some(Role::Administrator)
    } else if pat == organization.reader_pat {
        Some(Role::Reader)
    } else {
        None
    }
}
