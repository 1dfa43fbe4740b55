//! The licences of what is bundled: the crates in the wasm, Rust's own library, and what the console takes from npm.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::failure::Failure;
use crate::process;
use crate::workspace::Workspace;

/// What the page is compiled for.
const TARGET: &str = "wasm32-unknown-unknown";
/// The licences that may be bundled; nothing here asks for more than their text.
const ACCEPTED: [&str; 10] = [
    "MIT",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "ISC",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];
/// How a file with a licence begins, in lower case.
const FILES: [&str; 5] = ["licen", "copying", "notice", "unlicense", "copyright"];

/// A crate that is in the wasm.
#[derive(Clone, Debug, Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    #[serde(default)]
    authors: Vec<String>,
    repository: Option<String>,
    manifest_path: PathBuf,
    /// `None` for a crate of this repository.
    source: Option<String>,
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

/// The notices as one text.
pub fn notices(workspace: &Workspace) -> Result<String, Failure> {
    let mut texts = Texts::default();
    for package in packages(workspace)? {
        texts
            .add(&package, &license_files(&package))
            .map_err(|problem| Failure::LicenceMissing {
                package: package.title(),
                problem,
            })?;
    }
    let mut vendor = String::new();
    let folder = workspace.root.join("vendor");
    let mut names: Vec<_> = files_in(&folder)
        .into_iter()
        .filter(|name| name.ends_with(".txt"))
        .collect();
    names.sort();
    for name in names {
        let path = folder.join(&name);
        let text = fs::read_to_string(&path).map_err(|error| Failure::unreadable(&path, error))?;
        vendor.push_str(&format!("{RULE}\n{name}\n\n{}\n", text.trim()));
    }
    // A byte order mark: nobody says the encoding of a text file that is served.
    Ok(format!("\u{feff}{INTRODUCTION}\n{texts}{vendor}"))
}

const INTRODUCTION: &str = "Crosslink is licensed under MIT or Apache-2.0, as you like. Bundled with it is what others have made, under these terms.\n";
const RULE: &str = "----------------------------------------------------------------------";
/// For crates that come without the text of the licence that they state.
const MIT: &str = include_str!("../../../../extension/mit.txt");

/// The crates that `cargo tree` says are compiled for the page: those that run at building only (macros, build scripts)
/// are not in it. `cargo metadata` knows their licences and folders.
fn packages(workspace: &Workspace) -> Result<Vec<Package>, Failure> {
    let mut tree = workspace.cargo();
    tree.args([
        "tree",
        "--locked",
        "--package",
        "crosslink",
        "--target",
        TARGET,
    ]);
    tree.args([
        "--edges",
        "normal,no-proc-macro",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let tree = process::output(&mut tree)?;
    let mut metadata = workspace.cargo();
    metadata.args([
        "metadata",
        "--locked",
        "--filter-platform",
        TARGET,
        "--format-version",
        "1",
    ]);
    let metadata = process::output(&mut metadata)?;
    select(&tree, &metadata).map_err(|error| Failure::UnexpectedAnswer {
        name: "Cargo",
        reason: format!("`cargo metadata`: {error}"),
    })
}

fn select(tree: &str, metadata: &str) -> Result<Vec<Package>, serde_json::Error> {
    // Lines read `name v1.2.3`, some with a remark behind.
    let wanted: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| {
            let mut words = line.split_whitespace();
            Some((words.next()?, words.next()?.strip_prefix('v')?))
        })
        .collect();
    let mut packages = serde_json::from_str::<Metadata>(metadata)?.packages;
    packages.retain(|package| {
        package.source.is_some() && wanted.contains(&(&*package.name, &*package.version))
    });
    packages.push(Package {
        name: "The Rust standard library".to_owned(),
        version: String::new(),
        license: Some("MIT OR Apache-2.0".to_owned()),
        authors: vec!["The Rust Project contributors".to_owned()],
        repository: Some("https://github.com/rust-lang/rust".to_owned()),
        manifest_path: PathBuf::new(),
        source: None,
    });
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(packages)
}

impl Package {
    fn title(&self) -> String {
        format!("{} {}", self.name, self.version).trim().to_owned()
    }
}

/// The names and texts of the files in a crate's folder that look like licences.
fn license_files(package: &Package) -> Vec<(String, String)> {
    let Some(folder) = package
        .manifest_path
        .parent()
        .filter(|path| path.is_absolute())
    else {
        return Vec::new();
    };
    let is_licence = |name: &String| {
        let name = name.to_ascii_lowercase();
        FILES.iter().any(|beginning| name.starts_with(beginning))
    };
    let mut names: Vec<_> = files_in(folder).into_iter().filter(is_licence).collect();
    names.sort();
    names
        .into_iter()
        .filter_map(|name| {
            let text = fs::read_to_string(folder.join(&name)).ok()?;
            Some((name, text))
        })
        .collect()
}

fn files_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect()
}

