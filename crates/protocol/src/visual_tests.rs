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
