//! The configuration of a Visual connection: both sides on one screen, edited on the source.

use crate::project::Project;
use crate::text_enum::text_enum;
use crate::{ErrorCode, FieldError};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// The most field mappings.
pub const MAPPINGS_MAX: usize = 200;
/// The most filters a side.
pub const FILTERS_MAX: usize = 20;
/// The most values a filter.
pub const VALUES_MAX: usize = 50;
/// Longest value of a filter, in characters.
pub const VALUE_MAX: usize = 200;

/// A field of work items.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Field {
    /// Its reference name, such as `System.Title`
    /// (<https://learn.microsoft.com/rest/api/azure/devops/wit/fields/list>).
    pub reference: String,
    /// Its name, for people.
    pub name: String,
    /// Its type, as Azure DevOps calls it: `string`, `html`, `integer`, ...
    #[serde(rename = "type")]
    pub kind: String,
    /// Whether it can only be read.
    #[serde(default)]
    pub read_only: bool,
}

text_enum! {
    /// How work items leave a side.
    Method {
        /// All that match the filters, whenever they change.
        Automatic = "automatic",
        /// Those that somebody sends.
        Manual = "manual",
        /// None.
        Off = "off",
    }
}

text_enum! {
    /// Which way a field is carried over.
    MappingDirection {
        /// Both.
        Both = "both",
        /// From the source to the destination.
        ToDestination = "to-destination",
        /// From the destination to the source.
        ToSource = "to-source",
    }
}

/// One of the two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisualSide {
    /// The project whose work items are kept in step.
    pub project: Project,
    /// How they leave this side.
    pub method: Method,
    /// Which of them: all filters have to match.
    pub filters: Vec<Filter>,
}

/// Work items whose field has one of these values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Filter {
    /// The field.
    pub field: Field,
    /// The values; one of them has to match.
    pub values: Vec<String>,
}

/// A field of one side, and the field of the other that it is kept in step with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldMapping {
    /// The source's field.
    pub source: Field,
    /// The destination's field.
    pub destination: Field,
    /// Which way.
    pub direction: MappingDirection,
}

/// How a Visual connection keeps two projects in step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VisualConfig {
    /// The side that initiated the connection.
    pub source: VisualSide,
    /// The other side.
    pub destination: VisualSide,
    /// What is carried over.
    pub mappings: Vec<FieldMapping>,
}

impl VisualConfig {
    /// Checks what can be checked without asking a tracker. Texts come back trimmed.
    ///
    /// # Errors
    /// What is wrong, at `source.project`, `destination.filters.0`, `mappings.3`, ... in the order of the screen.
    pub fn checked(mut self) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        for (name, side) in [
            ("source", &mut self.source),
            ("destination", &mut self.destination),
        ] {
            check_side(name, side, &mut errors);
        }
        check_mappings(&self.mappings, &mut errors);
        if errors.is_empty() {
            Ok(self)
        } else {
            Err(errors)
        }
    }
}

impl VisualConfig {
    /// The configuration with the fields as the two projects have them: what a console says of a field is not believed.
    ///
    /// # Errors
    /// [`ErrorCode::FieldUnknown`] for fields that there are not, and what [`VisualConfig::checked`] finds then.
    pub fn with_fields(
        mut self,
        source: &[Field],
        destination: &[Field],
    ) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut put = |place: String, field: &mut Field, fields: &[Field]| match fields
            .iter()
            .find(|known| known.reference == field.reference)
        {
            Some(known) => field.clone_from(known),
            None => errors.push(FieldError::new(place, ErrorCode::FieldUnknown)),
        };
        for (name, side, fields) in [
            ("source", &mut self.source, source),
            ("destination", &mut self.destination, destination),
        ] {
            for (at, filter) in side.filters.iter_mut().enumerate() {
                put(format!("{name}.filters.{at}"), &mut filter.field, fields);
            }
        }
        for (at, mapping) in self.mappings.iter_mut().enumerate() {
            put(format!("mappings.{at}"), &mut mapping.source, source);
            put(
                format!("mappings.{at}"),
                &mut mapping.destination,
                destination,
            );
        }
        if errors.is_empty() {
            self.checked()
        } else {
            Err(errors)
        }
    }
}