/// Texts, each with those it is for: most crates share a few.
#[derive(Default)]
struct Texts(BTreeMap<String, Vec<String>>);

impl Texts {
    fn add(&mut self, package: &Package, files: &[(String, String)]) -> Result<(), LicenceProblem> {
        let expression = package
            .license
            .as_deref()
            .ok_or(LicenceProblem::NotStated)?;
        let chosen =
            choose(expression).ok_or_else(|| LicenceProblem::NotAccepted(expression.to_owned()))?;
        let mut used: Vec<&str> = files
            .iter()
            .filter(|(name, _)| chosen != ["MIT"] || name.to_ascii_lowercase().contains("mit"))
            .map(|(_, text)| text.as_str())
            .collect();
        if used.is_empty() {
            used = files.iter().map(|(_, text)| text.as_str()).collect();
        }
        let mut title = package.title();
        if used.is_empty() {
            if chosen != ["MIT"] {
                return Err(LicenceProblem::NoText(expression.to_owned()));
            }
            used.push(MIT);
            let by = package.authors.join(", ");
            let at = package.repository.as_deref().unwrap_or("https://crates.io");
            title = format!(
                "{title}, copyright (c) {}, {at}",
                if by.is_empty() { "its authors" } else { &by }
            );
        }
        for text in used {
            self.0
                .entry(text.replace("\r\n", "\n").trim().to_owned())
                .or_default()
                .push(title.clone());
        }
        Ok(())
    }
}

impl std::fmt::Display for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut texts: Vec<_> = self.0.iter().collect();
        texts.sort_by_key(|(_, packages)| packages.first());
        for (text, packages) in texts {
            writeln!(f, "{RULE}\n{}\n\n{text}\n", packages.join("\n"))?;
        }
        Ok(())
    }
}

/// Why a crate can't be bundled.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LicenceProblem {
    #[error("it states no licence")]
    NotStated,
    #[error(
        "its licence, {0}, is none of those that are accepted (crates/xtask/src/package/licences.rs)"
    )]
    NotAccepted(String),
    #[error("its licence is {0}, and it comes without the text of it")]
    NoText(String),
}

/// The licences to be taken of an SPDX expression: MIT where it is offered, otherwise the first that is accepted. All
/// of the licences in the result apply. Reads `A OR B`, `A/B`, and `(A OR B) AND C`.
fn choose(expression: &str) -> Option<Vec<&str>> {
    let mut chosen = Vec::new();
    for part in split_outside_parentheses(expression, " AND ") {
        let part = part.trim().trim_start_matches('(').trim_end_matches(')');
        let offered = || {
            part.split(" OR ")
                .flat_map(|part| part.split('/'))
                .map(str::trim)
        };
        let mit = offered().find(|name| *name == "MIT");
        chosen.push(mit.or_else(|| offered().find(|name| ACCEPTED.contains(name)))?);
    }
    Some(chosen)
}

