//! The configuration while somebody works on it: each change as a pure function.

use crosslink_protocol::connection::Side;
use crosslink_protocol::id::ProjectId;
use crosslink_protocol::project::Project;
use crosslink_protocol::visual::{
    Field, FieldMapping, Filter, MappingDirection, Method, VisualConfig, VisualSide, predefined,
};

/// A configuration in which nothing is chosen yet.
pub fn blank() -> VisualConfig {
    let side = || VisualSide {
        project: no_project(),
        method: Method::Automatic,
        filters: Vec::new(),
    };
    VisualConfig {
        source: side(),
        destination: side(),
        mappings: Vec::new(),
    }
}

fn no_project() -> Project {
    Project {
        id: ProjectId::default(),
        name: String::new(),
    }
}

/// No field is selected.
pub fn no_field() -> Field {
    Field {
        reference: String::new(),
        name: String::new(),
        kind: String::new(),
        read_only: false,
    }
}

/// What belongs to one of the two sides.
pub fn side(config: &VisualConfig, side: Side) -> &VisualSide {
    match side {
        Side::Source => &config.source,
        Side::Destination => &config.destination,
    }
}

/// The same, to change it.
pub fn side_mut(config: &mut VisualConfig, side: Side) -> &mut VisualSide {
    match side {
        Side::Source => &mut config.source,
        Side::Destination => &mut config.destination,
    }
}

/// The other of the two sides.
pub fn other(side: Side) -> Side {
    match side {
        Side::Source => Side::Destination,
        Side::Destination => Side::Source,
    }
}

/// The project that was chosen for a side.
pub fn project(config: &VisualConfig, of: Side) -> Option<Project> {
    let project = &side(config, of).project;
    (!project.id.as_str().is_empty()).then(|| project.clone())
}

/// Chooses a project, or takes the choice back.
pub fn set_project(config: &mut VisualConfig, of: Side, project: Option<Project>) {
    side_mut(config, of).project = project.unwrap_or_else(no_project);
}

/// Adds a filter in which nothing is chosen yet.
pub fn add_filter(config: &mut VisualConfig, of: Side) {
    side_mut(config, of).filters.push(Filter {
        field: no_field(),
        values: Vec::new(),
    });
}

/// Removes a filter.
pub fn remove_filter(config: &mut VisualConfig, of: Side, at: usize) {
    let filters = &mut side_mut(config, of).filters;
    if at < filters.len() {
        filters.remove(at);
    }
}

/// Adds the values of a typed text, which commas and line breaks part. A value that is there already isn't added again.
pub fn add_values(values: &mut Vec<String>, typed: &str) {
    for value in typed.split([',', '\n', '\r']).map(str::trim) {
        if !value.is_empty() && !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }
}

/// The field of a mapping on one side.
pub fn mapped(mapping: &FieldMapping, side: Side) -> &Field {
    match side {
        Side::Source => &mapping.source,
        Side::Destination => &mapping.destination,
    }
}

/// Adds a mapping in which nothing is chosen yet.
pub fn add_mapping(config: &mut VisualConfig) {
    config.mappings.push(FieldMapping {
        source: no_field(),
        destination: no_field(),
        direction: MappingDirection::Both,
    });
}

/// Removes a mapping.
pub fn remove_mapping(config: &mut VisualConfig, at: usize) {
    if at < config.mappings.len() {
        config.mappings.remove(at);
    }
}

