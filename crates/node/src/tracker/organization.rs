//! Which organisation this node belongs to.
//!
//! The operator says where it is; which one that is is remembered when it is seen for the first time. An organisation can be
//! renamed, and its old name is then free for anybody: whoever takes it answers at the same URL, with administrators of
//! their own. They are somebody else, and have nothing to do with this node's connections.
//!
//! The first answer is as trustworthy as any later one: it comes over TLS from the URL that the operator has configured, and
//! what somebody shows decides only whether the organisation answers, not what it says of itself. A node with a token of
//! its own looks as soon as it starts, so that there is no time in which the name could get another owner unseen.

use super::{AzureDevOps, Credential, NotVerified, SignInRefusal};
use crate::store::{Facts, Store, StoreError};
use crosslink_protocol::ErrorCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// Under which name it is remembered.
const FACT: &str = "organization";
/// How long the node waits before it looks for the first time, in seconds.
const FIRST_S: u64 = 1;
/// And when it got no answer.
const RETRY_S: u64 = 60;
/// And when it got one.
const OFTEN_ENOUGH_S: u64 = 3600;

/// The organisation that this node belongs to.
pub(crate) struct OwnOrganization {
    store: Store,
    pause_s: AtomicU64,
}

impl OwnOrganization {
    /// The one that this store remembers, or will.
    pub(crate) fn new(store: Store) -> Self {
        Self {
            store,
            pause_s: AtomicU64::new(FIRST_S),
        }
    }

    /// Whether this is the one; where none is remembered yet, it is from now on.
    ///
    /// # Errors
    /// [`SignInRefusal::OtherOrganization`], or that the store failed.
    pub(crate) async fn check(&self, seen: Uuid) -> Result<(), NotVerified> {
        let remembered = Facts::find(&mut *self.store.read().await?, FACT).await?;
        let remembered = match remembered {
            Some(remembered) => remembered,
            None => self.remember(seen).await?,
        };
        if Uuid::try_parse(&remembered).is_ok_and(|remembered| remembered == seen) {
            Ok(())
        } else {
            Err(SignInRefusal::OtherOrganization.into())
        }
    }

    /// Remembers it, unless somebody else was quicker; what is remembered then.
    async fn remember(&self, seen: Uuid) -> Result<String, StoreError> {
        let mut tx = self.store.begin().await?;
        let remembered = Facts::first(&mut tx, FACT, &seen.to_string()).await?;
        tx.commit().await?;
        if remembered == seen.to_string() {
            tracing::info!(organization = %seen, "this node belongs to this organisation from now on");
        }
        Ok(remembered)
    }

    /// Forgets it: the next one that is seen is remembered.
    pub(crate) async fn forget(&self) -> Result<(), StoreError> {
        let mut tx = self.store.begin().await?;
        Facts::remove(&mut tx, FACT).await?;
        Ok(tx.commit().await?)
    }

    /// Looks at the organisation with the node's own token. That another one answers is told to the operator; the node goes
    /// on, for its connections are with other nodes and not with the organisation.
    pub(crate) async fn look(
        &self,
        tracker: &AzureDevOps,
        own_token: &str,
    ) -> Result<(), StoreError> {
        let seen = tracker.member(&Credential::Pat(own_token)).await;
        // A token that is no good will not be better in a minute; that was told to the log already.
        let settled = matches!(seen, Ok(_) | Err(ErrorCode::TrackerSignInNeeded));
        let pause = if settled { OFTEN_ENOUGH_S } else { RETRY_S };
        self.pause_s.store(pause, Ordering::Relaxed);
        let Ok(member) = seen else { return Ok(()) };
        match self.check(member.organization).await {
            Err(NotVerified::Store(error)) => Err(error),
            Err(error) => {
                tracing::error!(%error, "nobody can sign in from Azure DevOps");
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// How long to wait before the next look.
    pub(crate) fn pause(&self) -> Duration {
        Duration::from_secs(self.pause_s.load(Ordering::Relaxed))
    }
}
