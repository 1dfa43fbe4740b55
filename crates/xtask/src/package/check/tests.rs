//! Extensions that are wrong in one way each, as files.

use serde_json::json;

use super::example::{Example, example};
use super::{Expected, defects, lines, summary};
use crate::package::{Vsix, VsixProblem};

#[test]
fn a_good_extension_has_no_defect() {
    assert_eq!(example().defects(), []);
    let file = example().archive("");
    let text = summary(&Vsix::open(&file).unwrap(), file.len());
    assert!(text.starts_with("contoso.crosslink "), "{text}");
    assert!(text.contains(": 9 files, "), "{text}");
}

/// One change, and the beginning of the one sentence that it leads to.
type Case = (fn(&mut Example), &'static str);

fn check(cases: &[Case]) {
    for (spoil, sentence) in cases {
        let mut example = example();
        spoil(&mut example);
        let found = lines(&example.defects());
        assert!(
            found.starts_with(&format!("\n  - {sentence}")) && found.matches("\n  - ").count() == 1,
            "expected: {sentence}\nfound: {found}"
        );
    }
}

#[test]
fn a_manifest_that_says_something_else_is_refused() {
    check(&[
        (
            |e| e.target = "Microsoft.VisualStudio.Services",
            "it is for Microsoft.VisualStudio.Services, and should",
        ),
        (|e| e.flags = "Public", "it would be public"),
        (
            |e| e.contents["scopes"] = json!(["vso.project", "vso.work", "vso.work_write"]),
            "its scopes are [\"vso.project\",\"vso.work\",\"vso.work_write\"]",
        ),
        (|e| e.contents["scopes"] = json!([]), "its scopes are []"),
        (
            |e| e.contents["contributions"] = json!([]),
            "it does not contribute the one hub",
        ),
        (
            |e| {
                e.contents["contributions"][0]["targets"] =
                    json!(["ms.vss-web.project-admin-hub-group"])
            },
            "it does not contribute the one hub in the organisation settings: its targets is",
        ),
        (
            |e| e.contents["contributions"][0]["properties"]["uri"] = json!("dist/other.html"),
            "it does not contribute the one hub in the organisation settings: its page is",
        ),
        (
            |e| {
                e.contents["contributions"][0]["properties"]["icon"]["dark"] =
                    json!("asset://images/no.png")
            },
            "the picture \"asset://images/no.png\" is missing",
        ),
        (
            |e| e.contents["baseUri"] = json!("https://localhost:7443"),
            "it is for development: its pages",
        ),
        // Its id is another one then, which the manifest says as well.
        (
            |e| e.options.development = true,
            "it is for development, and does not say where",
        ),
    ]);
}

#[test]
fn another_publisher_or_version_than_asked_for_is_refused() {
    let built = example();
    let vsix = Vsix::open(&built.archive("")).unwrap();
    let mut options = crate::package::example();
    options.publisher = "fabrikam".parse().unwrap();
    options.version = "9.9.9".parse().unwrap();
    let expected = Expected {
        options: &options,
        folders: Vec::new(),
    };
    let found = lines(&defects(&vsix, &expected));
    assert!(
        found.contains("its publisher is contoso, not fabrikam"),
        "{found}"
    );
    assert!(found.contains("its version is "), "{found}");
}

#[test]
fn a_file_of_a_wrong_type_or_that_can_not_be_loaded_is_refused() {
    check(&[
        (
            |e| {
                e.types = e
                    .types
                    .replace("application/wasm", "application/octet-stream")
            },
            "dist/app_bg.wasm would be served as application/octet-stream, not as application/wasm",
        ),
        (
            |e| {
                e.types = e.types.replace(
                    "PartName=\"/third-party-notices.txt\"",
                    "PartName=\"/x.txt\"",
                )
            },
            "third-party-notices.txt would be served as nothing, not as text/plain",
        ),
        (
            |e| e.types = e.types.replace("text/css", "text/plain"),
            "dist/base.css would be served as text/plain, not as text/css",
        ),
        (|e| e.put("dist/.env", "A=b"), "dist/.env is of a kind"),
        (
            |e| e.put("dist/app.js.map", "{}"),
            "dist/app.js.map is of a kind",
        ),
        (
            |e| e.put("dist/app_bg.wasm", vec![0; super::LARGEST_WASM + 1]),
            "dist/app_bg.wasm has 2000001 bytes",
        ),
        (
            |e| e.not_addressable.push("third-party-notices.txt"),
            "third-party-notices.txt is missing",
        ),
        (
            |e| {
                e.put("dist/later.js", "x");
                e.not_addressable.push("dist/later.js");
            },
            "dist/later.js can't be loaded: it is not addressable",
        ),
    ]);
}

#[test]
fn a_page_that_would_not_work_there_is_refused() {
    const PAGE: &str = "dist/index.html";
    check(&[
        (
            |e| e.files.retain(|(name, _)| *name != PAGE),
            "dist/index.html is missing",
        ),
        (
            |e| e.replace(PAGE, "base.css", "base-2.css"),
            "the page refers to base-2.css",
        ),
        (
            |e| e.replace(PAGE, "\"boot.js\"", "\"/boot.js\""),
            "the page refers to /boot.js",
        ),
        (
            |e| e.replace(PAGE, "app_bg.wasm", "App_bg.wasm"),
            "the page refers to App_bg.wasm",
        ),
        (
            |e| e.replace("dist/boot.js", "load.js", "Load.js"),
            "dist/boot.js loads ./parts/Load.js, which is not in the extension",
        ),
        (
            |e| e.replace("dist/parts/load.js", "../", "../../"),
            "dist/parts/load.js loads ../../boot.js",
        ),
        (
            |e| e.replace(PAGE, "href=\"./\"", "href=\"/\""),
            "the page's base is `/`, not `./`",
        ),
        (
            |e| {
                e.replace(
                    PAGE,
                    "content=\"https://crosslink.contoso.example\"",
                    "content=\"\"",
                )
            },
            "the page's node is ``, not `https://crosslink.contoso.example`",
        ),
        (
            |e| e.replace(PAGE, "'wasm-unsafe-eval'", "'unsafe-eval'"),
            "the page's content security policy is",
        ),
        (
            |e| e.append(PAGE, "<script>alert(1)</script>"),
            "the page can't be read: there is a script",
        ),
    ]);
}

#[test]
fn secrets_and_traces_of_the_machine_are_refused() {
    const SCRIPT: &str = "dist/boot.js";
    check(&[
        (
            |e| e.append(SCRIPT, "http://localhost:7101/api"),
            "dist/boot.js has an address of the machine that it was built on: http://localhost:7101/api",
        ),
        (
            |e| e.append("dist/app_bg.wasm", "\0http://127.0.0.1:7101\0"),
            "dist/app_bg.wasm has an address",
        ),
        (
            |e| e.append(SCRIPT, "-----BEGIN PRIVATE KEY-----"),
            "dist/boot.js has something like a private key",
        ),
        (
            |e| {
                e.append(
                    "overview.md",
                    " eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0xyz.c2ln",
                )
            },
            "overview.md has something like a signed token (JWT) in it, at byte 12",
        ),
        (
            |e| e.append(SCRIPT, &format!("='{}'", "ab2c3d4e5f6g7".repeat(4))),
            "dist/boot.js has something like a personal access token",
        ),
        (
            |e| e.append(SCRIPT, &format!("='{}AZDO1234'", "Ab12".repeat(19))),
            "dist/boot.js has something like a personal access token",
        ),
        (
            |e| e.append(SCRIPT, &format!("='xl1_{}'", "aB-_".repeat(30))),
            "dist/boot.js has something like an invitation code",
        ),
        (
            |e| e.append("dist/app_bg.wasm", "/home/ann/crosslink/src/app.rs"),
            "dist/app_bg.wasm names a folder of the machine that it was built on: /home/ann/crosslink/",
        ),
        (
            |e| e.append("dist/app_bg.wasm", "\0/src/app.rs"),
            "dist/app_bg.wasm names a folder of the machine that it was built on: /src/",
        ),
        (
            |e| e.append("dist/app_bg.wasm", "/elsewhere/.cargo/registry/src/x"),
            "dist/app_bg.wasm names a folder of the machine that it was built on: .cargo/registry/",
        ),
    ]);
}

#[test]
fn a_node_on_this_machine_may_stand_in_the_page_and_only_there() {
    let mut example = example();
    example.options.node_url = "http://127.0.0.1:7101".parse().unwrap();
    let page = &mut example.files[0].1;
    *page = String::from_utf8(page.clone())
        .unwrap()
        .replace("https://crosslink.contoso.example", "http://127.0.0.1:7101")
        .into_bytes();
    assert_eq!(example.defects(), []);
    example.append("dist/boot.js", "'http://127.0.0.1:7101'");
    assert_eq!(example.defects().len(), 1);
}

#[test]
fn what_only_looks_like_a_secret_passes() {
    let mut example = example();
    for text in [
        "xl1_short",
        "eyJ.eyJ",
        "abcdefghijklmnopqrstuvwxyz234567",
        "localhost",
        "PRIVATE KEY",
    ] {
        example.append("dist/boot.js", &format!(" {text} "));
    }
    assert_eq!(example.defects(), []);
}

#[test]
fn a_file_that_is_no_vsix_is_named_as_such() {
    assert!(matches!(Vsix::open(b"hello"), Err(VsixProblem::NoZip(_))));
    for name in [
        "[Content_Types].xml",
        "extension.vsixmanifest",
        "extension.vsomanifest",
    ] {
        let problem = Vsix::open(&example().archive(name)).err();
        let sentence = problem.map(|problem| problem.to_string());
        assert_eq!(sentence, Some(format!("{name} is not in it")));
    }
    let mut broken = example();
    broken.types = "<Default".to_owned();
    let problem = Vsix::open(&broken.archive(""))
        .err()
        .map(|problem| problem.to_string());
    assert!(
        problem
            .as_ref()
            .is_some_and(|text| text.starts_with("[Content_Types].xml in it can't be read: ")),
        "{problem:?}"
    );
}
