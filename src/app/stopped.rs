//! The page that is shown when there is nobody to show anything else to: what is wrong, and what to do.

use super::sign_in::Stage;
use crate::backend::Api;
use crate::dialogs::PageEnd;
use crate::host::{Host, azure_devops, navigation};
use crate::pages::{LazyPage, SIGN_IN};
use crate::sign_in::stop::{Then, Told, told};
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
                tell_azure_devops(&told);
            }
            shown(told, api, on_retry)
        }
        _ => ().into_any(),
    });
    view! { <main class="page page--stopped">{content}</main> }
}

/// A page that explains itself and can be tried again is one to be seen.
fn tell_azure_devops(told: &Told) {
    if told.host_helps {
        azure_devops::load_failed(&told.what);
    } else {
        azure_devops::loaded();
    }
}

fn shown(told: Told, api: StoredValue<Api>, on_retry: Callback<()>) -> AnyView {
    let Told {
        title,
        what,
        wrong,
        then,
        ..
    } = told;
    let retry = (then == Then::Retry).then(|| {
        view! { <Button label=text::retry() kind=ButtonKind::Primary on_press=on_retry /> }
            .into_any()
    });
    let head = match wrong {
        true => view! {
            <h1>{title}</h1>
            <Message severity=Severity::Error text=what>{retry}</Message>
        }
        .into_any(),
        // Said at once: it takes the place of whatever somebody was doing.
        false => view! {
            <div role="alert">
                <h1>{title}</h1>
                <p>{what}</p>
            </div>
            {retry}
        }
        .into_any(),
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
        {head}
        {sign_in}
    }
    .into_any()
}