fn split_outside_parentheses<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for (at, _) in text.match_indices(separator) {
        let open = text[..at].matches('(').count();
        if open == text[..at].matches(')').count() {
            parts.push(&text[begin..at]);
            begin = at + separator.len();
        }
    }
    parts.push(&text[begin..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(name: &str, license: Option<&str>) -> Package {
        Package {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            license: license.map(str::to_owned),
            authors: vec!["Ann".to_owned()],
            repository: None,
            manifest_path: PathBuf::new(),
            source: Some("registry".to_owned()),
        }
    }

    fn file(name: &str, text: &str) -> (String, String) {
        (name.to_owned(), text.to_owned())
    }

    #[test]
    fn the_licence_with_the_fewest_terms_is_taken() {
        assert_eq!(choose("MIT OR Apache-2.0"), Some(vec!["MIT"]));
        assert_eq!(choose("Apache-2.0/MIT"), Some(vec!["MIT"]));
        assert_eq!(
            choose("(MIT OR Apache-2.0) AND Unicode-3.0"),
            Some(vec!["MIT", "Unicode-3.0"])
        );
        assert_eq!(choose("Zlib OR Apache-2.0 OR MIT"), Some(vec!["MIT"]));
        assert_eq!(choose("GPL-3.0 OR ISC"), Some(vec!["ISC"]));
        assert_eq!(choose("GPL-3.0"), None);
        assert_eq!(choose("MIT AND GPL-3.0"), None);
    }

    #[test]
    fn a_text_stands_once_with_all_that_it_is_for() -> Result<(), LicenceProblem> {
        let mut texts = Texts::default();
        let both = [
            file("LICENSE-APACHE", "apache"),
            file("LICENSE-MIT", "mit by Ann\n"),
        ];
        texts.add(&package("a", Some("MIT OR Apache-2.0")), &both)?;
        texts.add(
            &package("b", Some("MIT")),
            &[file("LICENSE", "mit by Ann\r\n")],
        )?;
        let text = texts.to_string();
        assert_eq!(text.matches("mit by Ann").count(), 1, "{text}");
        assert!(text.contains("a 1.0.0\nb 1.0.0\n\nmit by Ann"), "{text}");
        assert!(!text.contains("apache"), "{text}");
        Ok(())
    }

    #[test]
    fn a_crate_without_a_text_gets_the_text_of_mit_with_its_authors_or_is_refused() {
        let mut texts = Texts::default();
        assert_eq!(texts.add(&package("a", Some("MIT OR Zlib")), &[]), Ok(()));
        let text = texts.to_string();
        assert!(
            text.contains("a 1.0.0, copyright (c) Ann, https://crates.io"),
            "{text}"
        );
        assert!(
            text.contains("Permission is hereby granted, free of charge"),
            "{text}"
        );
        let refused = |license| Texts::default().add(&package("a", license), &[]).err();
        assert_eq!(refused(None), Some(LicenceProblem::NotStated));
        assert_eq!(
            refused(Some("Zlib")),
            Some(LicenceProblem::NoText("Zlib".to_owned()))
        );
        assert_eq!(
            refused(Some("GPL-3.0")),
            Some(LicenceProblem::NotAccepted("GPL-3.0".to_owned()))
        );
    }

    #[test]
    fn only_what_is_compiled_for_the_page_is_listed_and_nothing_of_ours() {
        let tree = "crosslink v0.3.0 (/repository)\nleptos v0.8.23\nserde v1.0.0 (*)\n";
        let metadata = r#"{"packages": [
            {"name": "crosslink", "version": "0.3.0", "license": "MIT", "manifest_path": "/a", "source": null, "repository": null},
            {"name": "serde", "version": "1.0.0", "license": "MIT", "manifest_path": "/b", "source": "r", "repository": null},
            {"name": "serde", "version": "0.9.0", "license": "MIT", "manifest_path": "/c", "source": "r", "repository": null},
            {"name": "leptos", "version": "0.8.23", "license": "MIT", "manifest_path": "/d", "source": "r", "repository": null}
        ]}"#;
        let titles: Vec<_> = select(tree, metadata)
            .unwrap()
            .iter()
            .map(Package::title)
            .collect();
        assert_eq!(
            titles,
            ["The Rust standard library", "leptos 0.8.23", "serde 1.0.0"]
        );
    }
}
