//! The way to the other side's console.

use crate::form::link::is_web_address;
use crate::text;
use crate::ui::{Glyph, Icon, Spinner};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

/// Opens a link in a new tab that knows nothing of this page. Where the browser doesn't allow that, nothing happens: the
/// link stands in the dialog as well.
pub fn open_in_tab(url: &str) {
    if is_web_address(url) {
        let _ = follow(url);
    }
}

/// Follows a link, as if it had been pressed: Firefox would hold this page up in `window.open` until the other tab is there.
fn follow(url: &str) -> Result<(), JsValue> {
    let link: HtmlElement = document().create_element("a")?.dyn_into()?;
    for (name, value) in [("href", url), ("target", "_blank"), ("rel", "noopener")] {
        link.set_attribute(name, value)?;
    }
    link.click();
    Ok(())
}

/// A link that leads there.
#[component]
pub fn OtherSideLink(
    /// Where to.
    href: String,
    /// What it says.
    label: String,
) -> impl IntoView {
    view! {
        <a class="other-side" href=href target="_blank" rel="noopener">
            {label}<Icon glyph=Glyph::Right />
            <span class="visually-hidden">" ("{text::new_tab()}")"</span>
        </a>
    }
    .into_any()
}

/// Somebody on the other side is waited for.
#[component]
pub fn WaitingLine(
    /// For whom or what.
    words: String,
) -> impl IntoView {
    view! { <p class="finding__line"><Spinner />{words}</p> }
}

/// What has come of it, in the middle of the step.
#[component]
pub fn Outcome(
    /// Whether it is what was hoped for, or not yet.
    good: bool,
    /// What has come of it.
    title: &'static str,
    /// What that means.
    #[prop(into)]
    detail: String,
) -> impl IntoView {
    let (tone, glyph) = if good {
        ("good", Glyph::Success)
    } else {
        ("waiting", Glyph::Clock)
    };
    view! {
        <span class="result__sign" data-tone=tone><Icon glyph=glyph /></span>
        <h3 class="result__title">{title}</h3>
        <p>{detail}</p>
    }
    .into_any()
}
