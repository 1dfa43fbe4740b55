//! The own instance, and what a probe of another one found.

use crate::id::NodeUid;
use crate::licence::Licence;
use crate::mode::ModeOffer;
use crate::session::User;
use crate::text_enum::text_enum;
use crate::{ErrorCode, Timestamp};
use serde::{Deserialize, Serialize};

/// The own instance, its node, and who is signed in (`GET /instance`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Instance {
    /// What the instance is called; suggested as its short name.
    pub name: String,
    /// The Azure DevOps organisation.
    pub organization: Organization,
    /// The node.
    pub node: OwnNode,
    /// Whether other nodes reach it.
    pub reachability: Reachability,
    /// What the node may be used for.
    pub licence: Licence,
    /// Who is signed in.
    pub user: User,
}

impl Instance {
    /// What keeps this instance from initiating connections of every mode, and must be mended first.
    pub fn obstacle(&self) -> Option<ErrorCode> {
        match self.reachability.state {
            ReachState::NoUrl => Some(ErrorCode::OwnUrlMissing),
            ReachState::Unreachable => Some(ErrorCode::OwnUrlUnreachable),
            ReachState::Unchecked | ReachState::Reachable => None,
        }
    }
}

text_enum! {
    /// Whether other nodes reach the own one.
    ReachState {
        /// It has no URL.
        NoUrl = "no-url",
        /// Nobody has tried yet.
        Unchecked = "unchecked",
        /// It answered at its URL.
        Reachable = "reachable",
        /// It did not answer at its URL.
        Unreachable = "unreachable",
    }
}

/// Whether the own node's URL leads to it, and who tried (`POST /instance/reachability` tries again).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Reachability {
    /// What was found.
    pub state: ReachState,
    /// Why it was not reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<ErrorCode>,
    /// When it was tried.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_at: Option<Timestamp>,
    /// What the other side is called whose node tried; absent when the own node tried, which can't see what a firewall
    /// does to others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_by: Option<String>,
}

/// An Azure DevOps organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Organization {
    /// Its name, as in its URL.
    pub name: String,
    /// Its address.
    pub url: String,
}

/// The own node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OwnNode {
    /// Its id.
    pub uid: NodeUid,
    /// Its **Crosslink URL**: where other nodes call it. `null` when nobody set it.
    pub url: Option<String>,
    /// The version of the software.
    pub version: String,
}

/// `POST /destinations/probe`: what is at this URL, and which modes does it allow?
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProbeRequest {
    /// The destination as typed; absent for *I don't have a URL*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What a probe found. A destination that can't be used answers a problem at the field `url` instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Probe {
    /// The destination's URL as it was understood; `null` for *I don't have a URL*.
    pub url: Option<String>,
    /// The node that answered; `null` for *I don't have a URL*.
    pub node: Option<ProbedNode>,
    /// How long it took to answer, in milliseconds; `null` for *I don't have a URL*.
    pub latency_ms: Option<u32>,
    /// Every mode, each available or with the reason why not.
    pub modes: Vec<ModeOffer>,
}

/// A node that answered a probe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProbedNode {
    /// Its id.
    pub uid: NodeUid,
    /// What its instance is called.
    pub name: String,
    /// The address of its tracker, for people to recognise it.
    pub tracker_url: String,
    /// The version of its software.
    pub version: String,
    /// Where its console is, for people with admin access there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub console_url: Option<String>,
}
