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
#[path = "visual_tests.rs"]
mod tests;
