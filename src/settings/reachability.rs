//! **Reachability**: whether the node's URL leads to it, and who tried.

use super::words::{by_whom, reached};
use crate::backend::ApiError;
use crate::clock;
use crate::pages::Surroundings;
use crate::text;
use crate::ui::{Button, Glyph, Icon, Message, Panel, Severity, derived, dynamic, optional};
use crosslink_protocol::Timestamp;
use crosslink_protocol::instance::{ReachState, Reachability};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The part of the page.
#[component]
pub fn ReachabilityPanel(
    /// The page's surroundings.
    around: Surroundings,
    /// What was found.
    reachability: RwSignal<Reachability>,
    /// The time now.
    now: RwSignal<Timestamp>,
) -> impl IntoView {
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<ApiError>);
    let again = Callback::new(move |()| try_again(around, reachability, busy, failure));
    let found = dynamic(move || finding(&reachability.get(), now));
    let failed = optional(move || {
        let text = failure.get()?.sentence();
        Some(view! { <Message severity=Severity::Error text=text /> }.into_any())
    });
    let may_change = around.may_change();
    let no_url = derived(move || reachability.with(|r| r.state == ReachState::NoUrl));
    let button = optional(move || {
        (may_change.get() && !no_url.get()).then(|| {
            view! {
                <div class="toolbar panel__actions">
                    <Button label=text::check_again() busy=busy on_press=again />
                </div>
            }
            .into_any()
        })
    });
    view! {
        <Panel title=text::reachability()>
            {found}
            {failed}
            {button}
        </Panel>
    }
    .into_any()
}

fn try_again(
    around: Surroundings,
    reachability: RwSignal<Reachability>,
    busy: RwSignal<bool>,
    failure: RwSignal<Option<ApiError>>,
) {
    let Some(api) = around.api() else { return };
    if busy.get_untracked() {
        return;
    }
    busy.set(true);
    failure.set(None);
    spawn_local(async move {
        let answer = api.try_reachability().await;
        busy.try_set(false);
        match answer {
            Ok(found) => {
                around.announce(reached(&found).0);
                reachability.try_set(found);
            }
            Err(error) => {
                failure.try_set(Some(error));
            }
        }
    });
}

fn finding(found: &Reachability, now: RwSignal<Timestamp>) -> AnyView {
    let (words, good) = reached(found);
    let (glyph, tone) = match good {
        Some(true) => (Glyph::Success, "good"),
        Some(false) => (Glyph::Warning, "warning"),
        None => (Glyph::Help, "quiet"),
    };
    let reason = found
        .reason
        .map(|code| view! { <p>{text::sentence(code)}</p> });
    let by = by_whom(found);
    let checked = found.checked_at.map(|time| {
        let words = derived(move || {
            let when = clock::relative_text(time.min(now.get()), now.get());
            text::checked_by(&when, &by)
        });
        view! { <p class="quiet" title=clock::exact(time)>{words}</p> }
    });
    view! {
        <p class="standing" data-tone=tone><Icon glyph=glyph />{words}</p>
        {reason}
        {checked}
    }
    .into_any()
}
