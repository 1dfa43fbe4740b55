//! The first module's side: loads the module of the pages, once, and shows one of its pages.

use crate::app::Shell;
use crate::dialogs::PageEnd;
use crate::host::module::{call, module, style};
use crate::host::{Host, azure_devops, navigation, toasts};
use crate::text;
use crate::ui::{Button, Message, Severity, Skeleton, dynamic, effect};
use crosslink_protocol::ErrorCode;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

/// Where the build puts the module, relative to the page.
const MODULE: &str = "crosslink-pages.js";
/// Its style sheets, which the list has no use for.
const STYLES: [&str; 3] = ["dialog.css", TOAST_STYLE, "rules.css"];
/// The one of them with the look of toasts.
const TOAST_STYLE: &str = "pages.css";

/// Loads the module before it is asked for, when somebody is about to. A failure is met again, and told, when a page is
/// opened.
pub fn prefetch() {
    spawn_local(async {
        let _ = module(MODULE).await;
    });
}

/// The sentence of a failure, which the module has for all of them. `None` where it can't be loaded.
pub async fn sentence(code: ErrorCode) -> Option<String> {
    let module = module(MODULE).await.ok()?;
    let code = JsValue::from(code.as_str());
    call(&module, "sentence", &[&code]).ok()?.as_string()
}

/// Shows a toast of the module. Where it can't be loaded, nothing is shown: what was done is done.
pub async fn toast(text: &str) {
    let shown = async {
        style(TOAST_STYLE).await?;
        call(&module(MODULE).await?, "toast", &[&text.into()])
    };
    let _ = shown.await;
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
    state: RwSignal<State>,
    place: NodeRef<html::Div>,
    address: Signal<String>,
    make_end: Callback<(), Option<PageEnd>>,
    on_failed: Option<Callback<()>>,
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
            if let Some(on_failed) = self.on_failed.filter(|_| !shown) {
                on_failed.try_run(());
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
        let end = self.make_end.try_run(()).flatten().ok_or(JsValue::NULL)?;
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

/// The page of the module that the address is of.
pub fn of_shell(shell: Shell) -> AnyView {
    let end = Callback::new(move |()| page_end(shell).ok());
    let failed = Callback::new(move |()| loaded(shell));
    view! { <LazyPage address=shell.location.address() end=end on_failed=failed /> }.into_any()
}

/// A page of the module, open as long as this is in the page.
#[component]
pub fn LazyPage(
    /// Which one.
    address: Signal<String>,
    /// What the module may ask of this page.
    end: Callback<(), Option<PageEnd>>,
    /// It couldn't be loaded; that is said in its place.
    #[prop(optional)]
    on_failed: Option<Callback<()>>,
) -> impl IntoView {
    let shown = Shown {
        state: RwSignal::new(State::Loading),
        place: NodeRef::new(),
        address,
        make_end: end,
        on_failed,
        end: StoredValue::new_local(None),
        module: StoredValue::new_local(None),
    };
    shown.load();
    effect(move || shown.tell("turn", &[&shown.address.get().into()]));
    on_cleanup(move || shown.tell("close", &[]));
    let retry = Callback::new(move |()| shown.load());
    let instead = dynamic(move || match shown.state.get() {
        State::Loading => view! {
            <p class="visually-hidden" role="status">{text::loading()}</p>
            <Skeleton lines=6 />
        }
        .into_any(),
        State::Failed => view! {
            <Message severity=Severity::Error text=text::page_not_loaded()>
                <Button label=text::retry() on_press=retry />
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
    let api = shell.api().ok_or(JsValue::NULL)?;
    let go = Callback::new(move |address: String| shell.go(&address));
    let mut end = PageEnd::new(&api, Callback::new(|()| {}), go)?;
    let announce = move |text: String| shell.announcer.say(&text);
    end.offer("announce", Callback::new(announce))?;
    let title = |text: String| navigation::title(&text::document_title(&text));
    end.offer("title", Callback::new(title))?;
    end.offer("loaded", Callback::new(move |_| loaded(shell)))?;
    end.offer("toast", Callback::new(toasts::toast))?;
    end.offer("speak", Callback::new(move |tag: String| speak(shell, tag)))?;
    if shell.host == Host::Tab {
        let leave = shell.on_sign_out;
        end.offer("signedOut", Callback::new(move |_| leave.run(())))?;
    }
    Ok(end)
}

/// Changes the language of the page, this side and the module's.
fn speak(shell: Shell, tag: String) {
    spawn_local(async move {
        if shell.language.choose(&tag).await.is_err() {
            toasts::toast(text::language_not_loaded().to_owned());
        }
    });
}

/// Inside Azure DevOps the surrounding page waits for this.
fn loaded(shell: Shell) {
    if shell.host == Host::AzureDevOps {
        azure_devops::loaded();
    }
}
