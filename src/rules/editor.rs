//! A script in its editor. A plain text area stands there until the editor is loaded, and stays where it can't be.

use super::module::{Editor, module, options, phrases};
use crate::text;
use crate::ui::{derived, effect, next_frame, optional, true_or_none};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// What stands in the place of the editor.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Plain,
    Editor,
}

/// Told the whole text when somebody changes it.
type Heard = Closure<dyn Fn(String)>;

#[derive(Clone, Copy)]
struct Parts {
    stage: RwSignal<Stage>,
    plain: NodeRef<html::Textarea>,
    place: NodeRef<html::Div>,
    editor: StoredValue<Option<Editor>, LocalStorage>,
    on_ready: Callback<()>,
    /// What the editor calls; it has to live as long as the editor does.
    heard: StoredValue<Option<Heard>, LocalStorage>,
}

/// The editor.
#[component]
pub fn ScriptEditor(
    /// What it is called.
    label: &'static str,
    /// The script.
    #[prop(into)]
    value: Signal<String>,
    /// Somebody changed it.
    on_change: Callback<String>,
    /// It can only be read.
    read_only: bool,
    /// The ids of what describes it.
    described_by: String,
    /// Something is wrong with it.
    #[prop(into)]
    invalid: Signal<bool>,
    /// The editor is there, in place of the text area.
    on_ready: Callback<()>,
) -> impl IntoView {
    let parts = Parts {
        stage: RwSignal::new(Stage::Loading),
        plain: NodeRef::new(),
        place: NodeRef::new(),
        editor: StoredValue::new_local(None),
        on_ready,
        heard: StoredValue::new_local(None),
    };
    parts.load(label, value, on_change, read_only, described_by.clone());
    effect(move || {
        let text = value.get();
        parts.editor.with_value(|editor| {
            if let Some(editor) = editor {
                // The editor leaves a text alone that it has already.
                let _ = editor.set(&text);
            }
        });
    });
    on_cleanup(move || parts.end());
    let is_plain = derived(move || parts.stage.get() != Stage::Editor);
    let note = optional(move || {
        (parts.stage.get() == Stage::Plain)
            .then(|| view! { <p class="field__hint">{text::plain_editor()}</p> }.into_any())
    });
    view! {
        <div class="script__box" data-invalid=true_or_none(move || invalid.get())>
            <textarea
                node_ref=parts.plain class="script__text" aria-label=label aria-describedby=described_by spellcheck="false"
                autocapitalize="off" autocomplete="off" readonly=read_only hidden=derived(move || !is_plain.get())
                aria-invalid=true_or_none(move || invalid.get() && is_plain.get())
                prop:value=value on:input=move |event| on_change.run(event_target_value(&event))
            ></textarea>
            <div class="script__editor" node_ref=parts.place hidden=is_plain></div>
        </div>
        {note}
    }
    .into_any()
}

impl Parts {
    fn load(
        self,
        label: &'static str,
        value: Signal<String>,
        on_change: Callback<String>,
        read_only: bool,
        described_by: String,
    ) {
        spawn_local(async move {
            let module = module().await;
            // Somebody may have gone to another page while it was loading.
            let (Some(Some(place)), Some(text)) =
                (self.place.try_get_untracked(), value.try_get_untracked())
            else {
                return;
            };
            let heard = Closure::<dyn Fn(String)>::new(move |text| {
                on_change.try_run(text);
            });
            let plain = self.plain.try_get_untracked().flatten();
            let typing = plain.as_ref().is_some_and(|plain| has_keyboard(plain));
            // Who types already goes on where the caret is.
            let caret = plain.filter(|_| typing);
            let caret = caret.and_then(|plain| plain.selection_start().ok().flatten());
            let options = options(&[
                ("value", text.into()),
                ("label", label.into()),
                ("readOnly", read_only.into()),
                ("describedBy", described_by.into()),
                ("caret", caret.unwrap_or_default().into()),
                ("phrases", phrases()),
                ("onChange", heard.as_ref().clone()),
            ]);
            match module.and_then(|module| module.mount(&place, &options)) {
                Ok(editor) => self.take(editor, heard, typing),
                Err(_) => {
                    self.stage.try_set(Stage::Plain);
                }
            }
        });
    }

    /// The editor takes the place of the text area, and the keyboard with it.
    fn take(self, editor: Editor, heard: Heard, typing: bool) {
        self.heard.try_set_value(Some(heard));
        self.editor.try_set_value(Some(editor));
        self.stage.try_set(Stage::Editor);
        self.on_ready.try_run(());
        if typing {
            // Once it is seen.
            next_frame(move || {
                self.editor.try_with_value(|editor| {
                    let _ = editor.as_ref().map(Editor::focus);
                });
            });
        }
    }

    fn end(self) {
        if let Some(Some(editor)) = self.editor.try_update_value(Option::take) {
            // Whatever it can't put away goes with its element.
            let _ = editor.destroy();
        }
    }
}

fn has_keyboard(element: &JsValue) -> bool {
    document()
        .active_element()
        .is_some_and(|active| active.loose_eq(element))
}
