//! A connection as this node keeps it.

use crosslink_protocol::connection::{Connection, ConnectionDetails, Health, Lifecycle, Side};
use crosslink_protocol::id::{ConnectionId, InvitationId, NodeUid};
use crosslink_protocol::mode::Mode;
use crosslink_protocol::peer::{NodeInfo, SideState};
use crosslink_protocol::project::Project;
use crosslink_protocol::{ErrorCode, Timestamp, names};

/// A connection with everything this node knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConnectionRecord {
    pub(crate) id: ConnectionId,
    pub(crate) version: i64,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) mode: Mode,
    pub(crate) side: Side,
    pub(crate) lifecycle: Lifecycle,
    pub(crate) health: Health,
    pub(crate) health_reason: Option<ErrorCode>,
    pub(crate) local_short_name: String,
    pub(crate) remote_short_name: String,
    /// Absent in Visual mode until the sync is configured.
    pub(crate) project: Option<Project>,
    pub(crate) created_at: Timestamp,
    pub(crate) created_by: String,
    pub(crate) last_contact_at: Option<Timestamp>,
    pub(crate) remote: Remote,
    /// What this side has decided.
    pub(crate) own: SideState,
    /// The newest that was heard of the other side's decisions.
    pub(crate) remote_state: SideState,
    /// On the destination: the invitation that was accepted.
    pub(crate) accepted_invitation: Option<InvitationId>,
    /// On the source, while pending: until when the invitation can be accepted.
    pub(crate) invitation_expires_at: Option<Timestamp>,
}

/// The other side, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Remote {
    pub(crate) node_url: Option<String>,
    pub(crate) tracker_url: Option<String>,
    pub(crate) node_uid: Option<NodeUid>,
    /// Its Ed25519 public key, base64url; pinned by the acceptance.
    pub(crate) public_key: Option<String>,
    /// The connection's id over there.
    pub(crate) connection_id: Option<ConnectionId>,
    /// Where its console is, as its node says.
    pub(crate) console_url: Option<String>,
}

impl Remote {
    /// What `node` says of itself, to be pinned for the connection that it calls `connection_id`.
    pub(crate) fn pinned(node: &NodeInfo, connection_id: ConnectionId) -> Self {
        Self {
            node_url: node.url.clone(),
            tracker_url: Some(node.tracker.url.clone()),
            node_uid: Some(node.uid.clone()),
            public_key: Some(node.public_key.clone()),
            connection_id: Some(connection_id),
            console_url: node.console_url.clone(),
        }
    }
}

/// What it takes to make a connection.
pub(crate) struct NewConnection {
    pub(crate) id: ConnectionId,
    pub(crate) mode: Mode,
    pub(crate) side: Side,
    /// Checked already.
    pub(crate) details: ConnectionDetails,
    pub(crate) project: Option<Project>,
    pub(crate) created_at: Timestamp,
    pub(crate) created_by: String,
    pub(crate) remote: Remote,
    pub(crate) accepted_invitation: Option<InvitationId>,
    pub(crate) invitation_expires_at: Option<Timestamp>,
}

impl ConnectionRecord {
    /// A new connection: pending, nothing known of the other side's health.
    pub(crate) fn new(new: NewConnection) -> Self {
        Self {
            id: new.id,
            version: 1,
            name: new.details.name,
            description: new.details.description,
            mode: new.mode,
            side: new.side,
            lifecycle: Lifecycle::Pending,
            health: Health::Unknown,
            health_reason: None,
            local_short_name: new.details.local_short_name,
            remote_short_name: new.details.remote_short_name,
            project: new.project,
            created_at: new.created_at,
            created_by: new.created_by,
            last_contact_at: None,
            remote: new.remote,
            own: SideState::default(),
            remote_state: SideState::default(),
            accepted_invitation: new.accepted_invitation,
            invitation_expires_at: new.invitation_expires_at,
        }
    }

    /// What the console is told.
    pub(crate) fn to_dto(&self) -> Connection {
        Connection {
            id: self.id.clone(),
            version: u64::try_from(self.version).unwrap_or_default(),
            name: self.name.clone(),
            description: self.description.clone(),
            mode: self.mode,
            side: self.side,
            lifecycle: self.lifecycle,
            health: self.health,
            health_reason: self.health_reason,
            local_short_name: self.local_short_name.clone(),
            remote_short_name: self.remote_short_name.clone(),
            remote_url: self.remote_url().map(str::to_owned),
            remote_console_url: self.remote.console_url.clone(),
            paused_here: self.own.paused,
            paused_there: self.remote_state.paused,
            project: self.project.clone(),
            created_at: self.created_at,
            last_contact_at: self.last_contact_at,
            invitation_expires_at: self
                .invitation_expires_at
                .filter(|_| self.lifecycle == Lifecycle::Pending && self.side == Side::Source),
        }
    }

    /// Whether both sides have agreed on it, and neither has deleted it.
    pub(crate) fn is_agreed(&self) -> bool {
        matches!(self.lifecycle, Lifecycle::Active | Lifecycle::Deactivated)
    }

    /// Where the other side's people work, or its node as long as that is all that is known.
    pub(crate) fn remote_url(&self) -> Option<&str> {
        self.remote
            .tracker_url
            .as_deref()
            .or(self.remote.node_url.as_deref())
    }

    /// The project's name; empty without one.
    pub(crate) fn project_name(&self) -> &str {
        self.project.as_ref().map_or("", |project| &project.name)
    }

    /// What a search looks through.
    pub(crate) fn search_text(&self) -> String {
        let parts = [
            self.name.as_str(),
            &self.local_short_name,
            &self.remote_short_name,
            self.remote_url().unwrap_or_default(),
            self.project_name(),
            &self.description,
        ];
        names::key(&parts.join("\n"))
    }

    /// The place of the lifecycle in the order of [`Lifecycle::ALL`].
    pub(crate) fn lifecycle_rank(&self) -> i64 {
        let at = Lifecycle::ALL
            .iter()
            .position(|lifecycle| *lifecycle == self.lifecycle);
        at.and_then(|at| i64::try_from(at).ok()).unwrap_or_default()
    }
}
