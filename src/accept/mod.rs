//! The Accept invitation dialog: from a pasted code to an active connection.

pub mod draft;

#[cfg(target_arch = "wasm32")]
mod code;
#[cfg(target_arch = "wasm32")]
mod details;
#[cfg(target_arch = "wasm32")]
mod dialog;
#[cfg(target_arch = "wasm32")]
mod result;
#[cfg(target_arch = "wasm32")]
mod wizard;

#[cfg(target_arch = "wasm32")]
pub use dialog::AcceptDialog;
#[cfg(target_arch = "wasm32")]
pub use wizard::DRAFT_KEY;
