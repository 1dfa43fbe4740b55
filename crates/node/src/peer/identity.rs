//! Who this node is: an Ed25519 key pair, and the uid that follows from it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crosslink_protocol::id::NodeUid;
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
