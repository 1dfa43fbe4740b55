//! The configuration to be read: by the side that doesn't configure, and by whoever may not change things.

use super::model::{Arrow, mapped, other, side};
use crate::text;
use crosslink_protocol::connection::{Connection, Side};
use crosslink_protocol::visual::{FieldMapping, VisualConfig};
use leptos::prelude::*;

/// The configuration in words.
#[component]
pub fn Summary(
    /// What is configured.
    config: VisualConfig,
    /// Whose configuration it is.
    connection: Connection,
) -> impl IntoView {
    let (own, local, remote) = (
        connection.side,
        connection.local_short_name,
        connection.remote_short_name,
    );
    let rows = config
        .mappings
        .iter()
        .map(|mapping| row(mapping, own, &local, &remote))
        .collect_view();
    let mappings = if config.mappings.is_empty() {
        view! { <p class="quiet">{text::no_mappings()}</p> }.into_any()
    } else {
        view! {
            <table class="mappings">
                <thead>
                    <tr>
                        <th scope="col">{local.clone()}</th>
                        <th scope="col">{text::direction()}</th>
                        <th scope="col">{remote.clone()}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    view! {
        <div class="visual__sides">
            {column(&config, own, &local, &remote)}
            {column(&config, other(own), &remote, &local)}
        </div>
        <section class="visual__mappings">
            <h3 class="rules__title">{text::field_mappings()}</h3>
            {mappings}
        </section>
    }
    .into_any()
}

fn column(config: &VisualConfig, of: Side, name: &str, to: &str) -> AnyView {
    let side = side(config, of);
    let filters = if side.filters.is_empty() {
        text::all_work_items().to_owned()
    } else {
        let filters: Vec<_> = side.filters.iter().map(text::filter).collect();
        filters.join("; ")
    };
    let method = format!(
        "{}: {}",
        text::method(side.method),
        text::method_line(side.method)
    );
    let fact = |term: String, value: String| {
        view! { <div class="facts__row"><dt>{term}</dt><dd>{value}</dd></div> }
    };
    view! {
        <section class="visual__side">
            <h3 class="rules__title">{name.to_owned()}</h3>
            <dl class="facts">
                {fact(text::visual_project().to_owned(), side.project.name.clone())}
                {fact(text::sync_filters().to_owned(), filters)}
                {fact(text::method_legend(name, to), method)}
            </dl>
        </section>
    }
    .into_any()
}

fn row(mapping: &FieldMapping, own: Side, local: &str, remote: &str) -> AnyView {
    let arrow = text::arrow(Arrow::of(mapping.direction, own), local, remote);
    let name = |of| mapped(mapping, of).name.clone();
    view! {
        <tr>
            <td>{name(own)}</td>
            <td>{arrow}</td>
            <td>{name(other(own))}</td>
        </tr>
    }
    .into_any()
}
