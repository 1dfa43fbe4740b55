//! Both ends as a small picture: two boards, and the line between them.

use super::story::{line, remote_place};
use crate::connections::status::Tone;
use crate::text;
use crate::ui::{Glyph, Icon, dynamic, memo};
use crosslink_protocol::connection::Connection;
use leptos::prelude::*;

/// The picture. What it shows is said in words, too.
#[component]
pub fn Picture(
    /// The connection.
    connection: Signal<Connection>,
) -> impl IntoView {
    let shown = memo(move || {
        connection.with(|one| {
            let (word, tone) = line(one);
            let (local, remote) = (&one.local_short_name, &one.remote_short_name);
            (local.clone(), remote.clone(), remote_place(one), word, tone)
        })
    });
    dynamic(move || {
        let (local, remote, place, word, tone) = shown.get();
        let words = text::picture(&local, &remote, word);
        view! {
            <figure class="picture" role="img" aria-label=words>
                {board(text::this_side(), local, text::AZURE_DEVOPS.to_owned())}
                <div class="picture__line" data-tone=tone.as_str()>
                    <svg class="picture__arrows" viewBox="0 0 96 24" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        <path d="M2 8h92M88 3l6 5-6 5M94 17H2M8 12l-6 5 6 5" />
                    </svg>
                    <span class="picture__word"><Icon glyph=glyph(tone) />{word}</span>
                </div>
                {board(text::other_side(), remote, place)}
            </figure>
        }
        .into_any()
    })
}

fn board(side: &'static str, name: String, place: String) -> AnyView {
    view! {
        <div class="picture__board">
            <span class="picture__side">{side}</span>
            <strong class="picture__name"><bdi>{name}</bdi></strong>
            <span class="picture__place">{place}</span>
        </div>
    }
    .into_any()
}

fn glyph(tone: Tone) -> Glyph {
    match tone {
        Tone::Good => Glyph::Success,
        Tone::Waiting => Glyph::Clock,
        Tone::Quiet => Glyph::Pause,
        Tone::Warning => Glyph::Warning,
        Tone::Bad => Glyph::Broken,
    }
}
