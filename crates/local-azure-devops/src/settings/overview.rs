//! The first page: which organisations there are.

use super::entry::Entry;
use super::layout::escape;
use crate::app::App;
use std::fmt::Write;

/// Lists the organisations with a link for each user.
pub(super) fn render(app: &App) -> String {
    let mut rows = String::new();
    for organization in &app.organizations {
        let name = &organization.name;
        let hub = Entry::of(app, organization);
        // Writing to a `String` can't fail.
        let _ = write!(
            rows,
            r#"<li><strong>{display_name}</strong>
<a href="/{name}/_settings/{id}">{hub} as {administrator}, administrator</a>
<a href="/{name}/_settings/{id}?user=reader">{hub} as {reader}, reader</a></li>
"#,
            display_name = escape(&organization.display_name),
            id = hub.contribution_id,
            hub = escape(&hub.name),
            administrator = escape(&organization.administrator.display_name),
            reader = escape(&organization.reader.display_name),
        );
    }
    format!(
        r#"<!DOCTYPE html>
<html lang="en" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Local Azure DevOps</title>
<link rel="icon" href="/_assets/icon.svg">
<link rel="stylesheet" href="/_assets/themes.css">
<link rel="stylesheet" href="/_assets/settings.css">
</head>
<body class="overview">
<main>
<h1>Local Azure DevOps</h1>
<p>Organisations on this machine, for demos and tests of Crosslink.</p>
<ul>
{rows}</ul>
</main>
</body>
</html>
"#
    )
}
