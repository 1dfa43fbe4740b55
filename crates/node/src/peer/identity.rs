//! Who this node is: an Ed25519 key pair, and the uid that follows from it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::ErrorCode;
use crosslink_protocol::id::NodeUid;
use crosslink_protocol::peer::{NodeInfo, PROTOCOL};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::EncodePrivateKey;
use jsonwebtoken::EncodingKey;
use sha2::{Digest, Sha256};

/// An Ed25519 key pair that signs: the node's own, or the one-time pair of an invitation.
pub(crate) struct Identity {
    seed: SigningKey,
    /// The key in the form in which JWTs are signed with it.
    pub(crate) signing: EncodingKey,
    /// The public key, base64url.
    pub(crate) public_key: String,
}

/// A key can't be brought into the form that signing wants.
#[derive(Debug, thiserror::Error)]
#[error("an Ed25519 key can't be encoded")]
pub(crate) struct KeyFormat;

impl Identity {
    /// The key pair of this seed.
    pub(crate) fn from_seed(seed: &[u8; 32]) -> Result<Self, KeyFormat> {
        let seed = SigningKey::from_bytes(seed);
        let der = seed.to_pkcs8_der().map_err(|_| KeyFormat)?;
        let public_key = URL_SAFE_NO_PAD.encode(seed.verifying_key().as_bytes());
        Ok(Self {
            signing: EncodingKey::from_ed_der(der.as_bytes()),
            seed,
            public_key,
        })
    }

    /// SHA-256 of the public key.
    pub(crate) fn fingerprint(&self) -> [u8; 32] {
        Sha256::digest(self.seed.verifying_key().as_bytes()).into()
    }

    /// The node's uid: a UUID (version 8, RFC 9562 section 5.8) made of the fingerprint. Nobody can take another
    /// node's uid without having its key, and there is nothing more to store.
    pub(crate) fn uid(&self) -> NodeUid {
        uid_of_fingerprint(&self.fingerprint())
    }
}

fn uid_of_fingerprint(fingerprint: &[u8; 32]) -> NodeUid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&fingerprint[..16]);
    NodeUid::new(
        uuid::Builder::from_custom_bytes(bytes)
            .into_uuid()
            .to_string(),
    )
}

/// The uid of the node that has this public key; `None` when it is no Ed25519 key.
pub(crate) fn uid_of(public_key: &str) -> Option<NodeUid> {
    let bytes = URL_SAFE_NO_PAD.decode(public_key).ok()?;
    (bytes.len() == 32).then(|| uid_of_fingerprint(&Sha256::digest(bytes).into()))
}

/// SHA-256 of a public key as it stands in messages, base64url; `None` when it is no Ed25519 key.
pub(crate) fn fingerprint_of(public_key: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode(public_key).ok()?;
    (bytes.len() == 32).then(|| URL_SAFE_NO_PAD.encode(Sha256::digest(bytes)))
}

/// Longest texts that a node may say of itself, in characters.
const NAME_MAX: usize = 200;
const URL_MAX: usize = 500;

/// Checks what a node says of itself: that it is the node with this fingerprint, speaks this protocol, and makes sense.
///
/// # Errors
/// [`ErrorCode::DestinationTooOld`] for another protocol, [`ErrorCode::PeerSignatureInvalid`] for everything else.
pub(crate) fn vouch(node: &NodeInfo, fingerprint: &str) -> Result<(), ErrorCode> {
    if node.protocol != PROTOCOL {
        return Err(ErrorCode::DestinationTooOld);
    }
    let is_itself = fingerprint_of(&node.public_key).as_deref() == Some(fingerprint)
        && uid_of(&node.public_key).as_ref() == Some(&node.uid);
    let fits = |text: &str, max| text.chars().count() <= max && !text.chars().any(char::is_control);
    let makes_sense = fits(&node.name, NAME_MAX)
        && fits(&node.version, NAME_MAX)
        && fits(&node.tracker.kind, NAME_MAX)
        && fits(&node.tracker.url, URL_MAX)
        && node.url.as_deref().is_none_or(|url| fits(url, URL_MAX))
        // People follow this one with a click, so it must not be a script.
        && node.console_url.as_deref().is_none_or(|url| fits(url, URL_MAX) && is_web_page(url));
    if is_itself && makes_sense {
        Ok(())
    } else {
        Err(ErrorCode::PeerSignatureInvalid)
    }
}

/// Whether this is the address of a page.
pub(crate) fn is_web_page(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| {
        matches!(url.scheme(), "https" | "http") && url.has_host() && url.username().is_empty()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_uid_belongs_to_the_key() -> Result<(), KeyFormat> {
        let (one, two) = (
            Identity::from_seed(&[1; 32])?,
            Identity::from_seed(&[2; 32])?,
        );
        assert_eq!(one.uid(), Identity::from_seed(&[1; 32])?.uid());
        assert_ne!(one.uid(), two.uid());
        assert_eq!(uid_of(&one.public_key), Some(one.uid()));
        assert!(crate::ports::is_id(one.uid().as_str()));
        Ok(())
    }

    #[test]
    fn the_fingerprint_is_that_of_the_key_in_messages() -> Result<(), KeyFormat> {
        let identity = Identity::from_seed(&[1; 32])?;
        let expected = URL_SAFE_NO_PAD.encode(identity.fingerprint());
        assert_eq!(fingerprint_of(&identity.public_key), Some(expected));
        assert_eq!(fingerprint_of("AAAA"), None);
        Ok(())
    }
}
