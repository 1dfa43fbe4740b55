//! Connections, as the console sees and makes them.

use crate::id::{ConnectionId, ProjectId};
use crate::mode::Mode;
use crate::project::Project;
use crate::{ErrorCode, FieldError, Timestamp, names};
use serde::{Deserialize, Serialize};

/// Makes an enum whose variants have one text each, the same in JSON, in URLs and in storage.
macro_rules! text_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum $name { $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+ }

        impl $name {
            /// Every value, in the order in which people meet them.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// The value as text: in JSON, in URLs, in storage.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// Reads what `as_str` wrote.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == text)
            }
        }
    };
}

text_enum! {
    /// What has been agreed between the two sides.
    Lifecycle {
        /// Invited; not accepted yet, or the acceptance is on its way.
        Pending = "pending",
        /// Both sides agreed.
        Active = "active",
        /// Paused by one side.
        Deactivated = "deactivated",
        /// The invitation ended before it was accepted.
        Expired = "expired",
        /// The invitation was withdrawn before it was accepted.
        Revoked = "revoked",
        /// The other side deleted the connection.
        RemoteRemoved = "remote-removed",
    }
}

text_enum! {
    /// What the last contact with the other side showed.
    Health {
        /// There was no contact yet, or none is possible from here.
        Unknown = "unknown",
        /// The other side answers.
        Up = "up",
        /// The other side answers, but slowly.
        Slow = "slow",
        /// The other side does not answer.
        Down = "down",
        /// The other side answers, but does not recognise this side.
        Unauthorised = "unauthorised",
    }
}

text_enum! {
    /// Which part of a connection this side is.
    Side {
        /// It initiated the connection.
        Source = "source",
        /// It accepted the invitation.
        Destination = "destination",
    }
}

/// A connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Connection {
    /// Its id on this side.
    pub id: ConnectionId,
    /// Goes up with each change; the connection's `ETag` is this number in quotes.
    pub version: u64,
    /// Its name.
    pub name: String,
    /// What it is for; may be empty.
    pub description: String,
    /// How it is configured.
    pub mode: Mode,
    /// Which part this side is.
    pub side: Side,
    /// What has been agreed.
    pub lifecycle: Lifecycle,
    /// What the last contact showed.
    pub health: Health,
    /// Why the health is not `up`, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub health_reason: Option<ErrorCode>,
    /// What this side is called in the connection.
    pub local_short_name: String,
    /// What the other side is called in the connection.
    pub remote_short_name: String,
    /// Where the other side's people work: its tracker, or its node before the tracker is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_url: Option<String>,
    /// The project that takes what comes in.
    pub project: Project,
    /// When it was initiated, or its invitation accepted, on this side.
    pub created_at: Timestamp,
    /// When the other side was last heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact_at: Option<Timestamp>,
    /// Until when the invitation can be accepted; only while it is pending on the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation_expires_at: Option<Timestamp>,
}

text_enum! {
    /// What a list of connections is sorted by.
    Sort {
        /// The name.
        Name = "name",
        /// The name, backwards.
        NameDescending = "-name",
        /// The lifecycle, in the order of [`Lifecycle::ALL`].
        Status = "status",
        /// The lifecycle, backwards.
        StatusDescending = "-status",
        /// The project's name.
        Project = "project",
        /// The project's name, backwards.
        ProjectDescending = "-project",
        /// The last contact, longest ago first.
        LastContact = "lastContact",
        /// The last contact, newest first.
        LastContactDescending = "-lastContact",
        /// The mode.
        Mode = "mode",
        /// The mode, backwards.
        ModeDescending = "-mode",
    }
}

/// A page of connections (`GET /connections?search=&lifecycle=&sort=&cursor=`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConnectionPage {
    /// The connections of this page.
    pub items: Vec<Connection>,
    /// How many connections match in all.
    pub total: u32,
    /// What to send for the next page; absent on the last one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// What an administrator enters to initiate a connection (`POST /connections`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct InitiateRequest {
    /// The destination; absent for *I don't have a URL*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub destination_url: Option<String>,
    /// How the connection is configured.
    pub mode: Mode,
    /// The names and the project.
    #[serde(flatten)]
    pub details: ConnectionDetails,
}

/// The names and the project: what each side enters for itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConnectionDetails {
    /// **Local instance short name**.
    pub local_short_name: String,
    /// **Remote instance short name**.
    pub remote_short_name: String,
    /// **Connection name**.
    pub name: String,
    /// **Description**; may be empty.
    #[serde(default)]
    pub description: String,
    /// The project that takes what comes in.
    pub project_id: ProjectId,
}

impl ConnectionDetails {
    /// Checks each field by the rules of [`names`]. Returns the details with trimmed texts.
    ///
    /// # Errors
    /// What is wrong, field by field, in the order of the form.
    pub fn checked(&self) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut take = |field: &str, result: Result<String, ErrorCode>| {
            result.unwrap_or_else(|code| {
                errors.push(FieldError::new(field, code));
                String::new()
            })
        };
        let project = match self.project_id.as_str().trim() {
            "" => Err(ErrorCode::ProjectRequired),
            id => Ok(id.to_owned()),
        };
        let checked = Self {
            local_short_name: take("localShortName", names::short_name(&self.local_short_name)),
            remote_short_name: take(
                "remoteShortName",
                names::short_name(&self.remote_short_name),
            ),
            name: take("name", names::connection_name(&self.name)),
            description: take("description", names::description(&self.description)),
            project_id: ProjectId::new(take("projectId", project)),
        };
        if errors.is_empty() {
            Ok(checked)
        } else {
            Err(errors)
        }
    }
}

/// A connection that was just initiated.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Initiated {
    /// The connection.
    pub connection: Connection,
    /// The invitation code. It is told this once; the node keeps nothing that would give it back.
    pub invitation_code: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details() -> ConnectionDetails {
        ConnectionDetails {
            local_short_name: " a ".into(),
            remote_short_name: "b".into(),
            name: "a_to_b".into(),
            description: String::new(),
            project_id: ProjectId::new("p"),
        }
    }

    #[test]
    fn good_details_come_back_trimmed() {
        assert_eq!(
            details().checked().map(|d| d.local_short_name),
            Ok("a".to_owned())
        );
    }

    #[test]
    fn each_empty_required_field_is_named_in_the_order_of_the_form() {
        let empty = ConnectionDetails {
            local_short_name: String::new(),
            remote_short_name: " ".into(),
            name: String::new(),
            description: String::new(),
            project_id: ProjectId::new(""),
        };
        let errors = empty.checked().expect_err("refused");
        let named: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.code)).collect();
        assert_eq!(
            named,
            [
                ("localShortName", ErrorCode::Required),
                ("remoteShortName", ErrorCode::Required),
                ("name", ErrorCode::Required),
                ("projectId", ErrorCode::ProjectRequired),
            ]
        );
    }

    #[test]
    fn the_request_is_flat_json() {
        let request = InitiateRequest {
            destination_url: None,
            mode: Mode::Script,
            details: details(),
        };
        let json = serde_json::to_value(&request).expect("serialises");
        assert_eq!(json["localShortName"], " a ");
        assert_eq!(json["mode"], "script");
        assert!(json.get("destinationUrl").is_none());
    }

    #[test]
    fn texts_of_enums_survive_reading() {
        for value in Lifecycle::ALL {
            assert_eq!(Lifecycle::parse(value.as_str()), Some(*value));
        }
        for value in Sort::ALL {
            assert_eq!(Sort::parse(value.as_str()), Some(*value));
        }
    }
}
