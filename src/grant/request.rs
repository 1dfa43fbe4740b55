//! What is asked for, and by whom; the decision about it.

use super::decision::{CODE, Decision, Stage, ended};
use crate::dialogs::Surroundings;
use crate::host::handover;
use crate::ui::Remote;
use crosslink_protocol::verification::GrantPreview;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The dialog's state.
#[derive(Clone, Copy)]
pub struct Request {
    around: Surroundings,
    code: StoredValue<String>,
    /// Who asks; or why that can't be told, as a sentence.
    pub preview: RwSignal<Remote<GrantPreview, String>>,
    /// The decision.
    pub stage: RwSignal<Stage>,
}

impl Request {
    /// The request with this code; who asks is looked up at once.
    pub fn new(around: Surroundings, code: String) -> Self {
        let request = Self {
            around,
            code: StoredValue::new(code),
            preview: RwSignal::new(Remote::Loading),
            stage: RwSignal::new(Stage::Open),
        };
        request.look_up();
        request
    }

    /// Looks up who asks.
    pub fn look_up(self) {
        let (Some(api), Some(code)) = (self.around.api(), self.code.try_get_value()) else {
            return;
        };
        self.preview.set(Remote::Loading);
        spawn_local(async move {
            let answer = api.grant_preview(code.clone()).await;
            if let Some(why) = answer.as_ref().err().and_then(ended) {
                self.end(&code, Stage::Ended(why));
            }
            self.preview.try_set(match answer {
                Ok(preview) => Remote::Ready(preview),
                Err(error) => Remote::Failed(error.sentence_at(CODE)),
            });
        });
    }

    /// Brings the decision to the node.
    pub fn decide(self, decision: Decision) {
        let (Some(api), Some(code)) = (self.around.api(), self.code.try_get_value()) else {
            return;
        };
        if self.stage.with_untracked(Stage::busy) {
            return;
        }
        self.stage.set(Stage::Sending(decision));
        spawn_local(async move {
            let answer = match decision {
                Decision::Grant => api.grant(code.clone()).await,
                Decision::Decline => api.decline_grant(code.clone()).await,
            };
            match Stage::answered(decision, answer) {
                stage @ (Stage::Done(_) | Stage::Ended(_)) => self.end(&code, stage),
                stage => {
                    self.stage.try_set(stage);
                }
            }
        });
    }

    /// There is nothing more to do with the code, after a reload either.
    fn end(self, code: &str, stage: Stage) {
        handover::used(code);
        self.stage.try_set(stage);
    }
}
