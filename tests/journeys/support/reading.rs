//! Reads what people would have to read, for what was not meant for them.

use super::root;
use crosslink_protocol::ErrorCode;

/// What stands in a text that was meant for programs: codes of failures, names of values, identifiers, excuses. The node's
/// own id, which General Settings shows under its name, is the one exception.
pub fn unfit_for_people(text: &str) -> Vec<String> {
    let codes = ErrorCode::ALL.iter().map(|code| code.as_str());
    let values = [
        "remote-removed",
        "to-destination",
        "no-url",
        "undefined",
        "NaN",
        "null",
    ];
    let excuses = ["something went wrong", "unexpected error", "unknown error"];
    let lower = text.to_lowercase();
    let mut found: Vec<String> = codes
        .filter(|code| code.contains('_'))
        .chain(values)
        .filter(|word| words(text).any(|found| found == *word))
        .map(str::to_owned)
        .collect();
    found.extend(
        excuses
            .iter()
            .filter(|words| lower.contains(**words))
            .map(|words| (*words).to_owned()),
    );
    // In whatever language the page is.
    let ids = ["en", "de", "es", "fr", "ja"].map(label_of_the_id);
    let mut before = "";
    for line in text.lines() {
        if !ids.iter().any(|label| label == before) {
            found.extend(words(line).filter(|word| is_uuid(word)).map(str::to_owned));
        }
        before = line.trim();
    }
    found
}

/// What General Settings calls the node's id.
fn label_of_the_id(language: &str) -> String {
    let file = root().join(format!("languages/{language}.txt"));
    let file = std::fs::read_to_string(file).unwrap_or_default();
    let translated = crosslink::text::lines(&file).find(|(name, _)| *name == "node_id");
    translated.map_or("Node ID", |(_, text)| text).to_owned()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-'))
}

fn is_uuid(word: &str) -> bool {
    let parts: Vec<_> = word.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && word.chars().all(|c| c == '-' || c.is_ascii_hexdigit())
}

#[test]
fn what_is_meant_for_programs_is_found() {
    let id = "0198d9c2-1f6e-7a3b-8c4d-5e6f708192a3";
    assert_eq!(unfit_for_people(&format!("Connection {id} is up")), [id]);
    assert!(unfit_for_people(&format!("Node ID\n{id}\nVersion")).is_empty());
    assert_eq!(unfit_for_people("Failed: name_taken."), ["name_taken"]);
    assert_eq!(
        unfit_for_people("Oh! Something went wrong."),
        ["something went wrong"]
    );
    assert!(unfit_for_people("Removed by the other side").is_empty());
}
