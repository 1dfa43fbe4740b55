//! The files: their types, whether they can be loaded, and whether the page finds those that it refers to.

use super::{Defect, LARGEST_WASM};
use crate::package::html::{self, Tag};
use crate::package::manifest::{NOTICES, PAGE};
use crate::package::names::NodeUrl;
use crate::package::{Options, Vsix, page};

/// What the console consists of, and the type that browsers want. Anything else got in by mistake.
const KINDS: [(&str, &[&str]); 7] = [
    (".html", &["text/html"]),
    // tfx-cli writes the older name.
    (".js", &["text/javascript", "application/javascript"]),
    (".css", &["text/css"]),
    (".wasm", &["application/wasm"]),
    (".png", &["image/png"]),
    (".txt", &["text/plain"]),
    (".md", &["text/markdown"]),
];

pub fn defects(vsix: &Vsix, options: &Options) -> Vec<Defect> {
    let mut defects = Vec::new();
    for (file, content) in &vsix.files {
        defects.extend(kind_defect(vsix, file));
        if file.starts_with("dist/") && !vsix.addressable.contains(file) {
            defects.push(Defect::NotAddressable(file.clone()));
        }
        if file.ends_with(".js") {
            defects.extend(import_defects(vsix, file, content));
        }
        if file.ends_with(".wasm") && content.len() > LARGEST_WASM {
            let bytes = content.len();
            defects.push(Defect::TooLarge {
                file: file.clone(),
                bytes,
            });
        }
    }
    if !vsix.addressable.contains(NOTICES) || !vsix.files.contains_key(NOTICES) {
        defects.push(Defect::Missing(NOTICES));
    }
    match vsix.files.get(PAGE) {
        None => defects.push(Defect::Missing(PAGE)),
        Some(content) => {
            let text = String::from_utf8_lossy(content);
            defects.extend(page_defects(vsix, &text, &options.node_url));
        }
    }
    defects
}

fn kind_defect(vsix: &Vsix, file: &str) -> Option<Defect> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let kind = KINDS.iter().find(|(ending, _)| name.ends_with(ending));
    let Some((_, types)) = kind.filter(|_| !name.starts_with('.')) else {
        return Some(Defect::Kind(file.to_owned()));
    };
    let found = vsix.content_type(file).unwrap_or("nothing");
    let is_right = types.contains(&found);
    (!is_right).then(|| Defect::ContentType {
        file: file.to_owned(),
        expected: types.first().copied().unwrap_or_default(),
        found: found.to_owned(),
    })
}

fn page_defects(vsix: &Vsix, text: &str, node: &NodeUrl) -> Vec<Defect> {
    let (tags, references) = match (html::tags(text), page::references(text)) {
        (Ok(tags), Ok(references)) => (tags, references),
        (Err(problem), _) | (_, Err(problem)) => return vec![Defect::Page(problem.to_string())],
    };
    let mut defects: Vec<_> = references
        .into_iter()
        .filter(|reference| !is_found(vsix, reference))
        .map(Defect::Reference)
        .collect();
    let value = |is_it: &dyn Fn(&Tag) -> bool, attribute: &str| {
        let tag = tags.iter().find(|tag| is_it(tag));
        tag.and_then(|tag| tag.value(attribute))
            .unwrap_or_default()
            .to_owned()
    };
    let policy = page::policy(node);
    for (what, found, expected) in [
        ("base", value(&|tag| tag.name == "base", "href"), "./"),
        (
            "node",
            value(&|tag| tag.value("name") == Some(page::NODE), "content"),
            node.origin(),
        ),
        (
            "content security policy",
            value(
                &|tag| tag.value("http-equiv") == Some(page::POLICY),
                "content",
            ),
            policy.as_str(),
        ),
    ] {
        if found != expected {
            let expected = expected.to_owned();
            defects.push(Defect::PageValue {
                what,
                expected,
                found,
            });
        }
    }
    defects
}

/// The scripts that a script loads from beside it, by `import` or `export ... from`.
fn import_defects(vsix: &Vsix, file: &str, content: &[u8]) -> Vec<Defect> {
    let text = String::from_utf8_lossy(content);
    let folder = file.rsplit_once('/').map(|(folder, _)| folder);
    let pieces: Vec<_> = text.split(['"', '\'']).collect();
    let imports = pieces.windows(2).filter_map(|pair| {
        let [before, name] = *pair else { return None };
        let is_import = ["import", "import(", "from"]
            .iter()
            .any(|word| before.trim_end().ends_with(word));
        (is_import && name.starts_with('.')).then_some(name)
    });
    imports
        .filter(|name| {
            let path = join(folder.unwrap_or_default(), name);
            !vsix.addressable.contains(&path) || !vsix.files.contains_key(&path)
        })
        .map(|name| Defect::Import {
            file: file.to_owned(),
            import: name.to_owned(),
        })
        .collect()
}

/// `dist/snippets` and `../boot.js` are `dist/boot.js`.
fn join(folder: &str, relative: &str) -> String {
    let mut parts: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in relative.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

/// Whether the page, which lies in `dist`, can load what it refers to in this way.
fn is_found(vsix: &Vsix, reference: &str) -> bool {
    if reference == "./" {
        return true;
    }
    let path = reference.strip_prefix("./").unwrap_or(reference);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    !path.starts_with('/')
        && vsix.addressable.contains(&format!("dist/{path}"))
        && vsix.files.contains_key(&format!("dist/{path}"))
}
