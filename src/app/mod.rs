//! The shell around the pages: where it runs, who is signed in, the tabs.

mod handover;
mod sign_in;
mod stopped;
mod tabs;

use crate::backend::Api;
use crate::connections::ConnectionsPage;
use crate::dialogs::Opening;
use crate::host::handover::Incoming;
use crate::host::languages::PageLanguage;
use crate::host::location::{Leaving, Location};
use crate::host::navigation;
use crate::host::tab;
use crate::host::{Host, appearance};
use crate::pages::{Page, of_shell};
use crate::routes;
use crate::shortcuts;
use crate::sign_in::stop::Stop;
use crate::ui::{Announcer, LiveRegion, Skeleton};
use crate::ui::{derived, dynamic, memo};
use crosslink_protocol::session::{Role, User};
use handover::{HandoverNote, ShownDialog};
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use sign_in::{Keeper, Stage};
use stopped::StoppedPage;
use tabs::Tabs;

/// What every page has around it.
#[derive(Clone, Copy)]
pub struct Shell {
    /// Where the page runs.
    pub host: Host,
    /// Who is signed in.
    pub user: Signal<User>,
    /// The page's address.
    pub location: Location,
    /// Says what changed.
    pub announcer: Announcer,
    /// What a link from the other side's console brought over.
    pub incoming: Incoming,
    /// The language of its texts.
    pub language: PageLanguage,
    /// The dialog that is open.
    pub dialog: RwSignal<Option<Opening>>,
    /// They have signed out. In a tab only: inside Azure DevOps, that is where it is done.
    pub on_sign_out: Callback<()>,
    api: StoredValue<Api>,
}

impl Shell {
    /// The node. `None` when the page is about to go.
    pub fn api(self) -> Option<Api> {
        self.api.try_get_value()
    }

    /// Whether the one who is signed in may change things. The node decides it again with every call.
    pub fn may_change(self) -> Signal<bool> {
        derived(move || self.user.with(|user| user.role == Role::Admin))
    }

    /// Goes to an address below the base, as somebody who presses a link does.
    pub fn go(self, address: &str) {
        self.location.go(address, Leaving::Remember);
    }
}

/// Puts the console into the page.
pub fn start() {
    let host = Host::detect();
    if host == Host::AzureDevOps {
        appearance::follow_azure_devops();
    }
    shortcuts::listen();
    mount_to_body(move || view! { <App host=host /> });
    // What the page showed until now.
    if let Some(placeholder) = document().get_element_by_id("starting") {
        placeholder.remove();
    }
}

#[component]
fn App(host: Host) -> impl IntoView {
    let stage = RwSignal::new(Stage::Starting);
    let incoming = Incoming::new(host);
    let language = PageLanguage::english();
    let api = Api::new(&node_address(), Keeper::new(host, stage));
    let sign_in = {
        let api = api.clone();
        Callback::new(move |()| sign_in::begin(api.clone(), host, stage, incoming, language))
    };
    sign_in.run(());
    if host == Host::Tab {
        tab::follow_sign_in_links();
    }
    let api = StoredValue::new(api);
    // The pages stay when only the details of who is signed in change.
    // Another language puts them there anew.
    let shown = memo(move || (stage.with(Stage::kind), language.changes()));
    dynamic(move || match shown.get().0 {
        sign_in::Kind::Starting => view! { <Starting /> }.into_any(),
        sign_in::Kind::Stopped => {
            view! { <StoppedPage host=host stage=stage api=api on_retry=sign_in /> }.into_any()
        }
        sign_in::Kind::SignedIn => {
            view! { <Pages host=host stage=stage api=api incoming=incoming language=language /> }
                .into_any()
        }
    })
}

/// The node that serves this page, or the one that the page was built for.
fn node_address() -> String {
    let meta = document()
        .query_selector("meta[name=crosslink-node]")
        .ok()
        .flatten();
    meta.and_then(|meta| meta.get_attribute("content"))
        .filter(|address| !address.is_empty())
        .or_else(|| document().base_uri().ok().flatten())
        .and_then(|uri| web_sys::Url::new(&uri).ok())
        .map(|url| url.origin() + &routes::base_path(&url.href()))
        .unwrap_or_default()
}

#[component]
fn Starting() -> impl IntoView {
    view! {
        <main class="page" aria-busy="true">
            <p class="visually-hidden" role="status">{crate::text::signing_in()}</p>
            <Skeleton lines=6 />
        </main>
    }
}

#[component]
fn Pages(
    host: Host,
    stage: RwSignal<Stage>,
    api: StoredValue<Api>,
    incoming: Incoming,
    language: PageLanguage,
) -> impl IntoView {
    let shell = Shell {
        host,
        user: derived(move || stage.with(Stage::user)),
        location: Location::new(host),
        announcer: Announcer::new(),
        incoming,
        language,
        dialog: RwSignal::new(None),
        on_sign_out: Callback::new(move |()| sign_in::end(stage, Stop::NobodySignedIn)),
        api,
    };
    navigation::mirror(host, shell.location);
    let route = shell.location.route();
    // A page that is loaded later follows the address itself.
    // Who may do more, or less, after the session was renewed gets it anew.
    let role = move || shell.user.with(|user| user.role);
    let later = memo(move || route.with(Page::of).map(|page| (page, role())));
    let page = dynamic(move || match later.get() {
        None => view! { <ConnectionsPage shell=shell /> }.into_any(),
        Some(_) => of_shell(shell),
    });
    view! {
        <Tabs shell=shell />
        <main class="page">
            <HandoverNote shell=shell />
            {page}
        </main>
        <ShownDialog shell=shell />
        <LiveRegion announcer=shell.announcer />
    }
}
