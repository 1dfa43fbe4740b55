//! The page that frames the hub.

use super::avatar_path;
use super::entry::Entry;
use super::layout::{self, Page, escape};
use crate::app::{App, origin};
use crate::organization::Organization;
use serde_json::json;

/// What the page shows in its middle.
pub(super) enum Hub {
    /// The hub at this address.
    Framed { url: String, origin: String },
    /// Nobody has said where the hub is.
    NoUrl,
    /// The host side of the handshake is missing.
    NoSdk,
}

/// Finds out what there is to frame.
pub(super) async fn find(
    app: &App,
    organization: &Organization,
    entry: &Entry,
) -> Result<Hub, sqlx::Error> {
    let sdk_is_there = app
        .sdk_dir
        .as_ref()
        .is_some_and(|directory| directory.join("XDM.min.js").is_file());
    if !sdk_is_there {
        return Ok(Hub::NoSdk);
    }
    let url = match &entry.url {
        Some(url) => Some(url.clone()),
        None => app.store.hub_url(&organization.name).await?,
    };
    Ok(url
        .and_then(|url| origin(&url).map(|origin| Hub::Framed { url, origin }))
        .unwrap_or(Hub::NoUrl))
}

impl Hub {
    /// The origin that the page frames, if it does.
    pub fn origin(&self) -> Option<&str> {
        match self {
            Self::Framed { origin, .. } => Some(origin),
            Self::NoUrl | Self::NoSdk => None,
        }
    }

    /// The page.
    pub fn render(&self, app: &App, page: &Page<'_>) -> String {
        match self {
            Self::Framed { url, origin } => framed(app, page, url, origin),
            Self::NoUrl => notice(
                page,
                "No hub yet",
                &format!(
                    r#"Say where Crosslink's console is: <code>PUT /_local/organizations/{name}/hub</code> with <code>{{"url": "http://127.0.0.1:7101/"}}</code>. Or install its VSIX: <code>PUT /_local/organizations/{name}/extension</code>."#,
                    name = page.organization.name
                ),
            ),
            Self::NoSdk => notice(
                page,
                "The extension SDK is missing",
                "Run <code>npm ci</code> and start with <code>--sdk-dir node_modules/azure-devops-extension-sdk/esm</code>.",
            ),
        }
    }
}

fn notice(page: &Page<'_>, title: &str, sentence: &str) -> String {
    let content = format!("<div class=\"notice\"><h1>{title}</h1>\n<p>{sentence}</p></div>\n");
    layout::render(page, "", &content)
}

/// The script makes the frame, since it has to listen before the hub speaks.
fn framed(app: &App, page: &Page<'_>, url: &str, origin: &str) -> String {
    let head = "<script type=\"module\" src=\"/_assets/hub.js\"></script>\n";
    let content = format!(
        r#"<div id="messages" aria-live="polite"></div>
<div id="hub" data-state="loading">
<div class="loading" role="status"><span class="spinner"></span><span>Loading</span><p>{hub} has not answered yet, at {url}</p></div>
<div class="notice" role="alert" hidden><h1>{hub} did not load</h1><p id="failure"></p></div>
</div>
<script type="application/json" id="page-data">{data}</script>
"#,
        url = escape(url),
        hub = escape(&page.entry.name),
        data = page_data(app, page, url, origin),
    );
    layout::render(page, head, &content)
}

/// What the script needs to know, as JSON that can't end the element it stands in.
fn page_data(app: &App, page: &Page<'_>, url: &str, origin: &str) -> String {
    let organization = page.organization;
    let user = organization.user(page.view.user);
    let organization_url = app.organization_url(&organization.name);
    let image = avatar_path(organization, page.view.user);
    let data = json!({
        "hub": { "url": url, "origin": origin, "name": page.entry.name },
        "handshake": page.view.handshake.name(),
        "tokens": page.view.tokens.name(),
        "culture": page.view.culture.name(),
        "without": page.view.without.ids(),
        "signedInAs": page.view.user.name(),
        "contributionId": page.entry.contribution_id,
        "extension": page.entry.extension,
        "user": {
            "descriptor": user.descriptor(organization),
            "id": user.id,
            "name": user.email,
            "displayName": user.display_name,
            "imageUrl": format!("http://{}{image}", app.address),
        },
        "host": {
            "id": organization.instance_id,
            "name": organization.name,
            "serviceVersion": "Dev20.M264.1",
            "type": 4,
            "isHosted": true,
        },
        "organizationUrl": format!("{organization_url}/"),
    });
    data.to_string().replace('<', r"\u003c")
}
