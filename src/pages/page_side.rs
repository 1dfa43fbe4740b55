//! The first module's side: loads the module of the pages, once, and shows one of its pages.

use crate::app::Shell;
use crate::dialogs::PageEnd;
use crate::host::module::{call, module, style};
use crate::host::{Host, azure_devops, navigation};
use crate::text;
use crate::ui::{Button, Message, Severity, Skeleton, dynamic, effect};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

/// Where the build puts the module, relative to the page.
const MODULE: &str = "crosslink-pages.js";
/// Its style sheets, which the list has no use for.
const STYLES: [&str; 2] = ["pages.css", "rules.css"];

/// Loads the module before it is asked for, when somebody is about to. A failure is met again, and told, when a page is
/// opened.
pub fn prefetch() {
    spawn_local(async {
        let _ = module(MODULE).await;
    });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Loading,
    Shown,
    Failed,
}

/// A page of the module, open as long as this is in the page.
#[component]
pub fn LazyPage(
    /// The page's surroundings.
    shell: Shell,
) -> impl IntoView {
    let state = RwSignal::new(State::Loading);
    let place = NodeRef::<html::Div>::new();
    let end = StoredValue::new_local(None::<PageEnd>);
    let opened = StoredValue::new_local(None::<JsValue>);
    let address = shell.location.address();
    let show = move || {
        state.set(State::Loading);
        // While the style sheets come.
        prefetch();
        spawn_local(async move {
            let shown = async {
                for file in STYLES {
                    style(file).await?;
                }
                let module = module(MODULE).await?;
                // Somebody may have gone to another page while it was loading.
                let (Some(Some(place)), Some(address)) =
                    (place.try_get_untracked(), address.try_get_untracked())
                else {
                    return Ok(());
                };
                let page_end = page_end(shell)?;
                let address = JsValue::from(address);
                call(&module, "open", &[&address, &place, page_end.bridge()])?;
                end.try_set_value(Some(page_end));
                opened.try_set_value(Some(module));
                Ok::<(), JsValue>(())
            };
            let shown = shown.await.is_ok();
            state.try_set(if shown { State::Shown } else { State::Failed });
            if !shown {
                loaded(shell);
            }
        });
    };
    show();
    effect(move || {
        let address = address.get();
        if let Some(module) = opened.try_get_value().flatten() {
            // It was open, so it hears this.
            let _ = call(&module, "turn", &[&address.into()]);
        }
    });
    on_cleanup(move || {
        if let Some(module) = opened.try_get_value().flatten() {
            // It was open, so it can be closed; and if not, the page that it was for is gone anyway.
            let _ = call(&module, "close", &[]);
        }
    });
    let retry = Callback::new(move |()| show());
    let instead = dynamic(move || match state.get() {
        State::Loading => view! {
            <p class="visually-hidden" role="status">{text::LOADING}</p>
            <Skeleton lines=6 />
        }
        .into_any(),
        State::Failed => view! {
            <Message severity=Severity::Error text=text::PAGE_NOT_LOADED>
                <Button label=text::RETRY on_press=retry />
            </Message>
        }
        .into_any(),
        State::Shown => ().into_any(),
    });
    view! {
        {instead}
        <div node_ref=place></div>
    }
    .into_any()
}

/// What the module may ask of this page.
fn page_end(shell: Shell) -> Result<PageEnd, JsValue> {
    let (Some(api), Some(user)) = (shell.api(), shell.user.try_get_untracked()) else {
        return Err(JsValue::NULL);
    };
    let mut end = PageEnd::new(&api, user, Callback::new(|()| {}))?;
    end.offer(
        "go",
        Callback::new(move |address: String| shell.go(&address)),
    )?;
    let announce = move |text: String| shell.announcer.say(&text);
    end.offer("announce", Callback::new(announce))?;
    let title = |text: String| navigation::title(&text::document_title(&text));
    end.offer("title", Callback::new(title))?;
    end.offer("loaded", Callback::new(move |_| loaded(shell)))?;
    Ok(end)
}

/// Inside Azure DevOps the surrounding page waits for this.
fn loaded(shell: Shell) {
    if shell.host == Host::AzureDevOps {
        azure_devops::loaded();
    }
}
