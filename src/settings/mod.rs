//! The General Settings tab: what is known of the own instance and its node.

mod page;

pub use page::SettingsPage;
