//! A packaged extension: what a VSIX says and holds, read and checked as far as a hub in Organization
//! settings needs it.
//!
//! A VSIX is a zip archive with three files about the others: `extension.vsixmanifest` (who made it, for
//! what, which files are served), `extension.vsomanifest` (contributions and scopes) and
//! `[Content_Types].xml` (<https://learn.microsoft.com/azure/devops/extend/develop/manifest>).

mod archive;
mod contributions;
mod error;
mod package;
mod scopes;

pub(crate) use error::ExtensionError;

use axum::body::Bytes;
use axum::http::HeaderValue;
use std::collections::BTreeMap;

/// The most bytes of a VSIX.
pub(crate) const PACKED_MAX: usize = 50 * 1024 * 1024;
/// The most bytes of its files together.
const UNPACKED_MAX: usize = 200 * 1024 * 1024;

/// Where hubs of Organization settings are contributed to.
const HUB_GROUP: &str = "ms.vss-web.collection-admin-hub-group";

/// An extension, as its VSIX has it.
pub(crate) struct Extension {
    pub publisher: String,
    /// The id within the publisher's extensions.
    pub id: String,
    pub version: String,
    /// What its access tokens may be used for.
    pub scopes: Vec<String>,
    /// Where a version under development is served from instead of the gallery.
    pub base_uri: Option<String>,
    pub hub: HubContribution,
    /// The addressable files, by the names they have in addresses.
    pub assets: BTreeMap<String, Asset>,
}

/// A page in Organization settings.
pub(crate) struct HubContribution {
    /// The id within the extension.
    pub id: String,
    /// The name in the navigation.
    pub name: String,
    /// The page: the name of an asset, or a path below `base_uri`; a query may follow.
    pub uri: String,
    pub icon: Option<Icon>,
}

/// The names of the assets that are a hub's icon.
pub(crate) struct Icon {
    /// For light themes.
    pub light: String,
    /// For dark themes.
    pub dark: String,
}

/// A file that the gallery serves.
pub(crate) struct Asset {
    pub content: Bytes,
    pub content_type: HeaderValue,
}

impl Extension {
    /// Reads a VSIX.
    pub fn read(vsix: &[u8]) -> Result<Self, ExtensionError> {
        let files = archive::unpack(vsix)?;
        let package = package::read(&files)?;
        let manifest = contributions::read(&files)?;
        if let Some(unknown) = manifest.scopes.iter().find(|scope| !scopes::known(scope)) {
            return Err(ExtensionError::UnknownScope(unknown.clone()));
        }
        let id = format!("{}.{}", package.publisher, package.id);
        let hub = manifest.hub(&id, &package.assets)?;
        Ok(Self {
            publisher: package.publisher,
            id: package.id,
            version: package.version,
            scopes: manifest.scopes,
            base_uri: manifest.base_uri,
            hub,
            assets: package.assets,
        })
    }

    /// The id that no other publisher's extension has.
    pub fn full_id(&self) -> String {
        format!("{}.{}", self.publisher, self.id)
    }

    /// The id of the hub's contribution, which is also its settings page's name.
    pub fn contribution_id(&self) -> String {
        format!("{}.{}", self.full_id(), self.hub.id)
    }
}

/// Whether this may stand in an address and in an id as it is.
fn is_plain(name: &str) -> bool {
    !name.is_empty()
        && name.starts_with(|sign: char| sign.is_ascii_alphanumeric())
        && name
            .chars()
            .all(|sign| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_' | '.'))
}
