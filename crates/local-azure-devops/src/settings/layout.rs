//! The frame of every settings page: bar on top, navigation on the left.

use super::avatar_path;
use super::entry::Entry;
use super::view::{Theme, View};
use crate::organization::{Organization, Role, User};
use std::fmt::Write;

/// The navigation of Organization settings: title of the group, and its pages with their icons.
/// Crosslink's own group comes after these.
const NAVIGATION: [(&str, &[(&str, &str)]); 4] = [
    (
        "General",
        &[
            ("Overview", "overview"),
            ("Projects", "projects"),
            ("Users", "users"),
            ("Billing", "billing"),
            ("Global notifications", "notifications"),
            ("Extensions", "extensions"),
        ],
    ),
    (
        "Security",
        &[("Policies", "policies"), ("Permissions", "permissions")],
    ),
    ("Boards", &[("Process", "process")]),
    (
        "Pipelines",
        &[("Agent pools", "pools"), ("Settings", "settings")],
    ),
];

/// A settings page that somebody looks at.
pub(super) struct Page<'a> {
    pub organization: &'a Organization,
    pub view: &'a View,
    pub entry: &'a Entry,
    /// The name of this page.
    pub selected: &'a str,
}

/// The whole page around `content`, with the given further elements of its head.
pub(super) fn render(page: &Page<'_>, head: &str, content: &str) -> String {
    let organization = page.organization;
    let user = organization.user(page.view.user);
    format!(
        r#"<!DOCTYPE html>
<html lang="en" data-theme="{theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Settings - {display_name}</title>
<link rel="icon" href="/_assets/icon.svg">
<link rel="stylesheet" href="/_assets/themes.css">
<link rel="stylesheet" href="/_assets/settings.css">
<script type="module" src="/_assets/theme.js"></script>
{head}</head>
<body>
<header class="bar">
<a class="home" href="/" title="Organisations on this machine">Local Azure DevOps</a>
<nav class="breadcrumb" aria-label="Breadcrumb"><a href="/{name}/_settings">{name}</a><span aria-hidden="true">/</span><span aria-current="page">Settings</span></nav>
<label class="theme">Theme
<select id="theme" autocomplete="off">{themes}</select></label>
<img class="avatar" src="{avatar}" alt="{user_name}" title="{user_name} ({role})" width="32" height="32">
</header>
<nav class="side" aria-label="Organization settings">
<div class="title"><span class="monogram" aria-hidden="true">{monogram}</span><span><strong>Organization Settings</strong>{display_name}</span></div>
{navigation}</nav>
<main>
{content}</main>
</body>
</html>
"#,
        theme = page.view.theme.name(),
        display_name = escape(&organization.display_name),
        name = organization.name,
        themes = theme_options(page.view.theme),
        avatar = avatar_path(organization, page.view.user),
        user_name = escape(&user.display_name),
        role = page.view.user,
        monogram = initials(&organization.display_name),
        navigation = navigation(page),
    )
}

/// A page of the navigation that Azure DevOps has and we don't.
pub(super) fn not_here(page: &Page<'_>) -> String {
    let content = format!(
        r#"<div class="notice"><h1>Only {hub} is here</h1>
<p>This is a local stand-in for Azure DevOps. Of the settings it has the {hub} hub and nothing else.</p>
<p><a href="{}">Show {hub}</a></p></div>
"#,
        link(page, &page.entry.contribution_id),
        hub = escape(&page.entry.name),
    );
    render(page, "", &content)
}

/// The picture of a user.
pub(super) fn avatar(user: &User) -> String {
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#5c2e91"/><text x="16" y="21" font-family="Segoe UI, sans-serif" font-size="13" font-weight="600" text-anchor="middle" fill="#fff">{}</text></svg>"##,
        escape(&initials(&user.display_name))
    )
}

/// Text as it may stand in an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// The address of another settings page, for the same user in the same theme.
fn link(page: &Page<'_>, name: &str) -> String {
    let mut address = format!("/{}/_settings/{name}", page.organization.name);
    let mut separator = '?';
    let mut add = |parameter: &str, value: &str| {
        // Writing to a `String` can't fail.
        let _ = write!(address, "{separator}{parameter}={value}");
        separator = '&';
    };
    if page.view.user != Role::default() {
        add("user", page.view.user.name());
    }
    if page.view.theme != Theme::default() {
        add("theme", page.view.theme.name());
    }
    escape(&address)
}

fn theme_options(selected: Theme) -> String {
    Theme::ALL
        .into_iter()
        .map(|theme| {
            let mark = if theme == selected { " selected" } else { "" };
            format!(
                r#"<option value="{}"{mark}>{}</option>"#,
                theme.name(),
                theme.title()
            )
        })
        .collect()
}

fn navigation(page: &Page<'_>) -> String {
    let mut html = String::new();
    let mut group = |title: &str, items: &mut dyn Iterator<Item = (&str, String, &str)>| {
        // Writing to a `String` can't fail.
        let _ = writeln!(html, "<h2>{title}</h2>\n<ul>");
        for (label, icon, name) in items {
            let current = if name == page.selected {
                r#" aria-current="page""#
            } else {
                ""
            };
            let _ = writeln!(
                html,
                r#"<li><a href="{}"{current}>{icon}{}</a></li>"#,
                link(page, name),
                escape(label),
            );
        }
        html.push_str("</ul>\n");
    };
    for (title, items) in NAVIGATION {
        group(
            title,
            &mut items
                .iter()
                .map(|(label, name)| (*label, drawn_icon(name), *name)),
        );
    }
    let entry = page.entry;
    let hub = (
        entry.name.as_str(),
        hub_icon(entry),
        entry.contribution_id.as_str(),
    );
    group("Extensions", &mut std::iter::once(hub));
    html
}

/// One of our own icons, in the colour of the text.
fn drawn_icon(name: &str) -> String {
    format!(r#"<svg aria-hidden="true"><use href="/_assets/icons.svg#{name}"></use></svg>"#)
}

/// The icon that the manifest names, for both kinds of themes: the style sheet shows the one that fits.
fn hub_icon(entry: &Entry) -> String {
    match &entry.icon {
        None => drawn_icon("crosslink"),
        Some(icon) => [("light", &icon.light), ("dark", &icon.dark)]
            .map(|(theme, url)| {
                format!(
                    r#"<img class="for-{theme}" src="{}" alt="" width="16" height="16">"#,
                    escape(url)
                )
            })
            .concat(),
    }
}

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .take(2)
        .filter_map(|word| word.chars().next())
        .collect()
}
