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
const STYLES: [&str; 3] = ["dialog.css", "pages.css", "rules.css"];

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

/// A page of the module, on its way or there.
#[derive(Clone, Copy)]
struct Shown {
    shell: Shell,
    state: RwSignal<State>,
    place: NodeRef<html::Div>,
    address: Signal<String>,
    end: StoredValue<Option<PageEnd>, LocalStorage>,
    module: StoredValue<Option<JsValue>, LocalStorage>,
}

impl Shown {
    fn load(self) {
        self.state.set(State::Loading);
        // While the style sheets come.
        prefetch();
        spawn_local(async move {
            let shown = self.open().await.is_ok();
            self.state
                .try_set(if shown { State::Shown } else { State::Failed });
            if !shown {
                loaded(self.shell);
            }
        });
    }

    async fn open(self) -> Result<(), JsValue> {
        for file in STYLES {
            style(file).await?;
        }
        let module = module(MODULE).await?;
        // Somebody may have gone to another page while it was loading.
        let (Some(Some(place)), Some(address)) = (
            self.place.try_get_untracked(),
            self.address.try_get_untracked(),
        ) else {
            return Ok(());
        };
        let end = page_end(self.shell)?;
        let address = JsValue::from(address);
        call(&module, "open", &[&address, &place, end.bridge()])?;
        self.end.try_set_value(Some(end));
        self.module.try_set_value(Some(module));
        Ok(())
    }

    /// Tells the module, if it is there.
    fn tell(self, function: &str, arguments: &[&JsValue]) {
        if let Some(module) = self.module.try_get_value().flatten() {
            // It was opened, so it hears this; and if not, the page that it is for is about to go.
            let _ = call(&module, function, arguments);
        }
    }
}

/// A page of the module, open as long as this is in the page.
#[component]
pub fn LazyPage(
    /// The page's surroundings.
    shell: Shell,
) -> impl IntoView {
    let shown = Shown {
        shell,
        state: RwSignal::new(State::Loading),
        place: NodeRef::new(),
        address: shell.location.address(),
        end: StoredValue::new_local(None),
        module: StoredValue::new_local(None),
    };
    shown.load();
    effect(move || shown.tell("turn", &[&shown.address.get().into()]));
    on_cleanup(move || shown.tell("close", &[]));
    let retry = Callback::new(move |()| shown.load());
    let instead = dynamic(move || match shown.state.get() {
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
        <div node_ref=shown.place></div>
    }
    .into_any()
}

/// What the module may ask of this page.
fn page_end(shell: Shell) -> Result<PageEnd, JsValue> {
    let (Some(api), Some(user)) = (shell.api(), shell.user.try_get_untracked()) else {
        return Err(JsValue::NULL);
    };
    let go = Callback::new(move |address: String| shell.go(&address));
    let mut end = PageEnd::new(&api, user, Callback::new(|()| {}), go)?;
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
