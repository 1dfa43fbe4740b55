//! What is known of a connection, term by term.

use super::tab::Tab;
use crate::clock;
use crate::pages::Surroundings;
use crate::text;
use crate::ui::{PageLink, TimeText, derived, dynamic, leads_to_a_page, memo};
use crosslink_protocol::Timestamp;
use crosslink_protocol::connection::{Connection, Side};
use leptos::prelude::*;

/// The facts.
#[component]
pub fn Facts(
    /// The page's surroundings.
    around: Surroundings,
    /// The connection.
    connection: Signal<Connection>,
    /// The time now.
    now: RwSignal<Timestamp>,
) -> impl IntoView {
    // Made anew only when something of it changed, not with each contact.
    let shown = memo(move || {
        let mut one = connection.get();
        (one.version, one.last_contact_at) = (0, None);
        one
    });
    let last = memo(move || connection.with(|one| one.last_contact_at));
    let contact = dynamic(move || match last.get() {
        Some(time) => {
            let now = derived(move || now.get().max(time));
            view! { <TimeText time=time now=now /> }.into_any()
        }
        None => text::never().into_any(),
    });
    let rest = dynamic(move || terms(around, &shown.get()));
    view! {
        <dl class="facts">
            {rest}
            {row(text::last_contact(), contact)}
        </dl>
    }
    .into_any()
}

fn terms(around: Surroundings, one: &Connection) -> AnyView {
    let (who, when) = match one.side {
        Side::Source => (&one.local_short_name, text::initiated_at()),
        Side::Destination => (&one.remote_short_name, text::accepted_at()),
    };
    let console = one.remote_console_url.as_deref();
    let console = console.filter(|url| leads_to_a_page(url)).map(|url| {
        let link = outside(url, text::go_to_other_side().to_owned());
        row(text::remote_console(), link)
    });
    let remote = match one.remote_url.as_deref().filter(|url| leads_to_a_page(url)) {
        Some(url) => outside(url, url.to_owned()),
        None => text::unknown().into_any(),
    };
    let mode = view! {
        {text::mode(one.mode)}
        <span class="field__hint facts__note">{text::mode_stays()}</span>
    };
    view! {
        {row(text::mode_column(), mode.into_any())}
        {row(text::project(), project(around, one))}
        {row(text::remote_url(), remote)}
        {console}
        {row(text::initiated_by(), who.clone().into_any())}
        {row(when, clock::exact(one.created_at).into_any())}
    }
    .into_any()
}

fn project(around: Surroundings, one: &Connection) -> AnyView {
    if let Some(project) = &one.project {
        return project.name.clone().into_any();
    }
    let go = Callback::new(move |address: String| around.go(&address));
    let address = Tab::Rules.address(&one.id);
    view! { <PageLink address=address on_go=go>{text::not_configured_yet()}</PageLink> }.into_any()
}

fn outside(url: &str, words: String) -> AnyView {
    view! {
        <a href=url.to_owned() target="_blank" rel="noopener noreferrer">
            {words}<span class="visually-hidden">" ("{text::new_tab()}")"</span>
        </a>
    }
    .into_any()
}

fn row(term: &'static str, value: AnyView) -> AnyView {
    view! { <div class="facts__row"><dt>{term}</dt><dd>{value}</dd></div> }.into_any()
}
