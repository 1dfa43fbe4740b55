//! What is decided, without I/O: the values of a node, and the rules by which they change.

mod acceptance;
mod activity;
mod change;
mod check;
mod connection;
mod farewell;
mod health;
mod invitation;
mod licence;
mod naming;
mod scripts;
mod verification;

pub(crate) use acceptance::{Acceptance, retry_after};
pub(crate) use activity::{by_node, by_other_side, by_person, refused};
pub(crate) use change::{Wish, decide, removed, told};
pub(crate) use check::{incoming_of, incoming_of_silent, incoming_without_url, skipped, steps};
pub(crate) use connection::{ConnectionRecord, NewConnection, Remote};
pub(crate) use farewell::{FAREWELL_MS, Farewell};
pub(crate) use health::{Contact, Observation, observe, patience_ms};
pub(crate) use invitation::{Invitation, Verdict, judge};
pub(crate) use licence::{Paid, licence, read_key, write_key};
pub(crate) use naming::{filled, numbered};
pub(crate) use scripts::generated;
pub(crate) use verification::{Decision, Grant, Verification, usable};
