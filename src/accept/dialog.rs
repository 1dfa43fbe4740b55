//! The dialog: its steps, its buttons, and the question before something is lost.

use super::code::CodeStep;
use super::details::DetailsStep;
use super::draft::{Draft, Step};
use super::result::{ResultStep, buttons};
use super::wizard::Wizard;
use crate::dialogs::{Frame, Question, StepParts, Surroundings, foot};
use crate::text;
use crate::ui::{Button, ButtonKind};
use crate::ui::{derived, memo};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn AcceptDialog(
    /// The page's surroundings.
    around: Surroundings,
    /// The code that was brought over; empty when it is to be pasted.
    code: String,
    /// It is finished or given up.
    on_close: Callback<()>,
) -> impl IntoView {
    let wizard = Wizard::new(around, &code, on_close);
    let step = memo(move || wizard.draft.with(|draft| draft.step));
    let subtitle = derived(move || text::step_of(step.get().number(), Step::COUNT));
    let shown = Callback::new(move |()| {
        let fields = match step.get() {
            Step::Code => view! { <CodeStep wizard=wizard /> }.into_any(),
            Step::Details => view! { <DetailsStep wizard=wizard /> }.into_any(),
            Step::Result => view! { <ResultStep wizard=wizard /> }.into_any(),
        };
        let foot = step_foot(wizard, step.get());
        StepParts { fields, foot }
    });
    let forward = Callback::new(move |()| match step.get_untracked() {
        Step::Result => wizard.end(),
        _ => wizard.forward(),
    });
    let question = Callback::new(move |()| {
        wizard.draft.with_untracked(|draft| {
            let detail = if draft.submission.sent() {
                text::discard_acceptance_sent()
            } else {
                text::discard_detail()
            };
            Draft::dirty(draft).then(|| Question::about_entries(detail))
        })
    });
    let failure = derived(move || Some(wizard.failure.get()?.sentence()));
    let end = Callback::new(move |()| wizard.end());
    view! {
        <Frame
            title=text::accept_invitation() subtitle=subtitle step=shown on_forward=forward failure=failure
            question=question on_end=end
        />
    }
    .into_any()
}

fn step_foot(wizard: Wizard, step: Step) -> AnyView {
    if step == Step::Result {
        return foot(None, buttons(wizard));
    }
    let label = derived(move || {
        let busy = wizard.busy.get();
        let failed = wizard.failure.with(Option::is_some);
        let label = match step {
            Step::Details if busy => text::confirming(),
            Step::Details if failed => text::try_again(),
            Step::Details => text::confirm(),
            Step::Code | Step::Result => text::next(),
        };
        label.to_owned()
    });
    let back = Callback::new(move |()| wizard.back());
    let back = (step == Step::Details).then_some(back);
    let forward =
        view! { <Button label=label kind=ButtonKind::Primary busy=wizard.busy /> }.into_any();
    foot(back, forward)
}
