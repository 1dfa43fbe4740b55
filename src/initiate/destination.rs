//! Step 1: where to, and which type.

use super::draft::DESTINATION;
use super::modes::ModeCards;
use super::wizard::Wizard;
use crate::text;
use crate::ui::{
    Button, Glyph, HelpButton, Icon, Message, Severity, Spinner, TextField, Toggle, unique_id,
};
use crate::ui::{derived, dynamic, memo, optional};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::instance::Probe;
use crosslink_protocol::mode::Mode;
use leptos::prelude::*;

/// The step.
#[component]
pub fn DestinationStep(
    /// The dialog's state.
    wizard: Wizard,
) -> impl IntoView {
    let draft = wizard.draft;
    let help = RwSignal::new(false);
    let help_id = unique_id("help");
    let on_input = Callback::new(move |url| {
        draft.update(|draft| draft.url = url);
        wizard.probing.forget();
    });
    let on_switch = Callback::new(move |no_url| {
        draft.update(|draft| draft.no_url = no_url);
        wizard.probing.forget();
        wizard.probing.start_unless_known();
    });
    let no_url = memo(move || draft.with(|draft| draft.no_url));
    let help_button = view! {
        <HelpButton label=text::destination_help() open=help controls=help_id.clone() />
    }
    .into_any();
    view! {
        <Preconditions wizard=wizard />
        <TextField
            label=text::destination_url() placeholder=text::DESTINATION_PLACEHOLDER literal=true beside_label=help_button
            value=derived(move || draft.with(|draft| draft.url.clone())) disabled=no_url
            on_input=on_input on_leave=Callback::new(move |()| wizard.probing.start_soon())
            error=wizard.errors.at(DESTINATION)
        />
        <p class="help" id=help_id hidden=derived(move || !help.get())>{text::destination_help_text()}</p>
        <Toggle label=text::no_url() on=no_url on_switch=on_switch />
        <Finding wizard=wizard />
        <ModeCards wizard=wizard />
    }
}

/// What is being looked at, and what answered. Its line is always there, so that nothing jumps.
#[component]
fn Finding(wizard: Wizard) -> impl IntoView {
    let line = dynamic(move || {
        let draft = wizard.draft;
        match (
            wizard.probing.target.get(),
            draft.with(|draft| draft.found().cloned()),
        ) {
            (Some(target), _) => {
                let words = target.map_or_else(
                    || text::looking().to_owned(),
                    |target| text::looking_at(&target),
                );
                view! { <p class="finding__line"><Spinner />{words}</p> }.into_any()
            }
            (None, Some(probe)) => found_view(&probe),
            (None, None) => {
                view! { <p class="field__hint">{text::destination_next()}</p> }.into_any()
            }
        }
    });
    view! { <div class="finding" role="status">{line}</div> }
}

fn found_view(probe: &Probe) -> AnyView {
    let Some(node) = &probe.node else {
        return view! { <p class="finding__line"><Icon glyph=Glyph::Info />{text::no_url_hint()}</p> }.into_any();
    };
    let answered = text::answered(
        &node.name,
        &node.version,
        probe.latency_ms.unwrap_or_default(),
    );
    let url = probe.url.clone().unwrap_or_default();
    view! {
        <p class="finding__line finding__line--good">
            <Icon glyph=Glyph::Success />
            <span>{answered}<br /><span class="finding__url">{url}</span></span>
        </p>
    }
    .into_any()
}

/// Said before anything is typed: what keeps this side from initiating connections of all or of some modes.
#[component]
fn Preconditions(wizard: Wizard) -> impl IntoView {
    let around = wizard.around;
    let found = memo(move || {
        let known = wizard.draft.with(|draft| !draft.offers().is_empty());
        around.instance.with(|instance| {
            let instance = instance.ready().filter(|_| !known)?;
            Some((instance.obstacle(), instance.licence.refusal(Mode::Script)))
        })
    });
    let checking = RwSignal::new(false);
    let obstacle = optional(move || {
        let code = found.get()?.0?;
        let again = (code == ErrorCode::OwnUrlUnreachable).then(|| {
            let check = Callback::new(move |()| around.try_reachability(checking));
            view! { <Button label=text::check_again() busy=checking on_press=check /> }
        });
        let words = match code {
            ErrorCode::OwnUrlMissing => {
                format!("{} {}", text::sentence(code), text::still_accepts())
            }
            code => text::sentence(code).to_owned(),
        };
        Some(view! { <Message severity=Severity::Warning text=words>{again}</Message> }.into_any())
    });
    let licence = optional(move || {
        let code = found.get()?.1?;
        Some(view! { <Message severity=Severity::Info text=text::sentence(code) /> }.into_any())
    });
    view! {
        {obstacle}
        {licence}
    }
}
