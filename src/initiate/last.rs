//! What the last step says: what has to happen on the other side, or that it has happened.

use super::draft::Access;
use crate::form::link::is_web_address;
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::{Connection, Initiated, Lifecycle};
use crosslink_protocol::mode::Mode;

/// What the last step shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Last {
    /// Both sides agree.
    Active {
        /// The sync is configured next.
        configure: bool,
    },
    /// It waits for the invitation to be accepted.
    Pending {
        /// Where the other side's console goes on, for whoever has admin access there.
        continue_at: Option<String>,
        /// The invitation code.
        code: Option<String>,
        /// Until when it can be accepted.
        expires_at: Option<Timestamp>,
        /// The own node should have handed the invitation over, and couldn't.
        unreached: bool,
    },
    /// The invitation has ended before it was accepted.
    Ended,
}

/// What the last step shows for a connection that was initiated.
pub fn last(initiated: &Initiated, access: Option<Access>) -> Last {
    let Connection {
        lifecycle, mode, ..
    } = initiated.connection;
    // Asked in Basic mode only; an answer that was given before another mode was chosen doesn't count.
    let goes_on_there = mode == Mode::Basic && access == Some(Access::Yes);
    match lifecycle {
        Lifecycle::Active | Lifecycle::Deactivated => Last::Active {
            configure: mode == Mode::Visual,
        },
        Lifecycle::Expired | Lifecycle::Revoked | Lifecycle::RemoteRemoved => Last::Ended,
        Lifecycle::Pending => Last::Pending {
            continue_at: initiated
                .handover_url
                .clone()
                .filter(|url| goes_on_there && is_web_address(url)),
            code: initiated.invitation_code.clone(),
            expires_at: initiated.connection.invitation_expires_at,
            unreached: mode == Mode::Visual && initiated.invitation_code.is_some(),
        },
    }
}

impl Last {
    /// Whether a code would be gone that nobody has, when the dialog is closed now.
    pub fn loses_code(&self) -> bool {
        matches!(
            self,
            Self::Pending {
                continue_at: None,
                code: Some(_),
                ..
            }
        )
    }
}

/// Whether nothing more happens while somebody looks at the last step.
pub fn settled(lifecycle: Lifecycle) -> bool {
    lifecycle != Lifecycle::Pending
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::samples::connection;

    fn initiated(mode: Mode, lifecycle: Lifecycle) -> Initiated {
        Initiated {
            connection: Connection {
                mode,
                lifecycle,
                ..connection()
            },
            invitation_code: Some("xl1_c".into()),
            handover_url: Some("https://b.example/#accept=xl1_c".into()),
        }
    }

    fn pending(continue_at: Option<&str>, unreached: bool) -> Last {
        Last::Pending {
            continue_at: continue_at.map(str::to_owned),
            code: Some("xl1_c".into()),
            expires_at: None,
            unreached,
        }
    }

    #[test]
    fn who_has_admin_access_goes_on_there_and_who_has_not_sends_the_code() {
        let made = initiated(Mode::Basic, Lifecycle::Pending);
        let there = last(&made, Some(Access::Yes));
        assert_eq!(
            there,
            pending(Some("https://b.example/#accept=xl1_c"), false)
        );
        assert!(!there.loses_code(), "the link carries it");
        let sent = last(&made, Some(Access::No));
        assert_eq!(sent, pending(None, false));
        assert!(sent.loses_code());
        let script = initiated(Mode::Script, Lifecycle::Pending);
        assert_eq!(
            last(&script, Some(Access::Yes)),
            pending(None, false),
            "an answer of before the mode was changed"
        );
    }

    #[test]
    fn a_link_that_is_no_web_address_is_not_offered() {
        let mut made = initiated(Mode::Basic, Lifecycle::Pending);
        made.handover_url = Some("javascript:alert(1)".into());
        assert_eq!(last(&made, Some(Access::Yes)), pending(None, false));
    }

    #[test]
    fn a_visual_connection_is_configured_next_unless_the_other_side_was_not_reached() {
        let active = Last::Active { configure: true };
        assert_eq!(
            last(&initiated(Mode::Visual, Lifecycle::Active), None),
            active
        );
        assert_eq!(
            last(&initiated(Mode::Visual, Lifecycle::Pending), None),
            pending(None, true)
        );
        assert_eq!(
            last(&initiated(Mode::Script, Lifecycle::Active), None),
            Last::Active { configure: false }
        );
    }

    #[test]
    fn it_goes_on_by_itself_until_the_other_side_has_decided() {
        for lifecycle in Lifecycle::ALL {
            assert_eq!(settled(*lifecycle), *lifecycle != Lifecycle::Pending);
        }
        for ended in [Lifecycle::Expired, Lifecycle::Revoked] {
            assert_eq!(last(&initiated(Mode::Script, ended), None), Last::Ended);
        }
    }
}
