//! **Select Project**: a project of the own instance.

use super::project_search::{Asked, ProjectSearch};
use crate::dialogs::Surroundings;
use crate::text;
use crosslink_protocol::project::Project;
use leptos::prelude::*;

/// The field.
#[component]
pub fn ProjectField(
    /// The page's surroundings.
    around: Surroundings,
    /// What was selected.
    #[prop(into)]
    selected: Signal<Option<Project>>,
    /// Something was selected, or the selection taken back.
    on_select: Callback<Option<Project>>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let ask = Callback::new(move |asked: Asked| -> super::ProjectAnswer {
        Box::pin(async move {
            let Some(api) = around.api() else {
                return Err(crate::backend::ApiError::Cancelled);
            };
            api.projects(&asked.search, asked.cursor.as_deref(), &asked.abort)
                .await
        })
    });
    view! { <ProjectSearch label=text::select_project() ask=ask selected=selected on_select=on_select error=error /> }
}
