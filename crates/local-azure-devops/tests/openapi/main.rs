//! Crosslink's calls and the local Azure DevOps, held against Microsoft's published OpenAPI. `openapi/README.md`
//! tells where the files are from.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that can't go on says why"
)]

#[expect(dead_code, reason = "each test program uses a part of it")]
#[path = "../common/mod.rs"]
mod common;
mod live;
mod schema;
mod table;

use schema::{Specification, kind};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;
use table::{Operation, READS};

const EXTRACT: &str = include_str!("../../openapi/azure-devops-7.1.json");

fn extract() -> Value {
    serde_json::from_str(EXTRACT).expect("the extract is JSON")
}

/// Where the table and the specification differ.
fn differences(extract: &Value, operation: &Operation<'_>) -> Vec<String> {
    let specification = Specification(&extract[operation.file]);
    let Some(found) = specification.operation(operation) else {
        return vec!["there is no such operation".to_owned()];
    };
    let mut problems = Vec::new();
    let mut complain = |name: &str, problem: &str| problems.push(format!("{name}: {problem}"));

    for line in operation.lines("path").chain(operation.lines("query")) {
        let Some(parameter) = specification.parameter(found, line) else {
            complain(line.name, "there is no such parameter");
            continue;
        };
        if kind(parameter).as_deref() != Some(line.kind) {
            complain(line.name, &format!("is {:?}", kind(parameter)));
        }
        let enumeration = parameter["enum"].as_array();
        if line.rest != "*" && enumeration.is_some_and(|known| !known.contains(&line.rest.into())) {
            complain(line.name, &format!("can't be {}", line.rest));
        }
        if line.name == "api-version" {
            let description = parameter["description"].as_str().unwrap_or_default();
            let version = format!("'{}'", line.rest);
            if !description.contains(&version) {
                complain(line.name, description);
            }
        }
    }
    for parameter in specification.parameters(found) {
        let name = parameter["name"].as_str().unwrap_or_default();
        let given = operation.lines.iter().any(|line| line.name == name);
        if parameter["required"] == true && !given {
            complain(name, "is required, but not given");
        }
    }
    let enough: BTreeSet<_> = scopes(found).collect();
    for line in operation.lines("scope") {
        if !enough.contains(line.name) {
            complain(line.name, &format!("enough is one of {enough:?}"));
        }
    }
    if !enough.is_empty() && operation.lines("scope").next().is_none() {
        complain("scope", &format!("one of {enough:?} is needed"));
    }
    let answer = specification.answer(found);
    for line in operation.lines("answer").chain(operation.lines("answer?")) {
        let Some(schema) = specification.at(answer, line.name) else {
            complain(line.name, "there is no such field");
            continue;
        };
        if kind(schema).as_deref() != Some(line.kind) {
            complain(line.name, &format!("is {:?}", kind(schema)));
        }
        let known = schema["enum"].as_array();
        for value in line.rest.split_whitespace() {
            if !known.is_some_and(|known| known.contains(&value.into())) {
                complain(line.name, &format!("is never {value}"));
            }
        }
    }
    problems
}

fn scopes(found: &Value) -> impl Iterator<Item = &str> {
    let schemes = found["security"].as_array().into_iter().flatten();
    schemes
        .filter_map(|scheme| scheme["oauth2"].as_array())
        .flatten()
        .filter_map(Value::as_str)
}

#[test]
fn what_crosslink_sends_and_reads_is_in_the_published_specification() {
    let extract = extract();
    let operations = table::parse(READS);
    let published = operations.iter().filter(|one| one.is_published());
    for operation in published.clone() {
        let problems = differences(&extract, operation);
        assert!(
            problems.is_empty(),
            "{}: {}",
            operation.id,
            problems.join("; ")
        );
    }
    let ids: Vec<_> = published.map(|one| one.id).collect();
    let expected = [
        "Projects_List",
        "Fields_List",
        "Permissions_Has Permissions",
    ];
    assert_eq!(ids, expected);
}

#[test]
fn a_line_that_differs_from_the_specification_is_found() {
    let good = "core.json | Projects_List | GET /{organization}/_apis/projects
  path   | organization   | string | *
  query  | api-version    | string | 7.1
  query  | stateFilter    | string | wellFormed
  scope  | vso.project
  answer | value[].id     | string, uuid
  answer | value[].state  | string | wellFormed";
    let extract = extract();
    let found = |table: &str| differences(&extract, &table::parse(table)[0]);
    assert_eq!(found(good), Vec::<String>::new());
    for (instead_of, wrong, expected) in [
        (
            "Projects_List",
            "Projects_Get",
            "there is no such operation",
        ),
        ("GET", "POST", "there is no such operation"),
        ("stateFilter", "state", "state: there is no such parameter"),
        (
            "string | wellFormed",
            "boolean | wellFormed",
            "stateFilter: is",
        ),
        ("string | wellFormed", "string | formed", "can't be formed"),
        (
            "string | 7.1",
            "string | 7.2",
            "api-version: Version of the API",
        ),
        (
            "  query  | api-version    | string | 7.1\n",
            "",
            "api-version: is required",
        ),
        ("vso.project", "vso.work", "vso.work: enough is one of"),
        ("  scope  | vso.project\n", "", "scope: one of"),
        (
            "value[].id ",
            "value[].guid ",
            "value[].guid: there is no such field",
        ),
        (
            "value[].id ",
            "value.id ",
            "value.id: there is no such field",
        ),
        ("string, uuid", "integer, int32", "value[].id: is"),
        (
            "value[].state  | string | wellFormed",
            "value[].state | string | ready",
            "is never ready",
        ),
    ] {
        let table = good.replacen(instead_of, wrong, 1);
        assert_ne!(table, good, "{wrong}");
        let problems = found(&table).join("; ");
        assert!(problems.contains(expected), "{wrong}: {problems}");
    }
}

/// Runs where the folder with the published files is named, as `openapi/README.md` says.
#[test]
fn the_extract_is_verbatim() {
    let Some(folder) = std::env::var_os("CROSSLINK_AZURE_DEVOPS_OPENAPI").map(PathBuf::from) else {
        return;
    };
    let extract = extract();
    for file in ["core.json", "security.json", "workItemTracking.json"] {
        let full = std::fs::read_to_string(folder.join(file)).expect("the published file");
        let full: Value = serde_json::from_str(full.trim_start_matches('\u{feff}')).expect("JSON");
        let part = extract[file].as_object().expect("a part");
        assert_eq!(part["info"], full["info"], "{file}");
        let same = |pointer: &str| {
            let extracted = extract[file].pointer(pointer);
            assert_eq!(extracted, full.pointer(pointer), "{file} {pointer}");
        };
        for section in ["definitions", "parameters", "securityDefinitions"] {
            for name in part[section].as_object().expect("a section").keys() {
                same(&format!("/{section}/{name}"));
            }
        }
        for (path, methods) in part["paths"].as_object().expect("paths") {
            let path = path.replace('~', "~0").replace('/', "~1");
            for method in methods.as_object().expect("methods").keys() {
                same(&format!("/paths/{path}/{method}"));
            }
        }
    }
}
