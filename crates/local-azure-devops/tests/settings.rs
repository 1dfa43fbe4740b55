//! The settings page, its tokens and the local control, over real HTTP.

#[expect(dead_code, reason = "each test program uses a part of it")]
mod common;

use common::{Fixture, TestResult, page_data, sdk};
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use local_azure_devops::{HubUrlError, Role, TokenError};
use reqwest::StatusCode;
use reqwest::header::{CONTENT_SECURITY_POLICY, HOST, LOCATION, ORIGIN};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::error::Error;

const HUB: &str = "/company-a/_settings/crosslink.crosslink.hub";

#[tokio::test]
async fn the_page_frames_the_hub_and_nothing_else() -> TestResult {
    let sdk = sdk()?;
    let fixture = Fixture::start_with_sdk(Some(sdk.path().to_owned())).await?;
    let url = "http://127.0.0.1:7101/";
    fixture.azure.set_hub_url("company-a", Some(url)).await?;
    let answer = fixture
        .get(&format!("{HUB}?user=reader&theme=dark"))
        .send()
        .await?;
    assert_eq!(answer.status(), StatusCode::OK);
    let policy = answer.headers()[CONTENT_SECURITY_POLICY]
        .to_str()?
        .to_owned();
    assert!(
        policy.contains("frame-src http://127.0.0.1:7101;"),
        "{policy}"
    );
    assert!(policy.contains("script-src 'self';"), "{policy}");
    let page = answer.text().await?;
    assert!(page.contains(r#"<html lang="en" data-theme="dark">"#));
    let data = page_data(&page)?;
    assert_eq!(data["hub"]["url"], url);
    assert_eq!(data["user"]["displayName"], "Jonas Lindqvist");
    assert_eq!(data["contributionId"], "crosslink.crosslink.hub");

    let module = fixture.get("/_sdk/XDM.min.js").send().await?;
    assert_eq!(module.text().await?, "export {};");
    Ok(())
}

#[tokio::test]
async fn what_is_missing_is_said_in_place_of_the_hub() -> TestResult {
    let without_sdk = Fixture::start().await?;
    let page = without_sdk.get(HUB).send().await?.text().await?;
    assert!(page.contains("The extension SDK is missing") && page.contains("npm ci"));

    let sdk = sdk()?;
    let without_hub = Fixture::start_with_sdk(Some(sdk.path().to_owned())).await?;
    let page = without_hub.get(HUB).send().await?.text().await?;
    assert!(page.contains("No hub yet") && !page.contains("/_assets/hub.js"));
    Ok(())
}

#[tokio::test]
async fn every_way_into_the_settings_leads_to_the_hub_or_says_what_is_not_here() -> TestResult {
    let fixture = Fixture::start().await?;
    for path in ["/company-a", "/company-a/_settings"] {
        let answer = fixture.get(path).send().await?;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(answer.headers()[LOCATION], HUB);
    }
    let list = fixture.get("/").send().await?.text().await?;
    assert!(list.contains(HUB) && list.contains(&format!("{HUB}?user=reader")));

    let other = fixture
        .get("/company-a/_settings/billing?user=reader")
        .send()
        .await?;
    assert_eq!(other.status(), StatusCode::NOT_FOUND);
    let page = other.text().await?;
    assert!(page.contains("Only Crosslink is here"));
    assert!(
        page.contains(&format!("{HUB}?user=reader")),
        "the links keep who is signed in"
    );

    let unknown = fixture.get("/company-c/_settings").send().await?;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    Ok(())
}

#[tokio::test]
async fn every_file_that_a_page_names_is_there() -> TestResult {
    let sdk = sdk()?;
    let fixture = Fixture::start_with_sdk(Some(sdk.path().to_owned())).await?;
    fixture
        .azure
        .set_hub_url("company-a", Some("http://127.0.0.1:7101/"))
        .await?;
    let page = fixture.get(HUB).send().await?.text().await?;
    let files: BTreeSet<_> = ["src=\"", "<link rel=\"stylesheet\" href=\"", "use href=\""]
        .iter()
        .flat_map(|start| page.split(start).skip(1))
        .filter_map(|rest| rest.split(['"', '#']).next())
        .chain([
            "/_assets/icon.svg",
            "/_assets/services.js",
            "/_assets/messages.js",
            "/_assets/record.js",
        ])
        .collect();
    assert!(files.len() >= 9, "{files:?}");
    for file in files {
        let answer = fixture.get(file).send().await?;
        assert_eq!(answer.status(), StatusCode::OK, "{file}");
    }
    let icons = fixture
        .get("/_assets/icons.svg")
        .send()
        .await?
        .text()
        .await?;
    for icon in page
        .split("icons.svg#")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
    {
        assert!(
            icons.contains(&format!(r#"id="{icon}""#)),
            "there is no icon {icon}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn an_app_token_has_the_claims_of_a_real_one_and_is_signed_with_the_secret() -> TestResult {
    let fixture = Fixture::start().await?;
    let answer: Value = fixture
        .http
        .post(fixture.url("/_local/company-b/app-token?user=reader"))
        .send()
        .await?
        .json()
        .await?;
    let token = answer["token"].as_str().ok_or("no token")?;
    let organization = fixture.organization("company-b")?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[&organization.audience]);
    validation.set_issuer(&["app.vstoken.visualstudio.com"]);
    let key = DecodingKey::from_secret(organization.secret.as_bytes());
    let claims = jsonwebtoken::decode::<Value>(token, &key, &validation)?.claims;
    let names: Vec<_> = claims.as_object().ok_or("no object")?.keys().collect();
    assert_eq!(names, ["aud", "exp", "iss", "jti", "nameid", "nbf", "tid"]);
    let seconds = |name: &str| claims[name].as_u64().ok_or("no number");
    assert_eq!(seconds("exp")? - seconds("nbf")?, 4_200);

    let user: Value = fixture
        .get_as_reader("company-b", "/_apis/connectionData")?
        .send()
        .await?
        .json()
        .await?;
    assert_ne!(
        claims["nameid"], user["authenticatedUser"]["id"],
        "company-b has two ids a user"
    );

    let elsewhere = fixture.azure.app_token("company-c", Role::Reader);
    assert!(matches!(elsewhere, Err(TokenError::UnknownOrganization(name)) if name == "company-c"));
    Ok(())
}

#[tokio::test]
async fn pages_from_elsewhere_get_no_tokens_and_change_nothing() -> TestResult {
    let fixture = Fixture::start().await?;
    let token = fixture.url("/_local/company-a/access-token");
    let hub = fixture.url("/_local/organizations/company-a/hub");
    let calls = || {
        let body = json!({ "url": "http://127.0.0.1:7101/" });
        [
            fixture.http.post(&token),
            fixture.http.put(&hub).json(&body),
        ]
    };
    for call in calls() {
        let answer = call.header("sec-fetch-site", "cross-site").send().await?;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }
    for call in calls() {
        let answer = call.header(ORIGIN, "http://127.0.0.1:7101").send().await?;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
    }
    for call in calls() {
        let answer = call.header(ORIGIN, fixture.url("")).send().await?;
        assert!(answer.status().is_success(), "our own page may");
    }
    let secrets = fixture.get("/_local/organizations");
    let answer = secrets.header(HOST, "evil.example:7100").send().await?;
    assert_eq!(answer.status(), StatusCode::MISDIRECTED_REQUEST);
    let answer = fixture.get("/_local/organizations").send().await?;
    assert!(!answer.headers().contains_key("access-control-allow-origin"));
    Ok(())
}

#[tokio::test]
async fn the_list_of_organisations_has_what_a_node_needs() -> TestResult {
    let fixture = Fixture::start().await?;
    let hub = fixture.url("/_local/organizations/company-b/hub");
    let body = json!({ "url": "https://hub.example/" });
    let answer = fixture.http.put(&hub).json(&body).send().await?;
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    let list: Value = fixture
        .get("/_local/organizations")
        .send()
        .await?
        .json()
        .await?;
    let organization = fixture.organization("company-b")?;
    let expected = json!({
        "name": "company-b",
        "displayName": "Company B",
        "url": fixture.azure.organization_url("company-b"),
        "pat": organization.pat,
        "audience": organization.audience,
        "secret": organization.secret,
        "hubUrl": "https://hub.example/",
        "galleryOrigin": format!("http://{}", fixture.azure.gallery),
    });
    assert_eq!(list[1], expected);
    assert_eq!(list[0]["hubUrl"], Value::Null);

    fixture
        .http
        .put(&hub)
        .json(&json!({ "url": null }))
        .send()
        .await?;
    let list: Value = fixture
        .get("/_local/organizations")
        .send()
        .await?
        .json()
        .await?;
    assert_eq!(list[1]["hubUrl"], Value::Null);
    Ok(())
}

#[tokio::test]
async fn a_hub_is_a_web_address_of_an_organisation_that_exists() -> TestResult {
    let fixture = Fixture::start().await?;
    let refused = fixture
        .azure
        .set_hub_url("company-a", Some("javascript:alert(1)"))
        .await;
    assert!(matches!(refused, Err(HubUrlError::Invalid(_))));
    let refused = fixture.azure.set_hub_url("company-c", None).await;
    assert!(matches!(refused, Err(HubUrlError::UnknownOrganization(_))));

    for (organization, url, status) in [
        ("company-a", "hub", StatusCode::UNPROCESSABLE_ENTITY),
        ("company-c", "http://127.0.0.1:7101/", StatusCode::NOT_FOUND),
    ] {
        let hub = fixture.url(&format!("/_local/organizations/{organization}/hub"));
        let answer = fixture
            .http
            .put(hub)
            .json(&json!({ "url": url }))
            .send()
            .await?;
        assert_eq!(answer.status(), status);
    }
    Ok(())
}

#[tokio::test]
async fn the_address_says_how_the_page_treats_the_hub() -> TestResult {
    let sdk = sdk()?;
    let fixture = Fixture::start_with_sdk(Some(sdk.path().to_owned())).await?;
    let url = "http://127.0.0.1:7101/";
    fixture.azure.set_hub_url("company-a", Some(url)).await?;
    let data = async |parameters: &str| {
        let page = fixture.get(&format!("{HUB}{parameters}")).send().await?;
        page_data(&page.text().await?)
    };
    let usual = data("").await?;
    assert_eq!(usual["handshake"], "current");
    assert_eq!(usual["tokens"], "good");
    assert_eq!(usual["culture"], "en-US");
    assert_eq!(usual["without"], json!([]));
    let asked = data(
        "?handshake=late&tokens=stale-once&without=messages,navigation&user=outsider&culture=de-DE",
    )
    .await?;
    assert_eq!(asked["handshake"], "late");
    assert_eq!(asked["tokens"], "stale-once");
    assert_eq!(asked["culture"], "de-DE");
    assert_eq!(asked["signedInAs"], "outsider");
    let services = [
        "ms.vss-tfs-web.tfs-global-messages-service",
        "ms.vss-features.host-navigation-service",
    ];
    assert_eq!(asked["without"], json!(services));
    for unknown in [
        "?without=massages",
        "?tokens=old",
        "?handshake=soon",
        "?culture=xx",
    ] {
        let answer = fixture.get(&format!("{HUB}{unknown}")).send().await?;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{unknown}");
    }
    Ok(())
}

#[tokio::test]
async fn an_outsider_has_tokens_but_no_way_into_the_organisation() -> TestResult {
    let fixture = Fixture::start().await?;
    let token = async |kind: &str| -> Result<String, Box<dyn Error>> {
        let path = format!("/_local/company-a/{kind}?user=outsider");
        let answer = fixture.http.post(fixture.url(&path)).send().await?;
        let answer: Value = answer.json().await?;
        Ok(answer["token"].as_str().ok_or("no token")?.to_owned())
    };
    let organization = fixture.organization("company-a")?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[&organization.audience]);
    let key = DecodingKey::from_secret(organization.secret.as_bytes());
    jsonwebtoken::decode::<Value>(token("app-token").await?, &key, &validation)?;
    let token = token("access-token").await?;
    for path in ["connectionData", "projects", "wit/fields"] {
        let call = fixture.get(&format!("/company-a/_apis/{path}"));
        let call = call.header("X-TFS-FedAuthRedirect", "Suppress");
        let answer = call.bearer_auth(&token).send().await?;
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{path}");
    }
    let picture = fixture.get("/company-a/_avatars/outsider.svg").send();
    assert_eq!(picture.await?.status(), StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn an_app_token_can_be_had_that_has_expired() -> TestResult {
    let fixture = Fixture::start().await?;
    let path = fixture.url("/_local/company-a/app-token?expired=true");
    let answer: Value = fixture.http.post(path).send().await?.json().await?;
    let token = answer["token"].as_str().ok_or("no token")?;
    let organization = fixture.organization("company-a")?;
    let mut validation = Validation::new(Algorithm::HS256);
    validation.set_audience(&[&organization.audience]);
    let key = DecodingKey::from_secret(organization.secret.as_bytes());
    let refused = jsonwebtoken::decode::<Value>(token, &key, &validation);
    let kind = refused.map_err(|error| error.into_kind());
    assert!(matches!(kind, Err(ErrorKind::ExpiredSignature)), "{kind:?}");
    Ok(())
}

/// Opened so, the frame of the hub is a third party's to a browser.
#[tokio::test]
async fn the_page_works_by_the_name_of_localhost_as_well() -> TestResult {
    let sdk = sdk()?;
    let fixture = Fixture::start_with_sdk(Some(sdk.path().to_owned())).await?;
    let url = "http://127.0.0.1:7101/";
    fixture.azure.set_hub_url("company-a", Some(url)).await?;
    let port = fixture.azure.address.port();
    let local = format!("http://localhost:{port}");
    let host = format!("localhost:{port}");
    // By the address, so that nothing depends on how this machine resolves the name.
    let get = |path: &str| fixture.get(path).header(HOST, &host);

    let moved = get("/company-a").send().await?;
    assert_eq!(moved.headers()[LOCATION], HUB, "the name is kept");
    let page = get(HUB).send().await?;
    assert_eq!(page.status(), StatusCode::OK);
    let policy = page.headers()[CONTENT_SECURITY_POLICY].to_str()?.to_owned();
    assert!(policy.contains("connect-src 'self';"), "{policy}");
    assert!(
        policy.contains("frame-src http://127.0.0.1:7101;"),
        "{policy}"
    );
    let page = page.text().await?;
    for start in ["src=\"", "<link rel=\"stylesheet\" href=\""] {
        for link in page.split(start).skip(1) {
            assert!(link.starts_with('/'), "relative to the name: {link:.40}");
        }
    }
    for file in ["/_sdk/XDM.min.js", "/_assets/hub.js"] {
        assert_eq!(get(file).send().await?.status(), StatusCode::OK);
    }

    let path = fixture.url("/_local/company-a/access-token");
    let call = fixture.http.post(path).header(HOST, &host);
    let call = call.header(ORIGIN, &local);
    let answer = call.header("sec-fetch-site", "same-origin").send().await?;
    assert_eq!(answer.status(), StatusCode::OK);
    let answer: Value = answer.json().await?;
    let token = answer["token"].as_str().ok_or("no token")?;
    let data = page_data(&page)?;
    let base = data["organizationUrl"].as_str().ok_or("no address")?;
    let call = fixture.http.get(format!("{base}_apis/projects?$top=1"));
    let call = call.header(ORIGIN, url.trim_end_matches('/'));
    let answer = call.bearer_auth(token).send().await?;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    Ok(())
}
