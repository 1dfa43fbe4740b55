//! What this node asks of other nodes for Visual connections.

use super::outgoing::{Delivery, Peers, Target, genuine, one_time};
use super::{fingerprint_of, vouch};
use crate::domain::ConnectionRecord;
use crate::failure::Failure;
use crate::ports::is_id;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::id::VerificationId;
use crosslink_protocol::invitation_code::InvitationCode;
use crosslink_protocol::peer::{
    GrantedConnection, GrantedInvitation, PeerPreviewRequest, VerificationAnswer,
    VerificationPreview,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Peers {
    /// Asks the node that made the code of a verification what it asks for.
    pub(crate) async fn verification(
        &self,
        code: &InvitationCode,
    ) -> Result<Delivery<VerificationPreview>, Failure> {
        let message = PeerPreviewRequest {
            node: self.own_info(),
        };
        self.about_verification(code, "preview", &message).await
    }

    /// Tells the node that made the code of a verification what was decided. It answers with what it had asked for.
    pub(crate) async fn answer_verification(
        &self,
        code: &InvitationCode,
        answer: &VerificationAnswer,
    ) -> Result<Delivery<VerificationPreview>, Failure> {
        self.about_verification(code, "answer", answer).await
    }

    async fn about_verification(
        &self,
        code: &InvitationCode,
        call: &str,
        message: &impl Serialize,
    ) -> Result<Delivery<VerificationPreview>, Failure> {
        let proof = one_time(&code.one_time_key)?;
        let fingerprint = URL_SAFE_NO_PAD.encode(code.fingerprint);
        let target = Target {
            node_url: &code.source_url,
            path: format!("/peer/v1/verifications/{}/{call}", code.invitation),
            fingerprint: &fingerprint,
            subject: code.invitation.as_str(),
            proof: Some(&proof),
        };
        let sent = self.post(&target, message).await?;
        Ok(genuine(sent, |asked: &VerificationPreview| {
            vouch(&asked.node, &fingerprint).is_ok()
        }))
    }

    /// Uses the access that the node with this key has granted, to have an invitation accepted there.
    pub(crate) async fn hand_over(
        &self,
        node_url: &str,
        node_key: &str,
        verification: &VerificationId,
        invitation: &GrantedInvitation,
    ) -> Result<Delivery<GrantedConnection>, Failure> {
        let Some(fingerprint) = fingerprint_of(node_key) else {
            return Ok(Delivery::Unknown(ErrorCode::SourceNotGenuine));
        };
        let target = Target {
            node_url,
            path: format!("/peer/v1/grants/{verification}/invitation"),
            fingerprint: &fingerprint,
            subject: verification.as_str(),
            proof: None,
        };
        let sent = self.post(&target, invitation).await?;
        Ok(genuine(sent, |made: &GrantedConnection| {
            is_id(made.connection_id.as_str())
        }))
    }

    /// Asks the other side of a connection: `call` is the last part of the path.
    pub(crate) async fn ask<T: Serialize, R: DeserializeOwned>(
        &self,
        connection: &ConnectionRecord,
        call: &str,
        message: &T,
    ) -> Result<Delivery<R>, Failure> {
        let remote = &connection.remote;
        let key = remote.public_key.as_deref().and_then(fingerprint_of);
        let (Some(node_url), Some(fingerprint), Some(id)) =
            (&remote.node_url, &key, &remote.connection_id)
        else {
            return Ok(Delivery::Unknown(ErrorCode::PeerCannotBeCalled));
        };
        let target = Target {
            node_url,
            path: format!("/peer/v1/connections/{id}/{call}"),
            fingerprint,
            subject: id.as_str(),
            proof: None,
        };
        let sent = self.post_for_list(&target, message).await?;
        Ok(match sent {
            // The other side of a connection is no "inviting side".
            Delivery::Unknown(ErrorCode::SourceNotGenuine) => {
                Delivery::Unknown(ErrorCode::OtherNodeAnswers)
            }
            other => other,
        })
    }
}
