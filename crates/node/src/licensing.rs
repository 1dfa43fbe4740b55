//! The node's licence as it is now. What counts is decided in `domain/licence.rs`.

use crate::config::Config;
use crate::domain::{Paid, licence, read_key};
use crate::failure::Failure;
use crate::ports::Clock;
use crate::store::{Facts, Store, StoreError};
use crosslink_protocol::licence::Licence;
use crosslink_protocol::{ErrorCode, Timestamp};
use std::sync::{Arc, PoisonError, RwLock};

const FIRST_START: &str = "first_start";
const KEY: &str = "licence_key";
const DAY_MS: i64 = 24 * 3_600_000;

/// The licence, kept in memory because other nodes ask for the modes that follow from it.
pub(crate) struct Licensing {
    public_key: Option<String>,
    organization_url: String,
    evaluation_ends: Timestamp,
    paid: RwLock<Option<Paid>>,
    clock: Arc<dyn Clock>,
}

impl Licensing {
    /// Reads the licence, and writes down the first start if this is it.
    pub(crate) async fn load(
        config: &Config,
        store: &Store,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, StoreError> {
        let mut tx = store.begin().await?;
        let now = clock.now().0.to_string();
        let first = Facts::first(&mut tx, FIRST_START, &now).await?;
        tx.commit().await?;
        let first = Timestamp(first.parse().map_err(|_| StoreError::Corrupt {
            table: "facts",
            column: "value",
            id: FIRST_START.to_owned(),
        })?);
        let licensing = Self {
            public_key: config
                .licence_public_key
                .as_ref()
                .map(|key| key.as_str().to_owned()),
            organization_url: config.organization_url.to_string(),
            evaluation_ends: first.plus_ms(i64::from(config.evaluation_days) * DAY_MS),
            paid: RwLock::new(None),
            clock,
        };
        licensing.reload(store).await?;
        Ok(licensing)
    }

    /// Reads the stored key again: another process of this node may have been given one.
    pub(crate) async fn reload(&self, store: &Store) -> Result<(), StoreError> {
        let stored = Facts::find(&mut *store.read().await?, KEY).await?;
        let paid = stored.and_then(|key| self.read(&key).ok());
        *self.paid.write().unwrap_or_else(PoisonError::into_inner) = paid;
        Ok(())
    }

    /// The licence now.
    pub(crate) fn now(&self) -> Licence {
        let paid = self.paid.read().unwrap_or_else(PoisonError::into_inner);
        licence(self.evaluation_ends, paid.as_ref(), self.clock.now())
    }

    /// Enters a key. A good one replaces the one before.
    ///
    /// # Errors
    /// [`ErrorCode::LicenceNotConfigured`], [`ErrorCode::LicenceKeyInvalid`], [`ErrorCode::LicenceKeyEnded`],
    /// [`ErrorCode::LicenceKeyForOther`].
    pub(crate) async fn enter(&self, store: &Store, text: &str) -> Result<Licence, Failure> {
        let paid = self.read(text)?;
        if paid.ends_at <= self.clock.now() {
            return Err(ErrorCode::LicenceKeyEnded.into());
        }
        let mut tx = store.begin().await?;
        Facts::set(&mut tx, KEY, text.trim()).await?;
        tx.commit().await?;
        *self.paid.write().unwrap_or_else(PoisonError::into_inner) = Some(paid);
        Ok(self.now())
    }

    fn read(&self, text: &str) -> Result<Paid, ErrorCode> {
        let key = self.public_key.as_deref();
        let key = key.ok_or(ErrorCode::LicenceNotConfigured)?;
        read_key(text, key, &self.organization_url)
    }
}
