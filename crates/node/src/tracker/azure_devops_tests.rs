//! What is sent to Azure DevOps and read of its answers is what the table of the local Azure DevOps says, which is held
//! against Microsoft's specification there. The table tells what its lines mean.

use super::*;
use axum::extract::Request;
use axum::response::IntoResponse;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

const TABLE: &str = include_str!("../../../local-azure-devops/openapi/reads.txt");
const ID: &str = "6f1dbb60-7d4c-4f0a-9c55-2f0d6a7e3c11";

/// What, name, type or value, and the rest, of one line.
type Line = [&'static str; 4];

/// The lines of the operations, by operation id and path.
fn table() -> BTreeMap<(&'static str, &'static str), Vec<Line>> {
    let mut operations = BTreeMap::new();
    let mut current = ("", "");
    let lines = TABLE.lines().filter(|line| !line.trim().is_empty());
    for line in lines.filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('|').map(str::trim);
        let columns: Line = std::array::from_fn(|_| columns.next().unwrap_or_default());
        if line.starts_with(' ') {
            let lines: &mut Vec<Line> = operations.entry(current).or_default();
            lines.push(columns);
        } else {
            current = (columns[1], columns[2].trim_start_matches("GET "));
        }
    }
    operations
}

/// Place and type of each value that reading a `T` asks for.
fn reads<T: DeserializeOwned>() -> BTreeSet<(String, &'static str)> {
    let found = RefCell::default();
    let place = String::new();
    T::deserialize(Recorder {
        place,
        found: &found,
    })
    .expect("a value of every kind");
    found.into_inner()
}

/// Gives a value of whatever kind it is asked for, and writes down which.
struct Recorder<'a> {
    place: String,
    found: &'a RefCell<BTreeSet<(String, &'static str)>>,
}

impl<'a> Recorder<'a> {
    fn below(&self, step: &str) -> Self {
        Self {
            place: format!("{}{step}", self.place),
            found: self.found,
        }
    }

    fn note(self, kind: &'static str) {
        self.found.borrow_mut().insert((self.place, kind));
    }
}

impl<'de> Deserializer<'de> for Recorder<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let place = &self.place;
        unimplemented!(
            "{place}: this test does not know {}",
            std::any::type_name_of_val(&visitor)
        )
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.note("string");
        visitor.visit_str(ID)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.note("boolean");
        visitor.visit_bool(false)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_seq(One(Some(self.below("[]"))))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visitor.visit_map(Fields {
            of: self,
            left: fields.iter(),
            current: "",
        })
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct map enum identifier ignored_any
    }
}

/// A list of one.
struct One<'a>(Option<Recorder<'a>>);

impl<'de> SeqAccess<'de> for One<'_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        self.0.take().map(|one| seed.deserialize(one)).transpose()
    }
}

struct Fields<'a> {
    of: Recorder<'a>,
    left: std::slice::Iter<'static, &'static str>,
    current: &'static str,
}

impl<'de> MapAccess<'de> for Fields<'_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Error> {
        let Some(name) = self.left.next() else {
            return Ok(None);
        };
        self.current = name;
        let name: StrDeserializer<'_, Error> = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let dot = if self.of.place.is_empty() { "" } else { "." };
        seed.deserialize(self.of.below(&format!("{dot}{}", self.current)))
    }
}

#[test]
fn of_each_answer_the_fields_in_the_table_are_read_and_no_others() {
    let mut expected = BTreeMap::from([
        ("Projects_List", reads::<Many<TeamProject>>()),
        ("Fields_List", reads::<Many<WorkItemField>>()),
        ("Permissions_Has Permissions", reads::<Many<bool>>()),
        ("connectionData", reads::<ConnectionData>()),
    ]);
    for ((operation, _), lines) in table() {
        let answers = lines
            .iter()
            .filter(|[what, ..]| matches!(*what, "answer" | "answer?"));
        let listed: BTreeSet<_> = answers
            .map(|[_, name, kind, _]| (name.to_string(), kind.split(',').next().unwrap_or(kind)))
            .collect();
        let read = expected.remove(operation).unwrap_or_default();
        let difference: Vec<_> = read.symmetric_difference(&listed).collect();
        assert!(
            difference.is_empty(),
            "{operation}: only read, or only listed in reads.txt: {difference:?}"
        );
    }
    assert!(expected.is_empty(), "not in reads.txt: {expected:?}");
}

/// A request: path, query and headers.
type Call = (String, BTreeMap<String, String>, HeaderMap);

