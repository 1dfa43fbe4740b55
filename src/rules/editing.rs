//! The rules while somebody works on them: what is saved, what is not yet, and what came of saving.

use super::drafts::{Drafts, RulesDraft};
use super::saved::{content, is_behind, said_after_saving, says};
use crate::backend::{Api, ApiError};
use crate::form::{DraftStore, FieldErrors};
use crate::text;
use crate::ui::{effect, focus_first_invalid, memo};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::Connection;
use crosslink_protocol::lifecycle::{Action, refusal};
use crosslink_protocol::rules::{Rules, RulesContent, SaveRules};
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

const STORE: DraftStore<Drafts> = DraftStore::new("rules");

/// How often the node is asked whether the other side has a configuration by now.
const POLL: Duration = Duration::from_secs(5);

/// What the area has around it.
#[derive(Clone, Copy)]
pub struct Around {
    /// The node.
    pub api: StoredValue<Api>,
    /// Whose rules they are.
    pub connection: Signal<Connection>,
    /// Whether the one who is signed in may change things.
    pub may_change: Signal<bool>,
    /// Says something to those who can't see it.
    pub announce: Callback<String>,
}

/// Somebody else saved first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What they saved.
    pub theirs: Rules,
    /// What was to be saved here.
    pub mine: SaveRules,
}

/// The rules while somebody works on them.
#[derive(Clone, Copy)]
pub struct Editing {
    /// What is around.
    pub around: Around,
    /// What is saved.
    pub base: RwSignal<Rules>,
    /// What is worked on.
    pub draft: RwSignal<RulesContent>,
    /// What is wrong with it.
    pub errors: FieldErrors,
    /// It is being saved.
    pub busy: RwSignal<bool>,
    /// What went wrong, beyond single fields.
    pub failure: RwSignal<Option<ApiError>>,
    /// Somebody else saved first.
    pub conflict: RwSignal<Option<Conflict>>,
    /// A draft of before was put back.
    pub found: RwSignal<Option<&'static str>>,
    /// It was saved, and nothing has been changed since.
    pub just_saved: RwSignal<bool>,
    /// Whether something was changed and not saved.
    pub dirty: Signal<bool>,
    /// Why nothing can be changed; `None` when it can.
    pub locked: Signal<Option<&'static str>>,
    /// The version that the draft is made from.
    based_on: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

impl Editing {
    /// Begins with what is saved, or goes on with the draft of before.
    pub fn new(around: Around, rules: Rules) -> Self {
        let draft = RwSignal::new(content(&rules, around.connection.get_untracked().mode));
        let (version, base) = (rules.version, RwSignal::new(rules));
        let kept = memo(move || saved(around, base));
        let found = memo(move || draft.get().checked().err().unwrap_or_default());
        let editing = Self {
            around,
            based_on: StoredValue::new(version),
            base,
            dirty: memo(move || draft.with(|draft| kept.with(|kept| draft != kept))).into(),
            locked: memo(move || locked(around)).into(),
            draft,
            errors: FieldErrors::new(found.into()),
            busy: RwSignal::new(false),
            failure: RwSignal::new(None),
            conflict: RwSignal::new(None),
            found: RwSignal::new(None),
            just_saved: RwSignal::new(false),
            timer: StoredValue::new(None),
        };
        editing.go_on_with_draft();
        effect(move || editing.keep());
        editing.poll();
        on_cleanup(move || editing.stop_polling());
        editing
    }

    fn saved(self) -> RulesContent {
        saved(self.around, self.base)
    }

    /// Somebody changed something.
    pub fn change(self, act: impl FnOnce(&mut RulesContent)) {
        self.errors.refuse(Vec::new());
        self.just_saved.try_set(false);
        self.draft.try_update(act);
    }

    /// Saves what is worked on, unless something is wrong with it.
    pub fn save(self) {
        let locked = self.locked.get_untracked().is_some();
        // While there is a choice, it is made at the two buttons that name it.
        let choice = self.conflict.with_untracked(Option::is_some);
        if locked || choice || self.busy.get_untracked() || self.errors.reveal() {
            return;
        }
        let mine = SaveRules {
            content: self.draft.get_untracked(),
            restored_from: None,
        };
        self.send(self.based_on.get_value(), mine);
    }

    /// Saves a version of before as the newest one.
    pub fn restore(self, version: Rules) {
        if let Some(content) = version.content.filter(|_| !self.busy.get_untracked()) {
            let mine = SaveRules {
                content,
                restored_from: Some(version.version),
            };
            self.send(self.base.with_untracked(|rules| rules.version), mine);
        }
    }

    /// **Save mine anyway**: in place of what the others saved. Whoever went on working when they saw both, to bring the two
    /// together, means what stands there now.
    pub fn save_over(self, conflict: Conflict) {
        let mine = match conflict.mine.restored_from {
            Some(_) => conflict.mine,
            None if self.errors.reveal() => return,
            None => SaveRules {
                content: self.draft.get_untracked(),
                restored_from: None,
            },
        };
        self.send(conflict.theirs.version, mine);
    }

    /// **Take theirs**: what was worked on is given up.
    pub fn take(self, theirs: Rules) {
        self.conflict.set(None);
        self.put(theirs);
    }

