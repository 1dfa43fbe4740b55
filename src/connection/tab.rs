//! The tabs of a connection's page, each with its address.

use crate::routes::Route;
use crosslink_protocol::id::ConnectionId;

/// A tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// Status, both ends, facts.
    Overview,
    /// **Sync rules**.
    Rules,
    /// **Activity**.
    Activity,
}

impl Tab {
    /// All tabs, from left to right.
    pub const ALL: [Self; 3] = [Self::Overview, Self::Rules, Self::Activity];

    fn word(self) -> Option<&'static str> {
        match self {
            Self::Overview => None,
            Self::Rules => Some("rules"),
            Self::Activity => Some("activity"),
        }
    }

    /// The tab's address below the base.
    pub fn address(self, id: &ConnectionId) -> String {
        let path = Route::Connection(id.clone()).path();
        match self.word() {
            Some(word) => format!("{path}?tab={word}"),
            None => path,
        }
    }

    /// The tab of an address; what isn't understood there is the first one.
    pub fn of(address: &str) -> Self {
        let (_, search) = address.split_once('?').unwrap_or_default();
        let word = search.split('&').find_map(|pair| pair.strip_prefix("tab="));
        Self::ALL
            .into_iter()
            .find(|tab| tab.word() == word)
            .unwrap_or(Self::Overview)
    }
}

/// The connection of an address.
pub fn connection_of(address: &str) -> Option<ConnectionId> {
    match Route::at(address.split('?').next().unwrap_or_default()) {
        Route::Connection(id) => Some(id),
        Route::Connections | Route::Settings => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_tab_has_an_address_that_leads_to_it() {
        let id = ConnectionId::new("0192e4a0-7c1d-7def-8a2b-0123456789ab");
        for tab in Tab::ALL {
            let address = tab.address(&id);
            assert_eq!(Tab::of(&address), tab);
            assert_eq!(connection_of(&address), Some(id.clone()));
        }
        assert_eq!(connection_of("/settings"), None);
    }

    #[test]
    fn an_address_that_is_not_understood_is_the_overview() {
        assert_eq!(Tab::of("/connections/x?tab=moon"), Tab::Overview);
        assert_eq!(Tab::of("/connections/x?a=b&tab=activity"), Tab::Activity);
    }
}
