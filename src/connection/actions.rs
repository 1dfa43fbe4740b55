//! What an administrator does with the connection, each with the version that was on the screen.

use super::changes::{Difference, changes_between};
use super::draft::says;
use super::watch::Watch;
use crate::backend::{Api, ApiError, Change};
use crate::clock;
use crate::form::new_key;
use crate::pages::Surroundings;
use crate::text;
use crate::ui::{Remote, Scope};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::activity::ActivityEntry;
use crosslink_protocol::check::CheckReport;
use crosslink_protocol::connection::{Connection, EditRequest, Initiated};
use crosslink_protocol::lifecycle::Action;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How often something is tried when the version changed, but nothing that anybody would see.
const ATTEMPTS: u32 = 3;

/// Something that changes the connection.
#[derive(Clone)]
pub enum Deed {
    /// As it says.
    Change(Change),
    /// Names and description.
    Edit(EditRequest),
    /// Removes it.
    Delete,
    /// A new invitation, with its key.
    Reissue(String),
}

/// What came of it.
pub enum Done {
    /// The connection, changed.
    Changed(Connection),
    /// It is gone.
    Deleted,
    /// A new invitation.
    Invited(Initiated),
}

/// Why nothing came of it.
pub enum Trouble {
    /// Somebody was quicker.
    Meanwhile(Box<Meanwhile>),
    /// Something else.
    Failed(ApiError),
}

/// What somebody else has changed.
#[derive(Clone)]
pub struct Meanwhile {
    /// The connection now.
    pub newest: Connection,
    /// What is different.
    pub differences: Vec<Difference>,
    /// Who did something last.
    pub by: Option<ActivityEntry>,
}

/// Does it to the version that was seen. Where only the version is another one, and nothing that anybody sees, it is done
/// to the newest.
pub async fn attempt(api: &Api, seen: &Connection, deed: Deed) -> Result<Done, Trouble> {
    let (mut version, mut deed) = (seen.version, deed);
    for attempt in 1..=ATTEMPTS {
        match perform(api, seen, version, &deed).await {
            Err(error) if error.code() == ErrorCode::ChangedMeanwhile => {
                let meanwhile = look(api, seen).await.map_err(Trouble::Failed)?;
                if matches!(&deed, Deed::Edit(edit) if says(&meanwhile.newest, edit)) {
                    return Ok(Done::Changed(meanwhile.newest));
                }
                if !meanwhile.differences.is_empty() || attempt == ATTEMPTS {
                    return Err(Trouble::Meanwhile(Box::new(meanwhile)));
                }
                version = meanwhile.newest.version;
                if let Deed::Reissue(key) = &mut deed {
                    // Certainly nothing was done with the old one.
                    *key = new_key();
                }
            }
            outcome => return outcome.map_err(Trouble::Failed),
        }
    }
    Err(Trouble::Failed(ApiError::Cancelled))
}

async fn perform(
    api: &Api,
    seen: &Connection,
    version: u64,
    deed: &Deed,
) -> Result<Done, ApiError> {
    let id = &seen.id;
    match deed {
        Deed::Change(change) => api.change(id, version, *change).await.map(Done::Changed),
        Deed::Edit(edit) => api.edit(id, version, edit).await.map(Done::Changed),
        Deed::Delete => api.delete(id, version).await.map(|()| Done::Deleted),
        Deed::Reissue(key) => api.reissue(id, version, key).await.map(Done::Invited),
    }
}

async fn look(api: &Api, seen: &Connection) -> Result<Meanwhile, ApiError> {
    let newest = api.one_connection(&seen.id, None).await?;
    // Who it was is good to know; without it the rest is told all the same.
    let activity = api.activity(&seen.id, None, None).await.ok();
    Ok(Meanwhile {
        differences: changes_between(seen, &newest, clock::exact),
        by: activity.and_then(|page| page.items.into_iter().next()),
        newest,
    })
}

/// A dialog of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asking {
    /// **Edit**.
    Edit,
    /// **Delete**.
    Delete,
    /// **New invitation code**.
    Reissue,
    /// **Withdraw invitation**.
    Revoke,
}

