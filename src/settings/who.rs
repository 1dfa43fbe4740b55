//! Who is signed in, what they may do, and in a tab the way out.

use crate::backend::ApiError;
use crate::pages::Surroundings;
use crate::text;
use crate::ui::{Button, Message, Panel, Severity, optional};
use crosslink_protocol::session::{Role, User};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The part of the page.
#[component]
pub fn WhoPanel(
    /// The page's surroundings.
    around: Surroundings,
    /// Who is signed in, as the node says.
    user: User,
) -> impl IntoView {
    let (role, means) = match user.role {
        Role::Admin => (text::role_admin(), text::role_admin_means()),
        Role::Reader => (text::role_reader(), text::role_reader_means()),
    };
    let way_out = around
        .has_way_out()
        .then(|| view! { <SignOut around=around /> });
    view! {
        <Panel title=text::your_account()>
            <dl class="facts">
                <div class="facts__row"><dt>{text::signed_in_as()}</dt><dd>{user.display_name}</dd></div>
                <div class="facts__row">
                    <dt>{text::role()}</dt>
                    <dd>{role}<span class="field__hint facts__note">{means}</span></dd>
                </div>
            </dl>
            {way_out}
        </Panel>
    }
    .into_any()
}

#[component]
fn SignOut(around: Surroundings) -> impl IntoView {
    let busy = RwSignal::new(false);
    let failure = RwSignal::new(None::<ApiError>);
    let press = Callback::new(move |()| {
        let Some(api) = around.api() else { return };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            match api.sign_out().await {
                Ok(()) => around.signed_out(),
                // The page says already that the session is over.
                Err(ApiError::SignedOut(_)) => {}
                Err(error) => {
                    busy.try_set(false);
                    failure.try_set(Some(error));
                }
            }
        });
    });
    let failed = optional(move || {
        let text = failure.get()?.sentence();
        Some(view! { <Message severity=Severity::Error text=text /> }.into_any())
    });
    view! {
        {failed}
        <div class="toolbar panel__actions"><Button label=text::sign_out() busy=busy on_press=press /></div>
    }
    .into_any()
}
