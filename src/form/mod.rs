//! What the dialogs have in common: names and project, and the care that a submission is made once.

pub mod kept;
pub mod link;
pub mod names;
#[cfg(test)]
pub mod samples;
pub mod submission;

#[cfg(target_arch = "wasm32")]
mod draft_store;
#[cfg(target_arch = "wasm32")]
mod field_errors;
#[cfg(target_arch = "wasm32")]
mod name_fields;
#[cfg(target_arch = "wasm32")]
mod project_field;
#[cfg(target_arch = "wasm32")]
mod project_search;

#[cfg(target_arch = "wasm32")]
pub use draft_store::{DraftStore, new_key};
#[cfg(target_arch = "wasm32")]
pub use field_errors::FieldErrors;
#[cfg(target_arch = "wasm32")]
pub use name_fields::NameFields;
#[cfg(target_arch = "wasm32")]
pub use project_field::ProjectField;
#[cfg(target_arch = "wasm32")]
pub use project_search::{Asked, ProjectAnswer, ProjectSearch};
