//! What this node asks of other nodes.

use super::calls::{ANSWER_MAX, Answer, Calls, LIST_MAX};
use super::signature::{ANSWER_SIGNATURE, KEY, PROOF, Purpose, Signed, sign, verify};
use super::{Identity, fingerprint_of, vouch};
use crate::domain::Acceptance;
use crate::failure::Failure;
use crate::licensing::Licensing;
use crate::ports::{Clock, Entropy, is_id, new_id};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::destination::{Destination, understand};
use crosslink_protocol::id::InvitationId;
use crosslink_protocol::invitation_code::InvitationCode;
use crosslink_protocol::peer::{
    AcceptanceAnswer, AcceptanceRequest, NodeInfo, PROTOCOL, PeerPreview, PeerPreviewRequest,
    Removal, Withdrawal,
};
use crosslink_protocol::{ErrorCode, Problem};
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;
use url::Url;

/// The other nodes, as this one reaches them.
pub(crate) struct Peers {
    pub(crate) calls: Calls,
    pub(crate) identity: Arc<Identity>,
    /// What this node is, apart from its modes; [`Peers::own_info`] is what it tells of itself.
    pub(crate) own: NodeInfo,
    /// What it may be used for.
    pub(crate) licensing: Arc<Licensing>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
}

/// What came of a call to a known node.
#[derive(Debug)]
pub(crate) enum Delivery<T> {
    /// It answered, and the answer is its own.
    Done(T),
    /// It refused, and the refusal is its own: to ask again would not help.
    Refused(ErrorCode),
    /// Nobody knows whether it arrived: to ask again may help.
    Unknown(ErrorCode),
}

/// Where a call goes, and who has to answer it.
pub(super) struct Target<'a> {
    pub(super) node_url: &'a str,
    pub(super) path: String,
    /// SHA-256 of the other node's public key, base64url.
    pub(super) fingerprint: &'a str,
    /// What the call is about, as the other node calls it.
    pub(super) subject: &'a str,
    /// For invitations: the one-time key.
    pub(super) proof: Option<&'a Identity>,
}

impl Peers {
    /// What this node tells of itself, with the modes that its licence allows now.
    pub(crate) fn own_info(&self) -> NodeInfo {
        NodeInfo {
            modes: self.licensing.now().modes(),
            ..self.own.clone()
        }
    }

    /// Asks the node at `base`, another one than this, who it is. Returns what it says, and how long it took in
    /// milliseconds.
    pub(crate) async fn node_info(&self, base: &str) -> Result<(NodeInfo, i64), ErrorCode> {
        let (info, took_ms) = ask(&self.calls, base).await?;
        match info.uid == self.own.uid {
            true => Err(ErrorCode::DestinationIsSelf),
            false => Ok((info, took_ms)),
        }
    }

    /// Asks the source of an invitation what it offers.
    pub(crate) async fn preview(
        &self,
        code: &InvitationCode,
    ) -> Result<Delivery<PeerPreview>, Failure> {
        let proof = one_time(&code.one_time_key)?;
        let fingerprint = URL_SAFE_NO_PAD.encode(code.fingerprint);
        let target = Target {
            node_url: &code.source_url,
            path: format!("/peer/v1/invitations/{}/preview", code.invitation),
            fingerprint: &fingerprint,
            subject: code.invitation.as_str(),
            proof: Some(&proof),
        };
        let message = PeerPreviewRequest {
            node: self.own_info(),
        };
        let sent = self.post(&target, &message).await?;
        Ok(genuine(sent, |offered: &PeerPreview| {
            vouch(&offered.node, &fingerprint).is_ok()
        }))
    }

    /// Accepts an invitation.
    pub(crate) async fn accept(
        &self,
        source_url: &str,
        fingerprint: &str,
        invitation: &InvitationId,
        one_time_key: &[u8; 32],
        request: &AcceptanceRequest,
    ) -> Result<Delivery<AcceptanceAnswer>, Failure> {
        let proof = one_time(one_time_key)?;
        let target = Target {
            node_url: source_url,
            path: format!("/peer/v1/invitations/{invitation}/acceptance"),
            fingerprint,
            subject: invitation.as_str(),
            proof: Some(&proof),
        };
        let sent = self.post(&target, request).await?;
        Ok(genuine(sent, |answer: &AcceptanceAnswer| {
            vouch(&answer.node, fingerprint).is_ok()
                && answer.acceptance_id == request.acceptance_id
                && is_id(answer.connection_id.as_str())
        }))
    }

