//! The page that is shown when there is nobody to show anything else to: what is wrong, and what to do.

use super::sign_in::{Stage, Stop};
use crate::backend::{Api, ApiError};
use crate::dialogs::PageEnd;
use crate::host::{Host, azure_devops, navigation};
use crate::pages::{LazyPage, SIGN_IN};
use crate::text;
use crate::ui::{Button, ButtonKind, Message, Severity, derived, dynamic};
use leptos::prelude::*;

/// Why the page goes no further.
#[component]
pub fn StoppedPage(
    /// Where the page runs.
    host: Host,
    /// Why.
    stage: RwSignal<Stage>,
    /// The node.
    api: StoredValue<Api>,
    /// Starts anew.
    on_retry: Callback<()>,
) -> impl IntoView {
    let content = dynamic(move || match stage.get() {
        Stage::Stopped(stop) => {
            let told = told(&stop, host);
            navigation::title(&text::document_title(told.title));
            if host == Host::AzureDevOps {
                tell_azure_devops(&stop, &told);
            }
            shown(told, api, on_retry)
        }
        _ => ().into_any(),
    });
    view! { <main class="page page--stopped">{content}</main> }
}

/// What people are told.
struct Told {
    title: &'static str,
    what: String,
    /// Something went wrong.
    wrong: bool,
    then: Then,
}

/// What they can do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Then {
    /// Try again.
    Retry,
    /// Sign in: in a tab only.
    SignIn,
}

fn told(stop: &Stop, host: Host) -> Told {
    let in_tab = host == Host::Tab;
    let plain = |title, what: &str, then| Told {
        title,
        what: what.to_owned(),
        wrong: false,
        then,
    };
    let wrong = |what: String, then| Told {
        title: text::CANNOT_START,
        what,
        wrong: true,
        then,
    };
    match stop {
        Stop::NobodySignedIn => plain(text::SIGN_IN_TITLE, "", Then::SignIn),
        Stop::SessionEnded => {
            let then = if in_tab { Then::SignIn } else { Then::Retry };
            plain(text::SESSION_ENDED_TITLE, text::SESSION_ENDED_KEPT, then)
        }
        Stop::NotInAzureDevOps(_) => plain(
            text::NOT_IN_AZURE_DEVOPS_TITLE,
            text::NOT_IN_AZURE_DEVOPS_HOW,
            Then::Retry,
        ),
        Stop::NotLoaded => wrong(text::SDK_NOT_LOADED.to_owned(), Then::Retry),
        Stop::NoToken => wrong(text::NO_TOKEN.to_owned(), Then::Retry),
        Stop::Failed(ApiError::SignedOut(_)) if !in_tab => Told {
            title: text::OUTSIDER_TITLE,
            ..wrong(text::OUTSIDER.to_owned(), Then::Retry)
        },
        // A refused link stays refused; anything else may be better in a moment.
        Stop::Failed(error) if in_tab && error.nothing_was_done() => {
            wrong(error.sentence(), Then::SignIn)
        }
        Stop::Failed(error) => wrong(error.sentence(), Then::Retry),
    }
}

/// A page that explains itself and can be tried again is one to be seen. Where only the page around or its owner can help,
/// that page has to know.
fn tell_azure_devops(stop: &Stop, told: &Told) {
    match stop {
        Stop::NotInAzureDevOps(_) | Stop::NotLoaded | Stop::NoToken => {
            azure_devops::load_failed(&told.what);
        }
        _ => azure_devops::loaded(),
    }
}

fn shown(told: Told, api: StoredValue<Api>, on_retry: Callback<()>) -> AnyView {
    let Told {
        title,
        what,
        wrong,
        then,
    } = told;
    let retry = (then == Then::Retry).then(|| {
        view! { <Button label=text::RETRY kind=ButtonKind::Primary on_press=on_retry /> }.into_any()
    });
    let what = match wrong {
        true => view! { <Message severity=Severity::Error text=what>{retry}</Message> }.into_any(),
        false => {
            let what = (!what.is_empty()).then(|| view! { <p>{what}</p> });
            view! { {what}{retry} }.into_any()
        }
    };
    let sign_in = (then == Then::SignIn).then(|| {
        let end = Callback::new(move |()| {
            let nothing = Callback::new(|()| {});
            PageEnd::new(&api.try_get_value()?, nothing, Callback::new(|_| {})).ok()
        });
        let address = derived(|| SIGN_IN.to_owned());
        view! { <LazyPage address=address end=end /> }
    });
    view! {
        <h1>{title}</h1>
        {what}
        {sign_in}
    }
    .into_any()
}
