//! Installing a VSIX, and the gallery that serves its files, over real HTTP.

#[expect(dead_code, reason = "each test program uses a part of it")]
mod common;
mod vsix;

use common::{Fixture, TestResult, config, page_data, sdk};
use reqwest::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST,
};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use std::error::Error;
use std::time::{Duration, Instant};
use vsix::{Vsix, WASM};

const PAGE: &str = "/company-a/_settings/contoso.links.hub";

async fn put(fixture: &Fixture, vsix: Vec<u8>, switches: &str) -> Result<Response, reqwest::Error> {
    let path = format!("/_local/organizations/company-a/extension{switches}");
    fixture.http.put(fixture.url(&path)).body(vsix).send().await
}

/// Installs in company A; the answer.
async fn install(fixture: &Fixture, vsix: &Vsix, switches: &str) -> Result<Value, Box<dyn Error>> {
    let answer = put(fixture, vsix.packed()?, switches).await?;
    let status = answer.status();
    let body: Value = answer.json().await?;
    assert_eq!(status, StatusCode::OK, "{body}");
    Ok(body)
}

fn text<'a>(answer: &'a Value, name: &str) -> Result<&'a str, String> {
    answer[name]
        .as_str()
        .ok_or_else(|| format!("no {name} in {answer}"))
}

/// The address of a file, beside the page of the hub.
fn beside(hub_url: &str, file: &str) -> String {
    hub_url.replace("dist/index.html", file)
}

