//! The REST calls, over real HTTP.

#[expect(dead_code, reason = "each test program uses a part of it")]
mod common;

use common::{Fixture, TestResult};
use local_azure_devops::Role;
use reqwest::header::{ACCEPT, CONTENT_TYPE, ORIGIN, RETRY_AFTER};
use reqwest::{RequestBuilder, Response, StatusCode};
use serde_json::Value;
use std::collections::HashSet;
use std::error::Error;

const PROJECTS: &str = "/_apis/projects?api-version=7.1";
const COLLECTION: &str = "3e65f728-f8bc-4ecd-8764-7e378b19bfa7";

/// Sends the call, and returns the `typeKey` of the error that it is answered with.
async fn type_key(call: RequestBuilder) -> Result<(StatusCode, String), Box<dyn Error>> {
    let answer = call.send().await?;
    let status = answer.status();
    let body: Value = answer.json().await?;
    for member in [
        "$id",
        "innerException",
        "message",
        "typeName",
        "errorCode",
        "eventId",
    ] {
        assert!(body.get(member).is_some(), "{member} is missing in {body}");
    }
    let key = body["typeKey"].as_str().ok_or("no typeKey")?;
    Ok((status, key.to_owned()))
}

fn continuation(answer: &Response) -> Option<String> {
    let token = answer.headers().get("x-ms-continuationtoken")?;
    token.to_str().ok().map(str::to_owned)
}

#[tokio::test]
async fn continuation_tokens_lead_through_all_projects_in_the_order_of_their_names() -> TestResult {
    let fixture = Fixture::start().await?;
    let (mut names, mut ids, mut pages) = (Vec::new(), HashSet::new(), 0);
    let mut next = String::new();
    loop {
        let call = fixture.get_as_administrator("company-a", &format!("{PROJECTS}{next}"))?;
        let answer = call.send().await?;
        assert_eq!(answer.status(), StatusCode::OK);
        let token = continuation(&answer);
        let page: Value = answer.json().await?;
        let value = page["value"].as_array().ok_or("no value")?;
        assert_eq!(page["count"], value.len());
        pages += 1;
        for project in value {
            names.push(project["name"].as_str().ok_or("no name")?.to_lowercase());
            ids.insert(project["id"].as_str().ok_or("no id")?.to_owned());
        }
        match token {
            Some(token) => next = format!("&continuationToken={}", token.parse::<u32>()?),
            None => break,
        }
    }
    assert_eq!((pages, names.len(), ids.len()), (12, 1_200, 1_200));
    assert!(names.is_sorted());
    Ok(())
}

#[tokio::test]
async fn top_and_skip_choose_a_range() -> TestResult {
    let fixture = Fixture::start().await?;
    let range = format!("{PROJECTS}&$top=5&$skip=7");
    let answer = fixture
        .get_as_administrator("company-b", &range)?
        .send()
        .await?;
    assert_eq!(continuation(&answer), None, "5 after 7 are the last of 12");
    let page: Value = answer.json().await?;
    assert_eq!(page["value"][0]["name"], "Operations Centre");
    assert_eq!(page["count"], 5);

    let many = fixture.get_as_administrator("company-b", &format!("{PROJECTS}&$top=many"))?;
    let refused = type_key(many).await?;
    assert_eq!(
        refused,
        (
            StatusCode::BAD_REQUEST,
            "InvalidArgumentValueException".into()
        )
    );
    Ok(())
}

#[tokio::test]
async fn projects_that_are_not_well_formed_are_listed_on_request_only() -> TestResult {
    let fixture = Fixture::start().await?;
    for (filter, expected) in [
        ("wellFormed", 1_200),
        ("all", 1_202),
        ("deleting", 1),
        ("new", 0),
    ] {
        let path = format!("{PROJECTS}&$top=5000&stateFilter={filter}");
        let answer = fixture
            .get_as_administrator("company-a", &path)?
            .send()
            .await?;
        let page: Value = answer.json().await?;
        assert_eq!(page["count"], expected, "{filter}");
    }
    Ok(())
}

#[tokio::test]
async fn one_project_is_found_by_id_and_by_name() -> TestResult {
    let fixture = Fixture::start().await?;
    let by_name: Value = fixture
        .get_as_reader(
            "company-a",
            "/_apis/projects/Payments%20Platform?api-version=7.1",
        )?
        .send()
        .await?
        .json()
        .await?;
    assert_eq!(by_name["name"], "Payments Platform");
    assert_eq!(by_name["state"], "wellFormed");
    let url = by_name["url"].as_str().ok_or("no url")?;
    let pat = &fixture.organization("company-a")?.pat;
    let by_id: Value = fixture
        .http
        .get(url)
        .basic_auth("", Some(pat))
        .send()
        .await?
        .json()
        .await?;
    assert_eq!(by_id, by_name);
    Ok(())
}

