//! Whether other nodes reach this one at its own URL. Another node is asked first, because only it sees what a firewall
//! does; without one this node calls itself. What was found is kept in memory: after a restart it is found anew.

use crate::app::App;
use crate::domain::ConnectionRecord;
use crate::failure::Failure;
use crate::jobs::chain;
use crate::peer::{Calls, Delivery, Guard, ask};
use crate::store::Connections;
use crosslink_protocol::connection::Lifecycle;
use crosslink_protocol::instance::{ReachState, Reachability};
use crosslink_protocol::mode::OwnUrl;
use crosslink_protocol::{ErrorCode, Timestamp};
use futures_util::future::join_all;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// When it is tried first, after the start.
const FIRST: Duration = Duration::from_secs(3);
/// How often it is tried as long as the node is not reached.
const UNREACHED: Duration = Duration::from_secs(60);
/// How often it is tried otherwise.
const REACHED: Duration = Duration::from_secs(600);
/// So many other nodes are asked before this one asks itself.
const ASKED: usize = 2;

/// What is known of the own URL.
pub(crate) struct Reach {
    found: Mutex<Option<Reachability>>,
    /// Calls the own URL. The operator set it, so no rule is needed for it.
    calls: Calls,
}

impl Reach {
    /// Nothing is known yet.
    ///
    /// # Errors
    /// When the TLS library can't be set up.
    pub(crate) fn new() -> Result<Self, reqwest::Error> {
        Ok(Self {
            found: Mutex::new(None),
            calls: Calls::new(Guard::open())?,
        })
    }

    fn found(&self) -> MutexGuard<'_, Option<Reachability>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How long to wait before it is tried again.
    pub(crate) fn pause(&self) -> Duration {
        match self.found().as_ref().map(|found| found.state) {
            None => FIRST,
            Some(ReachState::Unreachable) => UNREACHED,
            Some(_) => REACHED,
        }
    }
}

/// What is known, without trying.
pub(crate) fn known(app: &App) -> Reachability {
    let state = match app.peers.own.url {
        Some(_) => ReachState::Unchecked,
        None => ReachState::NoUrl,
    };
    app.reach.found().clone().unwrap_or(Reachability {
        state,
        reason: None,
        checked_at: None,
        checked_by: None,
    })
}

/// Whether others can call this node, for what depends on it. Before it is denied, it is tried once more.
pub(crate) async fn own_url(app: &App) -> OwnUrl {
    let mut found = known(app);
    if found.state == ReachState::Unreachable {
        match check(app).await {
            Ok(now) => found = now,
            Err(error) => {
                tracing::error!(error = %chain(&error), "the node's own URL was not tried again");
            }
        }
    }
    match found.state {
        ReachState::NoUrl => OwnUrl::Missing,
        ReachState::Unreachable => OwnUrl::Unreachable,
        ReachState::Unchecked | ReachState::Reachable => OwnUrl::Known,
    }
}

/// Tries now.
pub(crate) async fn check(app: &App) -> Result<Reachability, Failure> {
    let Some(url) = app.peers.own.url.as_deref() else {
        return Ok(known(app));
    };
    let now = app.clock.now();
    let found = match by_another(app, url, now).await? {
        Some(found) => found,
        None => by_itself(app, url, now).await,
    };
    if let Some(reason) = found.reason {
        tracing::warn!(
            reason = reason.as_str(),
            "the node's own URL does not lead to it"
        );
    }
    *app.reach.found() = Some(found.clone());
    Ok(found)
}

/// Asks the nodes of active connections, those that were heard of last first. One that reaches this node is enough: what
/// another one doesn't reach may be its own network's doing.
async fn by_another(app: &App, url: &str, now: Timestamp) -> Result<Option<Reachability>, Failure> {
    let mut others = Connections::agreed(&mut *app.store.read().await?).await?;
    others.retain(|other| other.lifecycle == Lifecycle::Active && app.peers.can_call(other));
    others.sort_by_key(|other| std::cmp::Reverse(other.last_contact_at));
    // At the same time: somebody may be waiting.
    let asked = others.iter().take(ASKED).map(|other| async move {
        let sent = app.peers.call_back(other, url).await?;
        Ok::<_, Failure>(match sent {
            Some(Delivery::Done(report)) => Some(reached(report.reach.failed, now, Some(other))),
            _ => None,
        })
    });
    let mut unreached = None;
    for found in join_all(asked).await {
        match found? {
            Some(found) if found.state == ReachState::Reachable => return Ok(Some(found)),
            found => unreached = unreached.or(found),
        }
    }
    Ok(unreached)
}

async fn by_itself(app: &App, url: &str, now: Timestamp) -> Reachability {
    let failed = match ask(&app.reach.calls, url).await {
        Ok((node, _)) if node.uid == app.peers.own.uid => None,
        Ok(_) => Some(ErrorCode::OtherNodeAnswers),
        Err(code) => Some(code),
    };
    reached(failed, now, None)
}

fn reached(
    failed: Option<ErrorCode>,
    now: Timestamp,
    by: Option<&ConnectionRecord>,
) -> Reachability {
    Reachability {
        state: match failed {
            None => ReachState::Reachable,
            Some(_) => ReachState::Unreachable,
        },
        reason: failed,
        checked_at: Some(now),
        checked_by: by.map(|by| by.remote_short_name.clone()),
    }
}
