//! The dialog: its steps, its buttons, and the question before something is lost.

use super::access::AccessStep;
use super::destination::DestinationStep;
use super::draft::Draft;
use super::information::InformationStep;
use super::invitation::{InvitationStep, buttons};
use super::last::Last;
use super::project::ProjectStep;
use super::step::Step;
use super::verify::VerifyStep;
use super::wizard::Wizard;
use crate::dialogs::{Frame, Question, StepParts, Surroundings, foot};
use crate::text;
use crate::ui::{Button, ButtonKind};
use crate::ui::{derived, memo};
use leptos::prelude::*;

/// The dialog.
#[component]
pub fn InitiateDialog(
    /// The page's surroundings.
    around: Surroundings,
    /// It is finished or given up.
    on_close: Callback<()>,
) -> impl IntoView {
    let wizard = Wizard::new(around, on_close);
    let step = memo(move || wizard.draft.with(|draft| draft.step));
    let place = memo(move || wizard.draft.with(Draft::place));
    let subtitle = derived(move || {
        let (number, count) = place.get();
        text::step_of(number, count)
    });
    let shown = Callback::new(move |()| {
        let fields = match step.get() {
            Step::Destination => view! { <DestinationStep wizard=wizard /> }.into_any(),
            Step::Information => view! { <InformationStep wizard=wizard /> }.into_any(),
            Step::Verify => view! { <VerifyStep wizard=wizard /> }.into_any(),
            Step::Project => view! { <ProjectStep wizard=wizard /> }.into_any(),
            Step::Access => view! { <AccessStep wizard=wizard /> }.into_any(),
            Step::Invitation => view! { <InvitationStep wizard=wizard /> }.into_any(),
        };
        let foot = step_foot(wizard, step.get());
        StepParts { fields, foot }
    });
    let end = Callback::new(move |()| wizard.end());
    let forward = Callback::new(
        move |()| match wizard.initiated.with_untracked(Option::is_some) {
            true => wizard.end(),
            false => wizard.forward(),
        },
    );
    let last = wizard.last();
    let question = Callback::new(move |()| question(wizard, last));
    view! {
        <Frame
            title=text::initiate_connection() subtitle=subtitle step=shown on_forward=forward failure=failure(wizard)
            question=question on_end=end
        />
    }
    .into_any()
}

/// Asks before what was entered, or a code that nobody has copied, is gone.
fn question(wizard: Wizard, last: Memo<Option<Last>>) -> Option<Question> {
    if let Some(last) = last.get_untracked() {
        let lost = last.loses_code() && !wizard.copied.get_untracked();
        return lost.then_some(Question {
            title: text::uncopied_title(),
            detail: text::uncopied_detail(),
            keep: text::back_to_code(),
            discard: text::close(),
        });
    }
    wizard.draft.with_untracked(|draft| {
        let detail = if draft.submission.sent() {
            text::discard_sent_detail()
        } else if draft.verified().is_some() {
            text::discard_verified_detail()
        } else {
            text::discard_detail()
        };
        draft.dirty().then(|| Question::about_entries(detail))
    })
}

/// The buttons of a step.
fn step_foot(wizard: Wizard, step: Step) -> AnyView {
    let busy = derived(move || wizard.busy.get() || wizard.probing.target.with(Option::is_some));
    if step == Step::Invitation {
        return foot(None, buttons(wizard, busy));
    }
    let label = derived(move || {
        let label = match wizard.draft.with(Draft::initiates) {
            true => wizard.submit_label(),
            false => text::next(),
        };
        label.to_owned()
    });
    let back = Callback::new(move |()| wizard.back());
    let back = (step != Step::Destination).then_some(back);
    let forward = view! { <Button label=label kind=ButtonKind::Primary busy=busy /> }.into_any();
    foot(back, forward)
}

/// What went wrong beyond single fields.
fn failure(wizard: Wizard) -> Signal<Option<String>> {
    derived(move || {
        let sentence = wizard.failure.get()?.sentence();
        let in_doubt = wizard.draft.with_untracked(|draft| draft.submission.sent());
        Some(if in_doubt {
            format!("{sentence} {}", text::outcome_unknown())
        } else {
            sentence
        })
    })
}
