//! What console and node say to each other, and the rules that decide whether an input is valid.
//!
//! The console uses these rules to answer while somebody types, the node to refuse what must not
//! happen: the same code, so the two never disagree. Nothing here does I/O, knows a clock or makes
//! an id; what a rule needs is passed in.

pub mod activity;
pub mod check;
pub mod connection;
pub mod destination;
pub mod error;
pub mod handover;
pub mod id;
pub mod instance;
pub mod invitation;
pub mod invitation_code;
pub mod licence;
pub mod lifecycle;
pub mod mode;
pub mod names;
pub mod peer;
pub mod problem;
pub mod project;
pub mod rules;
pub mod session;
mod text_enum;
pub mod time;
pub mod verification;
pub mod visual;

pub use error::ErrorCode;
pub use problem::{FieldError, Problem};
pub use time::Timestamp;
