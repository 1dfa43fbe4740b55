//! The typed client of the node's console API. It knows neither signals nor pages.

mod error;

#[cfg(target_arch = "wasm32")]
mod calls;
#[cfg(target_arch = "wasm32")]
mod client;
#[cfg(target_arch = "wasm32")]
mod connection;
#[cfg(target_arch = "wasm32")]
mod rules;
#[cfg(target_arch = "wasm32")]
mod verifications;

pub use error::{ApiError, Refusal};

#[cfg(target_arch = "wasm32")]
pub use calls::ListAnswer;
#[cfg(target_arch = "wasm32")]
pub use client::{Api, SessionKeeper};
#[cfg(target_arch = "wasm32")]
pub use connection::Change;
