//! The hub as the navigation, the page and the handshake name it.

use crate::app::App;
use crate::extension::Icon;
use crate::organization::Organization;
use serde_json::{Value, json};

/// A hub in the settings of an organisation: by the manifest of the installed extension, or else Crosslink's.
pub(super) struct Entry {
    /// The id of the contribution, which is also its settings page's name.
    pub contribution_id: String,
    /// The name for people.
    pub name: String,
    /// The addresses of its icon.
    pub icon: Option<Icon>,
    /// What the handshake says about the extension.
    pub extension: Value,
    /// Where the installed extension's page is.
    pub url: Option<String>,
}

impl Entry {
    /// The hub of this organisation.
    pub fn of(app: &App, organization: &Organization) -> Self {
        let Some(installed) = app.installations.of(&organization.name) else {
            return Self::without_manifest(&app.publisher);
        };
        let extension = &installed.extension;
        let mut context = context(&extension.publisher, &extension.id, &extension.version);
        if let Some(base) = &extension.base_uri {
            context["baseUri"] = base.as_str().into();
        }
        Self {
            contribution_id: extension.contribution_id(),
            name: extension.hub.name.clone(),
            icon: installed.icon(app.gallery),
            extension: context,
            url: Some(installed.hub_url(app.gallery)),
        }
    }

    fn without_manifest(publisher: &str) -> Self {
        Self {
            contribution_id: format!("{publisher}.crosslink.hub"),
            name: "Crosslink".to_owned(),
            icon: None,
            extension: context(publisher, "crosslink", env!("CARGO_PKG_VERSION")),
            url: None,
        }
    }
}

fn context(publisher: &str, extension: &str, version: &str) -> Value {
    json!({
        "id": format!("{publisher}.{extension}"),
        "publisherId": publisher,
        "extensionId": extension,
        "version": version,
    })
}
