//! **Versions**: the list of them, one of them compared with the current one, and restored.

use super::comparison::{Comparison, Pair};
use super::editing::Editing;
use super::saved::content;
use crate::backend::ApiError;
use crate::clock;
use crate::text;
use crate::ui::{Button, ButtonKind, Confirm, Message, Scope, Severity, Spinner};
use crate::ui::{
    bring_to_front, dynamic, effect, focus_if_lost, memo, optional, true_or_false, true_or_none,
};
use crosslink_protocol::rules::{Rules, RulesVersion};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy)]
struct Listed {
    editing: Editing,
    items: RwSignal<Vec<RulesVersion>>,
    cursor: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
    /// The one that is compared: its number, and what it says once that is here.
    picked: RwSignal<Option<u32>>,
    version: RwSignal<Option<Rules>>,
    asking: RwSignal<bool>,
    open: RwSignal<bool>,
    pages: Scope,
    one: Scope,
}

/// The versions; loaded when somebody opens them.
#[component]
pub fn Versions(
    /// The rules.
    editing: Editing,
) -> impl IntoView {
    let listed = Listed {
        editing,
        items: RwSignal::new(Vec::new()),
        cursor: RwSignal::new(None),
        busy: RwSignal::new(false),
        failure: RwSignal::new(None),
        picked: RwSignal::new(None),
        version: RwSignal::new(None),
        asking: RwSignal::new(false),
        open: RwSignal::new(false),
        pages: Scope::new(),
        one: Scope::new(),
    };
    let newest = memo(move || editing.base.with(|rules| rules.version));
    effect(move || {
        newest.get();
        if listed.open.get() {
            listed.load(None);
        }
    });
    let on_toggle = move |event| {
        let details: web_sys::Element = event_target(&event);
        listed.open.set(details.has_attribute("open"));
    };
    // Before the first one there is nothing to look at.
    let any = memo(move || newest.get() > 0);
    let there = optional(move || {
        any.get().then(|| {
            view! {
                <details class="versions" on:toggle=on_toggle>
                    <summary>{text::versions()}</summary>
                    <div class="versions__body">{body(listed)}</div>
                </details>
            }
            .into_any()
        })
    });
    view! { {there} {question(listed)} }.into_any()
}

fn body(listed: Listed) -> AnyView {
    let rows = dynamic(move || {
        let rows = listed.items.get();
        rows.into_iter()
            .map(|version| row(listed, version))
            .collect_view()
            .into_any()
    });
    let more = optional(move || {
        let on_more = Callback::new(move |()| listed.load(listed.cursor.get_untracked()));
        listed.cursor.with(Option::is_some).then(|| {
            view! { <Button label=text::show_more() kind=ButtonKind::Subtle on_press=on_more busy=listed.busy /> }
                .into_any()
        })
    });
    let failure = optional(move || {
        let error = listed.failure.get()?;
        let retry = Callback::new(move |()| match listed.picked.get_untracked() {
            Some(version) => listed.pick(version),
            None => listed.load(None),
        });
        Some(
            view! {
                <Message severity=Severity::Error text=error.sentence()>
                    <Button label=text::retry() on_press=retry />
                </Message>
            }
            .into_any(),
        )
    });
    view! {
        <table class="versions__table">
            <thead>
                <tr>
                    <th scope="col">{text::version()}</th>
                    <th scope="col">{text::saved_when()}</th>
                    <th scope="col">{text::saved_by()}</th>
                    <th scope="col"><span class="visually-hidden">{text::compare()}</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {more}
        {failure}
        {comparison(listed)}
    }
    .into_any()
}

fn row(listed: Listed, version: RulesVersion) -> AnyView {
    let number = version.version;
    let is_current = move || listed.editing.base.with(|rules| rules.version == number);
    let by = version
        .saved_by
        .unwrap_or_else(|| text::generated().to_owned());
    let restored = version
        .restored_from
        .map(|from| view! { <span class="rules__state">" · "{text::restored_from(from)}</span> });
    let compare = dynamic(move || {
        if is_current() {
            return view! { <span class="rules__state">{text::current()}</span> }.into_any();
        }
        view! {
            <button
                type="button" class="button button--subtle" aria-label=text::compare_version(number)
                aria-pressed=true_or_false(move || listed.picked.get() == Some(number))
                on:click=move |_| listed.pick(number)
            >
                {text::compare()}
            </button>
        }
        .into_any()
    });
    view! {
        <tr data-picked=true_or_none(move || listed.picked.get() == Some(number))>
            <th scope="row">{number}</th>
            <td><time datetime=version.saved_at.to_string()>{clock::exact(version.saved_at)}</time></td>
            <td>{by}{restored}</td>
            <td>{compare}</td>
        </tr>
    }
    .into_any()
}

