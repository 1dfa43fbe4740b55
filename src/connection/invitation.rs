//! The invitation, as long as it matters: until when, and what can be done with it.

use super::actions::{Actions, label};
use crate::text;
use crate::ui::{Button, Panel, TimeText, derived, dynamic, memo, optional};
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::Connection;
use crosslink_protocol::lifecycle::{Action, offered};
use leptos::prelude::*;

/// The box. It is there where something can be done with the invitation.
#[component]
pub fn InvitationBox(
    /// What can be done.
    actions: Actions,
    /// The connection.
    connection: Signal<Connection>,
    /// The time now.
    now: RwSignal<Timestamp>,
) -> impl IntoView {
    let possible = memo(move || {
        let mut possible = connection.with(offered);
        possible.retain(|action| matches!(action, Action::Reissue | Action::Revoke));
        possible
    });
    let there = memo(move || possible.with(|possible| !possible.is_empty()));
    let expiry = memo(move || connection.with(|one| one.invitation_expires_at));
    // What has expired says so once the node does.
    let until = move |time: Timestamp| derived(move || now.get().min(time));
    let countdown = move || {
        dynamic(move || match expiry.get() {
            Some(time) => view! {
                <p><TimeText time=time now=until(time) sentence=text::invitation_expires /></p>
            }
            .into_any(),
            None => ().into_any(),
        })
    };
    let may_not = {
        let may_change = actions.around.may_change();
        derived(move || !may_change.get())
    };
    let button = move |action: Action| {
        let busy = derived(move || actions.busy.get() == Some(action));
        let press = Callback::new(move |()| actions.press(action));
        view! { <Button label=label(action) busy=busy disabled=may_not on_press=press /> }
    };
    optional(move || {
        if !there.get() {
            return None;
        }
        let content = view! {
            <Panel title=text::the_invitation()>
                {countdown()}
                <p class="quiet">{text::code_not_kept()}</p>
                <div class="toolbar panel__actions">
                    <For each=move || possible.get() key=|action| action.as_str() let:action>
                        {button(action)}
                    </For>
                </div>
            </Panel>
        };
        Some(content.into_any())
    })
}
