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
            None => text::ACCESS_IS_ASKED.to_owned(),
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
            view! { <div role="status"><WaitingLine words=text::ASKING_WHO.to_owned() /></div> }
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
            view! { <Button label=text::RETRY on_press=retry /> }.into_any(),
        ),
    }
}

fn asked(request: Request, preview: &GrantPreview) -> StepParts {
    let who = who(preview);
    // Has the focus at first: on a button, Enter would decide before anything is read.
    let fields = view! {
        <div class="to-read" tabindex="-1" data-autofocus="" role="group" aria-label=text::WHAT_IS_ASKED>
            <Section title=text::WHO_ASKS>{who}</Section>
            <Section title=text::WHAT_IS_GRANTED>{lines(&text::GRANTED)}</Section>
            <Section title=text::WHAT_IS_NOT>{lines(&text::NOT_GRANTED)}</Section>
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
            true => text::ACCEPTING,
            false => text::ACCEPT,
        };
        label.to_owned()
    });
    let buttons = view! {
        <Button label=text::DECLINE busy=at(Decision::Decline) on_press=press(Decision::Decline) />
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
            text::INSTANCE,
            format!("{} ({})", preview.asker_name, preview.asker_tracker_url),
        ),
        (text::CROSSLINK_NODE, preview.asker_node_url.clone()),
        (text::ANSWER_UNTIL, clock::exact(preview.expires_at)),
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
        Decision::Grant => (text::ACCESS_GRANTED, text::ACCESS_GRANTED_NEXT),
        Decision::Decline => (text::ACCESS_DECLINED, text::ACCESS_DECLINED_NEXT),
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
    let done = view! { <span data-autofocus=""><Button label=text::DONE kind=ButtonKind::Primary /></span> };
    StepParts {
        fields,
        foot: foot(None, done.into_any()),
    }
}
