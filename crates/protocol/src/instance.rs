//! The own instance, and what a probe of another one found.

use crate::id::NodeUid;
use crate::mode::ModeOffer;
use crate::session::User;
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
    /// Who is signed in.
    pub user: User,
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
}
