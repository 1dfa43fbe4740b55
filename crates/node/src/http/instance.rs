//! The own instance.

use super::Shared;
use super::auth::Caller;
use crate::reach;
use axum::Json;
use axum::extract::State;
use crosslink_protocol::instance::{Instance, Organization, OwnNode};

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
        reachability: reach::known(&app),
        licence: app.peers.licensing.now(),
        user: caller.user,
    })
}
