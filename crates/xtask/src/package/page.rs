//! The console's page as it lies in the extension: below a path that nobody knows beforehand, on another origin than the
//! node, and with a content security policy of its own, because nobody sends one along.

use std::ops::Range;

use super::html::{self, HtmlProblem, Tag};
use super::names::NodeUrl;

/// Why a page can't be made one of the extension.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageProblem {
    #[error(transparent)]
    Html(#[from] HtmlProblem),
    #[error("it should have exactly one `{0}`")]
    NotOnce(&'static str),
    #[error("it loads something from elsewhere: {0}")]
    Foreign(String),
    #[error("it has a content security policy already")]
    PolicyThere,
}

/// How the attribute is called in which a page says what it may load.
pub const POLICY: &str = "Content-Security-Policy";
/// How the element is called that names the node.
pub const NODE: &str = "crosslink-node";
const CHARSET: &str = "<meta charset=...>";
const BASE: &str = "<base href=\"/\">";
const NODE_ELEMENT: &str = "<meta name=\"crosslink-node\" content=\"\">";

/// Makes the addresses in a page built for `/` relative, names the node in it, and adds the policy.
///
/// # Errors
/// What is in the page, or missing, that this can't be done with.
pub fn for_extension(html: &str, node: &NodeUrl) -> Result<String, PageProblem> {
    let tags = html::tags(html)?;
    if tags
        .iter()
        .any(|tag| tag.value("http-equiv") == Some(POLICY))
    {
        return Err(PageProblem::PolicyThere);
    }
    let charset = once(&tags, CHARSET, |tag| {
        tag.name == "meta" && tag.value("charset").is_some()
    })?;
    let base = once(&tags, BASE, |tag| tag.name == "base")?;
    let base = base
        .attribute("href")
        .filter(|href| href.value == "/")
        .ok_or(PageProblem::NotOnce(BASE))?;
    let meta = once(&tags, NODE_ELEMENT, |tag| tag.value("name") == Some(NODE))?;
    let content = meta
        .attribute("content")
        .filter(|content| content.value.is_empty())
        .ok_or(PageProblem::NotOnce(NODE_ELEMENT))?;

    let policy = policy(node);
    let mut edits = vec![
        (
            charset.end..charset.end,
            format!("\n    <meta http-equiv=\"{POLICY}\" content=\"{policy}\" />"),
        ),
        (base.place.clone(), "./".to_owned()),
        (content.place.clone(), node.origin().to_owned()),
    ];
    for tag in tags.iter().filter(|tag| tag.name != "base") {
        edits.extend(relative(tag)?);
    }
    Ok(apply(html, edits))
}

/// What the page may load and call: itself, and the node. The SDK writes the theme into a style element, hence inline
/// styles. Who may frame the page can't be said within it.
pub fn policy(node: &NodeUrl) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self' {}; base-uri 'self'; form-action 'none'",
        node.origin()
    )
}

fn once<'t, 'a>(
    tags: &'t [Tag<'a>],
    what: &'static str,
    is_it: impl Fn(&Tag) -> bool,
) -> Result<&'t Tag<'a>, PageProblem> {
    let mut found = tags.iter().filter(|tag| is_it(tag));
    match (found.next(), found.next()) {
        (Some(tag), None) => Ok(tag),
        _ => Err(PageProblem::NotOnce(what)),
    }
}

type Edit = (Range<usize>, String);

/// Any attribute that begins with a slash is an address: which ones there are is up to boot.js as well.
fn relative(tag: &Tag) -> Result<Vec<Edit>, PageProblem> {
    let mut edits = Vec::new();
    for attribute in &tag.attributes {
        let value = attribute.value;
        let is_link = ["href", "src"].contains(&attribute.name);
        let elsewhere = value.contains("://") && !value.starts_with("data:");
        if value.starts_with("//") || (is_link && elsewhere) {
            return Err(PageProblem::Foreign(value.to_owned()));
        }
        if let Some(rest) = value.strip_prefix('/') {
            let rest = if rest.is_empty() { "./" } else { rest };
            edits.push((attribute.place.clone(), rest.to_owned()));
        }
    }
    Ok(edits)
}

fn apply(html: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    let mut html = html.to_owned();
    // From the end to the beginning: what comes before stays where it is.
    for (place, text) in edits {
        html.replace_range(place, &text);
    }
    html
}

