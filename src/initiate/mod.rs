//! The Initiate connection dialog: four steps from a destination to an invitation code.

pub mod draft;

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
mod wizard;

#[cfg(target_arch = "wasm32")]
pub use dialog::InitiateDialog;
#[cfg(target_arch = "wasm32")]
pub use wizard::DRAFT_KEY;
