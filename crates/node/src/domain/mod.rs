//! What is decided, without I/O: the values of a node, and the rules by which they change.

mod acceptance;
mod connection;
mod health;
mod invitation;
mod licence;
mod naming;
mod scripts;
mod verification;

pub(crate) use acceptance::{Acceptance, retry_after};
pub(crate) use connection::{ConnectionRecord, NewConnection, Remote};
pub(crate) use health::{Contact, Observation, observe};
pub(crate) use invitation::{Invitation, Verdict, judge};
pub(crate) use licence::{Paid, licence, read_key, write_key};
pub(crate) use naming::{filled, numbered};
pub(crate) use scripts::generated;
pub(crate) use verification::{Decision, Grant, Verification, usable};
