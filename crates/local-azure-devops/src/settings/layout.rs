//! The frame of every settings page: bar on top, navigation on the left.

use super::{Theme, View, avatar_path};
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
    pub view: View,
    /// The name of the hub's page.
    pub contribution_id: &'a str,
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
        r#"<div class="notice"><h1>Only Crosslink is here</h1>
<p>This is a local stand-in for Azure DevOps. Of the settings it has the Crosslink hub and nothing else.</p>
<p><a href="{}">Show Crosslink</a></p></div>
"#,
        link(page, page.contribution_id),
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
    let mut group = |title: &str, items: &mut dyn Iterator<Item = (&str, &str, &str)>| {
        let _ = writeln!(html, "<h2>{title}</h2>\n<ul>");
        for (label, icon, name) in items {
            let current = if name == page.selected {
                r#" aria-current="page""#
            } else {
                ""
            };
            let _ = writeln!(
                html,
                r#"<li><a href="{}"{current}><svg aria-hidden="true"><use href="/_assets/icons.svg#{icon}"></use></svg>{label}</a></li>"#,
                link(page, name),
            );
        }
        html.push_str("</ul>\n");
    };
    for (title, items) in NAVIGATION {
        group(
            title,
            &mut items.iter().map(|(label, icon)| (*label, *icon, *icon)),
        );
    }
    let crosslink = ("Crosslink", "crosslink", page.contribution_id);
    group("Extensions", &mut std::iter::once(crosslink));
    html
}

/// The first letters of the first two words.
fn initials(name: &str) -> String {
    name.split_whitespace()
        .take(2)
        .filter_map(|word| word.chars().next())
        .collect()
}
