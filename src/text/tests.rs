//! That no text is missing in any language, and that none hides in a view.

use super::language::key;
use super::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const TRANSLATED: [Language; 4] = [
    Language::German,
    Language::Spanish,
    Language::French,
    Language::Japanese,
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn file_of(language: Language) -> String {
    read(format!("languages/{}.txt", language.tag()))
}

/// What stands in braces.
fn parts(text: &str) -> BTreeSet<&str> {
    let after = text.split('{').skip(1);
    after
        .filter_map(|rest| Some(rest.split_once('}')?.0))
        .collect()
}

fn forms(text: &str) -> usize {
    text.split(" | ").count()
}

/// Every text with its translation into each language.
fn for_each_translation(mut look: impl FnMut(Language, &str, &str, &str)) {
    for language in TRANSLATED {
        let file = file_of(language);
        let texts: BTreeMap<_, _> = lines(&file).collect();
        for (name, english) in catalogue() {
            if let Some(text) = texts.get(name.as_str()) {
                look(language, &name, english, text);
            }
        }
    }
}

#[test]
fn each_text_has_a_name_and_a_key_of_its_own() {
    let texts = catalogue();
    let names: BTreeSet<_> = texts.iter().map(|(name, _)| name).collect();
    let keys: BTreeSet<_> = texts.iter().map(|(name, _)| key(name)).collect();
    assert_eq!(names.len(), texts.len());
    assert_eq!(keys.len(), texts.len());
}

#[test]
fn each_english_text_names_the_parts_that_it_is_given() {
    for entry in catalogue::all() {
        let given: BTreeSet<_> = entry.parts.iter().copied().collect();
        assert_eq!(parts(entry.english), given, "{}", entry.name);
    }
}

#[test]
fn no_language_lacks_a_text_or_has_one_too_many() {
    let names: BTreeSet<_> = catalogue().into_iter().map(|(name, _)| name).collect();
    for language in TRANSLATED {
        let file = file_of(language);
        let translated: Vec<_> = lines(&file).map(|(name, _)| name.to_owned()).collect();
        let known: BTreeSet<_> = translated.iter().cloned().collect();
        let missing: Vec<_> = names.difference(&known).collect();
        let unknown: Vec<_> = known.difference(&names).collect();
        assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
        assert!(unknown.is_empty(), "{language:?} has {unknown:?} too many");
        assert_eq!(
            known.len(),
            translated.len(),
            "{language:?} has a text twice"
        );
        let strange = file
            .lines()
            .find(|line| !line.is_empty() && !line.starts_with('#') && !line.contains(" = "));
        assert_eq!(strange, None, "{language:?}: a line that is none");
    }
}

#[test]
fn each_translation_has_the_parts_forms_and_marks_of_the_english_text() {
    for_each_translation(|language, name, english, text| {
        let what = format!("{language:?}, {name}: {text}");
        assert_eq!(parts(text), parts(english), "{what}");
        let wanted = match language {
            Language::Japanese => 1,
            _ => forms(english),
        };
        assert_eq!(forms(text), wanted, "{what}");
        for mark in ["**", "$"] {
            assert_eq!(
                text.matches(mark).count(),
                english.matches(mark).count(),
                "{what}"
            );
        }
        assert!(!text.is_empty() && text.trim() == text, "{what}");
        assert!(!text.contains("  "), "{what}");
    });
}

#[test]
fn what_is_the_same_in_two_languages_is_meant_so() {
    let alike = read("languages/alike.txt");
    let meant: BTreeSet<_> = alike
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    let mut found = BTreeSet::new();
    for_each_translation(|language, name, english, text| {
        if text == english {
            found.insert(format!("{} {name}", language.tag()));
        }
    });
    let found: BTreeSet<_> = found.iter().map(String::as_str).collect();
    let forgotten: Vec<_> = found.difference(&meant).collect();
    let outdated: Vec<_> = meant.difference(&found).collect();
    assert!(forgotten.is_empty(), "not translated: {forgotten:#?}");
    assert!(outdated.is_empty(), "translated by now: {outdated:#?}");
}

/// Words that people read begin like a sentence or a name. These literals do so, and are something else.
const NO_TEXTS: [&str; 8] = [
    "AbortError",
    "ArrowDown",
    "ArrowUp",
    "Bearer {token}",
    "Enter",
    "Escape",
    "TimeoutError",
    "Tab",
];

/// What stands between quotation marks in a line of Rust.
fn literals(line: &str) -> Vec<&str> {
    line.split('"').skip(1).step_by(2).collect()
}

#[test]
fn no_view_has_a_text_of_its_own() {
    let mut found = Vec::new();
    for file in sources(&root().join("src")) {
        let source = fs::read_to_string(&file).unwrap_or_default();
        let code = source.split("mod tests {").next().unwrap_or_default();
        for (number, line) in code.lines().enumerate() {
            let code = line.split("//").next().unwrap_or_default().trim_start();
            if ["eprintln!", "#[", "reason = "]
                .iter()
                .any(|no| code.contains(no))
            {
                continue;
            }
            let texts = literals(code)
                .into_iter()
                .filter(|literal| reads_like_a_text(literal));
            found.extend(texts.map(|text| format!("{}:{}: {text}", file.display(), number + 1)));
        }
    }
    assert!(found.is_empty(), "texts belong into src/text/: {found:#?}");
}

fn reads_like_a_text(literal: &str) -> bool {
    let mut letters = literal.chars();
    // Several words that are neither classes nor selectors.
    let words: Vec<_> = literal.split(' ').collect();
    let word = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    if words.iter().filter(|one| word(one)).count() > 2 {
        return true;
    }
    letters.next().is_some_and(char::is_uppercase)
        && letters
            .next()
            .is_some_and(|second| second.is_lowercase() || second == ' ')
        && !NO_TEXTS.contains(&literal)
}

/// All sources with views: without the texts, what only developers see, and the tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let paths = entries.map(|entry| entry.path());
    let mut files = Vec::new();
    for path in paths {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if path.is_dir() && name != "text" && name != "gallery" {
            files.extend(sources(&path));
        } else if name.ends_with(".rs") && !name.ends_with("tests.rs") && name != "gallery.rs" {
            files.push(path);
        }
    }
    files
}

#[test]
fn a_hidden_text_would_be_found() {
    assert_eq!(literals(r#"<p class="x">"Save it"</p>"#), ["x", "Save it"]);
    assert!(reads_like_a_text("Save it") && reads_like_a_text("A row"));
    assert!(reads_like_a_text("saved the sync rules"));
    assert!(!reads_like_a_text("button button--primary") && !reads_like_a_text("GET"));
}