/// What is done with the connection, and how it goes.
#[derive(Clone, Copy)]
pub struct Actions {
    /// The page's surroundings.
    pub around: Surroundings,
    /// The connection.
    pub watch: Watch,
    /// What runs.
    pub busy: RwSignal<Option<Action>>,
    /// What failed, beyond dialogs.
    pub failure: RwSignal<Option<ApiError>>,
    /// What somebody else did, and what was to be done.
    pub conflict: RwSignal<Option<(Action, Meanwhile)>>,
    /// The dialog that is open.
    pub asking: RwSignal<Option<Asking>>,
    /// The last check.
    pub check: RwSignal<Option<Remote<CheckReport, ApiError>>>,
    checks: Scope,
}

impl Actions {
    /// Actions on this connection.
    pub fn new(around: Surroundings, watch: Watch) -> Self {
        Self {
            around,
            watch,
            busy: RwSignal::new(None),
            failure: RwSignal::new(None),
            conflict: RwSignal::new(None),
            asking: RwSignal::new(None),
            check: RwSignal::new(None),
            checks: Scope::new(),
        }
    }

    /// Does it, or opens the dialog that asks first.
    pub fn press(self, action: Action) {
        match action {
            Action::Activate => self.change(action, Change::Activate, self.shown()),
            Action::Deactivate => self.change(action, Change::Deactivate, self.shown()),
            Action::Check => self.check_now(),
            Action::Edit => self.asking.set(Some(Asking::Edit)),
            Action::Delete => self.asking.set(Some(Asking::Delete)),
            Action::Reissue => self.asking.set(Some(Asking::Reissue)),
            Action::Revoke => self.asking.set(Some(Asking::Revoke)),
            // It has a tab.
            Action::EditRules => {}
        }
    }

    /// Withdraws the invitation of the connection that was seen when that was asked: not one that somebody has made since.
    pub fn revoke(self, seen: Option<Connection>) {
        self.asking.set(None);
        self.change(Action::Revoke, Change::Revoke, seen);
    }

    /// Does again what somebody else was quicker than.
    pub fn anyway(self, action: Action) {
        match action {
            Action::Revoke => self.revoke(self.shown()),
            action => self.press(action),
        }
    }

    /// The connection as the page shows it.
    fn shown(self) -> Option<Connection> {
        self.watch.connection.get_untracked()
    }

    fn change(self, action: Action, change: Change, seen: Option<Connection>) {
        let (Some(api), Some(seen)) = (self.around.api(), seen) else {
            return;
        };
        if self.busy.get_untracked().is_some() {
            return;
        }
        self.busy.set(Some(action));
        self.failure.set(None);
        self.conflict.set(None);
        spawn_local(async move {
            let outcome = attempt(&api, &seen, Deed::Change(change)).await;
            self.busy.try_set(None);
            match outcome {
                Ok(Done::Changed(connection)) => self.watch.take(connection),
                Ok(_) => self.watch.ask(),
                Err(Trouble::Meanwhile(meanwhile)) => {
                    self.watch.take(meanwhile.newest.clone());
                    self.conflict.try_set(Some((action, *meanwhile)));
                }
                Err(Trouble::Failed(error)) if self.watch.is_gone(&error) => {}
                Err(Trouble::Failed(error)) => {
                    self.failure.try_set(Some(error));
                    // It may have been done all the same.
                    self.watch.ask();
                }
            }
        });
    }

    fn check_now(self) {
        let (Some(api), Some(ticket)) = (self.around.api(), self.checks.begin()) else {
            return;
        };
        let id = self.watch.id();
        self.check.set(Some(Remote::Loading));
        self.around.announce(text::checking());
        spawn_local(async move {
            let answer = api.check(&id, &ticket.abort).await;
            if !ticket.is_current() {
                return;
            }
            let result = match answer {
                Ok(report) => {
                    self.around.announce(&super::steps::summary(&report));
                    Remote::Ready(report)
                }
                Err(error) if self.watch.is_gone(&error) => return,
                Err(error) => Remote::Failed(error),
            };
            self.check.try_set(Some(result));
            // What was found is the connection's health now.
            self.watch.ask();
        });
    }
}

/// What a button says.
pub fn label(action: Action) -> &'static str {
    match action {
        Action::Activate => text::activate(),
        Action::Deactivate => text::deactivate(),
        Action::Reissue => text::new_invitation(),
        Action::Revoke => text::withdraw_invitation(),
        Action::Edit => text::edit(),
        Action::EditRules => text::sync_rules(),
        Action::Check => text::check_now(),
        Action::Delete => text::delete(),
    }
}
