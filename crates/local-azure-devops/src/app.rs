//! What every request handler shares.

use crate::error::{HubUrlError, InstallError, TokenError};
use crate::extension::{Extension, ExtensionError};
use crate::installations::{Installations, Installed, Switches};
use crate::organization::{Organization, Role};
use crate::store::Store;
use crate::tokens::{self, Age};
use axum::body::Bytes;
use axum::http::Uri;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

/// The running program: its data and how it was started.
pub(crate) struct App {
    pub store: Store,
    pub organizations: Vec<Arc<Organization>>,
    pub installations: Installations,
    pub address: SocketAddr,
    /// Where the gallery listens.
    pub gallery: SocketAddr,
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

    /// Mints the token that `SDK.getAppToken()` gives to this user.
    pub fn app_token(&self, organization: &str, role: Role) -> Result<String, TokenError> {
        self.app_token_of_age(organization, role, Age::Fresh)
    }

    /// The same, of the given age.
    pub fn app_token_of_age(
        &self,
        organization: &str,
        role: Role,
        age: Age,
    ) -> Result<String, TokenError> {
        let organization = self.organization_of_token(organization)?;
        tokens::app_token(organization, role, age)
            .map_err(|source| TokenError::Sign { role, source })
    }

    /// Mints the token that `SDK.getAccessToken()` gives to this user.
    pub fn access_token(&self, organization: &str, role: Role) -> Result<String, TokenError> {
        let organization = self.organization_of_token(organization)?;
        let installed = self.installations.of(&organization.name);
        let scopes = installed.map_or_else(
            || SCOPES_WITHOUT_MANIFEST.to_owned(),
            |installed| installed.extension.scopes.join(" "),
        );
        tokens::access_token(organization, role, scopes)
            .map_err(|source| TokenError::Sign { role, source })
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

    /// Installs a VSIX in an organisation, in place of what was installed there.
    pub async fn install(
        &self,
        organization: &Organization,
        vsix: Bytes,
        switches: Switches,
    ) -> Result<Arc<Installed>, InstallError> {
        let extension = read(vsix.clone()).await??;
        let timestamp = self.installations.next_timestamp();
        self.store
            .set_extension(&organization.name, timestamp, &vsix)
            .await?;
        Ok(self
            .installations
            .install(&organization.name, timestamp, extension, switches))
    }

    /// Uninstalls what is installed in an organisation, if anything is.
    pub async fn uninstall(&self, organization: &Organization) -> Result<(), InstallError> {
        self.store.forget_extension(&organization.name).await?;
        self.installations.uninstall(&organization.name);
        Ok(())
    }

    /// Installs again what was installed when the program ended.
    pub async fn restore_extensions(&self) -> Result<(), sqlx::Error> {
        for organization in &self.organizations {
            let name = &organization.name;
            let Some((timestamp, vsix)) = self.store.extension(name).await? else {
                continue;
            };
            match read(vsix.into()).await {
                Ok(Ok(extension)) => {
                    let switches = Switches::default();
                    self.installations
                        .install(name, timestamp, extension, switches);
                }
                // Possible only when the rules have become stricter since; installing again says why.
                Ok(Err(error)) => tracing::warn!(%error, "the extension of {name} is left out"),
                Err(error) => tracing::warn!(%error, "the extension of {name} is left out"),
            }
        }
        Ok(())
    }
}

/// What the hub may do when nobody has said so: what Crosslink asks for.
const SCOPES_WITHOUT_MANIFEST: &str = "vso.project vso.work";

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

/// Unpacking takes a while, during which the other requests go on.
async fn read(vsix: Bytes) -> Result<Result<Extension, ExtensionError>, tokio::task::JoinError> {
    tokio::task::spawn_blocking(move || Extension::read(&vsix)).await
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
