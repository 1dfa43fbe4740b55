//! A VSIX as the packager of Azure DevOps (tfx-cli) makes it, and every way to spoil one.

use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const HUB_GROUP: &str = "ms.vss-web.collection-admin-hub-group";
pub const WASM: &[u8] = b"\0asm\x01\0\0\0";

/// The parts of a VSIX, to be changed before it is written.
#[derive(Clone)]
pub struct Vsix {
    pub version: &'static str,
    pub target: &'static str,
    /// `extension.vsomanifest`.
    pub manifest: Value,
    /// `[Content_Types].xml`.
    pub types: String,
    /// Addressable files.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Files that are in the archive only.
    pub further: BTreeMap<String, Vec<u8>>,
}

impl Vsix {
    pub fn good() -> Self {
        let files = [
            (
                "dist/index.html",
                b"<!DOCTYPE html><title>Hub</title>".as_slice(),
            ),
            ("dist/app.js", b"export {};"),
            ("dist/app_bg.wasm", WASM),
            ("img/hub-light.png", b"light"),
            ("img/hub-dark.png", b"dark"),
        ];
        Self {
            version: "1.2.3",
            target: "Microsoft.VisualStudio.Services.Cloud",
            manifest: json!({
                "manifestVersion": 1,
                "scopes": ["vso.project", "vso.work"],
                "contributions": [{
                    "id": "hub",
                    "type": "ms.vss-web.hub",
                    "targets": [HUB_GROUP],
                    "properties": {
                        "name": "Links & more",
                        "uri": "dist/index.html",
                        "icon": { "light": "asset://img/hub-light.png", "dark": "asset://img/hub-dark.png" },
                    },
                }],
            }),
            types: r#"<?xml version="1.0" encoding="utf-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension=".html" ContentType="text/html"/>
  <Default Extension=".js" ContentType="application/javascript"/>
  <Default Extension=".png" ContentType="image/png"/>
  <Override ContentType="application/wasm" PartName="/dist/app_bg.wasm"/>
</Types>"#
                .to_owned(),
            files: files
                .into_iter()
                .map(|(name, content)| (name.to_owned(), content.to_owned()))
                .collect(),
            further: BTreeMap::from([("licence.txt".to_owned(), b"MIT".to_vec())]),
        }
    }

    /// The properties of the hub.
    pub fn hub(&mut self) -> &mut Value {
        &mut self.manifest["contributions"][0]["properties"]
    }

    pub fn packed(&self) -> Result<Vec<u8>, Box<dyn Error>> {
        let mut files = self.files.clone();
        files.extend(self.further.clone());
        files.insert("[Content_Types].xml".to_owned(), self.types.clone().into());
        files.insert(
            "extension.vsomanifest".to_owned(),
            serde_json::to_vec(&self.manifest)?,
        );
        files.insert("extension.vsixmanifest".to_owned(), self.package().into());
        zip(&files)
    }

    fn package(&self) -> String {
        let assets: String = self
            .files
            .keys()
            .map(|name| {
                format!(
                    r#"<Asset Type="{name}" d:Source="File" Path="{name}" Addressable="true"/>"#
                )
            })
            .collect();
        format!(
            r#"<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011" xmlns:d="http://schemas.microsoft.com/developer/vsx-schema-design/2011">
  <Metadata><Identity Language="en-US" Id="links" Publisher="contoso" Version="{}"/></Metadata>
  <Installation><InstallationTarget Id="{}"/></Installation>
  <Assets>{assets}<Asset Type="Licence" Path="licence.txt"/></Assets>
</PackageManifest>"#,
            self.version, self.target
        )
    }
}

pub fn zip(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(name.as_str(), SimpleFileOptions::default())?;
        archive.write_all(content)?;
    }
    Ok(archive.finish()?.into_inner())
}