/// The files that a page refers to, as it names them, except for those within it (`data:`).
///
/// # Errors
/// What can't be read in the page.
pub fn references(html: &str) -> Result<Vec<String>, HtmlProblem> {
    let tags = html::tags(html)?;
    let attributes = tags
        .iter()
        .filter(|tag| tag.name != "base")
        .flat_map(|tag| &tag.attributes);
    let is_file = |value: &str| {
        [".js", ".css", ".wasm"]
            .iter()
            .any(|ending| value.ends_with(ending))
    };
    Ok(attributes
        .filter(|attribute| {
            let by_name = ["href", "src"].contains(&attribute.name);
            by_name || (attribute.name.starts_with("data-") && is_file(attribute.value))
        })
        .filter(|attribute| !attribute.value.starts_with("data:"))
        .map(|attribute| attribute.value.to_owned())
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <base href="/" />
    <meta name="crosslink-node" content="" />
    <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E" />
    <link rel="stylesheet" href="/base-1.css"/>
  </head>
  <body><a href="/">home</a>
    <script type="module" src="/boot.js" data-app="/crosslink-1.js" data-wasm="/crosslink-1_bg.wasm"></script>
  </body>
</html>
"#;

    fn node() -> NodeUrl {
        "https://node.example".parse().unwrap()
    }

    #[test]
    fn the_page_becomes_relative_and_names_its_node_and_nothing_else_changes() {
        let expected = r#"<!doctype html>
<html>
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self' https://node.example; base-uri 'self'; form-action 'none'" />
    <base href="./" />
    <meta name="crosslink-node" content="https://node.example" />
    <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E" />
    <link rel="stylesheet" href="base-1.css"/>
  </head>
  <body><a href="./">home</a>
    <script type="module" src="boot.js" data-app="crosslink-1.js" data-wasm="crosslink-1_bg.wasm"></script>
  </body>
</html>
"#;
        assert_eq!(for_extension(PAGE, &node()).as_deref(), Ok(expected));
    }

    #[test]
    fn a_page_that_is_otherwise_than_expected_is_refused() {
        for (from, to, problem) in [
            ("<base href=\"/\" />", "", PageProblem::NotOnce(BASE)),
            (
                "<base href=\"/\" />",
                "<base href=\"/a/\" />",
                PageProblem::NotOnce(BASE),
            ),
            (
                "content=\"\"",
                "content=\"https://a.example\"",
                PageProblem::NotOnce(NODE_ELEMENT),
            ),
            (
                "crosslink-node",
                "other",
                PageProblem::NotOnce(NODE_ELEMENT),
            ),
            (
                "<meta charset=\"utf-8\" />",
                "",
                PageProblem::NotOnce(CHARSET),
            ),
            (
                "</body>",
                "<meta name=\"crosslink-node\" content=\"\"></body>",
                PageProblem::NotOnce(NODE_ELEMENT),
            ),
            (
                "/base-1.css",
                "//cdn.example/a.css",
                PageProblem::Foreign("//cdn.example/a.css".to_owned()),
            ),
            (
                "/base-1.css",
                "https://cdn.example/a.css",
                PageProblem::Foreign("https://cdn.example/a.css".to_owned()),
            ),
            (
                "</script>",
                "alert(1)</script>",
                PageProblem::Html(HtmlProblem::Inline),
            ),
            (
                "<base",
                "<meta http-equiv=\"Content-Security-Policy\" content=\"\"><base",
                PageProblem::PolicyThere,
            ),
        ] {
            let page = PAGE.replace(from, to);
            assert_ne!(page, PAGE, "{from}");
            assert_eq!(
                for_extension(&page, &node()),
                Err(problem),
                "{from} -> {to}"
            );
        }
    }

    #[test]
    fn the_files_that_a_page_needs_are_found() {
        let names = references(PAGE).unwrap();
        assert_eq!(
            names,
            [
                "/base-1.css",
                "/",
                "/boot.js",
                "/crosslink-1.js",
                "/crosslink-1_bg.wasm"
            ]
        );
    }

    #[test]
    fn the_page_in_this_repository_can_be_made_one_of_the_extension() {
        // As Trunk leaves it, but for the files that it adds.
        let page =
            include_str!("../../../../index.html").replace("data-trunk-public-url", "href=\"/\"");
        let page = for_extension(&page, &node()).unwrap();
        assert!(page.contains("content=\"https://node.example\""));
    }
}
