//! Connections, as the console sees and makes them.

use crate::id::{ConnectionId, ProjectId, VerificationId};
use crate::mode::Mode;
use crate::project::Project;
use crate::text_enum::text_enum;
use crate::{ErrorCode, FieldError, Timestamp, names};
use serde::{Deserialize, Serialize};

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
    /// Where the other side's console is, as its node says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_console_url: Option<String>,
    /// The project that takes what comes in; absent in Visual mode until the sync is configured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project: Option<Project>,
    /// Deactivated by this side.
    #[serde(default, skip_serializing_if = "is_false")]
    pub paused_here: bool,
    /// Deactivated by the other side.
    #[serde(default, skip_serializing_if = "is_false")]
    pub paused_there: bool,
    /// When it was initiated, or its invitation accepted, on this side.
    pub created_at: Timestamp,
    /// When the other side was last heard of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_contact_at: Option<Timestamp>,
    /// Until when the invitation can be accepted; only while it is pending on the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation_expires_at: Option<Timestamp>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(value: &bool) -> bool {
    !*value
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
    /// For Visual mode: the confirmed verification of admin access to the destination.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verification: Option<VerificationId>,
    /// The names and the project. Basic mode may leave the names empty: then the node finds some. Visual mode leaves the
    /// project empty: it is chosen when the sync is configured.
    #[serde(flatten)]
    pub details: ConnectionDetails,
}

/// What an administrator changes (`PATCH /connections/{id}`); what is absent stays. What can't be changed, such as the mode,
/// is refused rather than ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditRequest {
    /// **Connection name**.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// **Description**; may be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// **Local instance short name**.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local_short_name: Option<String>,
    /// **Remote instance short name**.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote_short_name: Option<String>,
}

impl EditRequest {
    /// Checks each field that is there by the rules of [`names`]. Returns them with trimmed texts.
    ///
    /// # Errors
    /// What is wrong, field by field, in the order of the form.
    pub fn checked(&self) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut take =
            |field: &str, text: &Option<String>, rule: fn(&str) -> Result<String, ErrorCode>| {
                let checked = rule(text.as_ref()?);
                checked
                    .map_err(|code| errors.push(FieldError::new(field, code)))
                    .ok()
            };
        let checked = Self {
            local_short_name: take("localShortName", &self.local_short_name, names::short_name),
            remote_short_name: take(
                "remoteShortName",
                &self.remote_short_name,
                names::short_name,
            ),
            name: take("name", &self.name, names::connection_name),
            description: take("description", &self.description, names::description),
        };
        if errors.is_empty() {
            Ok(checked)
        } else {
            Err(errors)
        }
    }
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
    #[serde(default)]
    pub project_id: ProjectId,
}

impl ConnectionDetails {
    /// Checks each field by the rules of [`names`]. Returns the details with trimmed texts.
    ///
    /// # Errors
    /// What is wrong, field by field, in the order of the form.
    pub fn checked(&self) -> Result<Self, Vec<FieldError>> {
        self.checked_for(Mode::Script)
    }

    /// The same for a connection of this mode: Visual asks for the project later, Basic doesn't need names.
    ///
    /// # Errors
    /// What is wrong, field by field, in the order of the form.
    pub fn checked_for(&self, mode: Mode) -> Result<Self, Vec<FieldError>> {
        let mut errors = Vec::new();
        let mut take = |field: &str, result: Result<String, ErrorCode>| {
            let result = match result {
                Err(ErrorCode::Required) if mode == Mode::Basic => Ok(String::new()),
                Err(ErrorCode::ProjectRequired) if mode == Mode::Visual => Ok(String::new()),
                result => result,
            };
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
    /// The invitation code. It is told this once; the node keeps nothing that would give it back. Absent where nobody
    /// needs it: in Visual mode the node hands the invitation over itself, unless the other side could not be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation_code: Option<String>,
    /// Where the other side's console takes the invitation over, when its node says where its console is. It contains
    /// the code, in the fragment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handover_url: Option<String>,
}

#[cfg(test)]
#[path = "connection_tests.rs"]
mod tests;
