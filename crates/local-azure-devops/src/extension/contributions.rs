//! `extension.vsomanifest`: what the extension adds to Azure DevOps, and what it may do there.

use super::{Asset, ExtensionError, HUB_GROUP, HubContribution, Icon, is_plain};
use crate::app::origin;
use axum::body::Bytes;
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

const PART: &str = "extension.vsomanifest";

/// What we read of it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Manifest {
    #[serde(default)]
    pub scopes: Vec<String>,
    pub base_uri: Option<String>,
    #[serde(default)]
    contributions: Vec<Contribution>,
}

#[derive(Deserialize)]
struct Contribution {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    targets: Vec<String>,
    #[serde(default)]
    properties: Value,
}

/// The properties of a hub.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HubProperties {
    name: String,
    uri: String,
    icon: Option<IconProperty>,
    /// `publisher.extension/path`, the documented form; `icon` is what Microsoft's own extensions use.
    icon_asset: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum IconProperty {
    Themed { light: String, dark: String },
    One(String),
}

/// Reads the file.
pub(super) fn read(files: &BTreeMap<String, Bytes>) -> Result<Manifest, ExtensionError> {
    let content = files.get(PART).ok_or(ExtensionError::MissingPart(PART))?;
    let content = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content);
    let manifest: Manifest =
        serde_json::from_slice(content).map_err(|error| ExtensionError::NotJson {
            part: PART,
            reason: error.to_string(),
        })?;
    match manifest.base_uri {
        Some(base) if origin(&base).is_none() => Err(ExtensionError::BadBaseUri(base)),
        _ => Ok(manifest),
    }
}

impl Manifest {
    /// The hub in Organization settings. `extension` is the extension's full id.
    pub fn hub(
        &self,
        extension: &str,
        assets: &BTreeMap<String, Asset>,
    ) -> Result<HubContribution, ExtensionError> {
        let hub = self
            .contributions
            .iter()
            .find(|each| {
                each.kind == "ms.vss-web.hub" && each.targets.iter().any(|to| to == HUB_GROUP)
            })
            .ok_or(ExtensionError::NoHub)?;
        let bad = |reason: String| ExtensionError::BadHub {
            hub: hub.id.clone(),
            reason,
        };
        if !is_plain(&hub.id) {
            return Err(bad("its id can't be part of an address".to_owned()));
        }
        let properties =
            HubProperties::deserialize(&hub.properties).map_err(|error| bad(error.to_string()))?;
        let page = properties.uri.split(['?', '#']).next().unwrap_or_default();
        // What a development server has is not for us to know.
        if self.base_uri.is_none() && !assets.contains_key(page) {
            return Err(ExtensionError::PageNotAddressable(page.to_owned()));
        }
        let icon = properties.icon(extension);
        if let Some(icon) = &icon {
            for name in [&icon.light, &icon.dark] {
                if !assets.get(name).is_some_and(Asset::is_image) {
                    return Err(ExtensionError::IconNotAddressable(name.clone()));
                }
            }
        }
        Ok(HubContribution {
            id: hub.id.clone(),
            name: properties.name,
            uri: properties.uri,
            icon,
        })
    }
}

impl HubProperties {
    fn icon(&self, extension: &str) -> Option<Icon> {
        let asset = |text: &str| text.strip_prefix("asset://").unwrap_or(text).to_owned();
        match (&self.icon, &self.icon_asset) {
            (Some(IconProperty::Themed { light, dark }), _) => Some(Icon {
                light: asset(light),
                dark: asset(dark),
            }),
            (Some(IconProperty::One(one)), _) => Some(Icon {
                light: asset(one),
                dark: asset(one),
            }),
            (None, Some(path)) => {
                let prefix = format!("{extension}/");
                let name = path.strip_prefix(&prefix).unwrap_or(path).to_owned();
                Some(Icon {
                    light: name.clone(),
                    dark: name,
                })
            }
            (None, None) => None,
        }
    }
}

impl Asset {
    fn is_image(&self) -> bool {
        self.content_type.as_bytes().starts_with(b"image/")
    }
}