/// The picked version beside the current one.
fn comparison(listed: Listed) -> AnyView {
    let editing = listed.editing;
    let locked = editing.locked;
    optional(move || {
        listed.picked.get()?;
        let Some(version) = listed.version.get() else {
            let waiting = listed.failure.with(Option::is_none);
            return waiting
                .then(|| view! { <p role="status"><Spinner />{text::loading()}</p> }.into_any());
        };
        let connection = editing.around.connection.get_untracked();
        let current = editing.base.get();
        let pair = Pair {
            before: content(&version, connection.mode),
            before_name: text::version_number(version.version),
            after: content(&current, connection.mode),
            after_name: text::current_version(current.version),
        };
        let on_restore = Callback::new(move |()| listed.restore());
        let on_close = Callback::new(move |()| listed.close());
        let restore = optional(move || {
            locked.get().is_none().then(|| {
                view! { <Button label=text::restore_version() on_press=on_restore busy=editing.busy /> }.into_any()
            })
        });
        Some(
            view! {
                <div
                    class="versions__compared" role="group" tabindex="-1"
                    aria-label=text::compare_version(version.version)
                >
                    <Comparison pair=pair connection=connection />
                    <div class="versions__actions">
                        {restore}
                        <Button label=text::close_comparison() kind=ButtonKind::Subtle on_press=on_close />
                    </div>
                </div>
            }
            .into_any(),
        )
    })
}

/// Asked before unsaved changes are lost.
fn question(listed: Listed) -> AnyView {
    let answer = move |restore: bool| {
        Callback::new(move |()| {
            listed.asking.set(false);
            if restore {
                listed.restore_now();
            }
        })
    };
    optional(move || {
        listed.asking.get().then(|| {
            view! {
                <Confirm
                    title=text::restore_title() detail=text::restore_detail() keep=text::keep_editing()
                    discard=text::restore_version() on_keep=answer(false) on_discard=answer(true)
                />
            }
            .into_any()
        })
    })
}

impl Listed {
    fn load(self, cursor: Option<String>) {
        let around = self.editing.around;
        let (Some(api), Some(ticket)) = (around.api.try_get_value(), self.pages.begin()) else {
            return;
        };
        let id = around
            .connection
            .with_untracked(|connection| connection.id.clone());
        self.busy.set(true);
        self.failure.set(None);
        spawn_local(async move {
            let answer = api
                .rules_versions(&id, cursor.as_deref(), &ticket.abort)
                .await;
            if !ticket.is_current() {
                return;
            }
            self.busy.try_set(false);
            match answer {
                Ok(page) => {
                    self.items.try_update(|items| {
                        if cursor.is_none() {
                            items.clear();
                        }
                        items.extend(page.items);
                    });
                    self.cursor.try_set(page.next_cursor);
                }
                Err(error) => {
                    self.failure.try_set(Some(error));
                }
            }
        });
    }

    fn pick(self, version: u32) {
        let around = self.editing.around;
        let (Some(api), Some(ticket)) = (around.api.try_get_value(), self.one.begin()) else {
            return;
        };
        let id = around
            .connection
            .with_untracked(|connection| connection.id.clone());
        self.picked.set(Some(version));
        self.version.set(None);
        self.failure.set(None);
        spawn_local(async move {
            let answer = api.rules_version(&id, version, &ticket.abort).await;
            if !ticket.is_current() {
                return;
            }
            match answer {
                Ok(rules) => {
                    self.version.try_set(Some(rules));
                    // A long list pushes it below the edge of the window.
                    bring_to_front(".versions__compared");
                }
                Err(error) => {
                    self.failure.try_set(Some(error));
                }
            }
        });
    }

    fn close(self) {
        focus_if_lost(None, ".versions", "summary");
        self.one.cancel();
        self.picked.set(None);
        self.version.set(None);
    }

    fn restore(self) {
        if self.editing.dirty.get_untracked() {
            self.asking.set(true);
        } else {
            self.restore_now();
        }
    }

    fn restore_now(self) {
        if let Some(version) = self.version.get_untracked() {
            self.close();
            self.editing.restore(version);
        }
    }
}
