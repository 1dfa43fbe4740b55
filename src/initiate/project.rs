//! The project that takes what comes in.

use super::wizard::Wizard;
use crate::form::ProjectField;
use crate::form::names::PROJECT;
use crate::text;
use crate::ui::Section;
use crate::ui::derived;
use crosslink_protocol::mode::Mode;
use leptos::prelude::*;

/// The step.
#[component]
pub fn ProjectStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let selected = derived(move || wizard.draft.with(|draft| draft.names.project.clone()));
    let on_select = Callback::new(move |project| {
        wizard.errors.changed(PROJECT);
        wizard.draft.update(|draft| draft.names.project = project);
    });
    let basic = wizard.draft.with_untracked(|draft| draft.mode) == Some(Mode::Basic);
    let rules = if basic {
        text::basic_rules()
    } else {
        text::default_rules()
    };
    view! {
        <Section title=text::select_project_title()>
            <p class="prose">{rules}</p>
            <p class="prose">{text::select_project_how()}</p>
            <ProjectField around=wizard.around selected=selected on_select=on_select error=wizard.errors.at(PROJECT) />
        </Section>
    }
}
