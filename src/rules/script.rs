//! The two scripts of a connection in Script mode, or, to be read, of Basic mode.

use super::editing::Editing;
use super::editor::ScriptEditor;
use super::save_bar::SaveBar;
use crate::text;
use crate::ui::{Glyph, Icon, derived, dynamic, memo, optional, unique_id};
use crosslink_protocol::rules::RulesContent;
use leptos::prelude::*;

/// One of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Outgoing,
    Incoming,
}

impl Which {
    /// Its heading, what it is for, and what its errors call it.
    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Outgoing => (text::outgoing(), text::outgoing_hint(), "outgoing"),
            Self::Incoming => (text::incoming(), text::incoming_hint(), "incoming"),
        }
    }

    fn of(self, content: &RulesContent) -> &str {
        match (content, self) {
            (RulesContent::Script { outgoing, .. }, Self::Outgoing) => outgoing,
            (RulesContent::Script { incoming, .. }, Self::Incoming) => incoming,
            _ => "",
        }
    }

    fn put(self, content: &mut RulesContent, text: String) {
        match (content, self) {
            (RulesContent::Script { outgoing, .. }, Self::Outgoing) => *outgoing = text,
            (RulesContent::Script { incoming, .. }, Self::Incoming) => *incoming = text,
            _ => {}
        }
    }
}

/// Both scripts, and **Save**.
#[component]
pub fn ScriptRules(
    /// The rules.
    editing: Editing,
) -> impl IntoView {
    let keys = unique_id("keys");
    let locked = editing.locked;
    let ready = RwSignal::new(false);
    let read_only = memo(move || locked.get().is_some());
    let scripts = {
        let keys = keys.clone();
        dynamic(move || {
            let read_only = read_only.get();
            [Which::Outgoing, Which::Incoming]
                .into_iter()
                .map(|which| script(editing, which, read_only, ready, &keys))
                .collect_view()
                .into_any()
        })
    };
    let hint = optional(move || {
        let keys = keys.clone();
        (ready.get() && !read_only.get())
            .then(|| view! { <p class="field__hint" id=keys>{text::editor_keys()}</p> }.into_any())
    });
    view! {
        <SaveBar editing=editing />
        <div class="rules__scripts">{scripts}</div>
        {hint}
    }
    .into_any()
}

fn script(
    editing: Editing,
    which: Which,
    read_only: bool,
    ready: RwSignal<bool>,
    keys: &str,
) -> AnyView {
    let (label, hint, field) = which.words();
    let id = unique_id("script");
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described_by = match read_only {
        true => hint_id.clone(),
        false => format!("{error_id} {hint_id} {keys}"),
    };
    let value = memo(move || editing.draft.with(|draft| which.of(draft).to_owned()));
    let wrong = editing.errors.code_at(field);
    let error = derived(move || wrong.get().map(text::script_error));
    let invalid = derived(move || error.with(Option::is_some));
    let on_change = Callback::new(move |text: String| {
        let same = editing
            .draft
            .with_untracked(|draft| which.of(draft) == text);
        if !same {
            editing.change(|draft| which.put(draft, text));
        }
    });
    let on_ready = Callback::new(move |()| ready.set(true));
    let line = optional(move || {
        let error = error.get()?;
        Some(view! { <p class="field__error"><Icon glyph=Glyph::Error />{error}</p> }.into_any())
    });
    view! {
        <div class="script">
            <div class="script__head">
                <h3 class="rules__title">{label}</h3>
                <span class="rules__state" id=hint_id>{hint}</span>
            </div>
            <ScriptEditor
                label=label value=value on_change=on_change read_only=read_only described_by=described_by invalid=invalid
                on_ready=on_ready
            />
            <div id=error_id aria-live="polite">{line}</div>
        </div>
    }
    .into_any()
}
