//! One file of the specification (OpenAPI 2): what it says of an operation, and whether an answer is of that form.

use crate::table::{Line, Operation};
use serde_json::Value;
use uuid::Uuid;

/// A file of the specification.
pub struct Specification<'a>(pub &'a Value);

impl<'a> Specification<'a> {
    /// What it says of the operation, if it has it at this place by this name.
    pub fn operation(&self, operation: &Operation<'_>) -> Option<&'a Value> {
        let method = operation.method.to_lowercase();
        let found = self.0.get("paths")?.get(operation.path)?.get(method)?;
        (found["operationId"] == operation.id).then_some(found)
    }

    /// The form of an answer, without the envelope of lists.
    pub fn answer(&self, found: &'a Value) -> &'a Value {
        &found["responses"]["200"]["schema"]
    }

    /// The schemas that this one consists of: itself, what it refers to, and what it goes on from.
    fn parts(&self, schema: &'a Value) -> Vec<&'a Value> {
        let mut parts = vec![schema];
        if let Some(name) = schema["$ref"].as_str() {
            let pointer = name.trim_start_matches('#');
            let target = self.0.pointer(pointer);
            parts.extend(self.parts(target.unwrap_or_else(|| panic!("{name} is missing"))));
        }
        for base in schema["allOf"].as_array().into_iter().flatten() {
            parts.extend(self.parts(base));
        }
        parts
    }

    fn property(&self, schema: &'a Value, name: &str) -> Option<&'a Value> {
        self.parts(schema)
            .into_iter()
            .find_map(|part| part["properties"].get(name))
    }

    fn items(&self, schema: &'a Value) -> Option<&'a Value> {
        self.parts(schema)
            .into_iter()
            .find_map(|part| part.get("items"))
    }

    /// The schema at a path such as `value[].id`.
    pub fn at(&self, answer: &'a Value, path: &str) -> Option<&'a Value> {
        let path = path.strip_prefix("value")?;
        path.split('.').try_fold(answer, |schema, step| {
            let name = step.trim_end_matches("[]");
            let schema = match name {
                "" => schema,
                name => self.property(schema, name)?,
            };
            let lists = step.matches("[]").count();
            (0..lists).try_fold(schema, |schema, _| self.items(schema))
        })
    }

    /// What the parameter is like, where this operation has it.
    pub fn parameter(&self, found: &'a Value, line: &Line<'_>) -> Option<&'a Value> {
        self.parameters(found)
            .find(|one| one["in"] == line.what && one["name"] == line.name)
    }

    /// All parameters of an operation.
    pub fn parameters(&self, found: &'a Value) -> impl Iterator<Item = &'a Value> {
        let parameters = found["parameters"].as_array().into_iter().flatten();
        parameters.filter_map(|one| self.parts(one).pop())
    }

    /// What is wrong with a value of an answer, each with its place.
    pub fn problems(&self, schema: &'a Value, value: &Value, place: &str) -> Vec<String> {
        let parts = self.parts(schema);
        let stated = parts.iter().find_map(|part| kind(part));
        match value {
            Value::Array(values) => {
                let Some(items) = self.items(schema) else {
                    return vec![format!("{place} is a list, but should be {stated:?}")];
                };
                let each = values.iter();
                each.flat_map(|value| self.problems(items, value, &format!("{place}[]")))
                    .collect()
            }
            Value::Object(members) => members
                .iter()
                .flat_map(|(name, value)| {
                    let place = format!("{place}.{name}");
                    match self.property(schema, name) {
                        Some(schema) => self.problems(schema, value, &place),
                        None => vec![format!("the specification has no {place}")],
                    }
                })
                .collect(),
            value => {
                let values = parts.iter().find_map(|part| part["enum"].as_array());
                let known = values.is_none_or(|values| values.contains(value));
                let fits = stated.as_deref().is_some_and(|kind| is_of(kind, value));
                if known && fits {
                    Vec::new()
                } else {
                    vec![format!("{place} is {value}, but should be {stated:?}")]
                }
            }
        }
    }
}

/// Type and format, as the table writes them. Enumerations are texts, which the specification leaves out.
pub fn kind(schema: &Value) -> Option<String> {
    let name = match schema["type"].as_str() {
        Some(name) => name,
        None if schema["enum"].is_array() => "string",
        None => return None,
    };
    Some(match schema["format"].as_str() {
        Some(format) => format!("{name}, {format}"),
        None => name.to_owned(),
    })
}

/// Whether a value that is neither a list nor an object is of this type and format.
pub fn is_of(kind: &str, value: &Value) -> bool {
    match kind {
        "string" => value.is_string(),
        "string, uuid" => value
            .as_str()
            .is_some_and(|text| Uuid::parse_str(text).is_ok()),
        "string, date-time" => value
            .as_str()
            .is_some_and(|text| text.len() >= 20 && &text[10..11] == "T" && text.ends_with('Z')),
        "boolean" => value.is_boolean(),
        "integer, int32" => value
            .as_i64()
            .is_some_and(|number| i32::try_from(number).is_ok()),
        "integer, int64" => value.is_i64(),
        _ => false,
    }
}
