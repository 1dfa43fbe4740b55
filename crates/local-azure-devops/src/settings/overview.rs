//! The first page: which organisations there are.

use super::layout::escape;
use crate::app::App;
use std::fmt::Write;

/// Lists the organisations with a link for each user.
pub(super) fn render(app: &App) -> String {
    let hub = format!("_settings/{}", app.contribution_id());
    let mut rows = String::new();
    for organization in &app.organizations {
        let name = &organization.name;
        // Writing to a `String` can't fail.
        let _ = write!(
            rows,
            r#"<li><strong>{display_name}</strong>
<a href="/{name}/{hub}">Crosslink as {administrator}, administrator</a>
<a href="/{name}/{hub}?user=reader">Crosslink as {reader}, reader</a></li>
"#,
            display_name = escape(&organization.display_name),
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