    /// Gives up an acceptance whose outcome is not known.
    pub(crate) async fn withdraw(
        &self,
        acceptance: &Acceptance,
        one_time_key: &[u8; 32],
    ) -> Result<Delivery<Removal>, Failure> {
        let proof = one_time(one_time_key)?;
        let target = Target {
            node_url: &acceptance.source_url,
            path: format!("/peer/v1/invitations/{}/withdrawal", acceptance.invitation),
            fingerprint: &acceptance.fingerprint,
            subject: acceptance.invitation.as_str(),
            proof: Some(&proof),
        };
        let message = Withdrawal {
            acceptance_id: acceptance.id.clone(),
            node: self.own.clone(),
        };
        self.post(&target, &message).await
    }

    /// Sends a signed message, and reads the signed answer.
    pub(super) async fn post<T: Serialize, R: DeserializeOwned>(
        &self,
        target: &Target<'_>,
        message: &T,
    ) -> Result<Delivery<R>, Failure> {
        self.post_up_to(target, message, ANSWER_MAX).await
    }

    /// The same, with an answer that can be long.
    pub(super) async fn post_for_list<T: Serialize, R: DeserializeOwned>(
        &self,
        target: &Target<'_>,
        message: &T,
    ) -> Result<Delivery<R>, Failure> {
        self.post_up_to(target, message, LIST_MAX).await
    }

    async fn post_up_to<T: Serialize, R: DeserializeOwned>(
        &self,
        target: &Target<'_>,
        message: &T,
        answer_max: usize,
    ) -> Result<Delivery<R>, Failure> {
        let Some(url) = node_address(target.node_url, &target.path) else {
            return Ok(Delivery::Unknown(ErrorCode::UrlNotUnderstood));
        };
        let body = serde_json::to_vec(message).map_err(|error| {
            Failure::Internal("a message can't be written", Some(Box::new(error)))
        })?;
        let id = new_id(&*self.clock, &*self.entropy)?;
        let headers = self.signatures(target, &id, &body)?;
        let sent = self
            .calls
            .send_up_to(answer_max, Method::POST, url, headers, body)
            .await;
        let answer = match sent {
            Ok(answer) => answer,
            Err(code) => return Ok(Delivery::Unknown(code)),
        };
        Ok(self.read_answer(target, &id, &answer))
    }

    fn signatures(&self, target: &Target<'_>, id: &str, body: &[u8]) -> Result<HeaderMap, Failure> {
        let now = self.clock.now();
        let message = Signed::Request("POST", &target.path, body);
        let purpose = |issuer| Purpose {
            issuer,
            audience: target.fingerprint,
            subject: target.subject,
            id,
        };
        let failed = |error| Failure::Internal("a message can't be signed", Some(Box::new(error)));
        let header = |text: String| {
            HeaderValue::try_from(text).map_err(|error| {
                Failure::Internal("a signature is no header", Some(Box::new(error)))
            })
        };
        let mut headers = HeaderMap::new();
        let own = sign(
            &self.identity,
            &purpose(self.own.uid.as_str()),
            &message,
            now,
        )
        .map_err(failed)?;
        headers.insert(AUTHORIZATION, header(format!("Bearer {own}"))?);
        headers.insert(KEY, header(self.identity.public_key.clone())?);
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        if let Some(key) = target.proof {
            let proof = sign(key, &purpose(target.subject), &message, now).map_err(failed)?;
            headers.insert(PROOF, header(proof)?);
        }
        Ok(headers)
    }

