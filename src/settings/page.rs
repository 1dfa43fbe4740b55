//! The page of the General Settings tab.

use super::language::LanguagePanel;
use super::licence::LicencePanel;
use super::reachability::ReachabilityPanel;
use super::who::WhoPanel;
use crate::backend::ApiError;
use crate::connections::ticking;
use crate::pages::Surroundings;
use crate::text;
use crate::ui::{Button, ButtonKind, CopyButton, Message, Remote, Severity, Skeleton};
use crate::ui::{dynamic, unique_id};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::instance::Instance;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The page.
#[component]
pub fn SettingsPage(
    /// The page's surroundings.
    around: Surroundings,
) -> impl IntoView {
    let instance = RwSignal::new(Remote::<Instance, ApiError>::Loading);
    let load = move || {
        let Some(api) = around.api() else { return };
        instance.set(Remote::Loading);
        spawn_local(async move {
            let answer = api.instance().await;
            instance.try_set(match answer {
                Ok(instance) => Remote::Ready(instance),
                Err(error) => Remote::Failed(error),
            });
            around.loaded();
        });
    };
    load();
    let retry = Callback::new(move |()| load());
    let content = dynamic(move || match instance.get() {
        Remote::Loading => view! {
            <section class="panel">
                <p class="visually-hidden" role="status">{text::loading()}</p>
                <Skeleton lines=5 />
            </section>
        }
        .into_any(),
        Remote::Failed(error) => view! {
            <Message severity=Severity::Error text=error.sentence()>
                <Button label=text::retry() on_press=retry />
            </Message>
        }
        .into_any(),
        Remote::Ready(instance) => known(around, &instance),
    });
    view! {
        <h1 class="page__title">{text::general_settings()}</h1>
        {content}
    }
    .into_any()
}

fn known(around: Surroundings, instance: &Instance) -> AnyView {
    let reachability = RwSignal::new(instance.reachability.clone());
    let licence = RwSignal::new(instance.licence.clone());
    let now = ticking();
    view! {
        <section class="panel" aria-label=text::this_instance()>{this_instance(instance)}</section>
        <ReachabilityPanel around=around reachability=reachability now=now />
        <LicencePanel around=around licence=licence />
        <WhoPanel around=around user=instance.user.clone() />
        <LanguagePanel around=around />
    }
    .into_any()
}

fn this_instance(instance: &Instance) -> AnyView {
    let organization = instance.organization.clone();
    let fact = |term: &'static str, value: String| {
        view! { <div class="facts__row"><dt>{term}</dt><dd>{value}</dd></div> }
    };
    view! {
        {own_url(instance.node.url.clone())}
        <dl class="facts">
            <div class="facts__row">
                <dt>{text::organization()}</dt>
                <dd>
                    <a href=organization.url target="_blank" rel="noopener">{organization.name}</a>
                </dd>
            </div>
            {fact(text::node_version(), instance.node.version.clone())}
            {fact(text::node_id(), instance.node.uid.to_string())}
        </dl>
    }
    .into_any()
}

fn own_url(url: Option<String>) -> AnyView {
    let Some(url) = url else {
        let sentence = text::sentence(ErrorCode::OwnUrlMissing);
        return view! {
            <div class="field">
                <p class="field__label">{text::crosslink_url()}": "{text::no_crosslink_url()}</p>
                <Message severity=Severity::Warning text=sentence />
            </div>
        }
        .into_any();
    };
    let id = unique_id("own-url");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{text::crosslink_url()}</label>
            <div class="copy-line">
                <input class="input input--literal" type="text" readonly=true id=id.clone() value=url.clone() />
                <CopyButton label=text::copy_url() content=url kind=ButtonKind::Normal shown_in=id />
            </div>
            <p class="field__hint">{text::crosslink_url_hint()}</p>
        </div>
    }
    .into_any()
}