    /// Gives the changes up.
    pub fn discard(self) {
        self.put(self.base.get_untracked());
    }

    fn put(self, rules: Rules) {
        let mode = self
            .around
            .connection
            .with_untracked(|connection| connection.mode);
        self.based_on.try_set_value(rules.version);
        self.failure.try_set(None);
        self.found.try_set(None);
        self.errors.refuse(Vec::new());
        self.errors.conceal();
        self.draft.try_set(content(&rules, mode));
        self.base.try_set(rules);
        self.poll();
    }

    fn send(self, version: u32, mine: SaveRules) {
        let Some(api) = self.around.api.try_get_value() else {
            return;
        };
        let id = self
            .around
            .connection
            .with_untracked(|connection| connection.id.clone());
        self.busy.set(true);
        self.failure.set(None);
        let before = self.draft.get_untracked();
        spawn_local(async move {
            let mut outcome = api.save_rules(&id, version, &mine).await;
            if matches!(&outcome, Err(error) if error.code() == ErrorCode::ChangedMeanwhile) {
                outcome = match api.rules(&id).await {
                    Ok(theirs) if !says(&theirs, &mine.content) => {
                        self.busy.try_set(false);
                        self.conflict.try_set(Some(Conflict { theirs, mine }));
                        return;
                    }
                    // What was saved meanwhile is this: an earlier answer was lost.
                    outcome => outcome,
                };
            }
            self.busy.try_set(false);
            match outcome {
                Ok(rules) => self.saved_as(rules, &before),
                Err(error) => self.refused(error),
            }
        });
    }

    fn saved_as(self, rules: Rules, before: &RulesContent) {
        self.conflict.try_set(None);
        self.around.announce.try_run(said_after_saving(&rules));
        let changed_since = self
            .draft
            .try_with_untracked(|draft| draft != before)
            .unwrap_or(true);
        if changed_since {
            // Whoever went on typing while it was saved loses nothing.
            self.based_on.try_set_value(rules.version);
            self.base.try_set(rules);
            self.poll();
        } else {
            self.put(rules);
            self.just_saved.try_set(true);
        }
    }

    fn refused(self, error: ApiError) {
        if error.fields().is_empty() {
            self.failure.try_set(Some(error));
        } else {
            self.errors.refuse(error.fields().to_vec());
            focus_first_invalid();
        }
    }

    /// Asks again while the other side doesn't have the configuration yet.
    fn poll(self) {
        self.stop_polling();
        let behind = self.base.try_with_untracked(is_behind);
        if behind == Some(true) {
            let timer = set_timeout_with_handle(move || self.ask_again(), POLL);
            self.timer.try_set_value(timer.ok());
        }
    }

    fn stop_polling(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    fn ask_again(self) {
        let (Some(api), Some(id)) = (
            self.around.api.try_get_value(),
            self.around
                .connection
                .try_with_untracked(|connection| connection.id.clone()),
        ) else {
            return;
        };
        if document().hidden() {
            // Nobody is asked for what nobody sees.
            self.poll();
            return;
        }
        spawn_local(async move {
            if let Ok(rules) = api.rules(&id).await {
                // Another version is told when somebody saves; here only how far this one came.
                self.base.try_maybe_update(|base| {
                    let news = base.version == rules.version && base.delivered != rules.delivered;
                    if news {
                        base.delivered = rules.delivered;
                    }
                    (news, ())
                });
            }
            self.poll();
        });
    }

    fn go_on_with_draft(self) {
        let Some(kept) = STORE.kept() else { return };
        let id = self
            .around
            .connection
            .with_untracked(|connection| connection.id.clone());
        let Some(draft) = kept.of(&id) else { return };
        let (saved, version) = (
            untrack(move || self.saved()),
            self.base.with_untracked(|rules| rules.version),
        );
        if draft.content != saved && self.locked.get_untracked().is_none() {
            self.found.set(Some(match draft.version == version {
                true => text::draft_is_back(),
                false => text::draft_is_older(),
            }));
            self.based_on.set_value(draft.version);
            self.draft.set(draft.content.clone());
        }
    }

    /// Keeps what isn't saved yet, and forgets what is.
    fn keep(self) {
        let content = self.draft.get();
        let unsaved = content != self.saved();
        let connection = self
            .around
            .connection
            .with_untracked(|connection| connection.id.clone());
        let mut drafts = STORE.kept().unwrap_or_default();
        if unsaved {
            let version = self.based_on.get_value();
            drafts.put(RulesDraft {
                connection,
                version,
                content,
            });
        } else if self.locked.get_untracked().is_none() && drafts.of(&connection).is_some() {
            // While nothing can be changed, the draft of before waits.
            drafts.remove(&connection);
        } else {
            return;
        }
        STORE.keep(&drafts);
    }
}

/// What is saved.
fn saved(around: Around, base: RwSignal<Rules>) -> RulesContent {
    let mode = around.connection.with(|connection| connection.mode);
    base.with(|rules| content(rules, mode))
}

fn locked(around: Around) -> Option<&'static str> {
    let refused = around
        .connection
        .with(|connection| refusal(Action::EditRules, connection));
    match refused {
        Some(code) => Some(text::sentence(code)),
        None if !around.may_change.get() => Some(text::readers_see_rules()),
        None => None,
    }
}
