//! Secrets at rest: sealed with ChaCha20-Poly1305 under a key that is not in the database.

use crate::ports::{Entropy, NoEntropy};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

/// Seals and opens secrets.
pub(crate) struct Vault {
    key: LessSafeKey,
}

/// A secret could not be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub(crate) enum VaultError {
    /// The operating system gave no random bytes.
    #[error("no randomness for a nonce")]
    Entropy(#[from] NoEntropy),
    /// What was stored was sealed with another key, for another purpose, or was changed.
    #[error("a sealed value does not open: it was sealed with another key, or changed")]
    DoesNotOpen,
}

impl Vault {
    /// A vault under `key`.
    pub(crate) fn new(key: &[u8; 32]) -> Result<Self, VaultError> {
        let key = UnboundKey::new(&CHACHA20_POLY1305, key).map_err(|_| VaultError::DoesNotOpen)?;
        Ok(Self {
            key: LessSafeKey::new(key),
        })
    }

    /// Seals `secret` for `purpose`; it opens for the same purpose only. Returns base64url text.
    pub(crate) fn seal(
        &self,
        entropy: &dyn Entropy,
        purpose: &str,
        secret: &[u8],
    ) -> Result<String, VaultError> {
        let mut nonce = [0; NONCE_LEN];
        entropy.fill(&mut nonce)?;
        let mut sealed = secret.to_vec();
        self.key
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(purpose),
                &mut sealed,
            )
            .map_err(|_| VaultError::DoesNotOpen)?;
        let mut whole = nonce.to_vec();
        whole.append(&mut sealed);
        Ok(URL_SAFE_NO_PAD.encode(whole))
    }

    /// Opens what [`Vault::seal`] made for the same purpose.
    pub(crate) fn open(&self, purpose: &str, sealed: &str) -> Result<Vec<u8>, VaultError> {
        let whole = URL_SAFE_NO_PAD
            .decode(sealed)
            .map_err(|_| VaultError::DoesNotOpen)?;
        let (nonce, content) = whole
            .split_at_checked(NONCE_LEN)
            .ok_or(VaultError::DoesNotOpen)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| VaultError::DoesNotOpen)?;
        let mut content = content.to_vec();
        let opened = self
            .key
            .open_in_place(nonce, Aad::from(purpose), &mut content)
            .map_err(|_| VaultError::DoesNotOpen)?;
        Ok(opened.to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SystemEntropy;

    #[test]
    fn what_was_sealed_opens_for_its_purpose_only() -> Result<(), VaultError> {
        let vault = Vault::new(&[1; 32])?;
        let sealed = vault.seal(&SystemEntropy, "code", b"secret")?;
        assert!(!sealed.contains("secret"));
        assert_eq!(vault.open("code", &sealed)?, b"secret");
        assert!(vault.open("other", &sealed).is_err());
        assert!(Vault::new(&[2; 32])?.open("code", &sealed).is_err());
        assert!(vault.open("code", "short").is_err());
        Ok(())
    }

    #[test]
    fn the_same_secret_is_sealed_differently_each_time() -> Result<(), VaultError> {
        let vault = Vault::new(&[1; 32])?;
        assert_ne!(
            vault.seal(&SystemEntropy, "p", b"x")?,
            vault.seal(&SystemEntropy, "p", b"x")?
        );
        Ok(())
    }
}
