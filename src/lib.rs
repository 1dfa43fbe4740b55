//! The Crosslink console: the page on which administrators connect their Azure DevOps organisation to another one.
//!
//! What decides something is in modules without views, which are compiled and tested on the host;
//! what shows something is compiled for the browser only.

pub mod accept;
pub mod backend;
pub mod clock;
pub mod connection;
pub mod connections;
pub mod dialogs;
pub mod form;
pub mod grant;
pub mod host;
pub mod initiate;
pub mod pages;
pub mod routes;
pub mod rules;
pub mod settings;
pub mod shortcuts;
pub mod sign_in;
pub mod text;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod ui;
