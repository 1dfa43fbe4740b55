//! The tabs of the page: links, each with its own address.

use super::tab::Tab;
use crate::pages::Surroundings;
use crate::text;
use crate::ui::{PageLink, derived};
use crosslink_protocol::id::ConnectionId;
use leptos::prelude::*;

/// The tabs.
#[component]
pub fn PartTabs(
    /// The page's surroundings.
    around: Surroundings,
    /// Which connection.
    id: ConnectionId,
    /// The tab that is shown.
    shown: Memo<Tab>,
) -> impl IntoView {
    let go = Callback::new(move |address: String| around.go(&address));
    let tabs: Vec<_> = Tab::ALL
        .into_iter()
        .map(|tab| {
            let label = label(tab);
            let current = derived(move || (shown.get() == tab).then_some("page"));
            view! {
                <PageLink address=tab.address(&id) class="tab" current=current on_go=go>
                    <span class="tab__label" data-label=label>{label}</span>
                </PageLink>
            }
        })
        .collect();
    view! { <nav class="tabs tabs--inner" aria-label=text::connection_parts()>{tabs}</nav> }
        .into_any()
}

fn label(tab: Tab) -> &'static str {
    match tab {
        Tab::Overview => text::overview(),
        Tab::Rules => text::sync_rules(),
        Tab::Activity => text::activity(),
    }
}
