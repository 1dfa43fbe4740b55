//! The own instance.

use super::Shared;
use super::auth::Caller;
use axum::Json;
use axum::extract::State;
use crosslink_protocol::instance::{Instance, Organization, OwnNode, ReachState, Reachability};

/// The own instance, its node, and who is signed in.
#[utoipa::path(get, path = "/api/v1/instance", tag = "instance", operation_id = "get_instance",
    responses((status = 200, body = Instance)))]
pub(crate) async fn get(State(app): State<Shared>, caller: Caller) -> Json<Instance> {
    let own = &app.peers.own;
    let url = own.tracker.url.clone();
    let name = url.rsplit('/').next().unwrap_or(&url).to_owned();
    Json(Instance {
        name: own.name.clone(),
        organization: Organization { name, url },
        node: OwnNode {
            uid: own.uid.clone(),
            url: own.url.clone(),
            version: own.version.clone(),
        },
        reachability: Reachability {
            state: match own.url {
                Some(_) => ReachState::Unchecked,
                None => ReachState::NoUrl,
            },
            reason: None,
            checked_at: None,
            checked_by: None,
        },
        licence: app.peers.licensing.now(),
        user: caller.user,
    })
}
