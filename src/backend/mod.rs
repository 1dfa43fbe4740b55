//! The typed client of the node's console API. It knows neither signals nor pages.

mod error;
#[cfg_attr(
    not(target_arch = "wasm32"),
    allow(dead_code, reason = "used by the client, which is for the browser")
)]
mod together;

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
pub use client::{Api, Renewing, SessionKeeper};
#[cfg(target_arch = "wasm32")]
pub use connection::Change;