fn check_side(name: &str, side: &mut VisualSide, errors: &mut Vec<FieldError>) {
    if side.project.id.as_str().trim().is_empty() {
        errors.push(FieldError::new(
            format!("{name}.project"),
            ErrorCode::ProjectRequired,
        ));
    }
    if side.filters.len() > FILTERS_MAX {
        errors.push(FieldError::new(
            format!("{name}.filters"),
            ErrorCode::TooMany,
        ));
    }
    for (at, filter) in side.filters.iter_mut().enumerate() {
        for value in &mut filter.values {
            *value = value.trim().to_owned();
        }
        filter.values.retain(|value| !value.is_empty());
        let code = match &filter.values {
            _ if filter.field.reference.is_empty() => Some(ErrorCode::FieldRequired),
            values if values.is_empty() => Some(ErrorCode::FilterEmpty),
            values if values.len() > VALUES_MAX => Some(ErrorCode::TooMany),
            values if values.iter().any(|value| value.chars().count() > VALUE_MAX) => {
                Some(ErrorCode::TooLong)
            }
            values
                if values
                    .iter()
                    .any(|value| value.chars().any(char::is_control)) =>
            {
                Some(ErrorCode::InvalidCharacters)
            }
            _ => None,
        };
        errors.extend(code.map(|code| FieldError::new(format!("{name}.filters.{at}"), code)));
    }
}

fn check_mappings(mappings: &[FieldMapping], errors: &mut Vec<FieldError>) {
    if mappings.len() > MAPPINGS_MAX {
        errors.push(FieldError::new("mappings", ErrorCode::TooMany));
    }
    let (mut into_destination, mut into_source) = (HashSet::new(), HashSet::new());
    for (at, mapping) in mappings.iter().enumerate() {
        let to_destination = mapping.direction != MappingDirection::ToSource;
        let to_source = mapping.direction != MappingDirection::ToDestination;
        let (source, destination) = (&mapping.source, &mapping.destination);
        let twice = (to_destination && !into_destination.insert(destination.reference.as_str()))
            | (to_source && !into_source.insert(source.reference.as_str()));
        let code = if source.reference.is_empty() || destination.reference.is_empty() {
            Some(ErrorCode::FieldRequired)
        } else if (to_destination && destination.read_only) || (to_source && source.read_only) {
            Some(ErrorCode::MappingReadOnly)
        } else if (to_destination && !fits(source, destination))
            || (to_source && !fits(destination, source))
        {
            Some(ErrorCode::MappingKindsDiffer)
        } else if twice {
            Some(ErrorCode::MappingTwice)
        } else {
            None
        };
        errors.extend(code.map(|code| FieldError::new(format!("mappings.{at}"), code)));
    }
}

/// Whether values of `from` can be written to `to`: of the same type, or to a text.
pub fn fits(from: &Field, to: &Field) -> bool {
    let text = matches!(to.kind.as_str(), "string" | "plainText" | "html");
    from.kind == to.kind || text
}

/// The fields that are carried over unless somebody chooses otherwise, where both sides have them.
const PREDEFINED: [&str; 4] = [
    "System.Title",
    "System.Description",
    "System.Tags",
    "Microsoft.VSTS.Common.Priority",
];

