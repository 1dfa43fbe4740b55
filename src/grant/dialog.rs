//! The dialog: who asks, what for, and what to do next.

use super::decision::{Decision, Stage};
use super::request::Request;
use crate::clock;
use crate::dialogs::{self, Frame, Outcome, StepParts, Surroundings, WaitingLine, foot};
use crate::text;
use crate::ui::{Button, ButtonKind, Message, Remote, Section, Severity};
use crate::ui::{derived, memo};
use crosslink_protocol::verification::GrantPreview;
use leptos::prelude::*;

/// What is shown last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Done(Decision),
    Ended(&'static str),
}

impl Last {
    fn of(stage: &Stage) -> Option<Self> {
        match stage {
            Stage::Done(decision) => Some(Self::Done(*decision)),
            Stage::Ended(why) => Some(Self::Ended(why)),
            Stage::Open | Stage::Sending(_) | Stage::Failed(_) => None,
        }
    }
}

/// The dialog.
#[component]
pub fn GrantDialog(
    /// The page's surroundings.
    around: Surroundings,
    /// The code that was brought over.
    code: String,
    /// It is decided, or given up.
    on_close: Callback<()>,
) -> impl IntoView {
    let request = Request::new(around, code);
    let title = derived(move || {
        request.preview.with(|preview| match preview.ready() {
            Some(preview) => text::asks_for_access(&preview.asker_name),
            None => text::access_is_asked().to_owned(),
        })
    });
    let last = memo(move || request.stage.with(Last::of));
    let shown = Callback::new(move |()| match last.get() {
        Some(Last::Done(decision)) => outcome(decision),
        Some(Last::Ended(why)) => ended(why),
        None => request.preview.with(|preview| match preview {
            Remote::Loading => looking(),
            Remote::Ready(preview) => asked(request, preview),
            Remote::Failed(sentence) => failed(request, sentence.clone()),
        }),
    });
    let failure = derived(move || {
        request.stage.with(|stage| match stage {
            Stage::Failed(sentence) => Some(sentence.clone()),
            _ => None,
        })
    });
    // Enter decides nothing: what is granted should be read, and the button pressed.
    let forward = Callback::new(move |()| {
        if last.get_untracked().is_some() {
            on_close.run(());
        }
    });
    view! {
        <Frame
            title=title step=shown on_forward=forward failure=failure question=Callback::new(|()| None) on_end=on_close
        />
    }
    .into_any()
}

fn looking() -> StepParts {
    StepParts {
        fields:
            view! { <div role="status"><WaitingLine words=text::asking_who().to_owned() /></div> }
                .into_any(),
        foot: foot(None, ().into_any()),
    }
}

fn failed(request: Request, sentence: String) -> StepParts {
    let retry = Callback::new(move |()| request.look_up());
    StepParts {
        fields: view! { <Message severity=Severity::Error text=sentence /> }.into_any(),
        foot: foot(
            None,
            view! { <Button label=text::retry() on_press=retry /> }.into_any(),
        ),
    }
}

fn asked(request: Request, preview: &GrantPreview) -> StepParts {
    let who = who(preview);
    // Has the focus at first: on a button, Enter would decide before anything is read.
    let fields = view! {
        <div class="to-read" tabindex="-1" data-autofocus="" role="group" aria-label=text::what_is_asked()>
            <Section title=text::who_asks()>{who}</Section>
            <Section title=text::what_is_granted()>{lines(&text::granted())}</Section>
            <Section title=text::what_is_not()>{lines(&text::not_granted())}</Section>
        </div>
    };
    let at = move |decision| {
        derived(move || {
            request
                .stage
                .with(|stage| *stage == Stage::Sending(decision))
        })
    };
    let press = move |decision| Callback::new(move |()| request.decide(decision));
    let accepting = at(Decision::Grant);
    let accept = derived(move || {
        let label = match accepting.get() {
            true => text::accepting(),
            false => text::accept(),
        };
        label.to_owned()
    });
    let buttons = view! {
        <Button label=text::decline() busy=at(Decision::Decline) on_press=press(Decision::Decline) />
        <Button
            label=accept kind=ButtonKind::Primary busy=accepting on_press=press(Decision::Grant)
        />
    };
    StepParts {
        fields: fields.into_any(),
        foot: foot(None, buttons.into_any()),
    }
}

/// Who asks, in their node's words.
fn who(preview: &GrantPreview) -> AnyView {
    dialogs::facts([
        (
            text::instance(),
            format!("{} ({})", preview.asker_name, preview.asker_tracker_url),
        ),
        (text::crosslink_node(), preview.asker_node_url.clone()),
        (text::answer_until(), clock::exact(preview.expires_at)),
    ])
}

fn lines(lines: &[&'static str]) -> AnyView {
    let items = lines
        .iter()
        .map(|line| view! { <li>{*line}</li> })
        .collect_view();
    view! { <ul class="bullets">{items}</ul> }.into_any()
}

fn outcome(decision: Decision) -> StepParts {
    let (title, detail) = match decision {
        Decision::Grant => (text::access_granted(), text::access_granted_next()),
        Decision::Decline => (text::access_declined(), text::access_declined_next()),
    };
    let good = decision == Decision::Grant;
    let fields = view! {
        <div class="result" role="status"><Outcome good=good title=title detail=detail /></div>
    };
    only_done(fields.into_any())
}

/// Nobody can decide it any more.
fn ended(why: &'static str) -> StepParts {
    only_done(view! { <Message severity=Severity::Warning text=why /> }.into_any())
}

fn only_done(fields: AnyView) -> StepParts {
    let done = view! { <span data-autofocus=""><Button label=text::done() kind=ButtonKind::Primary /></span> };
    StepParts {
        fields,
        foot: foot(None, done.into_any()),
    }
}