    /// An answer counts only with the signature of the node that was asked, over this answer to this request.
    fn read_answer<R: DeserializeOwned>(
        &self,
        target: &Target<'_>,
        id: &str,
        answer: &Answer,
    ) -> Delivery<R> {
        let text = |name| {
            answer
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let (Some(key), Some(signature)) = (text(KEY), text(ANSWER_SIGNATURE)) else {
            return Delivery::Unknown(unsigned(answer));
        };
        if fingerprint_of(key).as_deref() != Some(target.fingerprint) {
            return Delivery::Unknown(ErrorCode::SourceNotGenuine);
        }
        let own = URL_SAFE_NO_PAD.encode(self.identity.fingerprint());
        let message = Signed::Answer(answer.status, &answer.body);
        match verify(
            signature,
            key,
            &own,
            target.subject,
            &message,
            self.clock.now(),
        ) {
            Ok(claims) if claims.jti == id => {}
            Ok(_) | Err(_) => return Delivery::Unknown(ErrorCode::SourceNotGenuine),
        }
        if (200..300).contains(&answer.status) {
            return match serde_json::from_slice(&answer.body) {
                Ok(read) => Delivery::Done(read),
                Err(_) => Delivery::Unknown(ErrorCode::DestinationTooOld),
            };
        }
        match serde_json::from_slice::<Problem>(&answer.body) {
            Ok(problem) if answer.status < 500 && answer.status != 429 => {
                Delivery::Refused(problem.code)
            }
            _ => Delivery::Unknown(ErrorCode::DestinationBroken),
        }
    }
}

/// Asks the node at `base` who it is. Returns what it says, and how long it took in milliseconds.
pub(crate) async fn ask(calls: &Calls, base: &str) -> Result<(NodeInfo, i64), ErrorCode> {
    let url = Url::parse(base)
        .and_then(|base| base.join("/peer/v1/node"))
        .map_err(|_| ErrorCode::UrlNotUnderstood)?;
    let answer = calls
        .send(Method::GET, url, HeaderMap::new(), Vec::new())
        .await?;
    match answer.status {
        200 => {}
        500.. => return Err(ErrorCode::DestinationBroken),
        _ => return Err(ErrorCode::DestinationNoNode),
    }
    let info: NodeInfo =
        serde_json::from_slice(&answer.body).map_err(|_| ErrorCode::DestinationNoNode)?;
    if info.protocol != PROTOCOL {
        return Err(ErrorCode::DestinationTooOld);
    }
    let fingerprint = fingerprint_of(&info.public_key).ok_or(ErrorCode::DestinationNoNode)?;
    vouch(&info, &fingerprint).map_err(|_| ErrorCode::DestinationNoNode)?;
    Ok((info, answer.took_ms))
}

/// An answer that its signer could not have given honestly counts as none.
pub(super) fn genuine<T>(sent: Delivery<T>, honest: impl FnOnce(&T) -> bool) -> Delivery<T> {
    match sent {
        Delivery::Done(answer) if !honest(&answer) => {
            Delivery::Unknown(ErrorCode::SourceNotGenuine)
        }
        other => other,
    }
}

/// What an answer without signature hints at. It decides nothing: anybody could have sent it.
fn unsigned(answer: &Answer) -> ErrorCode {
    match serde_json::from_slice::<Problem>(&answer.body) {
        // It read our signature, and it is not the node that we signed for.
        Ok(problem) if problem.code == ErrorCode::PeerSignatureInvalid => {
            ErrorCode::SourceNotGenuine
        }
        Ok(problem)
            if matches!(
                problem.code,
                ErrorCode::PeerClocksDiffer | ErrorCode::RateLimited
            ) =>
        {
            problem.code
        }
        _ if answer.status >= 500 => ErrorCode::DestinationBroken,
        _ => ErrorCode::DestinationNoNode,
    }
}

pub(super) fn one_time(seed: &[u8; 32]) -> Result<Identity, Failure> {
    Identity::from_seed(seed)
        .map_err(|error| Failure::Internal("a one-time key can't be used", Some(Box::new(error))))
}

/// The address of `path` at a node. The node's URL came from somebody else, so it is understood anew.
pub(super) fn node_address(node_url: &str, path: &str) -> Option<Url> {
    match understand(node_url) {
        Ok(Destination::Node(base)) => Url::parse(&base).ok()?.join(path).ok(),
        Ok(Destination::Organization(_)) | Err(_) => None,
    }
}
