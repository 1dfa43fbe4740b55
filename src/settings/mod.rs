//! The General Settings tab: what is known of the own instance and its node, whether others reach it, and its licence.

pub mod words;

#[cfg(target_arch = "wasm32")]
mod language;
#[cfg(target_arch = "wasm32")]
mod licence;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod reachability;
#[cfg(target_arch = "wasm32")]
mod who;

#[cfg(target_arch = "wasm32")]
pub use page::SettingsPage;
