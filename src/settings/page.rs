//! The page of the General Settings tab.

use crate::app::Shell;
use crate::host::{Host, azure_devops};
use crate::text;
use crate::ui::{Button, ButtonKind, CopyButton, Message, Remote, Severity, Skeleton, unique_id};
use crate::ui::{dynamic, effect};
use crosslink_protocol::ErrorCode;
use crosslink_protocol::instance::Instance;
use crosslink_protocol::session::Role;
use leptos::prelude::*;

/// The page.
#[component]
pub fn SettingsPage(
    /// The page's surroundings.
    shell: Shell,
) -> impl IntoView {
    let retry = Callback::new(move |()| shell.load_instance());
    effect(move || {
        let settled = shell
            .instance
            .with(|instance| !matches!(instance, Remote::Loading));
        if settled && shell.host == Host::AzureDevOps {
            azure_devops::loaded();
        }
    });
    let content = dynamic(move || match shell.instance.get() {
        Remote::Loading => view! {
            <p class="visually-hidden" role="status">{text::LOADING}</p>
            <Skeleton lines=5 />
        }
        .into_any(),
        Remote::Failed(error) => view! {
            <Message severity=Severity::Error text=error.sentence()>
                <Button label=text::RETRY on_press=retry />
            </Message>
        }
        .into_any(),
        Remote::Ready(instance) => known(&instance),
    });
    view! {
        <h1 class="page__title">{text::GENERAL_SETTINGS}</h1>
        <section class="panel">{content}</section>
    }
}

fn known(instance: &Instance) -> AnyView {
    let role = match instance.user.role {
        Role::Admin => text::ROLE_ADMIN,
        Role::Reader => text::ROLE_READER,
    };
    let organization = instance.organization.clone();
    let fact = |term: &'static str, value: String| {
        view! { <div class="facts__row"><dt>{term}</dt><dd>{value}</dd></div> }
    };
    view! {
        {own_url(instance.node.url.clone())}
        <dl class="facts">
            <div class="facts__row">
                <dt>{text::ORGANIZATION}</dt>
                <dd>
                    <a href=organization.url target="_blank" rel="noopener">{organization.name}</a>
                </dd>
            </div>
            {fact(text::NODE_VERSION, instance.node.version.clone())}
            {fact(text::NODE_ID, instance.node.uid.to_string())}
            {fact(text::SIGNED_IN_AS, format!("{} ({role})", instance.user.display_name))}
        </dl>
    }
    .into_any()
}

fn own_url(url: Option<String>) -> AnyView {
    let Some(url) = url else {
        let sentence = ErrorCode::OwnUrlMissing.sentence();
        return view! {
            <div class="field">
                <p class="field__label">{text::CROSSLINK_URL}": "{text::NO_CROSSLINK_URL}</p>
                <Message severity=Severity::Warning text=sentence />
            </div>
        }
        .into_any();
    };
    let id = unique_id("own-url");
    view! {
        <div class="field">
            <label class="field__label" for=id.clone()>{text::CROSSLINK_URL}</label>
            <div class="copy-line">
                <input class="input input--literal" type="text" readonly=true id=id.clone() value=url.clone() />
                <CopyButton label=text::COPY_URL content=url kind=ButtonKind::Normal shown_in=id />
            </div>
            <p class="field__hint">{text::CROSSLINK_URL_HINT}</p>
        </div>
    }
    .into_any()
}
