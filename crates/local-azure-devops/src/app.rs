//! What every request handler shares.

use crate::error::{HubUrlError, TokenError};
use crate::organization::{Organization, Role};
use crate::store::Store;
use crate::tokens;
use axum::http::Uri;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// The running program: its data and how it was started.
pub(crate) struct App {
    pub store: Store,
    pub organizations: Vec<Arc<Organization>>,
    pub address: SocketAddr,
    pub sdk_dir: Option<PathBuf>,
    pub publisher: String,
}

impl App {
    /// The organisation of this name; case does not matter, as in Azure DevOps.
    pub fn organization(&self, name: &str) -> Option<&Arc<Organization>> {
        self.organizations
            .iter()
            .find(|organization| organization.name.eq_ignore_ascii_case(name))
    }

    /// The address of an organisation, without a slash at the end.
    pub fn organization_url(&self, name: &str) -> String {
        format!("http://{}/{name}", self.address)
    }

    /// The id of the hub's contribution, which is also its settings page's name.
    pub fn contribution_id(&self) -> String {
        format!("{}.crosslink.hub", self.publisher)
    }

    /// Mints the token that `SDK.getAppToken()` gives to this user.
    pub fn app_token(&self, organization: &str, role: Role) -> Result<String, TokenError> {
        let organization = self.organization_of_token(organization)?;
        tokens::app_token(organization, role).map_err(|source| TokenError::Sign { role, source })
    }

    /// Mints the token that `SDK.getAccessToken()` gives to this user.
    pub fn access_token(&self, organization: &str, role: Role) -> Result<String, TokenError> {
        let organization = self.organization_of_token(organization)?;
        tokens::access_token(organization, role).map_err(|source| TokenError::Sign { role, source })
    }

    fn organization_of_token(&self, name: &str) -> Result<&Organization, TokenError> {
        self.organization(name)
            .map(AsRef::as_ref)
            .ok_or_else(|| TokenError::UnknownOrganization(name.to_owned()))
    }

    /// Keeps where the hub is framed from; `None` forgets it.
    pub async fn set_hub_url(
        &self,
        organization: &str,
        url: Option<&str>,
    ) -> Result<(), HubUrlError> {
        let organization = self
            .organization(organization)
            .ok_or_else(|| HubUrlError::UnknownOrganization(organization.to_owned()))?;
        if let Some(url) = url
            && origin(url).is_none()
        {
            return Err(HubUrlError::Invalid(url.to_owned()));
        }
        Ok(self.store.set_hub_url(&organization.name, url).await?)
    }
}

/// Scheme, host and port of a web address; `None` if it isn't one that a page may frame.
///
/// The host has plain characters only, since the origin becomes part of a Content-Security-Policy.
pub(crate) fn origin(url: &str) -> Option<String> {
    let uri: Uri = url.parse().ok()?;
    let scheme = uri
        .scheme_str()
        .filter(|scheme| matches!(*scheme, "http" | "https"))?;
    let authority = uri.authority()?.as_str();
    authority
        .chars()
        .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '.' | '-' | ':' | '[' | ']'))
        .then(|| format!("{scheme}://{authority}"))
}

#[cfg(test)]
mod tests {
    use super::origin;

    #[test]
    fn the_origin_is_scheme_host_and_port() {
        for (url, expected) in [
            ("http://127.0.0.1:7101/", "http://127.0.0.1:7101"),
            (
                "https://hub.example/deep/index.html?x=1",
                "https://hub.example",
            ),
            ("http://[::1]:7101", "http://[::1]:7101"),
        ] {
            assert_eq!(origin(url).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_a_page_should_not_frame_has_no_origin() {
        for url in [
            "",
            "/relative",
            "hub.example",
            "javascript:alert(1)",
            "ftp://hub.example/",
            "https://user:password@hub.example/",
            "https://hub.example;script-src/",
        ] {
            assert_eq!(origin(url), None, "{url}");
        }
    }
}
