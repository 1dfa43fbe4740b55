//! **Configure sync**: the configuration of a Visual connection, both sides on one screen.

pub mod differences;
pub mod model;

#[cfg(target_arch = "wasm32")]
mod screen;
#[cfg(target_arch = "wasm32")]
pub use screen::VisualRules;
