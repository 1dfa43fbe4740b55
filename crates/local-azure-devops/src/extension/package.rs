//! `extension.vsixmanifest` and `[Content_Types].xml`: whose extension this is, and which files are served
//! as what.

use super::{Asset, ExtensionError, is_plain};
use axum::body::Bytes;
use axum::http::HeaderValue;
use roxmltree::{Document, Node};
use std::collections::BTreeMap;

const MANIFEST: &str = "extension.vsixmanifest";
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// Azure DevOps Services; the second one is Services and Server alike.
const SERVICES: [&str; 2] = [
    "Microsoft.VisualStudio.Services.Cloud",
    "Microsoft.VisualStudio.Services",
];

/// What the two files say.
pub(super) struct Package {
    pub publisher: String,
    pub id: String,
    pub version: String,
    /// The addressable files.
    pub assets: BTreeMap<String, Asset>,
}

/// Reads the two files.
pub(super) fn read(files: &BTreeMap<String, Bytes>) -> Result<Package, ExtensionError> {
    let manifest = text(files, MANIFEST)?;
    let manifest = parse(MANIFEST, &manifest)?;
    let types = text(files, CONTENT_TYPES)?;
    let types = ContentTypes::read(&parse(CONTENT_TYPES, &types)?);

    let identity = elements(&manifest, "Identity").next();
    let attribute = |name: &'static str, good: fn(&str) -> bool| {
        identity
            .and_then(|identity| identity.attribute(name))
            .filter(|value| good(value))
            .map(str::to_owned)
    };
    let publisher =
        attribute("Publisher", is_plain).ok_or(ExtensionError::Identity("publisher"))?;
    let id = attribute("Id", is_plain).ok_or(ExtensionError::Identity("id"))?;
    let version = attribute("Version", is_version).ok_or(ExtensionError::Identity("version"))?;
    let for_services = elements(&manifest, "InstallationTarget")
        .filter_map(|target| target.attribute("Id"))
        .any(|id| SERVICES.contains(&id));
    if !for_services {
        return Err(ExtensionError::NotForServices);
    }

    let mut assets = BTreeMap::new();
    for asset in elements(&manifest, "Asset") {
        let (Some(name), Some(path)) = (asset.attribute("Type"), asset.attribute("Path")) else {
            continue;
        };
        let path = path.trim_start_matches('/');
        let content = files
            .get(path)
            .ok_or_else(|| ExtensionError::MissingFile(path.to_owned()))?;
        if asset.attribute("Addressable") == Some("true") {
            let asset = Asset {
                content: content.clone(),
                content_type: types.of(path)?,
            };
            assets.insert(name.to_owned(), asset);
        }
    }
    Ok(Package {
        publisher,
        id,
        version,
        assets,
    })
}

/// The types of files: by name, or else by what the name ends with.
struct ContentTypes {
    /// Names without a slash in front.
    overrides: Vec<(String, String)>,
    /// Endings without a dot in front.
    defaults: Vec<(String, String)>,
}

impl ContentTypes {
    fn read(document: &Document<'_>) -> Self {
        let pairs = |element: &'static str, key: &'static str, prefix: char| {
            elements(document, element)
                .filter_map(|node| {
                    let key = node.attribute(key)?.trim_start_matches(prefix);
                    Some((key.to_owned(), node.attribute("ContentType")?.to_owned()))
                })
                .collect()
        };
        Self {
            overrides: pairs("Override", "PartName", '/'),
            // The standard has no dot here; the packager of Azure DevOps writes one.
            defaults: pairs("Default", "Extension", '.'),
        }
    }

    /// The type of the file with this name. The standard compares without regard to case.
    fn of(&self, path: &str) -> Result<HeaderValue, ExtensionError> {
        let find = |pairs: &[(String, String)], key: &str| {
            let pair = pairs
                .iter()
                .find(|(name, _)| name.eq_ignore_ascii_case(key));
            pair.map(|(_, content_type)| content_type.clone())
        };
        let name = path.rsplit('/').next().unwrap_or(path);
        let content_type = find(&self.overrides, path)
            .or_else(|| {
                let (_, ending) = name.rsplit_once('.')?;
                find(&self.defaults, ending)
            })
            .ok_or_else(|| ExtensionError::NoContentType(path.to_owned()))?;
        HeaderValue::try_from(content_type.as_str())
            .ok()
            .filter(|_| content_type.contains('/'))
            .ok_or(ExtensionError::BadContentType {
                file: path.to_owned(),
                content_type,
            })
    }
}

fn text(files: &BTreeMap<String, Bytes>, part: &'static str) -> Result<String, ExtensionError> {
    let content = files.get(part).ok_or(ExtensionError::MissingPart(part))?;
    let text = String::from_utf8_lossy(content);
    Ok(text.trim_start_matches('\u{feff}').to_owned())
}

fn parse<'text>(part: &'static str, text: &'text str) -> Result<Document<'text>, ExtensionError> {
    Document::parse(text).map_err(|error| ExtensionError::NotXml {
        part,
        reason: error.to_string(),
    })
}

fn elements<'document>(
    document: &'document Document<'document>,
    name: &'static str,
) -> impl Iterator<Item = Node<'document, 'document>> {
    document
        .descendants()
        .filter(move |node| node.tag_name().name() == name)
}

/// Two to four numbers with dots between them.
fn is_version(text: &str) -> bool {
    let parts: Vec<_> = text.split('.').collect();
    (2..=4).contains(&parts.len()) && parts.iter().all(|part| part.parse::<u32>().is_ok())
}