#[tokio::test]
async fn what_does_not_exist_is_said_in_the_form_of_azure_devops() -> TestResult {
    let fixture = Fixture::start().await?;
    let nobody = "00000000-0000-0000-0000-000000000000";
    let permission = format!("/_apis/permissions/{nobody}/2?tokens=NAMESPACE:");
    for (path, key) in [
        (
            &format!("/_apis/projects/{nobody}"),
            "ProjectDoesNotExistException",
        ),
        (
            &"/_apis/projects/Nothing".to_owned(),
            "ProjectDoesNotExistWithNameException",
        ),
        (&permission, "InvalidSecurityNamespaceException"),
        (
            &"/_apis/wit/nothing".to_owned(),
            "VssResourceNotFoundException",
        ),
    ] {
        let answer = type_key(fixture.get_as_administrator("company-a", path)?).await?;
        assert_eq!(answer, (StatusCode::NOT_FOUND, key.to_owned()), "{path}");
    }
    let elsewhere = fixture.get("/company-c/_apis/projects");
    let answer = type_key(elsewhere).await?;
    assert_eq!(
        answer,
        (
            StatusCode::NOT_FOUND,
            "HostDoesNotExistException".to_owned()
        )
    );
    Ok(())
}

#[tokio::test]
async fn without_valid_credentials_there_is_the_sign_in_page_or_on_request_401() -> TestResult {
    let fixture = Fixture::start().await?;
    let path = format!("/company-a{PROJECTS}");
    let app_token = fixture.azure.app_token("company-a", Role::Administrator)?;
    let elsewhere = fixture
        .azure
        .access_token("company-b", Role::Administrator)?;
    let pat_of_b = fixture.organization("company-b")?.pat.clone();
    let attempts = || {
        [
            fixture.get(&path),
            fixture.get(&path).basic_auth("", Some("not-a-pat")),
            fixture.get(&path).basic_auth("", Some(&pat_of_b)),
            fixture.get(&path).bearer_auth("not-a-token"),
            fixture.get(&path).bearer_auth(&app_token),
            fixture.get(&path).bearer_auth(&elsewhere),
        ]
    };
    for call in attempts() {
        let answer = call.send().await?;
        assert_eq!(answer.status(), StatusCode::NON_AUTHORITATIVE_INFORMATION);
        let content_type = answer.headers()[CONTENT_TYPE].to_str()?;
        assert!(content_type.starts_with("text/html"), "{content_type}");
        assert!(answer.text().await?.contains("Sign In"));
    }
    for call in attempts() {
        let refused = type_key(call.header("X-TFS-FedAuthRedirect", "Suppress")).await?;
        assert_eq!(
            refused,
            (
                StatusCode::UNAUTHORIZED,
                "UnauthorizedRequestException".into()
            )
        );
    }
    Ok(())
}

#[tokio::test]
async fn an_access_token_opens_the_organisation_it_was_made_for() -> TestResult {
    let fixture = Fixture::start().await?;
    for role in [Role::Administrator, Role::Reader] {
        let token = fixture.azure.access_token("company-b", role)?;
        let call = fixture
            .get(&format!("/company-b{PROJECTS}"))
            .bearer_auth(token);
        assert_eq!(call.send().await?.status(), StatusCode::OK);
    }
    Ok(())
}

#[tokio::test]
async fn connection_data_names_the_caller_and_is_to_be_had_as_a_preview_only() -> TestResult {
    let fixture = Fixture::start().await?;
    let preview = "/_apis/connectionData?connectOptions=none&api-version=7.1-preview.1";
    let administrator: Value = fixture
        .get_as_administrator("company-a", preview)?
        .send()
        .await?
        .json()
        .await?;
    let reader: Value = fixture
        .get_as_reader("company-a", preview)?
        .send()
        .await?
        .json()
        .await?;
    assert_eq!(
        administrator["authenticatedUser"]["providerDisplayName"],
        "Mina Okafor"
    );
    assert_eq!(
        reader["authenticatedUser"]["providerDisplayName"],
        "Jonas Lindqvist"
    );
    assert_ne!(
        administrator["authenticatedUser"]["id"],
        reader["authenticatedUser"]["id"]
    );
    assert_eq!(administrator["instanceId"], reader["instanceId"]);
    assert_eq!(
        administrator["authorizedUser"],
        administrator["authenticatedUser"]
    );
    let account = &administrator["authenticatedUser"]["properties"]["Account"]["$value"];
    assert_eq!(account, "mina.okafor@company-a.example");

    let released = "/_apis/connectionData?api-version=7.1";
    let refused = type_key(fixture.get_as_administrator("company-a", released)?).await?;
    assert_eq!(
        refused,
        (
            StatusCode::BAD_REQUEST,
            "VssInvalidPreviewVersionException".into()
        )
    );
    Ok(())
}

