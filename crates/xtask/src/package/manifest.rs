//! The extension's manifest: what `extension/vss-extension.json` says, and what only a packaging knows: publisher, version,
//! files, node.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::Options;

/// The id of the published extension.
pub const ID: &str = "crosslink";
/// The id of the one for development: a second extension, so that both can be installed.
pub const DEVELOPMENT_ID: &str = "crosslink-dev";
/// The id of the hub within the extension.
pub const HUB: &str = "hub";
/// Where the hub is: in the organisation settings.
pub const HUB_GROUP: &str = "ms.vss-web.collection-admin-hub-group";
/// What the hub is.
pub const HUB_TYPE: &str = "ms.vss-web.hub";
/// The page of the hub.
pub const PAGE: &str = "dist/index.html";
/// Azure DevOps Services; its server frames pages in a way that module scripts do not run in.
pub const TARGET: &str = "Microsoft.VisualStudio.Services.Cloud";
/// Reading projects, and reading the fields of work items. A change here changes the extension's secret, and makes every
/// organisation that has it authorise it anew.
pub const SCOPES: [&str; 2] = ["vso.project", "vso.work"];
/// The licences of what is bundled.
pub const NOTICES: &str = "third-party-notices.txt";

/// Why there is no manifest.
#[derive(Debug, thiserror::Error)]
pub enum ManifestProblem {
    #[error("{file} is no JSON object: {reason}")]
    NoObject { file: &'static str, reason: String },
}

/// The final manifest. `template` and `development` are the texts of the files in `extension/`; `console` are the files
/// of the console, relative to it.
///
/// # Errors
/// When one of the texts is no JSON object.
pub fn finish(
    template: &str,
    development: &str,
    options: &Options,
    console: &[String],
) -> Result<Value, ManifestProblem> {
    let mut manifest = object("vss-extension.json", template)?;
    if options.development {
        manifest.extend(object("development.json", development)?);
        if let Some(base_uri) = &options.base_uri {
            manifest.insert("baseUri".to_owned(), json!(base_uri.as_str()));
        }
    }
    manifest.insert("publisher".to_owned(), json!(options.publisher.to_string()));
    manifest.insert("version".to_owned(), json!(options.version.to_string()));
    manifest.insert("files".to_owned(), files(console));
    if !options.node_url.is_loopback {
        let home = json!({ "home": { "uri": options.node_url.origin() } });
        manifest.insert("links".to_owned(), home);
    }
    Ok(Value::Object(manifest))
}

fn object(file: &'static str, text: &str) -> Result<Map<String, Value>, ManifestProblem> {
    serde_json::from_str(text).map_err(|error| ManifestProblem::NoObject {
        file,
        reason: error.to_string(),
    })
}

/// The folders, whose files get their types from tfx-cli's table, and then the files that it has no type for. The order
/// matters, and the latter must not say `addressable` again (tfx-cli 0.23.1: "Cannot have multiple 'addressable' files").
fn files(console: &[String]) -> Value {
    let mut files = vec![
        json!({ "path": "dist", "addressable": true }),
        json!({ "path": "images", "addressable": true }),
        json!({ "path": NOTICES, "addressable": true, "contentType": "text/plain" }),
    ];
    for file in console {
        let extension = Path::new(file).extension().and_then(|text| text.to_str());
        let content_type = match extension {
            Some("wasm") => "application/wasm",
            Some("txt") => "text/plain",
            _ => continue,
        };
        files.push(json!({ "path": format!("dist/{file}"), "contentType": content_type }));
    }
    Value::Array(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = include_str!("../../../../extension/vss-extension.json");
    const DEVELOPMENT: &str = include_str!("../../../../extension/development.json");

    fn options(development: bool) -> Options {
        Options {
            development,
            ..crate::package::example()
        }
    }

    fn manifest(options: &Options) -> Value {
        let console = ["index.html", "app_bg.wasm", "vendor/sdk.LICENSE.txt"].map(str::to_owned);
        finish(TEMPLATE, DEVELOPMENT, options, &console).unwrap()
    }

    #[test]
    fn the_manifest_says_what_is_decided() {
        let manifest = manifest(&options(false));
        let hub = &manifest["contributions"][0];
        assert_eq!(manifest["id"], ID);
        assert_eq!(manifest["publisher"], "contoso");
        assert_eq!(manifest["version"], "1.2.3");
        assert_eq!(manifest["public"], false);
        assert_eq!(manifest["targets"], json!([{ "id": TARGET }]));
        assert_eq!(manifest["scopes"], json!(SCOPES));
        assert_eq!(
            manifest["links"]["home"]["uri"],
            "https://crosslink.contoso.example"
        );
        assert_eq!(hub["id"], HUB);
        assert_eq!(hub["type"], HUB_TYPE);
        assert_eq!(hub["targets"], json!([HUB_GROUP]));
        assert_eq!(hub["properties"]["uri"], PAGE);
        assert!(manifest.get("baseUri").is_none());
    }

    #[test]
    fn the_folder_comes_before_its_files_of_other_types_and_they_are_not_addressable_again() {
        assert_eq!(
            manifest(&options(false))["files"],
            json!([
                { "path": "dist", "addressable": true },
                { "path": "images", "addressable": true },
                { "path": "third-party-notices.txt", "addressable": true, "contentType": "text/plain" },
                { "path": "dist/app_bg.wasm", "contentType": "application/wasm" },
                { "path": "dist/vendor/sdk.LICENSE.txt", "contentType": "text/plain" },
            ])
        );
    }

    #[test]
    fn the_development_extension_is_another_one_served_from_elsewhere() {
        let mut options = options(true);
        assert_eq!(manifest(&options)["id"], DEVELOPMENT_ID);
        assert_eq!(manifest(&options)["baseUri"], "https://localhost:7443");
        options.base_uri = "https://localhost:9000".parse().ok();
        assert_eq!(manifest(&options)["baseUri"], "https://localhost:9000");
    }

    #[test]
    fn a_broken_manifest_is_named() {
        let problem = finish("[]", DEVELOPMENT, &options(false), &[]).err();
        let sentence = problem
            .map(|problem| problem.to_string())
            .unwrap_or_default();
        assert!(
            sentence.starts_with("vss-extension.json is no JSON object: "),
            "{sentence}"
        );
    }
}