#[tokio::test]
async fn an_installed_extension_is_shown_as_its_manifest_says() -> TestResult {
    let sdk = sdk()?;
    let fixture = Fixture::start_with_sdk(Some(sdk.path().to_owned())).await?;
    let before = "http://127.0.0.1:7101/";
    fixture.azure.set_hub_url("company-a", Some(before)).await?;
    let answer = install(&fixture, &Vsix::good(), "").await?;
    let hub_url = text(&answer, "hubUrl")?;
    let gallery = format!("http://{}", fixture.azure.gallery);
    let start = format!("{gallery}/extensions/contoso/links/1.2.3/");
    assert!(hub_url.starts_with(&start), "{hub_url}");
    assert!(hub_url.ends_with("/dist/index.html"), "{hub_url}");
    assert_eq!(answer["contributionId"], "contoso.links.hub");
    assert_eq!(answer["settings"], fixture.url(PAGE));

    let page = fixture.get(PAGE).send().await?;
    let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str()?.to_owned();
    assert!(
        policy.contains(&format!("frame-src {gallery};")),
        "{policy}"
    );
    assert!(
        policy.contains(&format!("img-src 'self' {gallery};")),
        "{policy}"
    );
    let page = page.text().await?;
    let data = page_data(&page)?;
    assert_eq!(data["hub"]["url"], hub_url);
    assert_eq!(data["contributionId"], "contoso.links.hub");
    let context = json!({
        "id": "contoso.links",
        "publisherId": "contoso",
        "extensionId": "links",
        "version": "1.2.3",
    });
    assert_eq!(data["extension"], context);
    assert!(
        page.contains("Links &amp; more</a>"),
        "the name is in the navigation"
    );
    for theme in ["light", "dark"] {
        let icon = beside(hub_url, &format!("img/hub-{theme}.png"));
        let image = format!(r#"<img class="for-{theme}" src="{icon}""#);
        assert!(page.contains(&image), "{image}");
        let answer = fixture.http.get(icon).send().await?;
        assert_eq!(answer.text().await?, theme);
    }

    let elsewhere = fixture.get("/company-b/_settings/crosslink.crosslink.hub");
    assert_eq!(
        elsewhere.send().await?.status(),
        StatusCode::OK,
        "as before"
    );
    let uninstall = fixture.url("/_local/organizations/company-a/extension");
    let answer = fixture.http.delete(uninstall).send().await?;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    let page = fixture.get(&PAGE.replace("contoso.links", "crosslink.crosslink"));
    let data = page_data(&page.send().await?.text().await?)?;
    assert_eq!(data["hub"]["url"], before);
    Ok(())
}

#[tokio::test]
async fn the_gallery_serves_addressable_files_with_the_types_of_the_vsix_and_nothing_else()
-> TestResult {
    let fixture = Fixture::start().await?;
    let answer = install(&fixture, &Vsix::good(), "").await?;
    let hub_url = text(&answer, "hubUrl")?;
    for (file, content_type) in [
        ("dist/index.html", "text/html"),
        ("dist/app.js", "application/javascript"),
        ("dist/app_bg.wasm", "application/wasm"),
    ] {
        let call = fixture.http.get(beside(hub_url, file));
        let answer = call.header("accept-encoding", "gzip, br").send().await?;
        assert_eq!(answer.status(), StatusCode::OK, "{file}");
        let headers = answer.headers();
        assert_eq!(headers[CONTENT_TYPE], content_type, "{file}");
        assert_eq!(headers[CACHE_CONTROL], "public, max-age=31536000");
        assert!(!headers.contains_key(CONTENT_ENCODING));
        assert!(!headers.contains_key(CONTENT_SECURITY_POLICY));
    }
    let wasm = fixture.http.get(beside(hub_url, "dist/app_bg.wasm"));
    assert_eq!(wasm.send().await?.bytes().await?, WASM);

    for file in [
        "dist/Index.html",
        "dist/",
        "dist",
        "",
        "dist/connections/7",
        "dist/index.html/",
        "licence.txt",
        "extension.vsixmanifest",
        "dist/..%2flicence.txt",
    ] {
        let answer = fixture.http.get(beside(hub_url, file)).send().await?;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{file:?}");
    }
    let other_version = hub_url.replace("/1.2.3/", "/1.2.4/");
    let answer = fixture.http.get(other_version).send().await?;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let foreign = fixture.http.get(hub_url).header(HOST, "evil.example");
    let answer = foreign.send().await?;
    assert_eq!(answer.status(), StatusCode::MISDIRECTED_REQUEST);
    Ok(())
}

#[tokio::test]
async fn the_switches_change_what_the_gallery_answers() -> TestResult {
    let fixture = Fixture::start().await?;
    let switches = "?csp=default-src%20'self'&wasmType=application/octet-stream&delayMs=150";
    let answer = install(&fixture, &Vsix::good(), switches).await?;
    let hub_url = text(&answer, "hubUrl")?;
    let started = Instant::now();
    let page = fixture.http.get(hub_url).send().await?;
    assert!(started.elapsed() >= Duration::from_millis(150), "too early");
    assert_eq!(
        page.headers()[CONTENT_SECURITY_POLICY],
        "default-src 'self'"
    );
    let wasm = fixture.http.get(beside(hub_url, "dist/app_bg.wasm"));
    let wasm = wasm.send().await?;
    assert_eq!(wasm.headers()[CONTENT_TYPE], "application/octet-stream");
    assert!(!wasm.headers().contains_key(CONTENT_SECURITY_POLICY));

    let unsendable = put(&fixture, Vsix::good().packed()?, "?csp=a%0Ab").await?;
    assert_eq!(unsendable.status(), StatusCode::UNPROCESSABLE_ENTITY);
    Ok(())
}

#[tokio::test]
async fn a_newer_version_has_a_new_address_and_open_pages_keep_the_old_one() -> TestResult {
    let fixture = Fixture::start().await?;
    let mut vsix = Vsix::good();
    let first = install(&fixture, &vsix, "").await?;
    let again = install(&fixture, &vsix, "").await?;
    assert_ne!(first["hubUrl"], again["hubUrl"], "the same version again");
    vsix.version = "1.3.0";
    vsix.files
        .insert("dist/index.html".to_owned(), b"new".to_vec());
    let newer = install(&fixture, &vsix, "").await?;
    for (answer, new) in [(&first, false), (&again, false), (&newer, true)] {
        let page = fixture.http.get(text(answer, "hubUrl")?).send().await?;
        assert_eq!(page.status(), StatusCode::OK);
        assert_eq!(page.text().await? == "new", new);
    }
    Ok(())
}

#[tokio::test]
async fn an_extension_is_still_installed_after_the_next_start() -> TestResult {
    let (data, sdk) = (tempfile::tempdir()?, sdk()?);
    let start = async || -> Result<Fixture, Box<dyn Error>> {
        let mut config = config(data.path())?;
        config.sdk_dir = Some(sdk.path().to_owned());
        Fixture::of(local_azure_devops::start(config).await?)
    };
    let first = start().await?;
    let answer = install(&first, &Vsix::good(), "").await?;
    let before = text(&answer, "hubUrl")?.replace(&first.azure.gallery.to_string(), "");
    first.azure.stop().await;

    let second = start().await?;
    let page = second.get(PAGE).send().await?.text().await?;
    let data = page_data(&page)?;
    let url = text(&data["hub"], "url")?;
    assert_eq!(url.replace(&second.azure.gallery.to_string(), ""), before);
    let answer = second.http.get(url).send().await?;
    assert_eq!(answer.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn under_development_the_hub_comes_from_its_own_server() -> TestResult {
    let sdk = sdk()?;
    let fixture = Fixture::start_with_sdk(Some(sdk.path().to_owned())).await?;
    let mut vsix = Vsix::good();
    vsix.files.remove("dist/index.html");
    vsix.manifest["baseUri"] = "http://127.0.0.1:7777/".into();
    let answer = install(&fixture, &vsix, "").await?;
    let hub_url = "http://127.0.0.1:7777/dist/index.html";
    assert_eq!(answer["hubUrl"], hub_url);
    let page = fixture.get(PAGE).send().await?;
    let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str()?;
    assert!(
        policy.contains("frame-src http://127.0.0.1:7777;"),
        "{policy}"
    );
    let data = page_data(&page.text().await?)?;
    assert_eq!(data["hub"]["url"], hub_url);
    assert_eq!(data["extension"]["baseUri"], "http://127.0.0.1:7777/");
    Ok(())
}

#[tokio::test]
async fn an_icon_can_be_named_in_the_documented_way_or_be_missing() -> TestResult {
    let fixture = Fixture::start().await?;
    let mut vsix = Vsix::good();
    if let Some(hub) = vsix.hub().as_object_mut() {
        hub.remove("icon");
    }
    install(&fixture, &vsix, "").await?;
    let page = fixture.get(PAGE).send().await?.text().await?;
    assert!(
        page.contains("icons.svg#crosslink"),
        "our own stands in for it"
    );

    vsix.hub()["iconAsset"] = "contoso.links/img/hub-dark.png".into();
    install(&fixture, &vsix, "").await?;
    let page = fixture.get(PAGE).send().await?.text().await?;
    assert_eq!(
        page.matches("/img/hub-dark.png").count(),
        2,
        "for all themes"
    );
    Ok(())
}

#[tokio::test]
async fn only_organisations_that_exist_have_extensions_and_only_this_machine_installs_them()
-> TestResult {
    let fixture = Fixture::start().await?;
    let elsewhere = fixture.url("/_local/organizations/company-c/extension");
    let answer = fixture.http.put(&elsewhere).send().await?;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let answer = fixture.http.delete(&elsewhere).send().await?;
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let here = fixture.url("/_local/organizations/company-a/extension");
    let foreign = fixture.http.put(here).body(Vsix::good().packed()?);
    let answer = foreign
        .header("sec-fetch-site", "cross-site")
        .send()
        .await?;
    assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    Ok(())
}

#[tokio::test]
async fn an_access_token_may_what_the_manifest_asked_for() -> TestResult {
    let fixture = Fixture::start().await?;
    let projects = "/company-a/_apis/projects?$top=1";
    let calls = [
        projects,
        "/company-a/_apis/wit/fields",
        "/company-a/_apis/connectionData",
        "/company-a/_apis/permissions/3e65f728-f8bc-4ecd-8764-7e378b19bfa7/2?tokens=NAMESPACE:",
    ];
    for (scopes, allowed) in [
        (json!([]), [false, false, true, true]),
        (json!(["vso.project"]), [true, false, true, true]),
        (
            json!(["vso.profile", "vso.work_write"]),
            [true, true, true, true],
        ),
        (json!(["vso.work"]), [false, true, true, true]),
    ] {
        let mut vsix = Vsix::good();
        vsix.manifest["scopes"] = scopes.clone();
        install(&fixture, &vsix, "").await?;
        let role = local_azure_devops::Role::Administrator;
        let token = fixture.azure.access_token("company-a", role)?;
        for (call, allowed) in calls.into_iter().zip(allowed) {
            let answer = fixture.get(call).bearer_auth(&token).send().await?;
            let status = answer.status();
            let body: Value = answer.json().await?;
            if allowed {
                assert_eq!(status, StatusCode::OK, "{scopes} {call}: {body}");
            } else {
                assert_eq!(status, StatusCode::UNAUTHORIZED, "{scopes} {call}");
                assert_eq!(body["typeKey"], "InvalidIdentityException");
            }
        }
    }
    let service = fixture.get_as_administrator("company-a", "/_apis/wit/fields")?;
    assert_eq!(
        service.send().await?.status(),
        StatusCode::OK,
        "a PAT has all"
    );
    Ok(())
}
