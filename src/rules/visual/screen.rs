use crate::rules::editing::Editing;
use leptos::prelude::*;
#[component]
pub fn VisualRules(editing: Editing) -> impl IntoView {
    let _ = editing;
}
