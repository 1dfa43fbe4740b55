//! Which connections are shown and in which order, as the address bar says it.

use crosslink_protocol::connection::{Lifecycle, Sort};

/// How many connections a page of the list has.
pub const PAGE_SIZE: u32 = 50;

/// What the list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListQuery {
    /// Part of a name, as typed.
    pub search: String,
    /// Only connections of this lifecycle.
    pub status: Option<Lifecycle>,
    /// The order.
    pub sort: Sort,
}

impl Default for ListQuery {
    fn default() -> Self {
        Self {
            search: String::new(),
            status: None,
            sort: Sort::Name,
        }
    }
}

impl ListQuery {
    /// Reads the address. What isn't understood there has its default, so that an old link still shows a list.
    pub fn from_address(parameter: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            search: parameter("search").unwrap_or_default(),
            status: parameter("status").and_then(|text| Lifecycle::parse(&text)),
            sort: parameter("sort")
                .and_then(|text| Sort::parse(&text))
                .unwrap_or(Sort::Name),
        }
    }

    /// The parameters for the address: only what differs from the default, to keep it short.
    pub fn to_address(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.search.is_empty() {
            pairs.push(("search", self.search.clone()));
        }
        if let Some(status) = self.status {
            pairs.push(("status", status.as_str().to_owned()));
        }
        if self.sort != Sort::Name {
            pairs.push(("sort", self.sort.as_str().to_owned()));
        }
        pairs
    }

    /// The parameters for the node (`GET /connections`).
    pub fn to_request(&self, cursor: Option<&str>) -> Vec<(&'static str, String)> {
        let mut pairs = vec![
            ("sort", self.sort.as_str().to_owned()),
            ("limit", PAGE_SIZE.to_string()),
        ];
        let search = self.search.trim();
        if !search.is_empty() {
            pairs.push(("search", search.to_owned()));
        }
        if let Some(status) = self.status {
            pairs.push(("lifecycle", status.as_str().to_owned()));
        }
        if let Some(cursor) = cursor {
            pairs.push(("cursor", cursor.to_owned()));
        }
        pairs
    }

    /// Whether some connections are left out.
    pub fn filters(&self) -> bool {
        !self.search.trim().is_empty() || self.status.is_some()
    }
}

/// A column that the list can be sorted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The connection's name.
    Name,
    /// Its mode.
    Mode,
    /// The project for the incoming sync.
    Project,
    /// Its lifecycle.
    Status,
    /// The last contact with the other side.
    LastContact,
}

impl Column {
    /// The two orders of the column; the first is the one that a first press on its heading gives.
    fn orders(self) -> [Sort; 2] {
        match self {
            Self::Name => [Sort::Name, Sort::NameDescending],
            Self::Mode => [Sort::Mode, Sort::ModeDescending],
            Self::Project => [Sort::Project, Sort::ProjectDescending],
            Self::Status => [Sort::Status, Sort::StatusDescending],
            // Who asks for times wants the newest first.
            Self::LastContact => [Sort::LastContactDescending, Sort::LastContact],
        }
    }

    /// The order after a press on the column's heading.
    pub fn pressed(self, sort: Sort) -> Sort {
        let [first, second] = self.orders();
        if sort == first { second } else { first }
    }

    /// The value of `aria-sort` of the column's heading; `None` when the list is sorted by another one.
    pub fn aria_sort(self, sort: Sort) -> Option<&'static str> {
        self.orders().contains(&sort).then(|| {
            if sort.as_str().starts_with('-') {
                "descending"
            } else {
                "ascending"
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&'static str, String)]) -> ListQuery {
        ListQuery::from_address(|name| {
            pairs
                .iter()
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value.clone())
        })
    }

    #[test]
    fn a_query_survives_the_address() {
        for query in [
            ListQuery::default(),
            ListQuery {
                search: "a & b".into(),
                status: Some(Lifecycle::RemoteRemoved),
                sort: Sort::LastContactDescending,
            },
        ] {
            assert_eq!(read(&query.to_address()), query);
        }
        assert!(ListQuery::default().to_address().is_empty());
    }

    #[test]
    fn an_address_from_elsewhere_still_shows_a_list() {
        let pairs = [("status", "sleepy".to_owned()), ("sort", "moon".to_owned())];
        assert_eq!(read(&pairs), ListQuery::default());
    }

    #[test]
    fn the_node_is_asked_for_one_page() {
        let query = ListQuery {
            search: "  x ".into(),
            ..ListQuery::default()
        };
        assert_eq!(
            query.to_request(Some("c")),
            [
                ("sort", "name".to_owned()),
                ("limit", "50".to_owned()),
                ("search", "x".to_owned()),
                ("cursor", "c".to_owned()),
            ]
        );
    }

    #[test]
    fn pressing_a_heading_twice_turns_the_order_around() {
        let first = Column::Project.pressed(Sort::Name);
        assert_eq!(first, Sort::Project);
        assert_eq!(Column::Project.pressed(first), Sort::ProjectDescending);
        assert_eq!(
            Column::LastContact.pressed(first),
            Sort::LastContactDescending
        );
    }

    #[test]
    fn the_order_is_said_at_the_sorted_column_only() {
        assert_eq!(
            Column::Name.aria_sort(Sort::NameDescending),
            Some("descending")
        );
        assert_eq!(
            Column::LastContact.aria_sort(Sort::LastContact),
            Some("ascending")
        );
        assert_eq!(Column::Mode.aria_sort(Sort::Name), None);
    }
}
