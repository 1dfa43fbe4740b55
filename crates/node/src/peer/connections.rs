//! What this node asks of the other side of a connection.

use super::fingerprint_of;
use super::outgoing::{Delivery, Peers, Target, node_address};
use crate::domain::{ConnectionRecord, Contact, Farewell};
use crate::failure::Failure;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::peer::{CallbackReport, CallbackRequest, Heartbeat, Removal, SideState};

/// What came of a heartbeat.
pub(crate) struct Beat {
    pub(crate) contact: Contact,
    /// The other side's part of the connection, if it answered and told.
    pub(crate) state: Option<SideState>,
    /// The other side says that it has deleted the connection.
    pub(crate) removed: bool,
}

impl Peers {
    /// Whether the other side has an address that this node may call.
    pub(crate) fn can_call(&self, connection: &ConnectionRecord) -> bool {
        let url = connection.remote.node_url.as_deref();
        url.is_some_and(|url| self.may_call(url))
    }

    /// Whether this node may call a node at this address.
    pub(crate) fn may_call(&self, node_url: &str) -> bool {
        node_address(node_url, "/").is_some_and(|url| self.calls.allowed(&url))
    }

    /// Asks the other side of a connection whether it is there, and tells it this side's part. `None` when it can't be
    /// called from here.
    pub(crate) async fn heartbeat(
        &self,
        connection: &ConnectionRecord,
    ) -> Result<Option<Beat>, Failure> {
        match connection.remote.node_url.as_deref() {
            Some(url) if self.may_call(url) => self.heartbeat_at(url, connection).await,
            _ => Ok(None),
        }
    }

    /// The same at this address, which the other side named.
    pub(crate) async fn heartbeat_at(
        &self,
        node_url: &str,
        connection: &ConnectionRecord,
    ) -> Result<Option<Beat>, Failure> {
        let started = self.clock.now();
        let message = Heartbeat {
            sent_at: started,
            state: Some(connection.own),
        };
        let sent = self
            .to_other_side(node_url, connection, "heartbeat", &message)
            .await?;
        Ok(sent.map(|sent: Delivery<Heartbeat>| {
            let beat = |contact| Beat {
                contact,
                state: None,
                removed: false,
            };
            match sent {
                Delivery::Done(answer) => Beat {
                    state: answer.state,
                    ..beat(Contact::Answered(self.clock.now().since(started)))
                },
                // Another node sits at that address now, or its key was lost: it is not the one that was pinned.
                Delivery::Unknown(ErrorCode::SourceNotGenuine) => {
                    beat(Contact::Failed(ErrorCode::PeerSignatureInvalid))
                }
                // It is there, and has asked for some peace.
                Delivery::Unknown(ErrorCode::RateLimited) => beat(Contact::Called),
                Delivery::Refused(code) => Beat {
                    removed: code == ErrorCode::PeerConnectionRemoved,
                    ..beat(Contact::Failed(code))
                },
                Delivery::Unknown(code) => beat(Contact::Failed(code)),
            }
        }))
    }

    /// Asks the other side to call this node at `own_url`, and to say how it went. `None` when it can't be called from here.
    pub(crate) async fn call_back(
        &self,
        connection: &ConnectionRecord,
        own_url: &str,
    ) -> Result<Option<Delivery<CallbackReport>>, Failure> {
        let message = CallbackRequest {
            url: Some(own_url.to_owned()),
        };
        match connection.remote.node_url.as_deref() {
            Some(url) if self.may_call(url) => {
                self.to_other_side(url, connection, "callback", &message)
                    .await
            }
            _ => Ok(None),
        }
    }

    /// Tells the other side that the connection was deleted here. `None` when there is nobody who could be told.
    pub(crate) async fn tell_removal(
        &self,
        farewell: &Farewell,
    ) -> Result<Option<Delivery<Removal>>, Failure> {
        let (Some(url), Some(key), Some(id)) = (
            &farewell.remote_url,
            &farewell.remote_key,
            &farewell.remote_id,
        ) else {
            return Ok(None);
        };
        let Some(fingerprint) = fingerprint_of(key).filter(|_| self.may_call(url)) else {
            return Ok(None);
        };
        let target = Target {
            node_url: url,
            path: format!("/peer/v1/connections/{id}/removal"),
            fingerprint: &fingerprint,
            subject: id.as_str(),
            proof: None,
        };
        self.post(&target, &Removal {}).await.map(Some)
    }

    /// Sends a message about a connection. `None` when the connection was not agreed on.
    async fn to_other_side<T: serde::Serialize, R: serde::de::DeserializeOwned>(
        &self,
        node_url: &str,
        connection: &ConnectionRecord,
        what: &str,
        message: &T,
    ) -> Result<Option<Delivery<R>>, Failure> {
        let remote = &connection.remote;
        let (Some(key), Some(id)) = (&remote.public_key, &remote.connection_id) else {
            return Ok(None);
        };
        let Some(fingerprint) = fingerprint_of(key) else {
            return Ok(None);
        };
        let target = Target {
            node_url,
            path: format!("/peer/v1/connections/{id}/{what}"),
            fingerprint: &fingerprint,
            subject: id.as_str(),
            proof: None,
        };
        self.post(&target, message).await.map(Some)
    }
}
