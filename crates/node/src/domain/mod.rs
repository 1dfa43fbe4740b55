//! What is decided, without I/O: the values of a node, and the rules by which they change.

mod acceptance;
mod connection;
mod health;
mod invitation;

pub(crate) use acceptance::{Acceptance, retry_after};
pub(crate) use connection::{ConnectionRecord, NewConnection, Remote};
pub(crate) use health::{Contact, Observation, observe};
pub(crate) use invitation::{Invitation, Verdict, judge};
