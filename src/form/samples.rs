//! What tests of the dialogs begin with.

use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::{Connection, Health, Lifecycle, Side};
use crosslink_protocol::id::ConnectionId;
use crosslink_protocol::mode::Mode;

/// A connection that was just initiated in Script mode.
pub fn connection() -> Connection {
    Connection {
        id: ConnectionId::new("c"),
        version: 1,
        name: "A_to_B".into(),
        description: String::new(),
        mode: Mode::Script,
        side: Side::Source,
        lifecycle: Lifecycle::Pending,
        health: Health::Unknown,
        health_reason: None,
        local_short_name: "A".into(),
        remote_short_name: "B".into(),
        remote_url: None,
        remote_console_url: None,
        project: None,
        paused_here: false,
        paused_there: false,
        created_at: Timestamp(0),
        last_contact_at: None,
        invitation_expires_at: None,
    }
}
