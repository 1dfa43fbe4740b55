//! Projects come from Azure DevOps, however many, and each way in which it refuses has its name.

use crate::support::{Database, Options, TestNode};
use serde_json::{Value, json};

#[tokio::test(flavor = "multi_thread")]
async fn all_twelve_hundred_projects_are_found_page_by_page_and_by_name() {
    let node = TestNode::start(&Database::Sqlite, Options::of("company-a")).await;
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let (status, page) = node.get(&format!("/api/v1/projects?{cursor}")).await;
        assert_eq!((status, &page["total"]), (200, &json!(1200)), "{page}");
        let items = page["items"].as_array().unwrap().clone();
        assert!(items.len() <= 100);
        seen.extend(
            items
                .into_iter()
                .map(|item| item["name"].as_str().unwrap().to_owned()),
        );
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen.len(), 1200);
    let wanted = &seen[777];
    let encoded: String =
        url::form_urlencoded::byte_serialize(wanted.to_uppercase().as_bytes()).collect();
    let (_, page) = node
        .get(&format!("/api/v1/projects?search={encoded}"))
        .await;
    let found: Vec<_> = page["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["name"].clone())
        .collect();
    assert!(
        found.contains(&Value::from(wanted.as_str())),
        "{wanted} in {found:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn each_refusal_of_azure_devops_has_its_name() {
    for (organization, status, code) in [
        ("signed-out", 502, "tracker_sign_in_needed"),
        ("unauthorised", 502, "tracker_sign_in_needed"),
        ("forbidden", 502, "tracker_forbidden"),
        ("throttled", 503, "tracker_throttled"),
        ("broken", 502, "tracker_unreachable"),
        ("gibberish", 502, "tracker_unexpected"),
        ("no-such-organisation", 502, "tracker_not_found"),
    ] {
        let node = TestNode::start(&Database::Sqlite, Options::of(organization)).await;
        let (answered, problem) = node.get("/api/v1/projects").await;
        assert_eq!(
            (answered, &problem["code"]),
            (status, &json!(code)),
            "{organization}: {problem}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_azure_devops_that_is_not_there_is_told() {
    let organization = "company-a";
    let node = TestNode::start_with(&Database::Sqlite, Options::of(organization), |config| {
        config.organization_url = "http://127.0.0.1:9/company-a".parse().unwrap();
    })
    .await;
    let (_, problem) = node.get("/api/v1/projects").await;
    assert_eq!(problem["code"], "tracker_unreachable", "{problem}");
}
