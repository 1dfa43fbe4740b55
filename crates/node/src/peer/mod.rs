//! Talking to other nodes: who this node is, how requests are signed, which addresses are called, and the calls.

mod calls;
mod delivery;
mod guard;
mod identity;
mod outgoing;
mod shipping;
mod signature;
mod visual;

pub(crate) use calls::Calls;
pub(crate) use delivery::{ATTEMPT_MS, Outcome, deliver, deliver_due};
pub(crate) use guard::Guard;
pub(crate) use identity::{Identity, fingerprint_of, uid_of, vouch};
pub(crate) use outgoing::{Delivery, Peers};
pub(crate) use shipping::{ship, ship_due};
pub(crate) use signature::{
    ANSWER_SIGNATURE, Claims, KEY, PROOF, Purpose, SignatureError, Signed, sign, verify,
};
