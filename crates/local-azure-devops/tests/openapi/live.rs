//! The local Azure DevOps answers as the specification says, and sends nothing that the specification does not know.

use crate::common::{Fixture, TestResult};
use crate::extract;
use crate::schema::{Specification, is_of};
use crate::table::{self, Operation, READS};
use reqwest::header::HeaderMap;
use reqwest::{Method, StatusCode};
use serde_json::Value;
use std::error::Error;

struct Answer {
    headers: HeaderMap,
    body: Value,
}

/// Makes the call as the table has it.
async fn call(
    fixture: &Fixture,
    operation: &Operation<'_>,
    varying: &[(&str, &str)],
) -> Result<Answer, Box<dyn Error>> {
    let value = |name: &str, rest| match rest {
        "*" => varying
            .iter()
            .find_map(|(varying, value)| (*varying == name).then_some(*value)),
        rest => Some(rest),
    };
    let mut path = operation.path.to_owned();
    for line in operation.lines("path") {
        let value = value(line.name, line.rest).ok_or_else(|| format!("no {}", line.name))?;
        path = path.replace(&format!("{{{}}}", line.name), value);
    }
    let query: Vec<_> = operation
        .lines("query")
        .filter_map(|line| Some(format!("{}={}", line.name, value(line.name, line.rest)?)))
        .collect();
    let url = fixture.url(&format!("{path}?{}", query.join("&")));
    let method = Method::from_bytes(operation.method.as_bytes())?;
    let mut request = fixture.http.request(method, &url);
    for line in operation.lines("send") {
        request = request.header(line.name, line.kind);
    }
    let pat = &fixture.organization("company-a")?.pat;
    let answer = request.basic_auth("", Some(pat)).send().await?;
    assert_eq!(answer.status(), StatusCode::OK, "{url}");
    Ok(Answer {
        headers: answer.headers().clone(),
        body: answer.json().await?,
    })
}

/// The headers of the table that are not there or of another type.
fn header_problems(operation: &Operation<'_>, headers: &HeaderMap) -> Vec<String> {
    let wrong = operation.lines("head").filter(|line| {
        let text = headers.get(line.name).and_then(|value| value.to_str().ok());
        let value = match line.kind {
            "integer, int32" => text
                .and_then(|text| text.parse::<i32>().ok())
                .map(Value::from),
            _ => text.map(Value::from),
        };
        !value.is_some_and(|value| is_of(line.kind, &value))
    });
    wrong
        .map(|line| format!("the header {} is not {}", line.name, line.kind))
        .collect()
}

/// What differs between a list and the specification.
fn list_problems(extract: &Value, operation: &Operation<'_>, body: &Value) -> Vec<String> {
    let specification = Specification(&extract[operation.file]);
    let Some(found) = specification.operation(operation) else {
        return vec!["there is no such operation".to_owned()];
    };
    let value = &body["value"];
    let mut problems = specification.problems(specification.answer(found), value, "value");
    let count = value.as_array().map_or(0, Vec::len);
    if count == 0 || body["count"] != count {
        problems.push(format!("a list of {} has {count}", body["count"]));
    }
    if body.as_object().map_or(0, serde_json::Map::len) != 2 {
        problems.push("the envelope of a list is count and value".to_owned());
    }
    for line in operation.lines("answer") {
        let name = line.name.trim_start_matches("value[]");
        let name = name.trim_start_matches('.');
        let elements = value.as_array().into_iter().flatten();
        let missing = elements.filter(|one| !name.is_empty() && one.get(name).is_none());
        problems.extend(missing.map(|one| format!("{name} is missing in {one}")));
    }
    problems
}

/// The values in an answer that are neither lists nor objects, with their places.
fn leaves(value: &Value, place: &str, found: &mut Vec<(String, Value)>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let dot = if place.is_empty() { "" } else { "." };
                leaves(value, &format!("{place}{dot}{name}"), found);
            }
        }
        Value::Array(values) => {
            for value in values {
                leaves(value, &format!("{place}[]"), found);
            }
        }
        value => found.push((place.to_owned(), value.clone())),
    }
}

