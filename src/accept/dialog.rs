//! The dialog: its frame, its buttons, and the question before something is lost.

use super::code::CodeStep;
use super::details::DetailsStep;
use super::draft::{Draft, Step};
use super::result::ResultStep;
use super::wizard::Wizard;
use crate::dialogs::Surroundings;
use crate::text;
use crate::ui::{Button, ButtonKind, Confirm, Glyph, Message, Modal, Severity, StepForm};
use crate::ui::{derived, dynamic, memo, optional};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn AcceptDialog(
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
        if wizard.draft.with_untracked(Draft::dirty) {
            asking.set(true);
        } else {
            end.run(());
        }
    });
    let forward = Callback::new(move |()| match step.get_untracked() {
        Step::Result => end.run(()),
        _ => wizard.forward(),
    });
    let subtitle = derived(move || text::step_of(step.get().number(), Step::COUNT));
    let content = dynamic(move || {
        let fields = match step.get() {
            Step::Code => view! { <CodeStep wizard=wizard /> }.into_any(),
            Step::Details => view! { <DetailsStep wizard=wizard /> }.into_any(),
            Step::Result => view! { <ResultStep wizard=wizard /> }.into_any(),
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
        <Modal title=text::ACCEPT_INVITATION subtitle=subtitle on_close=close>
            {content}
            {question}
        </Modal>
    }
    .into_any()
}

fn discard_question(wizard: Wizard, asking: RwSignal<bool>, end: Callback<()>) -> AnyView {
    let sent = wizard.draft.with_untracked(|draft| draft.submission.sent());
    let detail = if sent {
        text::DISCARD_ACCEPTANCE_SENT
    } else {
        text::DISCARD_DETAIL
    };
    let on_keep = Callback::new(move |()| asking.set(false));
    view! {
        <Confirm
            title=text::DISCARD_TITLE detail=detail keep=text::KEEP_EDITING discard=text::DISCARD on_keep=on_keep
            on_discard=end
        />
    }
    .into_any()
}

fn footer(wizard: Wizard, step: Step) -> AnyView {
    let label = derived(move || {
        let busy = wizard.busy.get();
        let failed = wizard.failure.with(Option::is_some);
        let label = match step {
            Step::Code => text::NEXT,
            Step::Details if busy => text::CONFIRMING,
            Step::Details if failed => text::TRY_AGAIN,
            Step::Details => text::CONFIRM,
            Step::Result => text::DONE,
        };
        label.to_owned()
    });
    let previous = (step == Step::Details).then(|| {
        let back = Callback::new(move |()| wizard.back());
        view! { <Button label=text::PREVIOUS kind=ButtonKind::Subtle icon=Glyph::Left on_press=back /> }
    });
    view! {
        {previous}
        <span class="dialog__gap"></span>
        <Button label=label kind=ButtonKind::Primary busy=wizard.busy />
    }
    .into_any()
}

#[component]
fn FailureMessage(wizard: Wizard) -> impl IntoView {
    optional(move || {
        let sentence = wizard.failure.get()?.sentence();
        Some(view! { <Message severity=Severity::Error text=sentence /> }.into_any())
    })
}