/// Selects a mapping's field on one side. While the other one isn't selected yet and that side has the same field, it is
/// selected, too; where a field can only be read, the direction that reads it.
pub fn map_field(
    config: &mut VisualConfig,
    at: usize,
    side: Side,
    field: Field,
    other_side: &[Field],
) {
    let Some(mapping) = config.mappings.get_mut(at) else {
        return;
    };
    let other = match side {
        Side::Source => &mut mapping.destination,
        Side::Destination => &mut mapping.source,
    };
    if other.reference.is_empty()
        && let Some(same) = other_side
            .iter()
            .find(|known| known.reference == field.reference)
    {
        *other = same.clone();
    }
    match side {
        Side::Source => mapping.source = field,
        Side::Destination => mapping.destination = field,
    }
    mapping.direction = match (mapping.source.read_only, mapping.destination.read_only) {
        (true, false) => MappingDirection::ToDestination,
        (false, true) => MappingDirection::ToSource,
        _ => mapping.direction,
    };
}

/// Puts the predefined mappings in place of those that are there.
pub fn restore_defaults(config: &mut VisualConfig, source: &[Field], destination: &[Field]) {
    config.mappings = predefined(source, destination);
}

/// What a field can be selected from: references and names. One that was selected but that the project doesn't have stays,
/// so that it can be seen; whether it is missing can be told only once the fields are known.
pub fn options(fields: Option<&[Field]>, selected: &Field) -> Vec<(String, String, Missing)> {
    let known = fields.unwrap_or_default();
    let is_known = known
        .iter()
        .any(|field| field.reference == selected.reference);
    let missing = (!selected.reference.is_empty() && !is_known).then(|| {
        let missing = Missing(fields.is_some());
        (selected.reference.clone(), selected.name.clone(), missing)
    });
    let known = known
        .iter()
        .map(|field| (field.reference.clone(), field.name.clone(), Missing(false)));
    missing.into_iter().chain(known).collect()
}

/// Whether the project doesn't have the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing(pub bool);

/// A direction as one side sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrow {
    /// Both ways.
    Both,
    /// From the own side, which is on the left, to the other.
    Right,
    /// From the other side to the own.
    Left,
}