/// The predefined mappings between two projects that have these fields.
pub fn predefined(source: &[Field], destination: &[Field]) -> Vec<FieldMapping> {
    let find = |fields: &[Field], reference: &str| {
        let found = fields.iter().find(|field| field.reference == reference);
        found.filter(|field| !field.read_only).cloned()
    };
    PREDEFINED
        .iter()
        .filter_map(|reference| {
            let (source, destination) = (find(source, reference)?, find(destination, reference)?);
            (source.kind == destination.kind).then_some(FieldMapping {
                source,
                destination,
                direction: MappingDirection::Both,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::ProjectId;

    fn field(reference: &str, kind: &str) -> Field {
        Field {
            reference: reference.into(),
            name: reference.into(),
            kind: kind.into(),
            read_only: false,
        }
    }

    fn mapping(source: Field, destination: Field, direction: MappingDirection) -> FieldMapping {
        FieldMapping {
            source,
            destination,
            direction,
        }
    }

    fn config(mappings: Vec<FieldMapping>) -> VisualConfig {
        let side = |id: &str| VisualSide {
            project: Project {
                id: ProjectId::new(id),
                name: "P".into(),
            },
            method: Method::Automatic,
            filters: Vec::new(),
        };
        VisualConfig {
            source: side("a"),
            destination: side("b"),
            mappings,
        }
    }

    fn errors(config: VisualConfig) -> Vec<(String, ErrorCode)> {
        let errors = config.checked().err().unwrap_or_default();
        errors
            .into_iter()
            .map(|error| (error.field, error.code))
            .collect()
    }

    #[test]
    fn each_wrong_mapping_is_named_with_its_reason() {
        use MappingDirection::{Both, ToDestination, ToSource};
        let fixed = Field {
            read_only: true,
            ..field("System.Id", "integer")
        };
        let title = || field("System.Title", "string");
        let priority = || field("Priority", "integer");
        let found = errors(config(vec![
            mapping(title(), title(), Both),
            mapping(priority(), title(), ToDestination),
            mapping(fixed.clone(), priority(), Both),
            mapping(fixed, priority(), ToDestination),
            mapping(title(), field("Other", "integer"), ToDestination),
            mapping(field("", "string"), title(), ToSource),
        ]));
        let expected = [
            ("mappings.1", ErrorCode::MappingTwice),
            ("mappings.2", ErrorCode::MappingReadOnly),
            ("mappings.3", ErrorCode::MappingTwice),
            ("mappings.4", ErrorCode::MappingKindsDiffer),
            ("mappings.5", ErrorCode::FieldRequired),
        ];
        assert_eq!(
            found,
            expected.map(|(field, code)| (field.to_owned(), code))
        );
    }

    #[test]
    fn a_filter_needs_a_field_and_a_value() {
        let mut wrong = config(Vec::new());
        wrong.source.project.id = ProjectId::new("");
        wrong.destination.filters = vec![
            Filter {
                field: field("System.State", "string"),
                values: vec!["  ".into()],
            },
            Filter {
                field: field("", ""),
                values: vec!["x".into()],
            },
        ];
        let expected = [
            ("source.project", ErrorCode::ProjectRequired),
            ("destination.filters.0", ErrorCode::FilterEmpty),
            ("destination.filters.1", ErrorCode::FieldRequired),
        ];
        assert_eq!(
            errors(wrong),
            expected.map(|(field, code)| (field.to_owned(), code))
        );
    }

    #[test]
    fn fields_are_as_the_projects_have_them_whatever_was_said_of_them() {
        use MappingDirection::ToDestination;
        let fixed = Field {
            read_only: true,
            ..field("System.ChangedBy", "string")
        };
        let real = [field("System.Title", "string"), fixed];
        let said = |reference: &str| field(reference, "string");
        let wrong = config(vec![
            mapping(
                said("System.Title"),
                said("System.ChangedBy"),
                ToDestination,
            ),
            mapping(said("System.Title"), said("Custom.Nope"), ToDestination),
        ]);
        let unknown = wrong
            .clone()
            .with_fields(&real, &real)
            .expect_err("refused");
        assert_eq!(
            unknown,
            [FieldError::new("mappings.1", ErrorCode::FieldUnknown)]
        );
        let mut known = wrong;
        known.mappings.truncate(1);
        let read_only = known.with_fields(&real, &real).expect_err("refused");
        assert_eq!(
            read_only,
            [FieldError::new("mappings.0", ErrorCode::MappingReadOnly)]
        );
    }

    #[test]
    fn predefined_mappings_are_valid_and_only_of_what_both_sides_have() {
        let source = [
            field("System.Title", "string"),
            field("System.Description", "html"),
            field("Microsoft.VSTS.Common.Priority", "integer"),
            field("Custom.Own", "string"),
        ];
        let destination = [
            field("System.Title", "string"),
            field("System.Description", "string"),
            field("Microsoft.VSTS.Common.Priority", "integer"),
        ];
        let mappings = predefined(&source, &destination);
        let names: Vec<_> = mappings
            .iter()
            .map(|m| m.source.reference.as_str())
            .collect();
        assert_eq!(names, ["System.Title", "Microsoft.VSTS.Common.Priority"]);
        assert!(config(mappings).checked().is_ok());
    }
}
