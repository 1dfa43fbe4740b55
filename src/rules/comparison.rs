//! Two versions of rules side by side: scripts in the editor, or line by line where it can't be loaded; configurations as
//! a list of what differs.

use super::diff::{self, Kind, Row};
use super::module::{Editor, module, options, phrases};
use super::visual::differences::differences;
use crate::text;
use crate::ui::optional;
use crosslink_protocol::connection::Connection;
use crosslink_protocol::rules::RulesContent;
use crosslink_protocol::visual::VisualConfig;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is compared, and what the two are called.
#[derive(Clone, Debug)]
pub struct Pair {
    /// What was before.
    pub before: RulesContent,
    /// What it is called.
    pub before_name: String,
    /// What is after.
    pub after: RulesContent,
    /// What it is called.
    pub after_name: String,
}

/// The comparison.
#[component]
pub fn Comparison(
    /// What is compared.
    pair: Pair,
    /// Whose rules they are.
    connection: Connection,
) -> impl IntoView {
    let (before, after) = (pair.before_name, pair.after_name);
    match (pair.before, pair.after) {
        (
            RulesContent::Script {
                outgoing: old_outgoing,
                incoming: old_incoming,
            },
            RulesContent::Script { outgoing, incoming },
        ) => {
            if (&old_outgoing, &old_incoming) == (&outgoing, &incoming) {
                return same();
            }
            let one = |name: &'static str, old: String, new: String| {
                let (before, after) = (before.clone(), after.clone());
                (old != new).then(
                    || view! { <Script name=name old=old new=new before=before after=after /> },
                )
            };
            view! {
                {one(text::outgoing(), old_outgoing, outgoing)}
                {one(text::incoming(), old_incoming, incoming)}
            }
            .into_any()
        }
        (RulesContent::Visual { config: old }, RulesContent::Visual { config: new }) => {
            configurations(
                &old,
                &new,
                &connection,
                text::differences_from(&before, &after),
            )
        }
        // A connection's mode never changes.
        _ => ().into_any(),
    }
}

fn same() -> AnyView {
    view! { <p>{text::no_differences()}</p> }.into_any()
}

fn configurations(
    old: &VisualConfig,
    new: &VisualConfig,
    connection: &Connection,
    title: String,
) -> AnyView {
    let found = differences(old, new);
    if found.is_empty() {
        return same();
    }
    let (local, remote) = (&connection.local_short_name, &connection.remote_short_name);
    let lines = found
        .iter()
        .map(|one| {
            let line = text::difference(one, connection.side, local, remote);
            view! { <li>{line}</li> }
        })
        .collect_view();
    view! { <p class="compare__heads">{title}</p> <ul class="differences">{lines}</ul> }.into_any()
}

/// One script, before and after.
#[component]
fn Script(
    name: &'static str,
    old: String,
    new: String,
    before: String,
    after: String,
) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    let shown = StoredValue::new_local(None::<Editor>);
    let plain = RwSignal::new(false);
    let labels = [&before, &after].map(|which| text::compared(name, which));
    let texts = StoredValue::new((old, new));
    let names = StoredValue::new([before.clone(), after.clone()]);
    spawn_local(async move {
        let module = module().await;
        let (Some(Some(place)), Some((old, new))) =
            (place.try_get_untracked(), texts.try_get_value())
        else {
            return;
        };
        let [left, right] = labels;
        let options = options(&[
            ("left", old.into()),
            ("right", new.into()),
            ("leftLabel", left.into()),
            ("rightLabel", right.into()),
            ("phrases", phrases()),
        ]);
        match module.and_then(|module| module.compare(&place, &options)) {
            Ok(comparison) => {
                shown.try_set_value(Some(comparison));
            }
            Err(_) => {
                plain.try_set(true);
            }
        }
    });
    on_cleanup(move || {
        if let Some(Some(comparison)) = shown.try_update_value(Option::take) {
            // Whatever it can't put away goes with its element.
            let _ = comparison.destroy();
        }
    });
    let lines = optional(move || {
        plain
            .get()
            .then(|| texts.with_value(|(old, new)| by_line(old, new, names.get_value())))
    });
    view! {
        <h4 class="rules__title">{name}</h4>
        <div class="compare__heads" aria-hidden="true" hidden=plain><span>{before}</span><span>{after}</span></div>
        <div class="compare__box" node_ref=place hidden=plain></div>
        {lines}
    }
    .into_any()
}

/// The comparison without the editor.
fn by_line(old: &str, new: &str, [before, after]: [String; 2]) -> AnyView {
    let Some(rows) = diff::rows(old, new) else {
        return view! {
            <p>{text::not_compared()}</p>
            <div class="compare__heads"><span>{before}</span><span>{after}</span></div>
            <div class="compare__whole"><pre>{old.to_owned()}</pre><pre>{new.to_owned()}</pre></div>
        }
        .into_any();
    };
    let legend = text::line_signs(&before, &after);
    let rows = rows
        .into_iter()
        .map(|row| {
            let (kind, sign, word, line) = match row {
                Row::Line(Kind::Same, line) => (None, "", String::new(), line),
                Row::Line(Kind::Removed, line) => (Some("removed"), "−", text::only_in(&before), line),
                Row::Line(Kind::Added, line) => (Some("added"), "+", text::only_in(&after), line),
                Row::Skipped(count) => (Some("skipped"), "…", String::new(), text::lines_skipped(count)),
            };
            view! {
                <tr data-kind=kind>
                    <th scope="row"><span aria-hidden="true">{sign}</span><span class="visually-hidden">{word}</span></th>
                    <td>{line}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <p class="compare__heads" aria-hidden="true">{legend}</p>
        <div class="compare__box"><table class="compare__table"><tbody>{rows}</tbody></table></div>
    }
    .into_any()
}
