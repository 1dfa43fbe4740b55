//! What all dialogs have around their steps: title, place, buttons, and the question before something is lost.

use crate::text;
use crate::ui::{Button, ButtonKind, Confirm, Glyph, Message, Modal, Severity, StepForm};
use crate::ui::{dynamic, optional};
use leptos::prelude::*;

/// What is asked before a dialog goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question.
    pub title: &'static str,
    /// What going means.
    pub detail: &'static str,
    /// Stays.
    pub keep: &'static str,
    /// Goes.
    pub discard: &'static str,
}

impl Question {
    /// Asked before what was entered is gone.
    pub fn about_entries(detail: &'static str) -> Self {
        Self {
            title: text::discard_title(),
            detail,
            keep: text::keep_editing(),
            discard: text::discard(),
        }
    }
}

/// A step, as the frame shows it.
pub struct StepParts {
    /// The step's fields.
    pub fields: AnyView,
    /// Its buttons, from [`foot`].
    pub foot: AnyView,
}

/// A dialog around its steps.
#[component]
pub fn Frame(
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Where one is.
    #[prop(optional, into)]
    subtitle: Signal<String>,
    /// The step, made anew when what it reads changes.
    step: Callback<(), StepParts>,
    /// Enter, or the main button.
    on_forward: Callback<()>,
    /// What went wrong beyond single fields.
    failure: Signal<Option<String>>,
    /// What has to be asked before the dialog goes.
    question: Callback<(), Option<Question>>,
    /// The dialog is finished or given up.
    on_end: Callback<()>,
) -> impl IntoView {
    let asking = RwSignal::new(None::<Question>);
    let close = Callback::new(move |()| match question.run(()) {
        None => on_end.run(()),
        asked => asking.set(asked),
    });
    let content = dynamic(move || {
        let StepParts { fields, foot } = step.run(());
        view! {
            <StepForm on_submit=on_forward footer=foot>
                {fields}
                <Failure text=failure />
            </StepForm>
        }
        .into_any()
    });
    let on_keep = Callback::new(move |()| asking.set(None));
    let asked = optional(move || {
        let Question {
            title,
            detail,
            keep,
            discard,
        } = asking.get()?;
        Some(
            view! {
                <Confirm
                    title=title detail=detail keep=keep discard=discard on_keep=on_keep on_discard=on_end
                />
            }
            .into_any(),
        )
    });
    view! {
        <Modal title=title subtitle=subtitle on_close=close>
            {content}
            {asked}
        </Modal>
    }
    .into_any()
}

/// The buttons of a step: **Previous** apart, the others at the end.
pub fn foot(on_back: Option<Callback<()>>, others: AnyView) -> AnyView {
    let previous = on_back.map(|back| {
        view! { <Button label=text::previous() kind=ButtonKind::Subtle icon=Glyph::Left on_press=back /> }
    });
    view! {
        {previous}
        <span class="dialog__gap"></span>
        {others}
    }
    .into_any()
}

#[component]
fn Failure(text: Signal<Option<String>>) -> impl IntoView {
    optional(move || {
        let text = text.get()?;
        Some(view! { <Message severity=Severity::Error text=text /> }.into_any())
    })
}
