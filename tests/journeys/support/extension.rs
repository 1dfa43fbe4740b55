//! The packaged extension in an organisation: what `cargo xtask package` makes, installed as it is.

use super::world::{Company, World, binary, run};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

/// How the place that extensions are loaded from behaves.
#[derive(Clone, Copy, Default)]
pub struct Gallery {
    /// The type that wasm files have, if not their own.
    pub wasm_type: Option<&'static str>,
    /// How long each file takes, in milliseconds.
    pub delay_ms: u32,
    /// Whether the page has a content security policy beside its own.
    pub policy: bool,
}

impl World {
    /// Packages the extension for the node of this company and installs it in its organisation. The settings page shows it
    /// at [`Company::hub`] from then on. Returns where its files are: the address of the framed page.
    pub async fn install(&self, company: &Company, gallery: Gallery) -> String {
        let package = self.package(company);
        let mut query = Vec::new();
        if let Some(kind) = gallery.wasm_type {
            query.push(("wasmType", kind.to_owned()));
        }
        if gallery.delay_ms > 0 {
            query.push(("delayMs", gallery.delay_ms.to_string()));
        }
        if gallery.policy {
            query.push(("csp", policy(company)));
        }
        let address = format!(
            "{}/_local/organizations/{}/extension",
            self.azure, company.organization
        );
        let address = reqwest::Url::parse_with_params(&address, query).expect("an address");
        let answer = self
            .client
            .put(address)
            .body(std::fs::read(package).expect("the package"))
            .send()
            .await
            .expect("answers");
        let status = answer.status();
        let installed: Value = answer.json().await.expect("JSON");
        assert!(status.is_success(), "{installed}");
        assert_eq!(installed["settings"], company.hub, "{installed}");
        installed["hubUrl"].as_str().expect("an address").to_owned()
    }

    fn package(&self, company: &Company) -> PathBuf {
        let file = self
            .folder
            .path()
            .join(format!("{}.vsix", company.organization));
        let program =
            std::env::var_os("CROSSLINK_XTASK").map_or_else(|| binary("xtask"), PathBuf::from);
        run(Command::new(program)
            .args(["package", "--no-build", "--publisher", "crosslink"])
            .args(["--node-url", &company.node, "--output"])
            .arg(&file));
        file
    }
}

/// As strict as the page can bear.
fn policy(company: &Company) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
         connect-src 'self' {}; base-uri 'self'; form-action 'none'",
        company.node
    )
}
