//! What differs between two configurations, one by one.

use super::model::side;
use crosslink_protocol::connection::Side;
use crosslink_protocol::visual::{FieldMapping, Filter, Method, VisualConfig};

/// Something that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Another project, by name; `None` where none was chosen yet.
    Project(Side, Option<String>, String),
    /// Another method.
    Method(Side, Method, Method),
    /// A filter that is only in the second configuration.
    FilterAdded(Side, Filter),
    /// A filter that is only in the first.
    FilterRemoved(Side, Filter),
    /// A filter whose values are others now: before, after.
    FilterChanged(Side, Filter, Filter),
    /// A mapping that is only in the second.
    MappingAdded(FieldMapping),
    /// A mapping that is only in the first.
    MappingRemoved(FieldMapping),
    /// A mapping whose direction is another one now: as it is after.
    MappingTurned(FieldMapping),
}

/// What differs, in the order of the screen; empty when both do the same.
pub fn differences(before: &VisualConfig, after: &VisualConfig) -> Vec<Difference> {
    let mut found = Vec::new();
    for which in [Side::Source, Side::Destination] {
        let (old, new) = (side(before, which), side(after, which));
        if old.project.id != new.project.id {
            let name = old.project.name.clone();
            found.push(Difference::Project(
                which,
                (!name.is_empty()).then_some(name),
                new.project.name.clone(),
            ));
        }
        if old.method != new.method {
            found.push(Difference::Method(which, old.method, new.method));
        }
        let pairs = paired(&old.filters, &new.filters, |filter| {
            filter.field.reference.clone()
        });
        found.extend(pairs.into_iter().map(|pair| match pair {
            Pair::Changed(old, new) => Difference::FilterChanged(which, old, new),
            Pair::Removed(old) => Difference::FilterRemoved(which, old),
            Pair::Added(new) => Difference::FilterAdded(which, new),
        }));
    }
    let pairs = paired(&before.mappings, &after.mappings, |mapping| {
        [&mapping.source, &mapping.destination].map(|field| field.reference.clone())
    });
    found.extend(pairs.into_iter().map(|pair| match pair {
        Pair::Changed(_, new) => Difference::MappingTurned(new),
        Pair::Removed(old) => Difference::MappingRemoved(old),
        Pair::Added(new) => Difference::MappingAdded(new),
    }));
    found
}

enum Pair<T> {
    Changed(T, T),
    Removed(T),
    Added(T),
}

/// What is in one list only, and what has the same key in both but is otherwise not the same. Order doesn't matter.
fn paired<T: Clone + PartialEq, K: PartialEq>(
    before: &[T],
    after: &[T],
    key: impl Fn(&T) -> K,
) -> Vec<Pair<T>> {
    let mut left: Vec<&T> = after.iter().collect();
    let mut take = |wanted: &dyn Fn(&T) -> bool| {
        let at = left.iter().position(|candidate| wanted(candidate))?;
        Some(left.remove(at))
    };
    let gone: Vec<&T> = before
        .iter()
        .filter(|old| take(&|new| new == *old).is_none())
        .collect();
    let mut found: Vec<_> = gone
        .into_iter()
        .map(|old| match take(&|new| key(new) == key(old)) {
            Some(new) => Pair::Changed(old.clone(), new.clone()),
            None => Pair::Removed(old.clone()),
        })
        .collect();
    found.extend(left.into_iter().cloned().map(Pair::Added));
    found
}

#[cfg(test)]
mod tests {
    use super::super::model::{add_mapping, blank, set_project};
    use super::*;
    use crosslink_protocol::id::ProjectId;
    use crosslink_protocol::project::Project;
    use crosslink_protocol::visual::{Field, MappingDirection};

    fn field(reference: &str) -> Field {
        Field {
            reference: reference.into(),
            name: reference.into(),
            kind: "string".into(),
            read_only: false,
        }
    }

    fn mapping(source: &str, destination: &str, direction: MappingDirection) -> FieldMapping {
        FieldMapping {
            source: field(source),
            destination: field(destination),
            direction,
        }
    }

    fn filter(reference: &str, values: &[&str]) -> Filter {
        Filter {
            field: field(reference),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        }
    }

    #[test]
    fn what_is_the_same_is_not_told_and_the_order_is_no_difference() {
        let mut before = blank();
        before.mappings = vec![
            mapping("A", "A", MappingDirection::Both),
            mapping("B", "B", MappingDirection::Both),
        ];
        let mut after = before.clone();
        after.mappings.reverse();
        assert_eq!(differences(&before, &after), []);
        add_mapping(&mut after);
        assert_eq!(differences(&before, &after).len(), 1);
    }

    #[test]
    fn each_kind_of_change_is_told_once() {
        let mut before = blank();
        before.source.filters = vec![filter("State", &["New"]), filter("Type", &["Bug"])];
        before.mappings = vec![
            mapping("A", "A", MappingDirection::Both),
            mapping("B", "B", MappingDirection::Both),
        ];
        let mut after = before.clone();
        let project = Project {
            id: ProjectId::new("p"),
            name: "P".into(),
        };
        set_project(&mut after, Side::Source, Some(project));
        after.destination.method = Method::Off;
        after.source.filters = vec![filter("State", &["New", "Active"]), filter("Area", &["X"])];
        after.mappings = vec![
            mapping("A", "A", MappingDirection::ToSource),
            mapping("B", "C", MappingDirection::Both),
        ];
        assert_eq!(
            differences(&before, &after),
            [
                Difference::Project(Side::Source, None, "P".into()),
                Difference::FilterChanged(
                    Side::Source,
                    before.source.filters[0].clone(),
                    after.source.filters[0].clone()
                ),
                Difference::FilterRemoved(Side::Source, before.source.filters[1].clone()),
                Difference::FilterAdded(Side::Source, after.source.filters[1].clone()),
                Difference::Method(Side::Destination, Method::Automatic, Method::Off),
                Difference::MappingTurned(after.mappings[0].clone()),
                Difference::MappingRemoved(before.mappings[1].clone()),
                Difference::MappingAdded(after.mappings[1].clone()),
            ]
        );
    }

    #[test]
    fn one_pair_of_fields_may_be_mapped_twice_each_way_by_its_own_line() {
        let mut before = blank();
        before.mappings = vec![
            mapping("A", "A", MappingDirection::ToSource),
            mapping("A", "A", MappingDirection::ToDestination),
        ];
        let mut after = before.clone();
        after.mappings.remove(0);
        assert_eq!(
            differences(&before, &after),
            [Difference::MappingRemoved(before.mappings[0].clone())]
        );
    }
}
