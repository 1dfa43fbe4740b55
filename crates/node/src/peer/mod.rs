//! Talking to other nodes: who this node is, how requests are signed, which addresses are called, and the calls.

mod calls;
mod connections;
mod delivery;
mod farewells;
mod guard;
mod identity;
mod outgoing;
mod shipping;
mod signature;
mod visual;

pub(crate) use calls::Calls;
pub(crate) use connections::Beat;
pub(crate) use delivery::{ATTEMPT_MS, Outcome, deliver, deliver_due};
pub(crate) use farewells::{tell_due, withdraw_due};
pub(crate) use guard::Guard;
pub(crate) use identity::{Identity, fingerprint_of, is_web_page, uid_of, vouch};
pub(crate) use outgoing::{Delivery, Peers, ask};
pub(crate) use shipping::{ship, ship_due};
pub(crate) use signature::{
    ANSWER_SIGNATURE, Claims, KEY, PROOF, Purpose, SignatureError, Signed, sign, verify,
};
