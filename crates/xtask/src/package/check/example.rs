//! An extension for tests, to be spoilt.

use std::io::{Cursor, Write};
use std::path::PathBuf;

use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Defect, Expected, defects};
use crate::package::manifest::TARGET;
use crate::package::{Options, Vsix, page};

/// The files of a good extension, and the two texts that its manifests are made of.
pub struct Example {
    pub files: Vec<(&'static str, Vec<u8>)>,
    pub not_addressable: Vec<&'static str>,
    pub types: String,
    pub target: &'static str,
    pub flags: &'static str,
    pub contents: Value,
    pub options: Options,
}

const TYPES: &str = r#"<Default Extension=".html" ContentType="text/html"/><Default Extension=".js" ContentType="application/javascript"/>
<Default Extension=".png" ContentType="image/png"/><Default Extension=".md" ContentType="text/markdown"/>
<Default Extension=".vsixmanifest" ContentType="text/xml"/><Default Extension=".css" ContentType="text/css"/>
<Override ContentType="application/wasm" PartName="/dist/app_bg.wasm"/>
<Override ContentType="text/plain" PartName="/third-party-notices.txt"/>"#;

/// A good extension.
pub fn example() -> Example {
    let options = crate::package::example();
    let page = r#"<html><head><meta charset="utf-8"><base href="/"><meta name="crosslink-node" content="">
<link href="/base.css"></head><script src="/boot.js" data-wasm="/app_bg.wasm"></script></html>"#;
    let page = page::for_extension(page, &options.node_url).unwrap();
    Example {
        files: vec![
            ("dist/index.html", page.into_bytes()),
            ("dist/base.css", b"p{}".to_vec()),
            ("dist/boot.js", b"import './parts/load.js'".to_vec()),
            ("dist/parts/load.js", b"import \"../boot.js\"".to_vec()),
            (
                "dist/app_bg.wasm",
                b"\0asm tachys-0.2.19/src/lib.rs".to_vec(),
            ),
            ("images/light.png", b"png".to_vec()),
            ("images/dark.png", b"png".to_vec()),
            ("overview.md", b"# Crosslink".to_vec()),
            ("third-party-notices.txt", b"MIT".to_vec()),
        ],
        not_addressable: Vec::new(),
        types: TYPES.to_owned(),
        target: TARGET,
        flags: "",
        contents: json!({
            "scopes": ["vso.project", "vso.work"],
            "contributions": [{
                "id": "hub", "type": "ms.vss-web.hub", "targets": ["ms.vss-web.collection-admin-hub-group"],
                "properties": {
                    "uri": "dist/index.html",
                    "icon": { "light": "asset://images/light.png", "dark": "asset://images/dark.png" }
                }
            }]
        }),
        options,
    }
}

impl Example {
    /// Puts a file in, in place of the one of this name.
    pub fn put(&mut self, name: &'static str, content: impl Into<Vec<u8>>) {
        self.files.retain(|(other, _)| *other != name);
        self.files.push((name, content.into()));
    }

    /// Adds to the end of a file.
    pub fn append(&mut self, name: &str, text: &str) {
        let file = self.files.iter_mut().find(|(other, _)| *other == name);
        file.unwrap().1.extend_from_slice(text.as_bytes());
    }

    /// Replaces text in a file.
    pub fn replace(&mut self, name: &str, from: &str, to: &str) {
        let file = self.files.iter_mut().find(|(other, _)| *other == name);
        let content = &mut file.unwrap().1;
        let text = String::from_utf8(content.clone()).unwrap();
        assert!(text.contains(from), "{text}");
        *content = text.replace(from, to).into_bytes();
    }

    /// The archive, without the file of this name.
    pub fn archive(&self, without: &str) -> Vec<u8> {
        let assets: String = self
            .files
            .iter()
            .map(|(name, _)| {
                let addressable = !self.not_addressable.contains(name);
                let addressable = if addressable {
                    " Addressable=\"true\""
                } else {
                    ""
                };
                format!("<Asset Type=\"{name}\" Path=\"{name}\"{addressable}/>")
            })
            .collect();
        let Options {
            publisher, version, ..
        } = &self.options;
        let manifest = format!(
            r#"<?xml version="1.0" encoding="utf-8"?>
<PackageManifest xmlns="http://schemas.microsoft.com/developer/vsx-schema/2011">
<Metadata><Identity Id="{}" Version="{version}" Publisher="{publisher}"/><GalleryFlags>{}</GalleryFlags></Metadata>
<Installation><InstallationTarget Id="{}"/></Installation><Assets>{assets}</Assets></PackageManifest>"#,
            self.options.id(),
            self.flags,
            self.target
        );
        let types = format!("<Types xmlns=\"t\">{}</Types>", self.types);
        let contents = self.contents.to_string();
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let about = [
            ("extension.vsixmanifest", manifest.as_bytes()),
            ("extension.vsomanifest", contents.as_bytes()),
            ("[Content_Types].xml", types.as_bytes()),
        ];
        let files = self
            .files
            .iter()
            .map(|(name, content)| (*name, content.as_slice()));
        for (name, content) in files.chain(about).filter(|(name, _)| *name != without) {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    /// What is found in it.
    pub fn defects(&self) -> Vec<Defect> {
        let vsix = Vsix::open(&self.archive("")).unwrap();
        let folders = vec![
            PathBuf::from("/"),
            PathBuf::from("/src"),
            PathBuf::from("/home/ann/crosslink"),
        ];
        defects(
            &vsix,
            &Expected {
                options: &self.options,
                folders,
            },
        )
    }
}
