//! Fields of work items, over real HTTP.

#[expect(dead_code, reason = "each test program uses a part of it")]
mod common;

use common::{Fixture, TestResult};
use reqwest::StatusCode;
use serde_json::Value;
use std::collections::HashSet;
use std::error::Error;

async fn fields(fixture: &Fixture, organization: &str) -> Result<Value, Box<dyn Error>> {
    let projects = "/_apis/projects?api-version=7.1&$top=1";
    let projects = fixture.get_as_administrator(organization, projects)?;
    let projects: Value = projects.send().await?.json().await?;
    let id = projects["value"][0]["id"].as_str().ok_or("no project")?;
    let path = format!("/{id}/_apis/wit/fields?api-version=7.1");
    let answer = fixture.get_as_administrator(organization, &path)?;
    Ok(answer.send().await?.json().await?)
}

#[tokio::test]
async fn both_organisations_have_the_system_fields_and_some_of_their_own() -> TestResult {
    let fixture = Fixture::start().await?;
    let mut names = Vec::new();
    for organization in ["company-a", "company-b"] {
        let answer = fields(&fixture, organization).await?;
        let value = answer["value"].as_array().ok_or("no value")?;
        assert_eq!(answer["count"], value.len());
        let title = value
            .iter()
            .find(|field| field["referenceName"] == "System.Title")
            .ok_or("no title")?;
        assert_eq!(
            (&title["name"], &title["type"]),
            (&"Title".into(), &"string".into())
        );
        assert_eq!(title["readOnly"], false);
        let own: HashSet<String> = value
            .iter()
            .filter_map(|field| field["referenceName"].as_str().map(str::to_owned))
            .collect();
        assert_eq!(own.len(), value.len(), "each once");
        names.push(own);
    }
    assert!(names[0].intersection(&names[1]).count() >= 30);
    assert!(
        names[0].contains("Custom.CustomerTicket") && !names[1].contains("Custom.CustomerTicket")
    );
    assert!(names[1].contains("Custom.PartnerReference"));
    Ok(())
}

#[tokio::test]
async fn fields_of_a_project_that_is_not_there_and_of_nobody_are_refused() -> TestResult {
    let fixture = Fixture::start().await?;
    for (project, key) in [
        (
            "00000000-0000-0000-0000-000000000000",
            "ProjectDoesNotExistException",
        ),
        ("Nowhere", "ProjectDoesNotExistWithNameException"),
    ] {
        let path = format!("/{project}/_apis/wit/fields?api-version=7.1");
        let answer = fixture
            .get_as_administrator("company-a", &path)?
            .send()
            .await?;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        let body: Value = answer.json().await?;
        assert_eq!(body["typeKey"], key);
    }
    let path = "/company-a/_apis/wit/fields?api-version=7.1";
    let answer = fixture
        .get(path)
        .header("X-TFS-FedAuthRedirect", "Suppress");
    assert_eq!(answer.send().await?.status(), StatusCode::UNAUTHORIZED);
    Ok(())
}
