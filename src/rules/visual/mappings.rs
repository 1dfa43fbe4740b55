//! **Field mappings**: which field of one side is kept in step with which of the other.

use super::field_select::FieldSelect;
use super::model::{self, Arrow, add_mapping, map_field, mapped, no_field, other, remove_mapping};
use super::state::Screen;
use crate::text;
use crate::ui::{Button, ButtonKind, Glyph, Icon, Message, Remote, Severity};
use crate::ui::{derived, dynamic, focus_if_lost, memo, optional, unique_id};
use crosslink_protocol::connection::Side;
use crosslink_protocol::visual::{FieldMapping, MAPPINGS_MAX, MappingDirection};
use leptos::prelude::*;
use web_sys::MouseEvent;

/// The mappings.
#[component]
pub fn Mappings(
    /// The screen.
    screen: Screen,
) -> impl IntoView {
    let heading = unique_id("mappings");
    let labelled_by = heading.clone();
    let chosen = memo(move || {
        screen.read(|config| {
            let chosen = |of| model::project(config, of).is_some();
            chosen(Side::Source) && chosen(Side::Destination)
        })
    });
    let count = memo(move || screen.read(|config| config.mappings.len()));
    let content = dynamic(move || match (chosen.get(), count.get() > 0) {
        (false, false) => view! { <p class="quiet">{text::choose_projects_first()}</p> }.into_any(),
        (true, false) => {
            view! { <p class="quiet">{text::no_mappings()}</p> {actions(screen, count)} }.into_any()
        }
        (_, true) => view! { {table(screen, count)} {actions(screen, count)} }.into_any(),
    });
    view! {
        <section class="visual__mappings" role="group" aria-labelledby=labelled_by>
            <h3 class="rules__title" id=heading>{text::field_mappings()}</h3>
            {failure(screen, screen.own)}
            {failure(screen, other(screen.own))}
            {content}
        </section>
    }
    .into_any()
}

/// The fields of a side could not be loaded.
fn failure(screen: Screen, of: Side) -> AnyView {
    optional(move || {
        let Remote::Failed(error) = screen.fields(of).list.get() else {
            return None;
        };
        if screen.project_is_gone(of) {
            // It is said at the project, where it can be mended.
            return None;
        }
        let sentence = format!("{}: {}", screen.name(of), error.sentence());
        let retry = Callback::new(move |()| screen.retry_fields(of));
        Some(
            view! {
                <Message severity=Severity::Error text=sentence>
                    <Button label=text::retry() on_press=retry />
                </Message>
            }
            .into_any(),
        )
    })
}

fn actions(screen: Screen, count: Memo<usize>) -> AnyView {
    let error = screen.editing.errors.at("mappings");
    let too_many = optional(move || {
        let error = error.get()?;
        Some(view! { <p class="field__error"><Icon glyph=Glyph::Error />{error}</p> }.into_any())
    });
    let full = derived(move || count.get() >= MAPPINGS_MAX);
    let unknown = derived(move || !screen.fields_known());
    let on_add = Callback::new(move |()| screen.change(add_mapping));
    let on_restore = Callback::new(move |()| screen.restore_defaults());
    view! {
        {too_many}
        <div class="rules__bar">
            <Button label=text::add_mapping() icon=Glyph::Add on_press=on_add disabled=full />
            <Button label=text::restore_defaults() kind=ButtonKind::Subtle on_press=on_restore disabled=unknown />
        </div>
    }
    .into_any()
}

fn table(screen: Screen, count: Memo<usize>) -> AnyView {
    let (own, remote) = (screen.own, other(screen.own));
    view! {
        <table class="mappings">
            <thead>
                <tr>
                    <th scope="col">{derived(move || screen.name(own))}</th>
                    <th scope="col">{text::direction()}</th>
                    <th scope="col">{derived(move || screen.name(remote))}</th>
                    <td></td>
                </tr>
            </thead>
            <tbody>
                <For each=move || 0..count.get() key=|at| *at let:at>
                    {line(screen, at)}
                </For>
            </tbody>
        </table>
    }
    .into_any()
}

fn line(screen: Screen, at: usize) -> AnyView {
    let error_id = unique_id("mapping-error");
    let error = screen.editing.errors.at(format!("mappings.{at}"));
    let field = |of: Side| {
        let selected = memo(move || {
            screen.read(|config| {
                let mapping = config.mappings.get(at);
                mapping.map_or_else(no_field, |mapping| mapped(mapping, of).clone())
            })
        });
        let on_select = Callback::new(move |field| {
            let there = screen
                .fields(other(of))
                .list
                .with_untracked(|list| list.ready().cloned().unwrap_or_default());
            screen.change(|config| map_field(config, at, of, field, &there));
        });
        let label = derived(move || text::mapping_field(at + 1, screen.name(of)));
        view! {
            <FieldSelect
                screen=screen of=of label=label selected=selected on_select=on_select error=error
                described_by=error_id.clone()
            />
        }
    };
    let sentence = optional(move || {
        let error = error.get()?;
        Some(view! { <p class="field__error"><Icon glyph=Glyph::Error />{error}</p> }.into_any())
    });
    let remove = text::remove_mapping(at + 1);
    let on_remove = move |event: MouseEvent| {
        focus_if_lost(Some(&event), ".visual__mappings", ".rules__bar .button");
        screen.change(|config| remove_mapping(config, at));
    };
    view! {
        <tr>
            <td>
                {field(screen.own)}
                <div id=error_id.clone() aria-live="polite">{sentence}</div>
            </td>
            <td>{direction(screen, at)}</td>
            <td>{field(other(screen.own))}</td>
            <td>
                <button
                    type="button" class="icon-button" aria-label=remove.clone() title=remove
                    on:click=on_remove
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </td>
        </tr>
    }
    .into_any()
}

fn direction(screen: Screen, at: usize) -> AnyView {
    let own = screen.own;
    let shown = memo(move || {
        let direction = screen.read(|config| {
            let mapping: Option<&FieldMapping> = config.mappings.get(at);
            mapping.map_or(MappingDirection::Both, |mapping| mapping.direction)
        });
        Arrow::of(direction, own)
    });
    let options = dynamic(move || {
        let (local, remote) = (screen.name(own), screen.name(other(own)));
        let option = |arrow: Arrow| {
            let words = text::arrow(arrow, &local, &remote);
            let selected = derived(move || shown.get() == arrow);
            view! { <option value=arrow.as_str() prop:selected=selected>{words}</option> }
        };
        Arrow::ALL.map(option).collect_view().into_any()
    });
    let choose = move |event| {
        if let Some(arrow) = Arrow::parse(&event_target_value(&event)) {
            screen.change(|config| {
                if let Some(mapping) = config.mappings.get_mut(at) {
                    mapping.direction = arrow.direction(own);
                }
            });
        }
    };
    view! { <select class="select" aria-label=text::mapping_direction(at + 1) on:change=choose>{options}</select> }
        .into_any()
}