impl Arrow {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Both, Self::Right, Self::Left];

    /// How this side sees the direction.
    pub fn of(direction: MappingDirection, own: Side) -> Self {
        match (direction, own) {
            (MappingDirection::Both, _) => Self::Both,
            (MappingDirection::ToDestination, Side::Source)
            | (MappingDirection::ToSource, Side::Destination) => Self::Right,
            _ => Self::Left,
        }
    }

    /// The direction that this side means with it.
    pub fn direction(self, own: Side) -> MappingDirection {
        match (self, own) {
            (Self::Both, _) => MappingDirection::Both,
            (Self::Right, Side::Source) | (Self::Left, Side::Destination) => {
                MappingDirection::ToDestination
            }
            _ => MappingDirection::ToSource,
        }
    }

    /// Its name in the page.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Both => "both",
            Self::Right => "right",
            Self::Left => "left",
        }
    }

    /// Reads what [`Arrow::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|arrow| arrow.as_str() == text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crosslink_protocol::ErrorCode;

    fn field(reference: &str, read_only: bool) -> Field {
        Field {
            reference: reference.into(),
            name: reference.into(),
            kind: "string".into(),
            read_only,
        }
    }

    fn chosen(name: &str) -> Option<Project> {
        Some(Project {
            id: ProjectId::new(name),
            name: name.into(),
        })
    }

    #[test]
    fn a_blank_configuration_asks_for_both_projects_and_nothing_else() {
        let errors = blank().checked().expect_err("refused");
        let found: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code)).collect();
        assert_eq!(
            found,
            [
                ("source.project", ErrorCode::ProjectRequired),
                ("destination.project", ErrorCode::ProjectRequired),
            ]
        );
    }

    #[test]
    fn a_project_is_chosen_and_taken_back() {
        let mut config = blank();
        set_project(&mut config, Side::Destination, chosen("P"));
        assert_eq!(project(&config, Side::Destination), chosen("P"));
        assert_eq!(project(&config, Side::Source), None);
        set_project(&mut config, Side::Destination, None);
        assert_eq!(config, blank());
    }

    #[test]
    fn typed_values_are_parted_trimmed_and_never_doubled() {
        let mut values = vec!["New".to_owned()];
        add_values(&mut values, " Active, New ,,\nIn  review\r\n");
        assert_eq!(values, ["New", "Active", "In  review"]);
    }

    #[test]
    fn filters_come_and_go_on_their_side() {
        let mut config = blank();
        add_filter(&mut config, Side::Source);
        add_filter(&mut config, Side::Source);
        side_mut(&mut config, Side::Source).filters[1].field = field("System.State", false);
        remove_filter(&mut config, Side::Source, 0);
        remove_filter(&mut config, Side::Source, 7);
        assert_eq!(config.source.filters[0].field.reference, "System.State");
        assert!(config.destination.filters.is_empty());
    }

    #[test]
    fn the_same_field_of_the_other_side_is_selected_with_the_first() {
        let mut config = blank();
        add_mapping(&mut config);
        let there = [field("System.Title", false), field("Custom.A", false)];
        map_field(
            &mut config,
            0,
            Side::Source,
            field("System.Title", false),
            &there,
        );
        assert_eq!(config.mappings[0].destination, there[0]);
        // Once both are selected, changing one leaves the other.
        map_field(
            &mut config,
            0,
            Side::Source,
            field("Custom.A", false),
            &there,
        );
        assert_eq!(config.mappings[0].destination, there[0]);
        map_field(
            &mut config,
            9,
            Side::Source,
            field("Custom.A", false),
            &there,
        );
        remove_mapping(&mut config, 9);
        remove_mapping(&mut config, 0);
        assert!(config.mappings.is_empty());
    }

    #[test]
    fn a_field_that_can_only_be_read_is_read() {
        let mut config = blank();
        add_mapping(&mut config);
        map_field(&mut config, 0, Side::Source, field("System.Id", true), &[]);
        map_field(
            &mut config,
            0,
            Side::Destination,
            field("Custom.Id", false),
            &[],
        );
        assert_eq!(
            config.mappings[0].direction,
            MappingDirection::ToDestination
        );
    }

    #[test]
    fn defaults_replace_what_was_there() {
        let mut config = blank();
        add_mapping(&mut config);
        let fields = [field("System.Title", false), field("System.Tags", false)];
        restore_defaults(&mut config, &fields, &fields[..1]);
        assert_eq!(config.mappings.len(), 1);
        assert_eq!(config.mappings[0].source.reference, "System.Title");
    }

    #[test]
    fn a_selected_field_that_the_project_does_not_have_can_still_be_seen() {
        let (title, gone) = (field("Title", false), field("Gone", false));
        let told = |fields: Option<&[Field]>, selected: &Field| -> Vec<(String, bool)> {
            let options = options(fields, selected);
            options
                .into_iter()
                .map(|(_, name, missing)| (name, missing.0))
                .collect()
        };
        let known = std::slice::from_ref(&title);
        assert_eq!(told(Some(known), &title), [("Title".to_owned(), false)]);
        assert_eq!(
            told(Some(known), &gone),
            [("Gone".to_owned(), true), ("Title".to_owned(), false)]
        );
        assert_eq!(told(None, &gone), [("Gone".to_owned(), false)]);
        assert_eq!(told(None, &no_field()), []);
    }

    #[test]
    fn each_side_sees_the_directions_from_where_it_stands() {
        use MappingDirection::{Both, ToDestination, ToSource};
        for (direction, from_source, from_destination) in [
            (Both, Arrow::Both, Arrow::Both),
            (ToDestination, Arrow::Right, Arrow::Left),
            (ToSource, Arrow::Left, Arrow::Right),
        ] {
            for (own, arrow) in [
                (Side::Source, from_source),
                (Side::Destination, from_destination),
            ] {
                assert_eq!(Arrow::of(direction, own), arrow);
                assert_eq!(arrow.direction(own), direction);
                assert_eq!(Arrow::parse(arrow.as_str()), Some(arrow));
            }
        }
    }
}
