//! A question with two answers.

use super::{Button, ButtonKind, Modal, Purpose, StepForm};
use leptos::prelude::*;

/// Asks before something is lost. Esc, Enter and the cross lose nothing.
#[component]
pub fn Confirm(
    /// The question.
    title: &'static str,
    /// What the second answer means.
    detail: &'static str,
    /// The harmless answer.
    keep: &'static str,
    /// The other answer.
    discard: &'static str,
    /// The harmless answer was given.
    on_keep: Callback<()>,
    /// The other answer was given.
    on_discard: Callback<()>,
) -> impl IntoView {
    let footer = view! {
        <span class="dialog__gap"></span>
        <Button label=discard kind=ButtonKind::Danger on_press=on_discard />
        <span data-autofocus=""><Button label=keep kind=ButtonKind::Primary /></span>
    }
    .into_any();
    view! {
        <Modal title=title purpose=Purpose::Question on_close=on_keep>
            <StepForm on_submit=on_keep footer=footer>
                <p>{detail}</p>
            </StepForm>
        </Modal>
    }
    .into_any()
}
