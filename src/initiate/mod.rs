//! The Initiate connection dialog: from a destination to a connection, or to the invitation code for one.

pub mod draft;
pub mod last;
pub mod step;
pub mod verified;

#[cfg(target_arch = "wasm32")]
mod access;
#[cfg(target_arch = "wasm32")]
mod destination;
#[cfg(target_arch = "wasm32")]
mod dialog;
#[cfg(target_arch = "wasm32")]
mod information;
#[cfg(target_arch = "wasm32")]
mod invitation;
#[cfg(target_arch = "wasm32")]
mod modes;
#[cfg(target_arch = "wasm32")]
mod probing;
#[cfg(target_arch = "wasm32")]
mod project;
#[cfg(target_arch = "wasm32")]
mod verify;
#[cfg(target_arch = "wasm32")]
mod wizard;

#[cfg(target_arch = "wasm32")]
pub use dialog::InitiateDialog;
#[cfg(target_arch = "wasm32")]
pub use wizard::DRAFT_KEY;