#[tokio::test]
async fn only_the_administrator_may_edit_what_concerns_the_whole_organisation() -> TestResult {
    let fixture = Fixture::start().await?;
    let check = |bits: u32, tokens: &str| {
        format!(
            "/_apis/permissions/{COLLECTION}/{bits}?tokens={tokens}&alwaysAllowAdministrators=false&api-version=7.1"
        )
    };
    let edit = check(2, "NAMESPACE:");
    let answer = fixture
        .get_as_administrator("company-a", &edit)?
        .send()
        .await?;
    assert_eq!(answer.text().await?, r#"{"count":1,"value":[true]}"#);
    let answer = fixture.get_as_reader("company-a", &edit)?.send().await?;
    assert_eq!(answer.text().await?, r#"{"count":1,"value":[false]}"#);
    let view = check(1, "NAMESPACE:,elsewhere");
    let answer = fixture.get_as_reader("company-a", &view)?.send().await?;
    assert_eq!(answer.text().await?, r#"{"count":2,"value":[true,false]}"#);
    Ok(())
}

#[tokio::test]
async fn versions_are_checked_as_azure_devops_checks_them() -> TestResult {
    let fixture = Fixture::start().await?;
    for version in [
        "",
        "?api-version=7.1",
        "?api-version=5.0",
        "?api-version=7.2-preview.4",
    ] {
        let call = fixture.get_as_reader("company-b", &format!("/_apis/projects{version}"))?;
        assert_eq!(call.send().await?.status(), StatusCode::OK, "{version}");
    }
    for (version, key) in [
        ("7.2", "VssInvalidPreviewVersionException"),
        ("7.3-preview", "VssVersionOutOfRangeException"),
        ("newest", "VssVersionNotSpecifiedException"),
    ] {
        let in_query = format!("/_apis/projects?api-version={version}");
        let refused = type_key(fixture.get_as_reader("company-b", &in_query)?).await?;
        assert_eq!(
            refused,
            (StatusCode::BAD_REQUEST, key.to_owned()),
            "{version}"
        );
        let in_header = fixture
            .get_as_reader("company-b", "/_apis/projects")?
            .header(ACCEPT, format!("application/json;api-version={version}"));
        let refused = type_key(in_header).await?;
        assert_eq!(
            refused,
            (StatusCode::BAD_REQUEST, key.to_owned()),
            "{version}"
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_failing_organisations_fail_as_they_are_named() -> TestResult {
    let fixture = Fixture::start().await?;
    for (name, status) in [
        ("signed-out", 203),
        ("unauthorised", 401),
        ("forbidden", 403),
        ("throttled", 429),
        ("broken", 500),
        ("gibberish", 200),
    ] {
        for path in [PROJECTS, "/_apis/connectionData", "/_apis/anything"] {
            let answer = fixture.get(&format!("/{name}{path}")).send().await?;
            assert_eq!(answer.status().as_u16(), status, "{name}");
            let seconds = answer
                .headers()
                .get(RETRY_AFTER)
                .map(|value| value.as_bytes());
            assert_eq!(seconds, (name == "throttled").then_some(&b"1"[..]));
            let body = answer.text().await?;
            let json = serde_json::from_str::<Value>(&body);
            assert_eq!(json.is_err(), name == "signed-out", "{body}");
            if name == "gibberish" {
                assert!(!json?["value"].is_array(), "{body}");
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn pages_of_any_origin_may_call_but_not_read_the_throttling_headers() -> TestResult {
    let fixture = Fixture::start().await?;
    let path = fixture.url(&format!("/throttled{PROJECTS}"));
    let preflight = fixture
        .http
        .request(reqwest::Method::OPTIONS, &path)
        .header(ORIGIN, "https://hub.example")
        .header("access-control-request-method", "GET")
        .header(
            "access-control-request-headers",
            "authorization,x-tfs-fedauthredirect",
        )
        .send()
        .await?;
    assert_eq!(preflight.status(), StatusCode::OK);
    let allowed = preflight.headers()["access-control-allow-headers"].to_str()?;
    assert_eq!(allowed, "authorization,x-tfs-fedauthredirect");

    let answer = fixture
        .http
        .get(&path)
        .header(ORIGIN, "https://hub.example")
        .send()
        .await?;
    assert_eq!(answer.headers()["access-control-allow-origin"], "*");
    let exposed = answer.headers()["access-control-expose-headers"].to_str()?;
    assert!(exposed.contains("x-ms-continuationtoken") && !exposed.contains("retry-after"));
    assert!(answer.headers().contains_key("activityid"));
    Ok(())
}