/// What differs between an answer and the table, which is all there is for a call that is not published.
fn table_problems(operation: &Operation<'_>, body: &Value) -> Vec<String> {
    let mut found = Vec::new();
    leaves(body, "", &mut found);
    let listed: Vec<_> = ["answer", "answer?", "also"]
        .into_iter()
        .flat_map(|what| operation.lines(what))
        .collect();
    let mut problems = Vec::new();
    for (place, value) in &found {
        match listed.iter().find(|line| line.name == place) {
            Some(line) if is_of(line.kind, value) => {}
            Some(line) => problems.push(format!("{place} is {value}, but should be {}", line.kind)),
            None => problems.push(format!("the table has no {place}")),
        }
    }
    let missing = listed
        .iter()
        .filter(|line| found.iter().all(|(place, _)| place != line.name));
    problems.extend(missing.map(|line| format!("{} is missing", line.name)));
    problems
}

#[tokio::test]
async fn every_call_is_answered_as_the_specification_says() -> TestResult {
    let (extract, operations) = (extract(), table::parse(READS));
    let fixture = Fixture::start().await?;
    let projects = call(&fixture, &operations[0], &[("organization", "company-a")]).await?;
    let project = projects.body["value"][0]["id"].as_str().ok_or("no id")?;
    let varying = [("organization", "company-a"), ("project", project)];
    for operation in &operations {
        let answer = call(&fixture, operation, &varying).await?;
        let mut problems = header_problems(operation, &answer.headers);
        problems.extend(if operation.is_published() {
            list_problems(&extract, operation, &answer.body)
        } else {
            table_problems(operation, &answer.body)
        });
        assert!(
            problems.is_empty(),
            "{}: {}",
            operation.id,
            problems.join("; ")
        );
    }
    Ok(())
}

#[tokio::test]
async fn the_continuation_token_of_one_page_leads_to_the_next() -> TestResult {
    let operations = table::parse(READS);
    let fixture = Fixture::start().await?;
    let mut varying = vec![("organization", "company-a")];
    let first = call(&fixture, &operations[0], &varying).await?;
    let token = first.headers["x-ms-continuationtoken"].to_str()?;
    varying.push(("continuationToken", token));
    let second = call(&fixture, &operations[0], &varying).await?;
    assert_ne!(first.body["value"][0]["id"], second.body["value"][0]["id"]);
    let problems = list_problems(&extract(), &operations[0], &second.body);
    assert_eq!(problems, Vec::<String>::new());
    Ok(())
}

#[test]
fn an_answer_of_another_form_is_found() {
    let extract = extract();
    let operations = table::parse(READS);
    let project = serde_json::json!({
        "id": "6f1dbb60-7d4c-4f0a-9c55-2f0d6a7e3c11",
        "name": "Payments",
        "lastUpdateTime": "2025-01-01T00:00:00.000Z",
        "revision": 11,
        "state": "wellFormed",
    });
    let found = |project: &Value| {
        let body = serde_json::json!({ "count": 1, "value": [project] });
        list_problems(&extract, &operations[0], &body).join("; ")
    };
    assert_eq!(found(&project), "");
    for (name, value, expected) in [
        ("id", "7".into(), "value[].id is \"7\""),
        ("name", Value::Null, "value[].name is null"),
        ("state", "ready".into(), "value[].state is \"ready\""),
        (
            "lastUpdateTime",
            "today".into(),
            "value[].lastUpdateTime is",
        ),
        ("revision", "11".into(), "value[].revision is"),
        (
            "colour",
            "red".into(),
            "the specification has no value[].colour",
        ),
    ] {
        let mut wrong = project.clone();
        wrong[name] = value;
        let problems = found(&wrong);
        assert!(problems.contains(expected), "{name}: {problems}");
    }
    let mut without = project.clone();
    without
        .as_object_mut()
        .map(|members| members.remove("name"));
    assert!(found(&without).starts_with("name is missing in"));
}
