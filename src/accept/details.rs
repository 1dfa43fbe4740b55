//! Step 2: who invites, and the own side of the connection.

use super::draft::Draft;
use super::wizard::Wizard;
use crate::clock;
use crate::dialogs;
use crate::form::names::{NameField, PROJECT};
use crate::form::{NameFields, ProjectField};
use crate::text;
use crate::ui::Section;
use crate::ui::{derived, optional};
use crosslink_protocol::invitation::InvitationPreview;
use leptos::prelude::*;

/// The step.
#[component]
pub fn DetailsStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let draft = wizard.draft;
    let names = derived(move || draft.with(|draft| draft.names.clone()));
    let selected = derived(move || draft.with(|draft| draft.names.project.clone()));
    let on_type = Callback::new(move |(field, typed): (NameField, String)| {
        draft.update(|draft| draft.names.type_over(field, typed));
    });
    let on_select = Callback::new(move |project| {
        wizard.errors.changed(PROJECT);
        draft.update(|draft| draft.names.project = project);
    });
    let project = if draft.with_untracked(Draft::asks_project) {
        view! {
            <p class="prose">{text::select_project_how()}</p>
            <ProjectField around=wizard.around selected=selected on_select=on_select error=wizard.errors.at(PROJECT) />
        }
        .into_any()
    } else {
        view! { <p class="prose">{text::configured_there()}</p> }.into_any()
    };
    view! {
        <Section title=text::invited_by()>{optional(move || draft.with(|draft| draft.preview().map(facts)))}</Section>
        <Section title=text::your_side()>
            <NameFields names=names on_type=on_type errors=wizard.errors />
            {project}
        </Section>
    }
}

/// What the invitation says.
fn facts(preview: &InvitationPreview) -> AnyView {
    let names = format!(
        "{} → {} ({})",
        text::isolated(&preview.inviter_short_name),
        text::isolated(&preview.invited_short_name),
        text::isolated(&preview.connection_name)
    );
    dialogs::facts([
        (
            text::instance(),
            format!("{} ({})", preview.inviter_name, preview.inviter_tracker_url),
        ),
        (text::crosslink_node(), preview.inviter_node_url.clone()),
        (
            text::mode_column(),
            text::mode_meaning(preview.mode).to_owned(),
        ),
        (text::names_there(), names),
        (text::expires(), clock::exact(preview.expires_at)),
    ])
}
