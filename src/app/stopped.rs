//! The page that is shown when there is nobody to show anything else to: what is wrong, and what to do.

use super::sign_in::{Stage, Stop};
use crate::host::Host;
use crate::text;
use crate::ui::{Button, ButtonKind, Message, Severity, dynamic};
use leptos::prelude::*;

/// Why the page goes no further.
#[component]
pub fn StoppedPage(
    /// Where the page runs.
    host: Host,
    /// Why.
    stage: RwSignal<Stage>,
    /// Starts anew.
    on_retry: Callback<()>,
) -> impl IntoView {
    let content = dynamic(move || match stage.get() {
        Stage::Stopped(stop) => stopped(host, stop, on_retry),
        _ => ().into_any(),
    });
    view! { <main class="page page--stopped">{content}</main> }
}

fn stopped(host: Host, stop: Stop, on_retry: Callback<()>) -> AnyView {
    let retry =
        move || view! { <Button label=text::RETRY kind=ButtonKind::Primary on_press=on_retry /> };
    match stop {
        Stop::NobodySignedIn => view! {
            <h1>{text::SIGN_IN_TITLE}</h1>
            {how_to_sign_in()}
        }
        .into_any(),
        Stop::SessionEnded if host == Host::Tab => view! {
            <h1>{text::SESSION_ENDED_TITLE}</h1>
            <p>{text::SESSION_ENDED_KEPT}</p>
            {how_to_sign_in()}
        }
        .into_any(),
        Stop::SessionEnded => view! {
            <h1>{text::SESSION_ENDED_TITLE}</h1>
            <p>{text::SESSION_ENDED_KEPT}</p>
            {retry()}
        }
        .into_any(),
        Stop::NotInAzureDevOps => view! {
            <h1>{text::NOT_IN_AZURE_DEVOPS_TITLE}</h1>
            <p>{text::NOT_IN_AZURE_DEVOPS_HOW}</p>
            {retry()}
        }
        .into_any(),
        Stop::NoToken => view! {
            <h1>{text::CANNOT_START}</h1>
            <Message severity=Severity::Error text=text::NO_TOKEN>{retry()}</Message>
        }
        .into_any(),
        Stop::Failed(error) => {
            // A refused link stays refused; anything else may be better in a moment.
            let refused_link = host == Host::Tab && error.nothing_was_done();
            let what_then = if refused_link {
                how_to_sign_in().into_any()
            } else {
                ().into_any()
            };
            let action = if refused_link {
                ().into_any()
            } else {
                retry().into_any()
            };
            view! {
                <h1>{text::CANNOT_START}</h1>
                <Message severity=Severity::Error text=error.sentence()>{action}</Message>
                {what_then}
            }
            .into_any()
        }
    }
}

fn how_to_sign_in() -> impl IntoView {
    view! {
        <p>{text::SIGN_IN_HOW}</p>
        <pre class="command"><code>{text::SIGN_IN_COMMAND}</code></pre>
    }
}
