//! What is wrong with a VSIX that Azure DevOps would not install, each for its own reason.

#[expect(dead_code, reason = "each test program uses a part of it")]
mod common;
mod vsix;

use common::{Fixture, TestResult};
use reqwest::StatusCode;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use vsix::{Vsix, zip};

const PAGE: &str = "/company-a/_settings/contoso.links.hub";

/// The sentence that a VSIX is refused with.
async fn refusal(fixture: &Fixture, vsix: Vec<u8>) -> Result<String, Box<dyn Error>> {
    let path = fixture.url("/_local/organizations/company-a/extension");
    let answer = fixture.http.put(path).body(vsix).send().await?;
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let body: Value = answer.json().await?;
    Ok(body["message"].as_str().ok_or("no sentence")?.to_owned())
}

/// What is wrong, how a VSIX comes to be so, and how its refusal begins.
type Spoilt = (fn(&mut Vsix), &'static str);

const SPOILT: &[Spoilt] = &[
    (
        |vsix| vsix.target = "Microsoft.VisualStudio.Code",
        "the extension is not for Azure DevOps Services",
    ),
    (
        |vsix| vsix.version = "new",
        "the VSIX has no usable version",
    ),
    (
        |vsix| vsix.manifest["scopes"] = json!(["vso.work", "vso.wrok"]),
        "the extension asks for the scope \"vso.wrok\"",
    ),
    (
        |vsix| vsix.manifest["contributions"] = json!([]),
        "the extension has no contribution of type ms.vss-web.hub",
    ),
    (
        |vsix| vsix.manifest["contributions"][0]["type"] = "ms.vss-web.action".into(),
        "the extension has no contribution of type ms.vss-web.hub",
    ),
    (
        |vsix| {
            vsix.manifest["contributions"][0]["targets"] =
                json!(["ms.vss-web.project-admin-hub-group"]);
        },
        "the extension has no contribution of type ms.vss-web.hub",
    ),
    (
        |vsix| vsix.manifest["contributions"][0]["id"] = "my hub".into(),
        "the hub \"my hub\" of the extension can't be read",
    ),
    (
        |vsix| vsix.hub()["name"] = Value::Null,
        "the hub \"hub\" of the extension can't be read",
    ),
    (
        |vsix| vsix.hub()["uri"] = "dist/Index.html".into(),
        "the hub's page \"dist/Index.html\" is not an addressable file",
    ),
    (
        |vsix| vsix.hub()["uri"] = "licence.txt".into(),
        "the hub's page \"licence.txt\" is not an addressable file",
    ),
    (
        |vsix| vsix.hub()["icon"]["dark"] = "asset://img/gone.png".into(),
        "the hub's icon \"img/gone.png\" is not an addressable image",
    ),
    (
        |vsix| vsix.hub()["icon"]["light"] = "asset://dist/app.js".into(),
        "the hub's icon \"dist/app.js\" is not an addressable image",
    ),
    (
        |vsix| vsix.manifest["baseUri"] = "ftp://host/".into(),
        "baseUri \"ftp://host/\" is not an http or https URL",
    ),
    (
        |vsix| vsix.types = vsix.types.replace(".js", ".mjs"),
        "[Content_Types].xml of the VSIX has no type for \"dist/app.js\"",
    ),
    (
        |vsix| vsix.types = vsix.types.replace("text/html", "page"),
        "[Content_Types].xml of the VSIX has the type \"page\" for \"dist/index.html\"",
    ),
    (
        |vsix| vsix.types = "types".to_owned(),
        "[Content_Types].xml of the VSIX is no XML",
    ),
    (
        |vsix| vsix.manifest = json!("manifest"),
        "extension.vsomanifest of the VSIX can't be read",
    ),
    (
        |vsix| {
            vsix.further.remove("licence.txt");
        },
        "the VSIX lists \"licence.txt\" as an asset, but has no such file",
    ),
    (
        |vsix| {
            vsix.further.insert("../above.txt".to_owned(), Vec::new());
        },
        "the VSIX has a file named \"../above.txt\"",
    ),
];

#[tokio::test]
async fn what_azure_devops_would_not_install_is_refused_for_its_own_reason() -> TestResult {
    let fixture = Fixture::start().await?;
    for (spoil, expected) in SPOILT {
        let mut vsix = Vsix::good();
        spoil(&mut vsix);
        let sentence = refusal(&fixture, vsix.packed()?).await?;
        assert!(sentence.starts_with(expected), "{sentence}");
    }
    let nothing = refusal(&fixture, b"no archive".to_vec()).await?;
    assert!(nothing.starts_with("the file is no VSIX"), "{nothing}");
    let mut broken = Vsix::good().packed()?;
    broken.truncate(broken.len() / 2);
    let broken = refusal(&fixture, broken).await?;
    assert!(broken.starts_with("the file is no VSIX"), "{broken}");
    let empty = refusal(&fixture, zip(&BTreeMap::new())?).await?;
    assert_eq!(empty, "the VSIX has no extension.vsixmanifest");
    let large = refusal(&fixture, vec![0; 50 * 1024 * 1024 + 1]).await?;
    assert_eq!(large, "the VSIX is larger than 50 MB");

    let page = fixture.get(PAGE).send().await?;
    assert_eq!(page.status(), StatusCode::NOT_FOUND, "nothing is installed");
    Ok(())
}
