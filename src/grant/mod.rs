//! The dialog in which an administrator grants another organisation admin access, or declines.

pub mod decision;

#[cfg(target_arch = "wasm32")]
mod dialog;
#[cfg(target_arch = "wasm32")]
mod request;

#[cfg(target_arch = "wasm32")]
pub use dialog::GrantDialog;
