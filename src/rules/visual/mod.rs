//! **Configure sync**: the configuration of a Visual connection, both sides on one screen.

pub mod differences;
pub mod model;

#[cfg(target_arch = "wasm32")]
mod field_select;
#[cfg(target_arch = "wasm32")]
mod filters;
#[cfg(target_arch = "wasm32")]
mod mappings;
#[cfg(target_arch = "wasm32")]
mod screen;
#[cfg(target_arch = "wasm32")]
mod side;
#[cfg(target_arch = "wasm32")]
mod state;
#[cfg(target_arch = "wasm32")]
mod summary;

#[cfg(target_arch = "wasm32")]
pub use screen::VisualRules;
