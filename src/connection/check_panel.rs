//! What **Check now** has found, step by step.

use super::actions::Actions;
use super::steps::{by_way, outcome, step, summary, way};
use crate::text;
use crate::ui::{Button, Glyph, Icon, Message, Panel, Remote, Severity, Spinner, TimeText};
use crate::ui::{derived, focus_if_lost, optional};
use crosslink_protocol::Timestamp;
use crosslink_protocol::check::{CheckOutcome, CheckReport, CheckStep, Direction};
use crosslink_protocol::lifecycle::Action;
use leptos::prelude::*;

/// The panel; there once something was checked.
#[component]
pub fn CheckPanel(
    /// What can be done.
    actions: Actions,
    /// The time now.
    now: RwSignal<Timestamp>,
) -> impl IntoView {
    let again = Callback::new(move |()| actions.press(Action::Check));
    optional(move || {
        let content = match actions.check.get()? {
            Remote::Loading => {
                view! { <p class="finding__line"><Spinner />{text::checking()}</p> }.into_any()
            }
            Remote::Failed(error) => view! {
                <Message severity=Severity::Error text=error.sentence()>
                    <Button label=text::retry() on_press=again />
                </Message>
            }
            .into_any(),
            Remote::Ready(report) => result(&report, now),
        };
        let done = actions
            .check
            .with_untracked(|check| !matches!(check, Some(Remote::Loading)));
        let close = done.then(|| {
            let close = Callback::new(move |()| {
                focus_if_lost(None, ".connection__actions", ".button:nth-of-type(2)");
                actions.check.set(None);
            });
            view! {
                <div class="toolbar panel__actions">
                    <Button label=text::close() on_press=close />
                </div>
            }
        });
        let panel = view! { <Panel title=text::check_result()>{content}{close}</Panel> };
        Some(panel.into_any())
    })
}

fn result(report: &CheckReport, now: RwSignal<Timestamp>) -> AnyView {
    let time = report.checked_at;
    // Clocks differ; what was checked is never in the future.
    let now = derived(move || now.get().max(time));
    let ways: Vec<_> = by_way(report).into_iter().map(one_way).collect();
    view! {
        <p>{summary(report)}</p>
        <p class="quiet"><TimeText time=time now=now sentence=text::checked /></p>
        <div class="check">{ways}</div>
    }
    .into_any()
}

fn one_way((direction, steps): (Direction, Vec<CheckStep>)) -> AnyView {
    let steps: Vec<_> = steps.into_iter().map(one_step).collect();
    view! {
        <section class="check__way">
            <h3 class="check__title">{way(direction)}</h3>
            <ol class="check__steps">{steps}</ol>
        </section>
    }
    .into_any()
}

fn one_step(one: CheckStep) -> AnyView {
    let (word, tone) = outcome(one.outcome);
    let glyph = match one.outcome {
        CheckOutcome::Passed => Glyph::Success,
        CheckOutcome::Failed => Glyph::Error,
        CheckOutcome::Skipped => Glyph::Pause,
    };
    let reason = one
        .reason
        .map(|code| view! { <p class="check__reason">{text::sentence(code)}</p> });
    let took = one
        .took_ms
        .map(|ms| view! { <span class="check__took">{text::took(ms)}</span> });
    view! {
        <li class="check__step" data-tone=tone.as_str()>
            <Icon glyph=glyph />
            <div>
                <p>{step(one.direction, one.kind)}</p>
                {reason}
            </div>
            <span class="check__outcome">{word}</span>
            {took}
        </li>
    }
    .into_any()
}
