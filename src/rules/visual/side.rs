//! One side's column: its project, its filters, and how its work items leave it.

use super::filters::Filters;
use super::model::{other, project, set_project, side_mut};
use super::state::Screen;
use crate::backend::ApiError;
use crate::form::{Asked, ProjectAnswer, ProjectSearch};
use crate::text;
use crate::ui::{derived, memo, unique_id};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::connection::Side;
use crosslink_protocol::visual::Method;
use leptos::prelude::*;

/// The column.
#[component]
pub fn SideColumn(
    /// The screen.
    screen: Screen,
    /// Whose column.
    of: Side,
) -> impl IntoView {
    let heading = unique_id("side");
    let labelled_by = heading.clone();
    let selected = memo(move || screen.read(|config| project(config, of)));
    let on_select =
        Callback::new(move |chosen| screen.change(|config| set_project(config, of, chosen)));
    let refused = screen.editing.errors.at(format!("{}.project", of.as_str()));
    let error = derived(move || {
        let gone = || {
            let sentence = text::sentence(ErrorCode::ProjectUnknown);
            screen.project_is_gone(of).then(|| sentence.to_owned())
        };
        refused.get().or_else(gone)
    });
    let name = derived(move || screen.name(of));
    view! {
        <section class="visual__side" role="group" aria-labelledby=labelled_by>
            <h3 class="rules__title" id=heading>{name}</h3>
            <ProjectSearch
                label=text::visual_project() ask=projects(screen, of) selected=selected on_select=on_select error=error
            />
            <Filters screen=screen of=of />
            {methods(screen, of)}
        </section>
    }
    .into_any()
}

/// Asks the own node for its projects, or, through it, the other side for theirs.
fn projects(screen: Screen, of: Side) -> Callback<Asked, ProjectAnswer> {
    let around = screen.editing.around;
    Callback::new(move |asked: Asked| -> ProjectAnswer {
        let connection = around
            .connection
            .with_untracked(|connection| connection.id.clone());
        Box::pin(async move {
            let api = around.api.try_get_value().ok_or(ApiError::Cancelled)?;
            let (search, cursor) = (&asked.search, asked.cursor.as_deref());
            if of == screen.own {
                api.projects(search, cursor, &asked.abort).await
            } else {
                api.remote_projects(&connection, search, cursor, &asked.abort)
                    .await
            }
        })
    })
}

/// **Method**: how work items leave this side.
fn methods(screen: Screen, of: Side) -> AnyView {
    let group = unique_id("method");
    let legend = derived(move || text::method_legend(screen.name(of), screen.name(other(of))));
    let one = |method: &Method| {
        let method = *method;
        let checked = derived(move || screen.read_side(of, |side| side.method == method));
        let choose = move |_| screen.change(|config| side_mut(config, of).method = method);
        view! {
            <label class="method">
                <input type="radio" name=group.clone() value=method.as_str() prop:checked=checked on:change=choose />
                <span>
                    <span class="method__word">{text::method(method)}</span>
                    <span class="method__line">{text::method_line(method)}</span>
                </span>
            </label>
        }
    };
    let choices = Method::ALL.iter().map(one).collect_view();
    view! {
        <fieldset class="visual__group">
            <legend class="field__label">{legend}</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}
