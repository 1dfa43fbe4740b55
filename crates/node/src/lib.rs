//! The Crosslink node: the backend service of one instance, "the extension backend".
//!
//! A request goes route -> handler in [`http`] (parses, authorises) -> [`domain`] (decides) -> [`store`],
//! [`peer`] or [`tracker`] (does). Time, ids and randomness come from [`ports`], so that tests decide them.

pub mod app;
mod check;
pub mod config;
mod crash;
mod domain;
mod expiry;
mod failure;
mod heartbeats;
mod http;
pub mod issuing;
mod jobs;
mod keys;
mod licensing;
mod operator;
mod origins;
mod peer;
pub mod ports;
mod reach;
mod store;
mod tracker;
mod vault;

pub use app::{Running, StartError, start};
pub use operator::{end_sessions, forget_organization, sign_in_link};
