//! A VSIX, opened: a zip archive with two manifests and the types of the files in it
//! (<https://learn.microsoft.com/azure/devops/extend/publish/overview>; what tfx-cli 0.23.1 writes).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use serde_json::Value;
use zip::ZipArchive;

/// The files that are about the others.
pub const TYPES: &str = "[Content_Types].xml";
const VSIX_MANIFEST: &str = "extension.vsixmanifest";
const VSO_MANIFEST: &str = "extension.vsomanifest";

/// Why a file can't be read as a VSIX.
#[derive(Debug, thiserror::Error)]
pub enum VsixProblem {
    #[error("it is no zip archive: {0}")]
    NoZip(#[from] zip::result::ZipError),
    #[error("{file} in it can't be unpacked: {error}")]
    Broken { file: String, error: std::io::Error },
    #[error("{0} is not in it")]
    Missing(&'static str),
    #[error("{file} in it can't be read: {reason}")]
    Unreadable { file: &'static str, reason: String },
}

/// What is in a VSIX.
#[derive(Debug, Default)]
pub struct Vsix {
    pub publisher: String,
    pub id: String,
    pub version: String,
    /// What it can be installed in.
    pub targets: Vec<String>,
    /// Words that say how the gallery shows it, such as `Public`.
    pub flags: Vec<String>,
    /// The files that can be loaded from the gallery.
    pub addressable: BTreeSet<String>,
    /// Contributions, scopes and base URI.
    pub contents: Value,
    /// The files by their path, without those that are about the others.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Types by extension, with its dot.
    defaults: BTreeMap<String, String>,
    /// Types by path.
    overrides: BTreeMap<String, String>,
}

impl Vsix {
    /// Reads a VSIX.
    pub fn open(file: &[u8]) -> Result<Self, VsixProblem> {
        let mut archive = ZipArchive::new(Cursor::new(file))?;
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index)?;
            if entry.is_dir() {
                continue;
            }
            let name = entry.name()?.into_owned();
            let mut content = Vec::new();
            if let Err(error) = entry.read_to_end(&mut content) {
                return Err(VsixProblem::Broken { file: name, error });
            }
            files.insert(name, content);
        }
        let mut take = |name: &'static str| files.remove(name).ok_or(VsixProblem::Missing(name));
        let types = take(TYPES)?;
        let vsix_manifest = take(VSIX_MANIFEST)?;
        let vso_manifest = take(VSO_MANIFEST)?;
        let mut vsix = Self {
            files,
            contents: serde_json::from_slice(&vso_manifest).map_err(|error| {
                VsixProblem::Unreadable {
                    file: VSO_MANIFEST,
                    reason: error.to_string(),
                }
            })?,
            ..Self::default()
        };
        vsix.read_types(&types)?;
        vsix.read_manifest(&vsix_manifest)?;
        Ok(vsix)
    }

    /// The type that a file is served with.
    pub fn content_type(&self, file: &str) -> Option<&str> {
        let by_path = self.overrides.get(file);
        let by_extension = || {
            let dot = file.rfind('.')?;
            self.defaults.get(&file[dot..].to_ascii_lowercase())
        };
        by_path.or_else(by_extension).map(String::as_str)
    }

    fn read_types(&mut self, text: &[u8]) -> Result<(), VsixProblem> {
        let text = String::from_utf8_lossy(text);
        let document = parse(TYPES, &text)?;
        for node in document.descendants() {
            let Some(content_type) = node.attribute("ContentType") else {
                continue;
            };
            if let Some(extension) = node.attribute("Extension") {
                let extension = extension.trim_start_matches('.').to_ascii_lowercase();
                self.defaults
                    .insert(format!(".{extension}"), content_type.to_owned());
            }
            if let Some(path) = node.attribute("PartName") {
                let path = path.trim_start_matches('/').to_owned();
                self.overrides.insert(path, content_type.to_owned());
            }
        }
        Ok(())
    }

    fn read_manifest(&mut self, text: &[u8]) -> Result<(), VsixProblem> {
        let text = String::from_utf8_lossy(text);
        let document = parse(VSIX_MANIFEST, &text)?;
        let named = |name: &'static str| {
            document
                .descendants()
                .filter(move |node| node.tag_name().name() == name)
        };
        let attribute =
            |node: Node, name: &str| node.attribute(name).unwrap_or_default().to_owned();
        for identity in named("Identity") {
            self.publisher = attribute(identity, "Publisher");
            self.id = attribute(identity, "Id");
            self.version = attribute(identity, "Version");
        }
        self.targets = named("InstallationTarget")
            .map(|target| attribute(target, "Id"))
            .collect();
        self.flags = named("GalleryFlags")
            .filter_map(|flags| flags.text())
            .flat_map(str::split_whitespace)
            .map(str::to_owned)
            .collect();
        self.addressable = named("Asset")
            .filter(|asset| asset.attribute("Addressable") == Some("true"))
            .map(|asset| attribute(asset, "Path"))
            .collect();
        Ok(())
    }
}

fn parse<'a>(file: &'static str, text: &'a str) -> Result<Document<'a>, VsixProblem> {
    let text = text.trim_start_matches('\u{feff}');
    Document::parse(text).map_err(|error| VsixProblem::Unreadable {
        file,
        reason: error.to_string(),
    })
}