/// Answers as Azure DevOps does, as far as needed, and keeps what it was asked.
async fn recording() -> (AzureDevOps, Arc<Mutex<Vec<Call>>>) {
    let calls = Arc::new(Mutex::new(Vec::new()));
    let kept = calls.clone();
    let answer = move |request: Request| async move {
        let url = Url::parse(&format!("http://local{}", request.uri())).expect("an address");
        let query: BTreeMap<_, _> = url.query_pairs().into_owned().collect();
        let body = match url.path() {
            path if path.ends_with("/connectionData") => {
                format!(r#"{{"authenticatedUser": {{"id": "{ID}"}}, "instanceId": "{ID}"}}"#)
            }
            path if path.contains("/permissions/") => r#"{"value": [true]}"#.to_owned(),
            _ => r#"{"value": []}"#.to_owned(),
        };
        let first_page =
            url.path().ends_with("/projects") && !query.contains_key("continuationToken");
        let token = if first_page { "100" } else { "" };
        let call = (url.path().to_owned(), query, request.headers().clone());
        kept.lock().expect("no panic before").push(call);
        let headers = [
            ("content-type", "application/json"),
            ("x-ms-continuationtoken", token),
        ];
        (headers, body).into_response()
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a port");
    let address = listener.local_addr().expect("its address");
    tokio::spawn(async move {
        let router = axum::Router::new().fallback(answer);
        axum::serve(listener, router).await
    });
    // Fails when another test of the process was first, which is as good.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let base = format!("http://{address}/company-a").parse();
    let tracker = AzureDevOps::new(&base.expect("an address"));
    (tracker.expect("a tracker"), calls)
}

/// What stands in the places of a path's parameters, if the path is of this form.
fn placeholders<'a>(form: &'a str, path: &'a str) -> Option<BTreeMap<&'a str, &'a str>> {
    let (form, path): (Vec<_>, Vec<_>) = (form.split('/').collect(), path.split('/').collect());
    if form.len() != path.len() {
        return None;
    }
    let mut found = BTreeMap::new();
    for (form, part) in form.into_iter().zip(path) {
        match form
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'))
        {
            Some(name) => {
                found.insert(name, part);
            }
            None if form == part => {}
            None => return None,
        }
    }
    Some(found)
}

#[tokio::test]
async fn each_call_sends_the_parameters_and_headers_in_the_table_and_no_others() {
    let (tracker, calls) = recording().await;
    let pat = Credential::Pat("secret");
    tracker.projects(&pat).await.expect("projects");
    let project = ProjectId::new(ID.to_owned());
    tracker.fields(&project, &pat).await.expect("fields");
    tracker.member(&pat).await.expect("a member");
    tracker.role(&pat).await.expect("a role");

    let mut calls = std::mem::take(&mut *calls.lock().expect("no panic before"));
    for ((operation, path), lines) in table() {
        let of_this = calls.extract_if(.., |(called, ..)| placeholders(path, called).is_some());
        let of_this: Vec<_> = of_this.collect();
        assert!(!of_this.is_empty(), "{operation} is not called");
        let columns = |wanted: &'static str| {
            let lines = lines.iter().filter(move |[what, ..]| *what == wanted);
            lines.map(|[_, name, kind, rest]| (*name, *kind, *rest))
        };
        let mut sent = BTreeSet::new();
        for (called, query, headers) in &of_this {
            let parts = placeholders(path, called).unwrap_or_default();
            for (name, _, value) in columns("path") {
                assert!(value == "*" || parts[name] == value, "{operation}: {name}");
            }
            for (name, value) in query {
                let listed = columns("query").find(|(listed, ..)| listed == name);
                let (_, kind, expected) =
                    listed.unwrap_or_else(|| panic!("{operation}: {name} is not in reads.txt"));
                let right = if expected == "*" {
                    !kind.starts_with("integer") || value.parse::<i32>().is_ok()
                } else {
                    value == expected
                };
                assert!(right, "{operation}: {name} is {value}");
                sent.insert(name.as_str());
            }
            for (name, value, _) in columns("send") {
                assert_eq!(headers[name], value, "{operation}: {name}");
            }
        }
        let listed: BTreeSet<_> = columns("query").map(|(name, ..)| name).collect();
        assert_eq!(sent, listed, "{operation}");
    }
    let paths: Vec<_> = calls.iter().map(|(path, ..)| path).collect();
    assert!(paths.is_empty(), "not in reads.txt: {paths:?}");
}
