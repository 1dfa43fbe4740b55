//! The dialog: its frame, its buttons, and the question before something is lost.

use super::destination::DestinationStep;
use super::draft::{Draft, Step};
use super::information::InformationStep;
use super::invitation::InvitationStep;
use super::project::ProjectStep;
use super::wizard::Wizard;
use crate::dialogs::Surroundings;
use crate::text;
use crate::ui::{Button, ButtonKind, Confirm, Glyph, Message, Modal, Severity, StepForm};
use crate::ui::{derived, dynamic, memo, optional};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn InitiateDialog(
    /// The page's surroundings.
    around: Surroundings,
    /// It is finished or given up.
    on_close: Callback<()>,
) -> impl IntoView {
    let wizard = Wizard::new(around);
    let step = memo(move || wizard.draft.with(|draft| draft.step));
    let asking = RwSignal::new(false);
    let end = Callback::new(move |()| {
        wizard.end();
        on_close.run(());
    });
    let close = Callback::new(move |()| {
        let safe = match wizard.initiated.with_untracked(Option::is_some) {
            true => wizard.copied.get_untracked(),
            false => !wizard.draft.with_untracked(Draft::dirty),
        };
        if !safe {
            asking.set(true);
        } else {
            end.run(());
        }
    });
    let forward = Callback::new(
        move |()| match wizard.initiated.with_untracked(Option::is_some) {
            true => end.run(()),
            false => wizard.forward(),
        },
    );
    let subtitle = derived(move || text::step_of(step.get().number(), Step::ALL.len()));
    let content = dynamic(move || {
        let fields = match step.get() {
            Step::Destination => view! { <DestinationStep wizard=wizard /> }.into_any(),
            Step::Information => view! { <InformationStep wizard=wizard /> }.into_any(),
            Step::Project => view! { <ProjectStep wizard=wizard /> }.into_any(),
            Step::Invitation => view! { <InvitationStep wizard=wizard /> }.into_any(),
        };
        view! {
            <StepForm on_submit=forward footer=footer(wizard, step.get())>
                {fields}
                <FailureMessage wizard=wizard />
            </StepForm>
        }
        .into_any()
    });
    let question = optional(move || asking.get().then(|| discard_question(wizard, asking, end)));
    view! {
        <Modal title=text::INITIATE_CONNECTION subtitle=subtitle on_close=close>
            {content}
            {question}
        </Modal>
    }
    .into_any()
}

/// Asks before what was entered, or a code that nobody has copied, is gone.
fn discard_question(wizard: Wizard, asking: RwSignal<bool>, end: Callback<()>) -> AnyView {
    let sent = wizard.draft.with_untracked(|draft| draft.submission.sent());
    let initiated = wizard.initiated.with_untracked(Option::is_some);
    let (title, detail, keep, discard) = match (initiated, sent) {
        (true, _) => (
            text::UNCOPIED_TITLE,
            text::UNCOPIED_DETAIL,
            text::BACK_TO_CODE,
            text::CLOSE,
        ),
        (false, true) => (
            text::DISCARD_TITLE,
            text::DISCARD_SENT_DETAIL,
            text::KEEP_EDITING,
            text::DISCARD,
        ),
        (false, false) => (
            text::DISCARD_TITLE,
            text::DISCARD_DETAIL,
            text::KEEP_EDITING,
            text::DISCARD,
        ),
    };
    let on_keep = Callback::new(move |()| asking.set(false));
    view! { <Confirm title=title detail=detail keep=keep discard=discard on_keep=on_keep on_discard=end /> }
        .into_any()
}

/// The buttons of a step.
fn footer(wizard: Wizard, step: Step) -> AnyView {
    let busy = derived(move || wizard.busy.get() || wizard.probing.target.with(Option::is_some));
    let label = derived(move || {
        let failed = wizard.failure.with(Option::is_some) && !wizard.busy.get();
        let label = match step {
            Step::Project if wizard.busy.get() => text::INITIATING,
            Step::Project | Step::Invitation if failed => text::TRY_AGAIN,
            Step::Project => text::INITIATE,
            Step::Invitation => text::DONE,
            Step::Destination | Step::Information => text::NEXT,
        };
        label.to_owned()
    });
    // At the last step, copying the code is the thing to do.
    let kind = if step == Step::Invitation {
        ButtonKind::Normal
    } else {
        ButtonKind::Primary
    };
    let previous = step.previous().map(|_| {
        let back = Callback::new(move |()| wizard.back());
        view! { <Button label=text::PREVIOUS kind=ButtonKind::Subtle icon=Glyph::Left on_press=back /> }
    });
    view! {
        {previous}
        <span class="dialog__gap"></span>
        <Button label=label kind=kind busy=busy />
    }
    .into_any()
}

/// What went wrong beyond single fields.
#[component]
fn FailureMessage(wizard: Wizard) -> impl IntoView {
    optional(move || {
        let error = wizard.failure.get()?;
        let in_doubt = wizard.draft.with_untracked(|draft| draft.submission.sent());
        let mut sentence = error.sentence();
        if in_doubt {
            sentence = format!("{sentence} {}", text::OUTCOME_UNKNOWN);
        }
        Some(view! { <Message severity=Severity::Error text=sentence /> }.into_any())
    })
}
